/* Each filter is one bit of a row's refusals; values within a filter are alternatives, filters add up. */
const FILTERS = {
  kinds: ["families", "types"], statuses: ["statuses"], voices: ["voices"], actors: ["actors"],
  outlets: ["outlets"], precisions: ["precisions"], deaths: ["deaths"], found: ["found"],
};
const BITS = Object.fromEntries(Object.keys(FILTERS).map((name, i) => [name, 1 << i]));
const FILTER_OF = Object.fromEntries(Object.entries(FILTERS).flatMap(([name, keys]) => keys.map((key) => [key, name])));
const DEATHS = new Map([["told", 0], ["1", 1], ["10", 10], ["100", 100]]);

/* The scans over the columns. Dates stand apart: the brush moves them at every frame, and nothing else is then asked again. */
function selection(data, state) {
  const refusals = new Uint8Array(data.n);
  const anytime = new Uint8Array(data.n).fill(1);
  const mask = new Uint8Array(data.n).fill(1);
  const dated = firstRowAfter(data, data.n, null);
  const asked = new Set();
  let anytimePassing = data.n;

  function refuse(filter) {
    const bit = BITS[filter];
    const test = isAsked(filter, state) ? testOf(filter, data, state) : null;
    if (!test && !asked.has(filter)) return;
    if (test) asked.add(filter);
    else asked.delete(filter);
    const { column, passes } = test ?? { column: refusals, passes: new Array(256).fill(true) };
    const refused = Uint8Array.from(passes, (passed) => (passed ? 0 : bit));
    const rest = 255 & ~bit;
    for (let i = 0; i < refusals.length; i++) refusals[i] = (refusals[i] & rest) | refused[column[i]];
  }

  function combine() {
    anytimePassing = 0;
    for (let i = 0; i < refusals.length; i++) anytimePassing += anytime[i] = refusals[i] === 0 ? 1 : 0;
  }

  /* Rows stand in the order of their first day, those without a date last: where they may stand, and since when. */
  function span() {
    if (state.from === null && state.to === null) return { end: data.n, low: -Infinity };
    return { end: firstRowAfter(data, dated, state.to), low: state.from ?? -Infinity };
  }

  function restrict() {
    const { end, low } = span();
    if (end === data.n && low === -Infinity) return mask.set(anytime), anytimePassing;
    const last = data.to;
    let passing = 0;
    for (let i = 0; i < end; i++) passing += mask[i] = last[i] >= low ? anytime[i] : 0;
    mask.fill(0, end);
    for (let i = Math.max(end, dated); i < data.n; i++) if (endsSince(i, low)) passing += mask[i] = anytime[i];
    return passing;
  }

  /* Without a first day but with a last one: it may have begun on any day before. */
  function endsSince(row, low) {
    return data.to[row] !== NO_DAY && data.to[row] >= low;
  }

  /* How many rows hold each code of a column, where every filter but one is asked. */
  function tally(filter, column, size) {
    const counts = new Uint32Array(size);
    const rest = 255 & ~BITS[filter];
    const { end, low } = span();
    const last = data.to;
    for (let i = 0; i < end; i++) if ((refusals[i] & rest) === 0 && (low === -Infinity || last[i] >= low)) counts[column[i]]++;
    for (let i = Math.max(end, dated); i < data.n; i++) if ((refusals[i] & rest) === 0 && endsSince(i, low)) counts[column[i]]++;
    return counts;
  }

  function counts(dimension) {
    const filter = FILTER_OF[dimension];
    if (dimension === "families") return tally(filter, data.family, data.families.length);
    if (dimension === "types") return tally(filter, data.type, data.types.length);
    if (dimension === "statuses") return tally(filter, data.status, data.statuses.length);
    if (dimension === "precisions") return tally(filter, data.precision, data.precisions.length);
    if (dimension === "deaths") return deathCounts(tally(filter, ...deathSteps(data)));
    return membersOf(tally(filter, data[dimension], data.sets[dimension].length), data, dimension);
  }

  return { mask, anytime, refuse, combine, restrict, counts };
}

function isAsked(filter, state) {
  if (filter === "found") return state.found !== null;
  if (filter === "deaths") return DEATHS.has(state.deaths);
  return FILTERS[filter].some((key) => state[key].size > 0);
}

/* A column and, for each of its codes, whether it passes. */
function testOf(filter, data, state) {
  if (filter === "found") return { column: state.found, passes: [0, 1] };
  if (filter === "deaths") return deathTest(data, state.deaths);
  if (filter === "kinds") return { column: data.type, passes: data.types.map((type) => kindPasses(type, data, state)) };
  if (filter === "statuses") return { column: data.status, passes: data.statuses.map((id) => state.statuses.has(id)) };
  if (filter === "precisions") return { column: data.precision, passes: data.precisions.map((id) => state.precisions.has(id)) };
  const chosen = data.members[filter].map((value) => state[filter].has(value));
  return { column: data[filter], passes: data.sets[filter].map((set) => set.some((member) => chosen[member])) };
}

function kindPasses(type, data, state) {
  return state.types.has(type.id) || state.families.has(data.families[type.family]);
}

/* Figures of dead as steps of the filter, made once: none told, told, then each limit. */
function deathSteps(data) {
  const limits = [...DEATHS.values()];
  if (!DEATH_STEPS.has(data)) {
    const steps = new Uint8Array(data.n);
    for (const limit of limits) for (let row = 0; row < data.n; row++) if (data.killed.best[row] >= limit) steps[row]++;
    DEATH_STEPS.set(data, steps);
  }
  return [DEATH_STEPS.get(data), limits.length + 1];
}
const DEATH_STEPS = new WeakMap();

function deathTest(data, asked) {
  const [column, size] = deathSteps(data);
  const least = [...DEATHS.keys()].indexOf(asked) + 1;
  return { column, passes: Array.from({ length: size }, (_, step) => step >= least) };
}

/* At least so many: each step holds those above it. First all, then in the order of DEATHS. */
function deathCounts(steps) {
  for (let step = steps.length - 2; step >= 0; step--) steps[step] += steps[step + 1];
  return steps;
}

function membersOf(bySet, data, dimension) {
  const counts = new Uint32Array(data.members[dimension].length);
  bySet.forEach((n, set) => n && data.sets[dimension][set].forEach((member) => (counts[member] += n)));
  return counts;
}

/* The first row, of so many, that begins after a day; without a day the first that has no date. */
function firstRowAfter(data, many, day) {
  let [low, high] = [0, many];
  while (low < high) {
    const middle = (low + high) >> 1;
    const begins = data.from[middle];
    if (begins !== NO_DAY && (day === null || begins <= day)) low = middle + 1;
    else high = middle;
  }
  return low;
}
