const LEGEND_NEEDS = 700;

/* Puts the page together once its data are open. */
async function main() {
  const [hot, sheets] = await Promise.all([island("hot"), island("basemap")]);
  const cold = later(async () => {
    await parsed();
    return island("cold");
  });
  const data = { ...readHot(hot), types: hot.types, sides: hot.sides };
  const say = speaker(hot.texts, hot.lang);
  const sign = signs(hot.symbols);
  const store = createState(data.rows);
  build({ hot, data, say, sign, store, cold, ground: basemap(sheets) });
}

function build({ hot, data, say, sign, store, cold, ground }) {
  const side = panel({ say, store, cold, view: evidence({ data, sign, say }) });
  const choose = (row, from) => side.open(row, from);
  const list = incidentList({ data, sign, say, store, choose });
  const asking = filters({ data, sign, say, store, find: searchIndex({ data, say, cold }) });
  const box = about({ data, sign, say, coverage: hot.coverage });
  const mapNode = el("div", { id: "map", role: "region", "aria-label": say.say("map_label") });
  const wide = matchMedia("(min-width: 50rem)").matches;
  const key = legend({ data, sign, say, open: wide });
  frame({ hot, say, side, list, asking, box, mapNode, key });
  const map = drawMap({ hot, data, sign, say, ground, mapNode, key, choose: (row) => choose(row, list.button(row)) });
  connect({ store, list, map, side, key });
}

function frame({ hot, say, side, list, asking, box, mapNode, key }) {
  const button = el("button", { type: "button", class: "plain", onclick: () => box.showModal() }, say.say("about"));
  const heading = el("div", {}, el("h1", {}, hot.title || say.say("title")), hot.intro ? el("p", { class: "intro" }, hot.intro) : null);
  const listed = el("section", { class: "side", "aria-label": say.say("list") }, asking, list.status, list.node);
  document.getElementById("page").append(
    el("a", { class: "skip", href: "#list" }, say.say("skip")),
    el("header", { class: "top" }, heading, button),
    el("main", { class: "im-theme im-auto" }, listed, el("div", { class: "stage" }, mapNode, key), side.node),
    box);
}

function drawMap({ hot, data, sign, say, ground, mapNode, key, choose }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(mapNode, {
    zoomControl: false, attributionControl: false, minZoom: 2, maxZoom: 15, worldCopyJump: false,
    zoomAnimation: !calm, fadeAnimation: !calm, inertia: !calm, zoomSnap: 0.5,
  });
  furnish(map, say, boundsOf(data));
  home(map, hot.home);
  ground.addTo(map);
  const layer = incidentLayer({ data, sign, say, choose, backdrop: { countries: ground.labels, places: true } });
  layer.addTo(map);
  const redraw = () => (ground.redraw(), layer.redraw());
  preparePrint({ map, layer, ground, redraw, main: mapNode.closest("main"), key, bounds: boundsOf(data) });
  return { map, layer, redraw };
}

/* Controls stand at the end of the line; the legend has the start. Credits lowest, the scale above them. */
function furnish(map, say, bounds) {
  const end = say.dir === "rtl" ? "left" : "right";
  L.control.zoom({ position: `top${end}`, zoomInTitle: say.say("zoom_in"), zoomOutTitle: say.say("zoom_out") }).addTo(map);
  if (bounds.isValid()) fitButton(map, say, bounds, `top${end}`);
  L.control.attribution({ prefix: false, position: `bottom${end}` }).addAttribution("Natural Earth · GeoNames · Leaflet").addTo(map);
  L.control.scale({ imperial: false, position: `bottom${end}` }).addTo(map);
}

function fitButton(map, say, bounds, position) {
  const control = L.control({ position });
  const fit = () => map.fitBounds(bounds, { padding: [50, 50], maxZoom: 10 });
  control.onAdd = () => el("div", { class: "leaflet-bar" },
    el("button", { type: "button", class: "fit", title: say.say("fit"), "aria-label": say.say("fit"), onclick: fit }, "⤢"));
  control.addTo(map);
}

/* Countries and regions count only where there is nothing nearer to a point. */
function boundsOf(data) {
  const drawn = data.rows.flatMap((row) => row.spots);
  const near = drawn.filter((spot) => !WIDE.includes(spot.level));
  return L.latLngBounds((near.length ? near : drawn).map((spot) => [spot.lat, spot.lon]));
}

function home(map, bounds) {
  if (bounds) map.fitBounds([[bounds[1], bounds[0]], [bounds[3], bounds[2]]], { padding: [50, 50], maxZoom: 10, animate: false });
  else map.setView([30, 30], 2, { animate: false });
}

function connect({ store, list, map, side, key }) {
  const refresh = () => {
    const rows = store.passing();
    list.show(rows);
    map.layer.show(rows);
    if (store.state.selected && !rows.includes(store.state.selected)) side.shut();
  };
  store.listen((keys) => (keys.includes("selected") ? select(store.state.selected, { list, map, key }) : refresh()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", map.redraw);
  document.addEventListener("keydown", (event) => event.key === "Escape" && !document.querySelector("dialog[open]") && side.shut());
  new ResizeObserver(() => map.map.invalidateSize({ pan: false })).observe(map.map.getContainer());
  refresh();
}

function select(row, { list, map, key }) {
  list.mark(row);
  map.map.invalidateSize({ pan: false });
  map.layer.select(row);
  // With the panel open the legend would hide what is left of the map.
  if (row && map.map.getSize().x < LEGEND_NEEDS) key.open = false;
  if (row?.spots.length) bringIntoView(map, row);
}

/* Moves only as far as needed: a reader keeps their place on the map. */
function bringIntoView({ map, layer }, row) {
  const { spots } = row;
  const bounds = L.latLngBounds(spots.map((spot) => [spot.lat, spot.lon]));
  if (layer.crowded(row)) return map.fitBounds(bounds, { padding: [60, 60], maxZoom: 9 });
  if (map.getBounds().pad(-0.1).contains(bounds)) return;
  if (spots.length === 1) map.panTo(bounds.getCenter());
  else map.fitBounds(bounds, { padding: [60, 60], maxZoom: map.getZoom() });
}

function parsed() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}

main().catch((error) => {
  const page = document.getElementById("page");
  page.append(el("p", { role: "alert" }, page.dataset.failed.replace("{error}", String(error))));
  throw error;
});
