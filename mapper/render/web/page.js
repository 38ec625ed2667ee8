const LEGEND_NEEDS = 700;
const COMPACT = { height: 420, framedHeight: 480, framedWidth: 640 };

/* Puts the page together once its data are open. */
async function main() {
  const [data, sheets] = await Promise.all([openData(), island("basemap")]);
  const store = createStore(data);
  const face = { view: "", framed: window !== window.parent };
  const { changes } = readAddress(data, location.hash);
  build({ data, sheets, face, state: { ...store.state, ...changes, lang: changes.lang || data.facts.lang } });
}

/* The whole page in one language; another language is another page with the same state, and the map where it was. */
function build({ data, sheets, face, state, view = state.view }) {
  const root = document.getElementById("page");
  const leaving = new AbortController();
  const store = createStore(data);
  store.change(state);
  const say = speaker(data, state.lang);
  const tools = { data, say, store, sign: signs(data.symbols), ground: () => basemap(sheets, say), signal: leaving.signal };
  speakOn(document.documentElement, tools);
  const shade = themeOf(store);
  shade();
  const parts = makeParts({ ...tools, face });
  const page = frame({ ...tools, face, parts, shade, ...announcer(), speak });
  root.replaceChildren(...page.nodes);
  // Before the map, which is then drawn as wide as the panel leaves it.
  if (state.selected >= 0) parts.choose(state.selected, null);
  const map = drawMap({ ...tools, sheets, face, parts, page, view });
  // What was drawn before it stood in the page did not know its colours.
  parts.timeline.redraw();
  connect({ ...tools, face, parts, page, map, speak });
  root.incidentMap = { data, store, say, map: map.map, layer: map.layer, timeline: parts.timeline, list: parts.list, open: parts.choose };

  function speak(lang) {
    leaving.abort();
    map.map.remove();
    build({ data, sheets, face, state: { ...store.state, lang }, view: map.kept.view() });
    root.querySelector("select.lang").focus({ preventScroll: true });
  }
}

function speakOn(node, { data, say }) {
  node.lang = say.lang;
  node.dir = say.dir;
  node.classList.add("im-theme");
  document.title = bare(data.title || say.say("title"));
}

function makeParts({ face, ...tools }) {
  const choose = (row, from) => side.open(row, from);
  const list = incidentList({ ...tools, choose });
  const side = panel({ ...tools, view: evidence(tools), order: () => list.rows(), link: () => face.link() });
  return {
    side, choose, list,
    asking: filters(tools),
    timeline: timeline(tools),
    downloads: downloads(tools),
    about: about(tools),
    key: legend({ ...tools, open: matchMedia("(min-width: 60rem) and (min-height: 40rem)").matches }),
  };
}

function frame({ data, say, store, sign, face, parts, shade, signal, node: said, announce, speak }) {
  const mapNode = el("div", { id: "map", role: "region", "aria-label": say.say("map_label") });
  const paper = printedList({ data, say, store, sign, link: () => face.link() });
  const main = el("main", {},
    el("section", { class: "side", "aria-label": say.say("list") }, parts.asking.node, parts.list.status, parts.list.node),
    el("div", { class: "stage" }, mapNode, unplacedNote({ data, say, store, signal }), parts.key),
    el("section", { class: "time", "aria-label": say.say("timeline") }, parts.timeline.node),
    parts.side.node, paper.node);
  const views = viewSwitch({ say, view: "", choose: (name) => arrange(face, main, views, name) });
  const bar = el("div", { class: "tools" },
    views.node, el("span", { class: "gap" }),
    languageSwitch({ data, say, choose: speak }),
    themeButton({ say, store }),
    el("span", { class: "gap" }),
    tool("share", say.say("share"), { class: "share", onclick: async () => announce(say.say((await copyText(face.link())) ? "link_copied" : "link_not_copied")) }),
    menu("download", say.say("download"), parts.downloads.node, signal),
    tool("about", say.say("about"), { class: "about-button", "aria-haspopup": "dialog", onclick: () => parts.about.showModal() }),
    face.framed && location.protocol !== "about:" ? windowLink(say, face) : null);
  const header = el("header", { class: "top" },
    el("div", { class: "heading" }, el("h1", {}, data.title || say.say("title")), introduction(data, say)), bar);
  const skip = el("a", { class: "skip", href: "#list", onclick: (event) => (event.preventDefault(), skipToList(face, main, views, parts.list)) }, say.say("skip"));
  return { nodes: [skip, header, main, parts.about, said], main, mapNode, paper, views, shade, announce };
}

