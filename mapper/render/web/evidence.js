const STANCES = ["asserts", "denies", "acknowledges"];
const NAMED_PLACES = 3;
const HEADED_PLACES = 6;
const CARDS_AT_ONCE = 40;

/* The evidence of one incident: what it is, who says so, who denies it, who admits it, in their words. */
function evidence({ data, sign, say, ground = null }) {
  const smallMaps = [];
  const card = claimCard({ data, say, ground, keep: (map) => smallMaps.push(map) });
  const statusOf = (row) => data.statuses[data.status[row]];
  const familyOf = (row) => data.families[data.family[row]];

  function head(row, headingId) {
    const places = placesOf(row, { data, say });
    return el("header", { class: "im-head" },
      el("p", { class: "im-kind" }, sign.shape(familyOf(row)), say.type(data.type[row])),
      el("h2", { id: headingId, tabindex: "-1", class: places.length > 2 ? "im-long" : null }, namedPlaces(row, { data, say }, HEADED_PLACES, " · ")),
      el("p", { class: "im-sentence" }, sign.icon(familyOf(row), statusOf(row), 26), el("span", {}, incidentSentence({ data, say, row }))),
      places.length ? null : el("p", { class: "im-note" }, say.say("unplaced")),
      figures(row));
  }

  function figures(row) {
    const parts = ["killed", "injured"].map((key) => figure(key, row)).filter(Boolean);
    return parts.length ? el("p", { class: "im-figures" }, parts) : null;
  }

  function figure(key, row) {
    const { best, range } = toldFigure({ data, say, key, row });
    return best && el("span", {}, `${say.say(`${key}_told`)}: `, el("strong", {}, best), range);
  }

  function stanceGroup(stance, claims) {
    const found = claims.filter((claim) => claim.stance === stance);
    if (!found.length) return null;
    const node = el("section", { class: `im-stance im-${stance}` },
      el("h3", {}, say.say(stance), " ", el("span", { class: "im-count" }, say.number(found.length))));
    someCards(node, found);
    return node;
  }

  /* Hundreds of claims come a few at a time; the focus goes on with the first new one. */
  function someCards(node, claims) {
    node.append(...claims.slice(0, CARDS_AT_ONCE).map(card));
    const rest = claims.slice(CARDS_AT_ONCE);
    if (!rest.length) return;
    const more = el("button", { type: "button", class: "plain im-more", onclick: () => {
      const last = more.previousElementSibling;
      more.remove();
      someCards(node, rest);
      last.nextElementSibling.tabIndex = -1;
      last.nextElementSibling.focus();
    } }, say.count("more_claims", rest.length));
    node.append(more);
  }

  function markKey(claims) {
    const used = new Set(claims.flatMap((claim) => claim.quote.map((part) => part.mark)).filter(Boolean));
    if (!used.size) return null;
    const names = [...used].map((mark) => el("mark", { class: `im-mark-${mark}` }, say.say(`mark_${mark}`)));
    return el("p", { class: "im-key" }, `${say.say("marks")}: `, names.flatMap((name) => [name, " "]));
  }

  function why(reasons) {
    if (!reasons.length) return null;
    return el("details", { class: "im-why" }, el("summary", {}, say.say("why")), el("ul", {}, reasons.map((reason) => el("li", {}, say.reason(reason)))));
  }

  /* Maps listen to the window until they are told that nobody looks at them. */
  function leave() {
    for (const map of smallMaps.splice(0)) map.remove();
  }

  function body(claims, reasons) {
    return el("div", { class: "im-body" },
      markKey(claims),
      el("div", { class: "im-stances" }, STANCES.map((stance) => stanceGroup(stance, claims))),
      figuresTable({ say, claims, figure: card.figure, speaker: card.speaker }),
      why(reasons));
  }

  return { head, body, leave };
}

/* How many the claims of an incident tell of, and from where to where where they differ; both empty where none does. */
function toldFigure({ data, say, key, row }) {
  const [low, best, high] = ["low", "best", "high"].map((name) => data[key][name][row]);
  if (best < 0) return { best: "", range: "" };
  const range = low === high ? "" : ` (${say.say("range", { low: say.number(low), high: say.number(high) })})`;
  return { best: say.number(best), range };
}

/* The incident in our own words. Names stand behind colons: no language has to bend them. */
function incidentSentence({ data, say, row }) {
  const status = data.statuses[data.status[row]];
  const values = {
    type: say.type(data.type[row]), place: namedPlaces(row, { data, say }, NAMED_PLACES),
    when: say.when(data.from[row], data.to[row]),
  };
  const doers = data.sets.actors[data.actors[row]].map((member) => data.members.actors[member]).filter(Boolean);
  const by = doers.map((side) => say.side(side)).join(say.say("comma"));
  return [
    say.sentence("sentence_event", values),
    doers.length ? [" ", say.sentence("sentence_doer", { doer: by })] : [],
    " ", say.sentence("sentence_standing", { status: el("strong", {}, say.status(status)), meaning: say.say(`${status}_long`) }),
  ];
}

/* Whose number is whose, once more than one claim gives one. */
function figuresTable({ say, claims, figure, speaker }) {
  const told = claims.filter((claim) => claim.killed || claim.injured);
  if (told.length < 2) return null;
  const keys = ["killed", "injured"].filter((key) => told.some((claim) => claim[key]));
  const cell = (claim, key) => el("td", {}, claim[key] ? figure(claim, key) : "–");
  const line = (claim) => el("tr", {}, el("th", { scope: "row" }, word(speaker(claim))), keys.map((key) => cell(claim, key)));
  return el("section", { class: "im-table" },
    el("table", {},
      el("caption", {}, say.say("by_claimant")),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say.say("speaker")), keys.map((key) => el("th", { scope: "col" }, say.say(key))))),
      el("tbody", {}, told.map(line))));
}
