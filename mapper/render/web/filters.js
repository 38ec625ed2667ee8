const SHOWN_VALUES = 7;
const MOST_VALUES = 150;
const SETTLED = 120;
const TYPED = 150;

/* Search, every filter with the count that each choice would show, and what is chosen. */
function filters({ data, say, store, sign, signal }) {
  const dimensions = filterDimensions({ data, say, sign });
  const groups = [
    kindGroup({ data, say, store, sign, dimensions }),
    ...["statuses", "voices", "actors", "outlets", "precisions"].map((key) => valueGroup({ say, store, key, ...dimensions[key] })),
    deathGroup({ say, store }),
    dateGroup({ data, say, store }),
  ].filter(Boolean);
  const asking = searchBox({ data, say, store });
  const chosen = chosenFilters({ say, store, dimensions });
  const form = el("details", { class: "filters" }, el("summary", {}, say.say("filters")), groups.map((group) => group.node));
  const node = el("div", { class: "asking", role: "search" }, asking.node, chosen.node, form);
  let timer = 0;

  /* Counting waits until a slider rests, and counts only what can be seen. */
  function recount(wait = SETTLED) {
    clearTimeout(timer);
    timer = setTimeout(settle, wait);
  }

  function settle() {
    refresh();
    if (form.open) for (const group of groups) group.count?.();
  }

  function refresh() {
    asking.refresh();
    chosen.refresh();
    for (const group of groups) group.refresh();
  }

  form.addEventListener("toggle", () => recount(0), true);
  form.addEventListener("counts", () => recount(0));
  const off = store.listen((keys) => {
    if (!keys.some((key) => FILTER_KEYS.includes(key))) return;
    if (!keys.every((key) => key === "from" || key === "to")) refresh();
    recount();
  });
  refresh();
  signal?.addEventListener("abort", () => (off(), asking.off(), clearTimeout(timer)));
  return { node };
}

/* The values of each filter that the data hold, the most frequent first where there is no other order. */
function filterDimensions({ data, say, sign }) {
  const names = filterNames(data, say);
  const coded = (key, values, column, icon) => ({ ...names[key], values: present(values, tallyOf(column, values.length)), icon });
  const members = (key) => {
    const counts = membersOf(tallyOf(data[key], data.sets[key].length), data, key);
    const values = present(data.members[key], counts).sort((a, b) => counts[b.code] - counts[a.code] || a.code - b.code);
    return { ...names[key], values, long: values.length > SHOWN_VALUES + 2 };
  };
  return {
    families: coded("families", data.families, data.family, (id) => sign.shape(id)),
    types: coded("types", data.types.map((type) => type.id), data.type),
    statuses: coded("statuses", data.statuses, data.status, (id) => sign.icon("other", id, 18)),
    voices: members("voices"),
    actors: members("actors"),
    outlets: members("outlets"),
    precisions: coded("precisions", data.precisions, data.precision),
  };
}

/* How each filter and its values are called. */
function filterNames(data, say) {
  const side = (id) => (id ? say.side(id) : say.say("actor_none"));
  return {
    families: { title: "family", name: say.family },
    types: { title: "family", name: (id) => say.type(data.types.findIndex((type) => type.id === id)) },
    statuses: { title: "status", name: say.status },
    voices: { title: "filter_voices", name: side },
    actors: { title: "filter_actors", name: side },
    outlets: { title: "filter_outlets", name: (name) => name || say.say("outlet_none"), foreign: true },
    precisions: { title: "filter_precisions", name: (id) => say.say(id === "none" ? "no_place" : `precision_${id}`) },
  };
}

function tallyOf(column, size) {
  const counts = new Uint32Array(size);
  for (const code of column) counts[code]++;
  return counts;
}

function present(values, counts) {
  return values.map((value, code) => ({ value, code })).filter(({ code }) => counts[code]);
}

/* The box for words; the texts are read while a reader types, and how far is told. */
function searchBox({ data, say, store }) {
  let timer = 0;
  const box = el("input", { type: "search", placeholder: say.say("search"), "aria-label": say.say("search"), dir: "auto", maxlength: 300, oninput: () => wait(), onchange: () => ask() });
  const status = el("p", { class: "searching", role: "status" });
  const percent = new Intl.NumberFormat(say.lang, { style: "percent" });
  const search = searcher({ data, store, progress });
  box.value = store.state.text;

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(ask, TYPED);
  }

  function ask() {
    clearTimeout(timer);
    timer = 0;
    store.change({ text: box.value });
  }

  /* Only what takes long is told, and not oftener than it can be read out. */
  function progress(share, failure) {
    if (share === null) box.removeAttribute("aria-busy");
    else box.setAttribute("aria-busy", "true");
    if (failure) status.textContent = say.say("search_incomplete", { error: String(failure) });
    else status.textContent = share === null || share === 0 ? "" : say.say("searching", { share: percent.format(Math.floor(share * 10) / 10) });
  }

  function refresh() {
    if (!timer) box.value = store.state.text;
  }

  /* What was typed last goes along into the page of another language. */
  function off() {
    if (timer) ask();
    search.off();
  }

  return { node: el("div", { class: "search-box" }, box, status), refresh, off };
}

/* What is asked, as buttons that take it back: a reader sees why things are missing. */
function chosenFilters({ say, store, dimensions }) {
  const list = el("ul", { class: "chosen", "aria-label": say.say("chosen") });
  const reset = el("button", { type: "button", class: "plain reset", onclick: clear }, say.say("reset"));
  const node = el("div", { class: "chosen-bar", hidden: true }, list, reset);

  function clear() {
    store.reset();
    node.parentElement.querySelector('input[type="search"]').focus({ preventScroll: true });
  }

  const chip = (name, changes, foreign) => el("li", {}, el("button", { type: "button", class: "taken", "aria-label": say.say("remove_filter", { name }), onclick: () => take(changes) },
    foreign ? word(name) : name, el("span", { "aria-hidden": "true" }, "✕")));

  function take(changes) {
    const at = [...list.querySelectorAll("button")].indexOf(document.activeElement);
    store.change(changes());
    const left = list.querySelectorAll("button");
    (left[Math.min(at, left.length - 1)] ?? node.parentElement.querySelector('input[type="search"]')).focus({ preventScroll: true });
  }

  function chips() {
    const { state } = store;
    const values = FACETS.flatMap((key) => [...state[key]].map((value) =>
      chip(dimensions[key].name(value), () => ({ [key]: without(state[key], value) }), dimensions[key].foreign)));
    if (state.deaths) values.push(chip(`${say.say("filter_deaths")}: ${deathName(say, state.deaths)}`, () => ({ deaths: "" })));
    if (state.from !== null || state.to !== null) values.push(chip(rangeInWords(state, null, say), () => ({ from: null, to: null })));
    if (state.text) values.push(chip(say.say("chosen_text", { text: state.text }), () => ({ text: "" }), true));
    return values;
  }

  function refresh() {
    const names = chips();
    const changed = names.map((node) => node.textContent).join() !== [...list.children].map((node) => node.textContent).join();
    if (changed) list.replaceChildren(...names);
    node.hidden = !store.narrowed();
  }

  return { node, refresh };
}

function without(set, value) {
  return new Set([...set].filter((other) => other !== value));
}
