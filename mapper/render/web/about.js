/* Method, coverage, credits and keys in a dialog. */
function about({ data, sign, say }) {
  const node = el("dialog", { class: "about", "aria-labelledby": "about-title" });
  const shut = el("button", { type: "button", class: "close", "aria-label": say.say("close"), onclick: () => node.close() }, glyph("close"));
  const part = (key, ...content) => [el("h3", {}, say.say(key)), content];
  const text = (key, values) => el("p", {}, say.say(key, values));
  node.append(shut, el("h2", { id: "about-title", tabindex: "-1" }, data.title || say.say("title")), introduction(data, say) ?? "", ...[
    notices(data, say),
    part("about_method", text("about_method_text"), text("about_place_text")),
    part("status", text("about_status_text"), standings(data, sign, say)),
    part("about_coverage", covered(data, say)),
    part("about_keys", keys(say)),
    part("about_credits", credits(data, say)),
  ].flat(Infinity).filter(Boolean));
  node.addEventListener("click", (event) => event.target === node && node.close());
  return node;
}

/* What the reader must know before trusting a point: rounded positions, tiles of others. */
function notices(data, say) {
  const { coarsened, tiles, names } = data.facts;
  return [
    coarsened ? el("p", { class: "notice" }, say.say("coarsened", { km: say.number(coarsened) })) : null,
    tiles ? el("p", { class: "notice" }, say.sentence("tiles_notice", { host: word(tiles.host ?? tiles.name) })) : null,
    names ? el("p", { class: "notice" }, names === "written" ? say.say("names_as_written") : say.sentence("names_of_side", { side: say.side(names) })) : null,
  ];
}

function standings(data, sign, say) {
  return el("dl", { class: "standings" }, data.statuses.map((id) => el("div", {},
    el("dt", {}, sign.icon("other", id, 20), say.status(id)), el("dd", {}, say.say(`${id}_long`)))));
}

function covered(data, say) {
  const { coverage } = data;
  const counts = coverage ? ["reports", "without_claims", "without_date", "duplicates"].map((key) => [key === "reports" ? "reports_read" : key, coverage[key]]) : [];
  const figures = [...counts, ["list", data.n], ["incidents_without_place", unplacedRows(data)]];
  return el("div", {},
    coverage ? null : el("p", {}, say.say("no_coverage")),
    el("dl", { class: "figures" }, figures.map(([key, n]) => el("div", {}, el("dt", {}, say.say(key)), el("dd", {}, say.number(n))))),
    coverage ? named(say, "unread", coverage.unread) : null,
    coverage ? named(say, "unresolved", coverage.unresolved) : null);
}

function unplacedRows(data) {
  let found = 0;
  for (let row = 0; row < data.n; row++) found += data.spotStart[row] === data.spotStart[row + 1] ? 1 : 0;
  return found;
}

function named(say, key, texts) {
  if (!texts?.length) return null;
  return el("details", {}, el("summary", {}, `${say.say(key)} (${say.number(texts.length)})`),
    el("ul", { class: "names", tabindex: "0" }, texts.map((text) => el("li", {}, word(text)))));
}

const KEY_HELP = [
  ["Tab", "keys_tab"], ["Enter", "keys_map"], ["← → ↑ ↓", "keys_arrows"], ["+ −", "keys_zoom"],
  ["← →", "keys_timeline"], ["Esc", "keys_escape"],
];

function keys(say) {
  return el("dl", { class: "keys" }, KEY_HELP.map(([key, text]) => [
    el("dt", {}, key.split(" ").map((name, i) => [i ? " " : "", el("kbd", { dir: "ltr" }, name)])), el("dd", {}, say.say(text))]));
}

function credits(data, say) {
  const { leaflet = "", folium = "", mapper = "" } = data.facts.versions ?? {};
  const items = [["credit_outline", {}], ["credit_places", {}], ["credit_leaflet", { leaflet, folium }], ["credit_page", { version: mapper }]];
  return [
    el("ul", {}, items.map(([key, values]) => el("li", {}, say.say(key, values)))),
    data.facts.tiles ? null : el("p", {}, say.say("offline")),
  ];
}
