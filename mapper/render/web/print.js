const MOST_PRINTED = 2000;

/* On paper the map has its own size, light colours and all of its incidents in view; then all is as before.
   The outlines go into the canvas of the incidents: printed, a second canvas hides the one below it. */
function preparePrint({ map, layer, ground, redraw, main, key, fit, shade, paper, signal }) {
  let view = null;

  function before() {
    if (view) return;
    view = { centre: map.getCenter(), zoom: map.getZoom(), legend: key.open };
    key.open = true;
    shade("light");
    main.classList.add("printing");
    paper.fill();
    map.invalidateSize({ pan: false, animate: false });
    fit();
    layer.paintBelow(ground.paint);
    redraw();
  }

  function after() {
    if (!view) return;
    const { centre, zoom, legend } = view;
    view = null;
    layer.paintBelow(null);
    shade();
    main.classList.remove("printing");
    paper.empty();
    map.invalidateSize({ pan: false, animate: false });
    map.setView(centre, zoom, { animate: false });
    key.open = legend;
    redraw();
  }

  addEventListener("beforeprint", before, { signal });
  addEventListener("afterprint", after, { signal });
  matchMedia("print").addEventListener("change", (event) => (event.matches ? before() : after()), { signal });
}

/* What the screen shows only in part: the filter in words, the address, and all of the filtered set. */
function printedList({ data, sign, say, store, link }) {
  const node = el("section", { class: "paper" });

  function fill() {
    const rows = passingRows(data, store, MOST_PRINTED);
    const asked = filterWords({ data, say, store });
    node.replaceChildren(
      el("h2", {}, say.say("shown", { n: say.number(store.passing), all: say.number(data.n) })),
      asked.length ? el("p", {}, asked.map(([name, words], i) => [i ? " · " : "", `${name}: `, words])) : "",
      table(rows),
      store.passing > rows.length ? el("p", {}, say.say("print_cut", { n: say.number(rows.length) })) : "",
      el("p", { class: "address" }, link()));
  }

  function table(rows) {
    const head = ["family", "where", "event_date", "status", "claims_column", "killed_told", "injured_told"].map((key) => el("th", { scope: "col" }, say.say(key)));
    return el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows.map(line)));
  }

  function line(row) {
    const status = data.statuses[data.status[row]];
    return el("tr", {},
      el("td", {}, sign.icon(data.families[data.family[row]], status, 14), say.type(data.type[row])),
      el("td", {}, namedPlaces(row, { data, say })),
      el("td", {}, say.when(data.from[row], data.to[row])),
      el("td", {}, say.status(status)),
      el("td", {}, say.number(data.claims[row])),
      ["killed", "injured"].map((key) => el("td", {}, Object.values(toldFigure({ data, say, key, row })))));
  }

  return { node, fill, empty: () => node.replaceChildren() };
}

function passingRows(data, store, most = Infinity) {
  const rows = [];
  for (let row = 0; row < data.n && rows.length < most; row++) if (store.mask[row]) rows.push(row);
  return rows;
}

/* The filter as [name, words], one for each dimension that is asked for. */
function filterWords({ data, say, store }) {
  const { state } = store;
  const asked = Object.entries(filterNames(data, say)).filter(([key]) => state[key].size)
    .map(([key, { title, name }]) => [say.say(title), [...state[key]].flatMap((id, i) => [i ? say.say("comma") : "", word(name(id))])]);
  if (state.deaths) asked.push([say.say("filter_deaths"), deathName(say, state.deaths)]);
  if (state.text) asked.push([say.say("search_words"), word(state.text)]);
  if (state.from !== null || state.to !== null) asked.push([say.say("dates"), rangeInWords(state, null, say)]);
  return asked;
}
