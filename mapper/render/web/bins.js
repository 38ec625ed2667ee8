const UNITS = ["day", "week", "month", "year"];
const UNIT_DAYS = { day: 1, week: 7, month: 28, year: 365 };

/* The days of the data cut into bins of one unit, the finest of which there are no more than so many.
   What lies far from all the rest is gathered in a bin at either end: open tells of which ends. */
function cutDays({ first, last, low = first, high = last }, most) {
  const fits = (unit) => (high - low) / UNIT_DAYS[unit] <= most;
  const unit = UNITS.find((name) => fits(name) && edgesOf(name, low, high).length - 1 <= most) ?? "year";
  const regular = edgesOf(unit, low, high);
  const open = [first < regular[0], last >= regular.at(-1)];
  const edges = Int32Array.from([...(open[0] ? [first] : []), ...regular, ...(open[1] ? [last + 1] : [])]);
  const size = edges.length - 1;
  const bins = new Uint32Array(edges[size] - edges[0]);
  for (let bin = 0; bin < size; bin++) bins.fill(bin, edges[bin] - edges[0], edges[bin + 1] - edges[0]);
  const bin = (day) => bins[Math.max(0, Math.min(bins.length - 1, day - edges[0]))];
  /* Where a day begins, counted in bins. */
  const position = (day) => {
    if (day >= edges[size]) return size;
    const at = bin(day);
    return Math.max(0, at + (day - edges[at]) / (edges[at + 1] - edges[at]));
  };
  return { unit, edges, size, open, bin, position, bins };
}

const CORE = 0.1;
const SURE_DAYS = 31;

/* First and last day of all, and the days between which nearly all is: one incident of a generation ago
   must not press a month of war into a single bar. Null where nothing has a date. */
function extentOf(data) {
  const begins = [];
  let [first, last] = [Infinity, -Infinity];
  for (let row = 0; row < data.n; row++) {
    if (data.to[row] === NO_DAY) continue;
    const begin = beginOf(data, row);
    first = Math.min(first, begin);
    last = Math.max(last, data.to[row]);
    if (data.from[row] !== NO_DAY && data.to[row] - begin <= SURE_DAYS) begins.push(begin);
  }
  if (last < first) return null;
  const [early, late] = [CORE, 1 - CORE].map((share) => begins[Math.floor(share * begins.length)] ?? first);
  const margin = Math.max(7, late - early) / 3;
  const [low, high] = [Math.max(first, Math.floor(early - margin)), Math.min(last, Math.ceil(late + margin))];
  return begins.length && last - first > 2 * (high - low) ? { first, last, low, high } : { first, last };
}

/* What has no first day is drawn on its last one. */
function beginOf({ from, to }, row) {
  return from[row] === NO_DAY ? to[row] : from[row];
}

/* The first day of each bin, and the day after the last one; weeks begin on Monday. */
function edgesOf(unit, first, last) {
  const start = new Date(first * DAY);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
  const monday = first - ((((first + 3) % 7) + 7) % 7);
  const edge = {
    day: (i) => first + i,
    week: (i) => monday + 7 * i,
    month: (i) => dayNumber(year, month + i),
    year: (i) => dayNumber(year + i, 0),
  }[unit];
  const edges = [edge(0)];
  while (edges.at(-1) <= last) edges.push(edge(edges.length));
  return edges;
}

/* Not by Date.UTC alone: it takes the years 0 to 99 for 1900 to 1999. */
function dayNumber(year, month) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return Math.round(date.getTime() / DAY);
}

/* Rows by bin and group; what may have been in several bins is spread evenly over its days. */
function histogram(data, mask, cut, groups) {
  const { from, to } = data;
  const { column, codes, size } = groups;
  const solid = new Uint32Array(size * cut.size);
  const spread = new Float64Array(cut.bins.length + 1);
  const first = cut.edges[0];
  let [vague, undated] = [0, 0];
  for (let row = 0; row < data.n; row++) {
    if (mask[row] === 0) continue;
    if (to[row] === NO_DAY) undated++;
    else {
      const begin = beginOf(data, row);
      const bin = cut.bins[begin - first];
      if (from[row] !== NO_DAY && bin === cut.bins[to[row] - first]) solid[codes[column[row]] * cut.size + bin]++;
      else vague++, spreadOver(spread, begin - first, to[row] - first);
    }
  }
  return { solid, vague, undated, shares: sharesOf(spread, cut) };
}

function spreadOver(spread, low, high) {
  const share = 1 / (high - low + 1);
  spread[low] += share;
  spread[high + 1] -= share;
}

/* From the changes at each day to the sum of each bin. */
function sharesOf(spread, cut) {
  const shares = new Float64Array(cut.size);
  let running = 0;
  for (let day = 0; day < cut.bins.length; day++) {
    running += spread[day];
    shares[cut.bins[day]] += running;
  }
  return shares.map((share) => (share < 1e-6 ? 0 : share));
}

const MOST_SIDES = 6;

function familyGroups(data, say) {
  const ids = data.families.map((id, code) => code).filter((code) => data.family.includes(code));
  const codes = Uint8Array.from(data.families, (_, code) => Math.max(0, ids.indexOf(code)));
  return { column: data.family, codes, size: ids.length, labels: ids.map((code) => say.family(data.families[code])), looks: ids.map((code) => data.families[code]) };
}

/* Who speaks: the most frequent sides alone, the rest together, and what several sides speak of apart. */
function voiceGroups(data, say) {
  const alone = new Uint32Array(data.members.voices.length);
  for (const code of data.voices) if (data.sets.voices[code].length === 1) alone[data.sets.voices[code][0]]++;
  const sides = [...alone.keys()].filter((side) => alone[side]).sort((a, b) => alone[b] - alone[a] || a - b).slice(0, MOST_SIDES);
  const [several, rest] = [sides.length, sides.length + 1];
  const group = (set) => (set.length > 1 ? several : sides.includes(set[0]) ? sides.indexOf(set[0]) : rest);
  const labels = [...sides.map((side) => say.side(data.members.voices[side])), say.say("timeline_several"), say.say("timeline_rest")];
  const looks = [...data.families.slice(0, sides.length), ...data.families.slice(-2)];
  return { column: data.voices, codes: Uint8Array.from(data.sets.voices, group), size: labels.length, labels, looks };
}
