/* From so many characters on, a sentence is shown in a window of its own. */
const TALL_QUOTE = 900;

/* Nobody quoted: then it is the outlet that says so. */
function outletSpeaks({ claimant, side }) {
  return !claimant || !side || side === "outlet";
}

/* One claim: who speaks, in which words, of what, and in which report it stands. */
function claimCard({ data, say, ground, keep }) {
  const placed = placedLine({ data, say, ground, keep });
  const speaker = (claim) => claim.claimant || claim.outlet || say.say("outlet_voice");

  function card(claim) {
    return el("article", { class: "im-claim", "data-claim": claim.id ?? null },
      speakerLine(claim),
      quote(claim),
      el("dl", {}, details(claim).map(([key, ...value]) => [el("dt", {}, say.say(key)), el("dd", {}, value)])),
      source(claim));
  }

  function speakerLine(claim) {
    const named = claim.claimant || claim.outlet;
    const side = named ? el("span", { class: "im-side" }, say.side(outletSpeaks(claim) ? "outlet" : claim.side)) : null;
    const via = claim.via ? el("span", { class: "im-via" }, say.sentence("via", { via: word(claim.via) })) : null;
    return el("p", { class: "im-speaker" }, word(speaker(claim)), side, via);
  }

  function quote(claim) {
    if (!claim.quote.length) return el("p", { class: "im-note" }, say.say("no_quote"));
    const parts = claim.quote.map(({ text, mark }) =>
      mark ? el("mark", { class: `im-mark-${mark}`, title: say.say(`mark_${mark}`) }, text) : text);
    const long = claim.quote.reduce((sum, part) => sum + part.text.length, 0) > TALL_QUOTE;
    const window = long ? { class: "im-tall", tabindex: "0", role: "group", "aria-label": say.say("words") } : {};
    return el("blockquote", { lang: claim.language || null, dir: claim.dir || "auto", ...window }, parts);
  }

  function details(claim) {
    const rows = [["event_date", say.when(claim.from ?? NO_DAY, claim.to ?? claim.from ?? NO_DAY), claim.time ? [" · ", word(claim.time)] : []]];
    if (claim.places.length) rows.push(["where", claim.places.map(placed)]);
    if (claim.actor) rows.push(["actor", claim.actor.split("+").map(say.side).join(say.say("comma")), claim.actorInferred ? ` (${say.say("inferred")})` : ""]);
    const told = target(claim);
    if (told.length) rows.push(["target", told]);
    if (claim.weapon) rows.push(["weapon", word(claim.weapon)]);
    if (claim.equipment.length) rows.push(["equipment", claim.equipment.map(item)]);
    for (const key of ["killed", "injured"]) if (claim[key]) rows.push([key, figure(claim, key)]);
    return rows;
  }

  function target(claim) {
    const known = claim.targetClass && claim.targetClass !== "unknown" ? say.say(claim.targetClass) : "";
    if (!claim.target) return known ? [known] : [];
    return known ? [word(claim.target), ` (${known})`] : [word(claim.target)];
  }

  function item({ item: name, count }) {
    return el("span", { class: "im-placed" }, count ? `${say.number(count)} × ` : "", word(name));
  }

  function figure(claim, key) {
    const [low, high] = claim[key];
    const told = high === null ? say.say("at_least", { n: say.number(low) })
      : low === high ? say.number(low) : say.say("range", { low: say.number(low), high: say.number(high) });
    const about = claim.casualtyClass && claim.casualtyClass !== "unknown" ? ` (${say.say(claim.casualtyClass)})` : "";
    return [told, about, claim.cumulative ? ` · ${say.say("total")}` : ""];
  }

  function source(claim) {
    const published = claim.published ?? NO_DAY;
    const address = webAddress(claim.url);
    const parts = [
      claim.outlet ? el("strong", {}, word(claim.outlet)) : claim.path ? word(claim.path) : null,
      claim.title ? word(claim.title, claim.language) : null,
      published === NO_DAY ? null : say.say("published", { date: say.day(published) }),
      address ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, say.say("open")) : null,
    ].filter(Boolean);
    if (!parts.length) return null;
    return el("footer", { class: "im-source" }, el("span", { class: "im-label" }, say.say(claim.outlet ? "reported_by" : "report_of"), ": "), parts.flatMap((part, i) => [i ? " · " : "", part]));
  }

  return Object.assign(card, { figure, speaker });
}
