/* The keys of the fragment: short, and to be read by people. Values of a list have a comma between them. */
const SET_KEYS = { kind: "families", type: "types", status: "statuses", by: "voices", actor: "actors", outlet: "outlets", place: "precisions" };
const SORTS = ["date", "place", "type", "status", "claims", "killed"];
const WRITE_EVERY = 300;
const MOST_TEXT = 300;

/* The fragment as values by key. It comes from whoever made the link: what does not fit is left out, and nothing of it is ever HTML. */
function fragmentOf(hash) {
  const values = new Map();
  for (const piece of hash.replace(/^#/, "").split("&")) {
    const cut = piece.indexOf("=");
    if (cut > 0 && !values.has(piece.slice(0, cut))) values.set(piece.slice(0, cut), piece.slice(cut + 1));
  }
  return values;
}

function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return "";
  }
}

/* What a fragment asks for as changes of the state; the incident by its id, which may need the ids to be opened. */
function readAddress(data, hash) {
  const values = fragmentOf(hash);
  const one = (key) => decoded(values.get(key) ?? "");
  const known = knownValues(data);
  const sets = Object.entries(SET_KEYS).map(([key, dimension]) => [dimension, listOf(values.get(key), known[dimension])]);
  const changes = {
    ...nothingAsked(), ...Object.fromEntries(sets),
    deaths: DEATHS.has(one("killed")) ? one("killed") : "",
    text: one("q").slice(0, MOST_TEXT),
    from: dayOf(one("from")), to: dayOf(one("to")),
    sort: sortOf(one("sort")), view: viewOf(one("map")),
    theme: ["light", "dark"].includes(one("theme")) ? one("theme") : "",
    lang: Object.hasOwn(data.words, one("lang")) ? one("lang") : "",
  };
  return { changes, id: one("incident") };
}

function knownValues(data) {
  const types = data.types.map((type) => type.id);
  return { ...data.members, families: data.families, types, statuses: data.statuses, precisions: data.precisions };
}

/* A side that is nobody's stands as "-"; a name of just that character is written by its number. */
function listOf(text, known) {
  const asked = (text ?? "").split(",").filter(Boolean).map((value) => (value === "-" ? "" : decoded(value)));
  return new Set(asked.filter((value) => known.includes(value)));
}

function listed(value) {
  return value === "-" ? "%2D" : encodeURIComponent(value || "-");
}

