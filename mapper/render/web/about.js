/* Method, coverage and credits in a dialog. */
function about({ data, sign, say, coverage }) {
  const shut = el("button", { type: "button", class: "close", "aria-label": say.say("close"), onclick: () => node.close() }, "✕");
  const node = el("dialog", { class: "about", "aria-labelledby": "about-title" }, shut,
    el("h2", { id: "about-title" }, say.say("about")),
    el("h3", {}, say.say("about_method")), el("p", {}, say.say("about_method_text")), el("p", {}, say.say("about_place_text")),
    el("dl", { class: "standings" }, Object.keys(sign.table.status).map((id) => el("div", {},
      el("dt", {}, sign.icon("other", id, 20), say.say(id)), el("dd", {}, say.say(`${id}_long`))))),
    el("h3", {}, say.say("about_coverage")), covered(data, say, coverage),
    el("h3", {}, say.say("about_credits")),
    el("ul", {}, ["credit_outline", "credit_places", "credit_leaflet"].map((key) => el("li", {}, say.say(key, { version: say.say("leaflet") })))),
    el("p", {}, say.say("offline")));
  return node;
}

function covered(data, say, coverage) {
  const unplaced = data.rows.filter((row) => !row.spots.length).length;
  const counts = coverage ? ["reports", "without_claims", "without_date", "duplicates"].map((key) => [key === "reports" ? "reports_read" : key, coverage[key]]) : [];
  const figures = [...counts, ["list", data.rows.length], ["incidents_without_place", unplaced]];
  return el("div", {},
    coverage ? null : el("p", {}, say.say("no_coverage")),
    el("dl", { class: "figures" }, figures.map(([key, n]) => el("div", {}, el("dt", {}, say.say(key)), el("dd", {}, say.number(n))))),
    coverage ? named(say.say("unread"), coverage.unread) : null,
    coverage ? named(say.say("unresolved"), coverage.unresolved) : null);
}

function named(title, texts) {
  if (!texts.length) return null;
  return el("details", {}, el("summary", {}, `${title} (${texts.length})`), el("ul", { class: "names" }, texts.map((text) => el("li", {}, word(text)))));
}
