const NO_DAY = -0x80000000;
const NO_TEXTS = [];
const KEPT_CHUNKS = 24;
const COLUMN_TYPES = { u1: Uint8Array, i1: Int8Array, u2: Uint16Array, i2: Int16Array, u4: Uint32Array, i4: Int32Array, f4: Float32Array };

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function inflate(base64) {
  const stream = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream);
}

/* An island of the page that holds JSON. */
async function island(id) {
  return inflate(document.getElementById(id).textContent).json();
}

/* Where the islands are: in the page, or given as {hot, ids, cold: [...]} to a layer alone. */
const pageParts = {
  hot: () => partOfPage("hot"),
  ids: () => partOfPage("ids"),
  cold: (number) => partOfPage(`cold-${number}`),
};

/* What stands behind the scripts may not have been read yet when it is first asked for. */
async function partOfPage(id) {
  if (!document.getElementById(id)?.nextSibling) await parsed();
  return document.getElementById(id).textContent;
}

function parsed() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}

function givenParts(packed) {
  return { hot: () => packed.hot, ids: () => packed.ids, cold: (number) => packed.cold[number] };
}

/* Header, columns and texts as mapper/render/block.py writes them. */
async function readBlock(packed) {
  const buffer = await inflate(await packed).arrayBuffer();
  const size = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, size)));
  const column = (name) => {
    if (!(name in header.columns)) return null;
    const [type, offset, length] = header.columns[name];
    return new COLUMN_TYPES[type](buffer, 4 + size + offset, length);
  };
  return { header, column, texts: (name) => readTexts(column, name, header.texts[name]) };
}

function readTexts(column, name, count) {
  if (!count) return [];
  const units = column(`${name}.units`) ?? spelled(column(`${name}.codes`), column(`${name}.letters`));
  return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units).split("\0");
}

function spelled(codes, letters) {
  const units = new Uint16Array(codes.length);
  for (let i = 0; i < codes.length; i++) units[i] = letters[codes[i]];
  return units;
}

/* Opens the data of the page: columns, in which a row is a number; ids and claims come when they are asked for. */
async function openData(parts = pageParts) {
  const { header, column } = await readBlock(parts.hot());
  const { n, types } = header;
  const type = column("type");
  const [spotStart, spotList] = [summed(column("spotCount")), column("spotList")];
  const spots = readSpots(header, column);
  const chunkStart = column("chunkStart");
  const days = readDays(column, n);
  const cold = header.beside ? partsBeside(header.beside) : parts.cold;
  const chunks = chunkReader(cold, chunkStart, days.from);
  const { families, statuses, precisions, sets, members, relations, levels, symbols, words, reasons, title, intro, home, coverage, facts } = header;
  const data = {
    n, types, families, statuses, precisions, sets, members, relations, levels, symbols, words, reasons, title, intro, home, coverage, facts,
    type,
    family: lookedUp(type, types.map(({ family }) => family)),
    status: column("status"),
    ...days,
    killed: readFigures(column, "killed"),
    injured: readFigures(column, "injured"),
    claims: column("claims"),
    precision: column("precision"),
    voices: column("voices"),
    actors: column("actors"),
    outlets: column("outlets"),
    spotStart,
    spotList,
    spots,
    spotsOf: (row) => spotList.subarray(spotStart[row], spotStart[row + 1]),
    places: header.places.map(([id, name, names = {}, all = NO_TEXTS]) => ({ id, name, names, all })),
    lines: header.lines.map((line) => ({ ...line, points: mercatorLine(line.line) })),
    labels: header.labels.map((label) => ({ ...label, position: mercator(...label.at) })),
    chunks: chunkStart.length,
    ...chunks,
  };
  data.ids = later(async () => readIds(await readBlock(parts.ids()), data));
  return data;
}

/* Opens on first use and only once; what failed is tried again when it is asked for again. */
function later(open) {
  let opened = null;
  return () => {
    if (opened === null) {
      opened = open();
      opened.catch?.(() => (opened = null));
    }
    return opened;
  };
}

function readIds({ header, column, texts }, { types, type, spotsOf, places, spots }) {
  const [id, titles, codes] = [texts("id"), texts("title"), column("title")];
  const usual = (row) => {
    const label = header.labels[types[type[row]].id];
    const named = Array.from(spotsOf(row), (spot) => places[spots.place[spot]].name).join(", ");
    return named ? `${label}: ${named}` : label;
  };
  let title = null;
  // Few who ask for ids ask for titles.
  return { id, get title() { return (title ??= id.map((_, row) => (codes[row] ? titles[codes[row]] : usual(row)))); } };
}

function lookedUp(codes, values) {
  const found = new Uint8Array(codes.length);
  for (let i = 0; i < codes.length; i++) found[i] = values[codes[i]];
  return found;
}

/* Lengths of pieces as where each of them begins. */
function summed(lengths) {
  const starts = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) starts[i + 1] = starts[i] + lengths[i];
  return starts;
}

function readDays(column, n) {
  const [step, span] = [column("fromStep"), column("span")];
  const [from, to] = [new Int32Array(n), new Int32Array(n)];
  for (let i = 0, day = 0; i < n; i++) {
    day = (day + step[i]) | 0;
    from[i] = day;
    to[i] = (day + span[i]) | 0;
  }
  return { from, to };
}

/* Each figure is kept as its distance from the one below it; the lowest counts from one, 0 is not told. */
function readFigures(column, name) {
  const [low, best, high] = ["low", "best", "high"].map((key) => new Int32Array(column(`${name}.${key}`)));
  for (let i = 0; i < low.length; i++) {
    low[i] -= 1;
    best[i] += low[i];
    high[i] += best[i];
  }
  return { low, best, high };
}

function readSpots(header, column) {
  const degrees = (key) => Float64Array.from(column(`spots.${key}`), (steps) => steps / header.digits);
  const [lon, lat] = [degrees("lon"), degrees("lat")];
  const n = lon.length;
  const line = new Map(header.courses.map(([spot, flat]) => [spot, mercatorLine(flat)]));
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  for (let spot = 0; spot < n; spot++) {
    const point = mercator(lon[spot], lat[spot]);
    [x[spot], y[spot]] = line.has(spot) ? anchor(point, line.get(spot)) : point;
  }
  return {
    n, lon, lat, x, y, line, radius: column("spots.radius"),
    relation: column("spots.relation"), level: column("spots.level"), place: column("spots.place"),
  };
}