/* Half a character, which a cut or a paste may leave, has no place in an address. */
function unbroken(text) {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

function sortOf(text) {
  const [, minus, key] = /^(-?)(\w+)$/.exec(text) ?? [];
  return SORTS.includes(key) ? { key, down: minus === "-" } : { key: "date", down: false };
}

function viewOf(text) {
  const parts = text.split(",");
  const [zoom, lat, lon] = parts.map(Number);
  const fits = parts.length === 3 && parts.every((part) => /^-?\d{1,3}(\.\d{1,7})?$/.test(part));
  return fits && zoom >= 0 && zoom <= 20 && Math.abs(lat) <= 85.05 && Math.abs(lon) <= 360 ? { lat, lon, zoom } : null;
}

/* Everything that makes this view of the page, and nothing that is as it would be anyway. */
function writeAddress(state, { id = "", lang = "", view = null, flags = [] }) {
  const list = (set) => [...set].map(listed).sort().join(",");
  const pairs = [
    ...Object.entries(SET_KEYS).map(([key, dimension]) => [key, list(state[dimension])]),
    ["killed", state.deaths], ["q", encodeURIComponent(unbroken(state.text))],
    ["from", state.from === null ? "" : isoDay(state.from)], ["to", state.to === null ? "" : isoDay(state.to)],
    ["incident", encodeURIComponent(id)],
    ["sort", state.sort.key === "date" && !state.sort.down ? "" : `${state.sort.down ? "-" : ""}${state.sort.key}`],
    ["map", view ? `${Math.round(view.zoom * 100) / 100},${view.lat.toFixed(4)},${view.lon.toFixed(4)}` : ""],
    ["lang", lang], ["theme", state.theme === "auto" ? "" : state.theme],
  ];
  return [...flags, ...pairs.filter(([, value]) => value).map((pair) => pair.join("="))].join("&");
}

/* Keeps the fragment and the page in step, both ways. view() is what the map shows, whatever its size is now. */
function address({ data, store, map, view, signal, open, missing }) {
  let ids = null;
  let timer = 0;
  let known = location.hash;
  let start = view();
  let moved = store.state.view !== null;

  const flags = () => location.hash.replace(/^#/, "").split("&").filter((piece) => piece === "embed");
  const idOf = (row) => (row >= 0 && ids ? ids[row] : "");

  function fragment(seen) {
    const { state } = store;
    const lang = state.lang && state.lang !== data.facts.lang ? state.lang : "";
    return writeAddress(state, { id: idOf(state.selected), lang, view: seen, flags: flags() });
  }

  function soon() {
    timer ||= setTimeout(write, WRITE_EVERY);
  }

  /* Where the ids cannot be read all else still has its address. */
  async function openIds() {
    ids ??= (await data.ids().catch(() => null))?.id ?? null;
  }

  async function write() {
    timer = 0;
    if (store.state.selected >= 0) await openIds();
    // Another address has come, of which the page is told next.
    if (signal?.aborted || location.hash !== known) return;
    const wanted = fragment(moved ? store.state.view : null);
    if (wanted === location.hash.replace(/^#/, "")) return;
    try {
      history.replaceState(history.state, "", wanted ? `#${wanted}` : location.href.replace(/#.*/, ""));
    } catch {
      // A page within another page may not be allowed to change its address.
    }
    known = location.hash;
  }

  /* A fragment without any value is the name of a part of the page, not a state of it. */
  function heed() {
    if (back.heeded()) return;
    known = location.hash;
    if (location.hash.length > 1 && !location.hash.includes("=")) return;
    const { changes, id } = readAddress(data, location.hash);
    if (!id) open(-1);
    if (!changes.view) home(map, data.home, false);
    start = view();
    moved = changes.view !== null;
    choose(id, { ...changes, lang: changes.lang || data.facts.lang });
  }

  /* The language last: it makes another page of this one, which takes over what is open and what the map shows. */
  async function choose(id, { lang, ...changes }) {
    if (id) await openIds();
    if (signal?.aborted) return;
    store.change(changes);
    const row = id && ids ? ids.indexOf(id) : -1;
    if (id) back.quietly(() => open(row));
    if (id && row < 0) missing();
    if (changes.view) setExactly(map, changes.view);
    store.change({ lang });
  }

  function onMove() {
    const [now, { lat, lon, zoom }] = [view(), start];
    moved ||= Math.abs(now.zoom - zoom) > 0.01 || Math.abs(now.lat - lat) + Math.abs(now.lon - lon) > 1e-4;
    // Nobody need be told: the map is where it is, and only the address asks.
    store.state.view = moved ? now : null;
    soon();
  }

  /* Whether the step brought another address. */
  function stepped() {
    const other = location.hash !== known;
    known = location.hash;
    soon();
    return other;
  }

  const back = backShuts({ store, signal, shut: () => open(-1), stepped });
  /* The link that is copied names what is open, also before the address does. */
  const off = store.listen(() => {
    if (store.state.selected >= 0) openIds();
    soon();
  });
  map.on("moveend", onMove);
  addEventListener("hashchange", heed, { signal });
  signal?.addEventListener("abort", () => (off(), clearTimeout(timer)));
  const { id } = readAddress(data, location.hash);
  if (id && store.state.selected < 0) choose(id, { lang: store.state.lang, view: store.state.view });
  else soon();
  return { link: () => `${location.href.replace(/#.*/, "")}#${fragment(view())}` };
}
