/* Days. Under the heading of its first day alone, what took longer would be read as of that day. */
const LONG_SPAN = 31;

/* The rows that pass, in the order that is asked for, and where each day begins among them. */
function listOrder({ data, say, store }) {
  const keys = sortKeys({ data, say });
  const sorted = new Map();
  let all = sortedBy("date", false);
  let ranks = new Uint32Array(0);
  let byDay = true;
  const order = { count: 0, days: [], long: [] };

  function sortedBy(key, down) {
    const name = `${key} ${down}`;
    if (!sorted.has(name)) sorted.set(name, name === "date false" ? upTo(data.n) : rowsBy(keys[key](), down));
    return sorted.get(name);
  }

  order.renew = () => {
    const { key, down } = store.state.sort ?? { key: "date", down: false };
    all = sortedBy(Object.hasOwn(keys, key) ? key : "date", Boolean(down));
    byDay = all === sortedBy("date", Boolean(down));
    const found = new Uint32Array(data.n);
    const days = [];
    const long = [];
    let count = 0;
    let last = null;
    for (let rank = 0; rank < all.length; rank++) {
      const row = all[rank];
      if (!store.mask[row]) continue;
      if (byDay && data.from[row] !== last) {
        last = data.from[row];
        days.push(count);
      }
      if (byDay && last !== NO_DAY && data.to[row] !== NO_DAY && data.to[row] - last > LONG_SPAN) long[days.length - 1] = true;
      found[count++] = rank;
    }
    ranks = found.subarray(0, count);
    Object.assign(order, { count, days, long, shown: null });
  };

  order.row = (position) => all[ranks[position]];
  order.rank = (position) => ranks[position];
  order.rows = () => (order.shown ??= ranks.map((rank) => all[rank]));
  order.positionOf = (rank) => lastWhere(order.count, (position) => ranks[position] < rank) + 1;
  order.daysBefore = (position) => lastWhere(order.days.length, (k) => order.days[k] < position) + 1;
  order.dayOf = (position) => lastWhere(order.days.length, (k) => order.days[k] <= position);
  order.beginsDay = (position) => order.days.length > 0 && order.days[order.dayOf(position)] === position;
  order.dayName = (position) => {
    const day = data.from[order.row(position)];
    return order.long[order.dayOf(position)] ? say.say("day_from", { date: say.day(day) }) : say.when(day, day);
  };
  order.find = (row) => {
    if (row < 0 || !store.mask[row]) return -1;
    const rank = all.indexOf(row);
    const position = order.positionOf(rank);
    return ranks[position] === rank ? position : -1;
  };
  return order;
}

/* The rows stand by date as they are. */
function upTo(n) {
  const rows = new Uint32Array(n);
  for (let row = 0; row < n; row++) rows[row] = row;
  return rows;
}

/* Row numbers by a key; what has none (below zero) comes last either way, equals stay in the order of the rows. */
function rowsBy(values, down) {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const n = values.length;
  const codes = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const value = values[row];
    codes[row] = (value < 0 ? most + 1 : down ? most - value : value) * n + row;
  }
  codes.sort();
  const rows = new Uint32Array(n);
  for (let position = 0; position < n; position++) rows[position] = codes[position] % n;
  return rows;
}

/* What each way of sorting goes by: whole numbers, -1 where a row has none. */
function sortKeys({ data, say }) {
  // The rows stand by date.
  const known = data.n ? data.from[0] : 0;
  const ranked = (numbers, name) => {
    const names = numbers.map(name);
    const compare = new Intl.Collator(say.lang, { numeric: true }).compare;
    const rank = new Map([...new Set(names)].sort(compare).map((text, i) => [text, i]));
    return new Map(numbers.map((number, i) => [number, rank.get(names[i])]));
  };
  const column = (value) => {
    const found = new Float64Array(data.n);
    for (let row = 0; row < data.n; row++) found[row] = value(row);
    return found;
  };
  return {
    date: () => column((row) => (data.from[row] === NO_DAY ? -1 : data.from[row] - known)),
    place: () => {
      const first = (row) => (data.spotStart[row] < data.spotStart[row + 1] ? data.spots.place[data.spotList[data.spotStart[row]]] : -1);
      const rank = ranked([...new Set(data.spots.place)], (place) => say.place(place));
      return column((row) => (first(row) < 0 ? -1 : rank.get(first(row))));
    },
    type: () => {
      const rank = ranked(data.types.map((_, i) => i), (type) => say.type(type));
      return column((row) => rank.get(data.type[row]));
    },
    status: () => column((row) => data.status[row]),
    claims: () => column((row) => data.claims[row]),
    killed: () => column((row) => data.killed.best[row]),
  };
}

/* By what the list is sorted and which way; a change is told to screen readers. */
function sortControl({ say, store }) {
  const told = el("span", { class: "im-unseen", role: "status" });
  const names = { date: "sort_date", place: "sort_place", type: "sort_type", status: "sort_status", claims: "sort_claims", killed: "sort_killed" };
  const choice = el("select", { class: "sort", onchange: () => ask({ key: choice.value }) },
    Object.entries(names).map(([key, text]) => el("option", { value: key }, say.say(text))));
  const turn = el("button", { type: "button", class: "plain turn", onclick: () => ask({ down: !now().down }) });
  const now = () => store.state.sort ?? { key: "date", down: false };
  const way = () => say.say(now().down ? "sort_down" : "sort_up");

  function ask(changes) {
    store.change({ sort: { ...now(), ...changes } });
    told.textContent = say.say("sorted", { by: say.say(names[now().key]), way: way() });
  }

  function refresh() {
    choice.value = now().key;
    turn.textContent = now().down ? "↓" : "↑";
    turn.setAttribute("aria-label", way());
    turn.title = way();
  }

  store.listen((keys) => keys.includes("sort") && refresh());
  refresh();
  return el("div", { class: "sorting" }, el("label", {}, say.say("sort"), " ", choice), turn, told);
}

const SETTLE = 200;
const LONGEST_SILENCE = 1000;

/* How many are shown; a moving slider must not make a screen reader chatter. */
function shownStatus({ data, say, store }) {
  const node = el("p", { class: "shown", role: "status" });
  let [timer, since] = [0, 0];

  function tell() {
    timer = since = 0;
    const text = say.say("shown", { n: say.number(store.passing), all: say.number(data.n) });
    if (node.textContent !== text) node.textContent = text;
  }

  function heed(keys) {
    if (!keys.some((key) => LISTED.has(key) && key !== "sort")) return;
    since ||= performance.now();
    clearTimeout(timer);
    timer = setTimeout(tell, Math.min(SETTLE, Math.max(0, since + LONGEST_SILENCE - performance.now())));
  }

  store.listen(heed);
  tell();
  return node;
}
