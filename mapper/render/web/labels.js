const LONGEST = 60;
const LABEL_FACE = 'system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif';
const LABEL_SQUARE = 96;
const MOST_WIDTHS = 4000;
/* Of a line on the screen from which on its name is printed. */
const LINE_PIXELS = 60;
const MOST_NAMES = 160;
const AROUND_DOT = [[5, 0], [-5, 0], [0, 10], [0, -10]];
/* A name runs as its first letter does, whichever way the page does. */
const RIGHT_TO_LEFT = /^\P{L}*[\u0590-\u08ff\ufb1d-\ufefc]/u;
const labelWidths = new Map();

function shortened(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/* Names on the map that never lie over a sign or over one another: what comes first has the room. */
function labelWriter(ctx, palette, bounds, dir) {
  const taken = takenBoxes();
  let face = "";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";

  const reserve = (x, y, radius) => taken.add([x - radius, y - radius, x + radius, y + radius]);

  function paint(text, x, y, { halo = 3, colour = "ink" }) {
    ctx.textAlign = "center";
    ctx.direction = RIGHT_TO_LEFT.test(text) ? "rtl" : "ltr";
    ctx.lineWidth = halo;
    ctx.strokeStyle = palette("halo");
    ctx.strokeText(text, x, y);
    ctx.fillStyle = palette(colour);
    ctx.fillText(text, x, y);
  }

  /* To set a font costs more than to look up a width. */
  function wear(font) {
    if (font !== face) ctx.font = `${(face = font)} ${LABEL_FACE}`;
  }

  function widthOf(text, font) {
    const key = `${font} ${text}`;
    if (!labelWidths.has(key)) {
      if (labelWidths.size >= MOST_WIDTHS) labelWidths.clear();
      wear(font);
      labelWidths.set(key, ctx.measureText(text).width);
    }
    return labelWidths.get(key);
  }

  /* Tries each offset in turn; false where none is free. */
  function write(name, x, y, { font, offsets = [[0, 0]], ...style }) {
    if (!bounds.contains([x, y])) return false;
    const text = shortened(bare(name));
    const half = widthOf(text, font) / 2 + 2;
    for (const [dx, dy] of offsets) {
      const shift = dx ? Math.sign(dx) * half : 0;
      const box = [x + dx + shift - half, y + dy - 7, x + dx + shift + half, y + dy + 7];
      if (!taken.free(box)) continue;
      taken.add(box);
      wear(font);
      paint(text, x + dx + shift, y + dy, style);
      return true;
    }
    return false;
  }

  return { reserve, write, boxes: taken.all };
}

/* Boxes by the squares they touch: a new one is compared with its neighbours only. */
function takenBoxes() {
  const squares = new Map();
  const all = [];

  function* squaresOf([left, top, right, bottom]) {
    for (let i = Math.floor(left / LABEL_SQUARE); i <= Math.floor(right / LABEL_SQUARE); i++)
      for (let j = Math.floor(top / LABEL_SQUARE); j <= Math.floor(bottom / LABEL_SQUARE); j++) yield i * 65536 + j;
  }

  function add(box) {
    all.push(box);
    for (const key of squaresOf(box)) {
      if (!squares.has(key)) squares.set(key, []);
      squares.get(key).push(box);
    }
  }

  function free(box) {
    for (const key of squaresOf(box)) if (squares.get(key)?.some((other) => overlap(box, other))) return false;
    return true;
  }

  return { add, free, all };
}

function overlap(a, b) {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

/* Beside, below, above: where a name may stand, so far from the middle. */
function around(reach) {
  return [[reach, 0], [-reach, 0], [0, reach + 8], [0, -reach - 8]];
}

/* The name of each group that stands at one place; gives the names that are on the map. */
function writeGroupNames(writer, standing, { data, say }) {
  const written = new Set();
  const lined = placesOnLines(data);
  for (const { group, reach } of standing) {
    if (written.size >= MOST_NAMES) break;
    if (group.place < 0) continue;
    const name = say.place(group.place);
    const text = lined.has(data.places[group.place].id) ? schematic(name, say) : name;
    if (writer.write(text, group.x, group.y, { font: "600 12px", offsets: around(reach + 1) })) written.add(name);
  }
  return written;
}

function placesOnLines({ spots, places }) {
  return new Set([...spots.line.keys()].map((spot) => places[spots.place[spot]].id));
}

/* The backdrop's own names, where signs and their names have left room. */
function writeBackdrop(writer, ctx, { map, data, say, palette, backdrop }, written) {
  const project = pixelsNear(map);
  for (const line of data.lines) if (!written.has(nameIn(line, say))) writeLineName(writer, line, { map, say });
  for (const label of backdrop.countries) if (!written.has(nameIn(label, say))) writeGroundName(writer, label, { map, say, project });
  if (backdrop.places) writePlaces(writer, ctx, { map, data, say, palette, project, written });
}

/* The first point with room for the name, from the middle outwards. */
function writeLineName(writer, line, { map, say }) {
  const style = { font: "italic 11px", offsets: [[10, 0], [-10, 0]], colour: "disputed" };
  const project = pixelsAlong(map, line.points);
  if (lineExtent(line) * worldPixels(map) < LINE_PIXELS) return;
  const middle = line.points.length / 2;
  const order = [...line.points.keys()].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  order.some((i) => writer.write(schematic(datedName(nameIn(line, say), yearsOf(line)), say), ...project(line.points[i]), style));
}

function writePlaces(writer, ctx, { map, data, say, palette, project, written }) {
  const zoom = map.getZoom();
  for (const label of data.labels) {
    const name = nameIn(label, say);
    if (zoom < label.zoom || written.has(name)) continue;
    const [x, y] = project(label.position);
    if (writer.write(name, x, y, { font: "11px", offsets: AROUND_DOT, colour: "place-ink" })) drawDot(ctx, x, y, palette);
  }
}

function drawDot(ctx, x, y, palette) {
  ctx.beginPath();
  ctx.arc(x, y, 1.8, 0, 2 * Math.PI);
  ctx.fillStyle = palette("place-ink");
  ctx.fill();
}

/* The name in the page's language, else the one the place is known by here. */
function nameIn({ name, names }, say) {
  return names?.[say.lang] ?? name;
}

function lineExtent({ points }) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

/* "1994–2020"; open where it still stands. */
function yearsOf({ from, to }) {
  return from || to ? `${(from ?? "").slice(0, 4)}–${(to ?? "").slice(0, 4)}` : "";
}

/* Years stay as they are, whichever way the name runs. */
function datedName(name, years) {
  return years ? `${name} (\u200e${years}\u200e)` : name;
}

function schematic(name, say) {
  return `${name} · ${say.say("schematic")}`;
}
