const STANCES = ["asserts", "denies", "acknowledges"];

/* The evidence of one incident: what it is, who says so, who denies it, who admits it, in their words. */
function evidence({ data, sign, say }) {
  const sideName = (side) => (side === "outlet" ? say.say("outlet_voice") : data.sides[side] ?? side);
  const speakerName = (claim) => claim.claimant || claim.outlet || say.say("outlet_voice");

  function head(row, headingId) {
    return el("header", { class: "im-head" },
      el("p", { class: "im-kind" }, sign.shape(row.family), data.types[row.type].label),
      el("h2", { id: headingId, tabindex: "-1", class: row.spots.length > 2 ? "im-long" : null }, places(row)),
      el("p", { class: "im-when" }, say.when(row.from, row.to)),
      standing(row),
      row.spots.length ? null : el("p", { class: "im-note" }, say.say("unplaced")),
      figures(row));
  }

  function places(row) {
    if (!row.spots.length) return say.say("no_place");
    return row.spots.flatMap((spot, i) => [i ? " · " : "", word(placeName(spot))]);
  }

  function placeName(spot) {
    const relation = spot.relation === "at" ? "" : `${say.say(spot.relation)} `;
    return relation + spot.name;
  }

  function standing(row) {
    return el("p", { class: "im-standing" }, sign.icon(row.family, row.status, 26),
      el("span", {}, el("strong", {}, say.say(row.status)), ": ", say.say(`${row.status}_long`)));
  }

  function figures(row) {
    const parts = ["killed", "injured"].filter((key) => row[key]).map((key) => figure(key, row[key]));
    return parts.length ? el("p", { class: "im-figures" }, parts) : null;
  }

  function figure(key, [low, best, high]) {
    const range = low === high ? "" : ` (${say.say("range", { low: say.number(low), high: say.number(high) })})`;
    return el("span", {}, `${say.say(key)}: `, el("strong", {}, say.number(best)), range);
  }

  function stanceGroup(stance, claims) {
    const found = claims.filter((claim) => claim.stance === stance);
    if (!found.length) return null;
    return el("section", { class: `im-stance im-${stance}` },
      el("h3", {}, say.say(stance), " ", el("span", { class: "im-count" }, say.number(found.length))),
      found.map(card));
  }

  function card(claim) {
    return el("article", { class: "im-claim" },
      speakerLine(claim),
      quote(claim),
      el("dl", {}, details(claim).map(([key, ...value]) => [el("dt", {}, say.say(key)), el("dd", {}, value)])),
      source(claim));
  }

  function speakerLine(claim) {
    const side = claim.side && claim.claimant ? el("span", { class: "im-side" }, sideName(claim.side)) : null;
    const via = claim.via ? el("span", { class: "im-via" }, say.sentence("via", { via: word(claim.via) })) : null;
    return el("p", { class: "im-speaker" }, word(speakerName(claim)), side, via);
  }

  function quote(claim) {
    if (!claim.quote.length) return el("p", { class: "im-note" }, say.say("no_quote"));
    const parts = claim.quote.map(({ text, mark }) =>
      mark ? el("mark", { class: `im-mark-${mark}`, title: say.say(`mark_${mark}`) }, text) : text);
    return el("blockquote", { lang: claim.language || null, dir: claim.dir }, parts);
  }

  function details(claim) {
    const rows = [["event_date", say.when(claim.from, claim.to), claim.time ? [" · ", word(claim.time)] : []]];
    if (claim.places.length) rows.push(["where", claim.places.map(placed)]);
    if (claim.actor) rows.push(["actor", sideName(claim.actor), claim.actorInferred ? ` (${say.say("inferred")})` : ""]);
    const told = target(claim);
    if (told.length) rows.push(["target", told]);
    if (claim.weapon) rows.push(["weapon", word(claim.weapon)]);
    if (claim.equipment.length) rows.push(["equipment", claim.equipment.map(item)]);
    for (const key of ["killed", "injured"]) if (claim[key]) rows.push([key, number(claim, key)]);
    return rows;
  }

  function placed({ written, spot, unsure, others, reasons }) {
    const { name, radius } = data.spots[spot];
    const matched = say.sentence("matched", { name: word(name), km: say.number(radius) });
    const asWritten = written ? [word(written), say.dir === "rtl" ? " ← " : " → "] : [];
    return el("span", { class: "im-placed" }, asWritten, matched, unsure ? doubt(others) : null, whyHere(reasons));
  }

  function doubt(others) {
    const text = others.length ? say.sentence("unsure_or", { others: word(others.join("; ")) }) : say.say("unsure_place");
    return el("strong", { class: "im-unsure" }, " ", text);
  }

  function whyHere(reasons) {
    if (!reasons.length) return null;
    return el("details", { class: "im-why-here" }, el("summary", {}, say.say("why_here")),
      el("ul", {}, reasons.map((reason) => el("li", {}, word(reason)))));
  }

  function target(claim) {
    const known = claim.targetClass && claim.targetClass !== "unknown" ? say.say(claim.targetClass) : "";
    if (!claim.target) return known ? [known] : [];
    return known ? [word(claim.target), ` (${known})`] : [word(claim.target)];
  }

  function item({ item: name, count }) {
    return el("span", { class: "im-placed" }, count ? `${say.number(count)} × ` : "", word(name));
  }

  function number(claim, key) {
    const [low, high] = claim[key];
    const figure = high === null ? say.say("at_least", { n: say.number(low) })
      : low === high ? say.number(low) : say.say("range", { low: say.number(low), high: say.number(high) });
    const about = claim.casualtyClass && claim.casualtyClass !== "unknown" ? ` (${say.say(claim.casualtyClass)})` : "";
    return [figure, about, claim.cumulative ? ` · ${say.say("total")}` : ""];
  }

  function source(claim) {
    const published = claim.published === undefined ? "" : say.say("published", { date: say.day(claim.published) });
    const address = webAddress(claim.url);
    const link = address ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, say.say("open")) : null;
    const items = [claim.outlet || claim.path, claim.title, published].filter(Boolean);
    return el("p", { class: "im-source" },
      items.map((text, i) => [i ? " · " : "", word(text)]).flat(), link ? [" · ", link] : []);
  }

  /* Whose number is whose, once more than one speaker gives one. */
  function byClaimant(claims) {
    const told = claims.filter((claim) => claim.killed || claim.injured);
    if (new Set(told.map(speakerName)).size < 2) return null;
    const cell = (claim, key) => el("td", {}, claim[key] ? number(claim, key) : "–");
    return el("section", { class: "im-table" }, el("h3", {}, say.say("by_claimant")),
      el("table", {},
        el("thead", {}, el("tr", {}, el("td", {}), ["killed", "injured"].map((key) => el("th", { scope: "col" }, say.say(key))))),
        el("tbody", {}, told.map((claim) =>
          el("tr", {}, el("th", { scope: "row" }, word(speakerName(claim))), cell(claim, "killed"), cell(claim, "injured"))))));
  }

  function markKey(claims) {
    const used = new Set(claims.flatMap((claim) => claim.quote.map((part) => part.mark)).filter(Boolean));
    if (!used.size) return null;
    const names = [...used].map((mark) => el("mark", { class: `im-mark-${mark}` }, say.say(`mark_${mark}`)));
    return el("p", { class: "im-key" }, `${say.say("marks")}: `, names.flatMap((name) => [name, " "]));
  }

  function why(reasons) {
    if (!reasons.length) return null;
    return el("details", {}, el("summary", {}, say.say("why")), el("ul", {}, reasons.map((reason) => el("li", {}, word(reason)))));
  }

  function body(claims, reasons) {
    return el("div", { class: "im-body" },
      markKey(claims),
      STANCES.map((stance) => stanceGroup(stance, claims)),
      byClaimant(claims),
      why(reasons));
  }

  return { head, body };
}