function windowLink(say, face) {
  const link = tool("window", say.say("new_window"), { class: "window", href: "#", target: "_blank", rel: "noopener" });
  const aim = () => (link.href = face.link().replace(/([#&])embed\b&?/, "$1"));
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, aim);
  return link;
}

function skipToList(face, main, views, list) {
  if (main.dataset.view === "map") arrange(face, main, views, "both");
  (list.node.querySelector("button.row") ?? list.node).focus();
}

/* Map, list, or both; the reader's choice holds until the page is left. */
function arrange(face, main, views, chosen) {
  if (chosen) face.view = chosen;
  const root = document.documentElement;
  const compact = isCompact(face);
  root.classList.toggle("im-compact", compact);
  root.classList.toggle("im-framed", face.framed);
  main.dataset.view = face.view || (compact || isShort() ? "map" : "both");
  views.mark(main.dataset.view);
  // Beside a list as wide as the page there is room for every filter.
  if (chosen === "list" && innerWidth > 1000) main.querySelector(".filters").open = true;
}

function isCompact({ framed }) {
  const { innerWidth: width, innerHeight: height } = window;
  return /[#&]embed\b/.test(location.hash) || height < COMPACT.height || (framed && (width < COMPACT.framedWidth || height < COMPACT.framedHeight));
}

/* On a short phone the list would be two lines high. */
function isShort() {
  return innerWidth <= 800 && innerHeight < 660;
}

/* Sets light or dark on the page: as asked, else as the reader chose, else as the system is. */
function themeOf(store) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  return (asked = store.state.theme) => {
    const dark = asked === "dark" || (asked !== "light" && system.matches);
    document.documentElement.classList.toggle("im-dark", dark);
  };
}

function introduction({ intro }, say) {
  return intro?.length ? introBlocks(typeof intro === "string" ? [intro] : intro, say) : null;
}

function drawMap({ data, say, store, sign, sheets, face, parts, page, view, signal }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(page.mapNode, {
    zoomControl: false, attributionControl: false, minZoom: 2, maxZoom: 15, worldCopyJump: false, trackResize: false,
    zoomAnimation: !calm, fadeAnimation: !calm, inertia: !calm, zoomSnap: 0.5,
  });
  arrange(face, page.main, page.views);
  map.invalidateSize({ pan: false, animate: false });
  const goHome = (animate = !calm) => home(map, data.home, animate, legendRoom(parts.key, page.mapNode, say));
  mapControls(map, data, say, () => goHome());
  if (view) setExactly(map, view);
  else goHome(false);
  if (coversAny(parts.key, map, data)) {
    parts.key.open = false;
    if (!view) goHome(false);
  }
  const ground = basemap(sheets, say, data.facts);
  ground.addTo(map);
  const layer = incidentLayer({ data, sign, say, store, choose: parts.choose, backdrop: { countries: ground.labels, places: true } });
  layer.addTo(map);
  const kept = keptView({ data, map, panelNode: parts.side.node });
  const link = address({
    data, store, map, view: kept.view, signal,
    open: (row) => (row < 0 ? parts.side.shut() : parts.choose(row, null)),
    missing: () => page.announce(say.say("incident_missing")),
  });
  face.link = () => link.link();
  const redraw = () => (ground.redraw(), layer.redraw(), parts.timeline.redraw());
  preparePrint({ map, layer, ground, redraw, main: page.main, key: parts.key, fit: () => home(map, data.home, false), shade: page.shade, paper: page.paper, signal });
  return { map, layer, kept, redraw };
}

/* Where it is open and leaves enough of the map, the first view keeps clear of the legend. */
function legendRoom(key, mapNode, say) {
  const [room, taken] = [mapNode.clientWidth, key.open ? key.offsetWidth : 0];
  if (taken * 2.3 > room) return { left: 0, right: 0 };
  return say.dir === "rtl" ? { left: 0, right: taken } : { left: taken, right: 0 };
}

function home(map, bounds, animate, { left, right } = { left: 0, right: 0 }) {
  if (!bounds) return map.fitWorld({ animate });
  const [west, south, east, north] = bounds;
  map.fitBounds([[south, west], [north, east]], { paddingTopLeft: [40 + left, 40], paddingBottomRight: [40 + right, 40], maxZoom: 10, animate });
}

function connect({ data, say, store, face, parts, page, map, speak, signal }) {
  const reshade = () => (page.shade(), map.redraw());
  store.listen((keys) => {
    if (keys.includes("lang") && store.state.lang !== say.lang) return speak(store.state.lang);
    if (keys.includes("theme")) reshade();
    const { selected } = store.state;
    if (keys.includes("selected")) showSelected({ data, parts, map, selected });
    // The search may come to it yet.
    else if (selected >= 0 && !store.mask[selected] && !store.state.searching) parts.side.shut();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", reshade, { signal });
  for (const change of ["resize", "hashchange"]) addEventListener(change, () => arrange(face, page.main, page.views), { signal });
  document.addEventListener("keydown", (event) => event.key === "Escape" && !escapesElsewhere(event.target) && parts.side.shut(), { signal });
  const sized = new ResizeObserver(map.kept.resize);
  sized.observe(page.mapNode);
  signal.addEventListener("abort", () => sized.disconnect());
}

/* A field is emptied and a list folded by the same key. */
function escapesElsewhere(target) {
  return target.matches?.("input, select") || document.querySelector("dialog[open]") !== null;
}

function showSelected({ data, parts, map, selected }) {
  map.kept.follow(selected);
  if (selected < 0) return;
  // With the panel open the legend would hide what is left of the map.
  if (map.map.getSize().x < LEGEND_NEEDS || coversAny(parts.key, map.map, data, data.spotsOf(selected))) parts.key.open = false;
}

main().catch((error) => {
  const page = document.getElementById("page");
  page.append(el("p", { role: "alert" }, page.dataset.failed.replace("{error}", String(error))));
  throw error;
});
