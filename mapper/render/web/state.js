const FACETS = ["families", "types", "statuses", "voices", "actors", "outlets", "precisions"];
const FILTER_KEYS = [...FACETS, "deaths", "text", "found", "from", "to"];

/* What was found is no question but the answer to the text: only the search sets it. */
function nothingAsked() {
  const sets = Object.fromEntries(FACETS.map((key) => [key, new Set()]));
  return { ...sets, deaths: "", text: "", from: null, to: null };
}

/* What is asked and what is open; every part of the page reads it here and is told of changes. */
function createStore(data) {
  const listeners = new Set();
  const state = { ...nothingAsked(), found: null, searching: false, selected: -1, sort: { key: "date", down: false }, lang: "", theme: "", view: null };
  const rows = selection(data, state);
  let counted = new Map();
  const store = { state, mask: rows.mask, anytime: rows.anytime, passing: data.n, change, listen, counts, reset, narrowed };

  function change(asked) {
    const changes = uncrossed(asked, state);
    const keys = Object.keys(changes).filter((key) => state[key] !== changes[key] || key === "found");
    if (!keys.length) return;
    Object.assign(state, changes);
    if (keys.some((key) => FILTER_KEYS.includes(key))) select(keys);
    for (const listener of [...listeners]) listener(keys);
  }

  function select(keys) {
    const filters = new Set(keys.map((key) => FILTER_OF[key]).filter(Boolean));
    filters.forEach(rows.refuse);
    if (filters.size) rows.combine();
    if (filters.size || keys.includes("from") || keys.includes("to")) store.passing = rows.restrict();
    counted = new Map();
  }

  /* Rows for each value of a filter under all the others: what choosing it would show. */
  function counts(dimension) {
    if (!counted.has(dimension)) counted.set(dimension, rows.counts(dimension));
    return counted.get(dimension);
  }

  function listen(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function reset() {
    change(nothingAsked());
  }

  /* Whether anything is asked at all. */
  function narrowed() {
    return FACETS.some((key) => state[key].size) || Boolean(state.deaths || state.text) || state.from !== null || state.to !== null;
  }

  return store;
}

/* The ends of a range keep their order: the one that was not moved goes along, of two new ones each takes its place. */
function uncrossed(changes, state) {
  const { from, to } = { ...state, ...changes };
  if (from === null || to === null || from <= to) return changes;
  if ("from" in changes && "to" in changes) return { ...changes, from: to, to: from };
  return "from" in changes ? { ...changes, to: from } : { ...changes, from: to };
}
