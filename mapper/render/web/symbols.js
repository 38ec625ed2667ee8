const DASHES = [4.5, 3];
/* Of the box of 24 that a sign is drawn in, its outer strokes included. */
const SIGN_BOX = 38;

/* Draws the signs of symbols.csv on canvas and as SVG: shape = family, fill and ring = status. */
function signs(table) {
  const casing = table.mark.casing.colour;
  const leftHalf = new Path2D("M-6 -6H12V30H-6Z");
  const paths = {};
  const sprites = new Map();
  for (const [family, { shape }] of Object.entries(table.family)) paths[family] = new Path2D(shape);

  function stroke(ctx, path, width, colour) {
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke(path);
  }

  function fill(ctx, path, status) {
    ctx.fillStyle = casing;
    ctx.fill(path);
    if (status.fill === "none") return;
    ctx.save();
    if (status.fill === "half") ctx.clip(leftHalf);
    ctx.fillStyle = status.colour;
    ctx.fill(path);
    ctx.restore();
  }

  /* One sign with its middle at x, y. */
  function draw(ctx, family, status, x, y, size) {
    const path = paths[family] ?? paths.other;
    const style = table.status[status];
    ctx.save();
    ctx.translate(x - size / 2, y - size / 2);
    ctx.scale(size / 24, size / 24);
    ctx.lineJoin = "round";
    for (const [width, colour] of rings(style, casing)) stroke(ctx, path, width, colour);
    fill(ctx, path, style);
    if (style.ring === "dashed") ctx.setLineDash(DASHES);
    stroke(ctx, path, 2.8, style.colour);
    ctx.restore();
  }

  function sprite(family, status, size, ratio) {
    const key = `${family} ${status} ${size} ${ratio}`;
    if (!sprites.has(key)) sprites.set(key, drawnOnce((ctx, middle) => draw(ctx, family, status, middle, middle, size), boxOf(size), ratio));
    return sprites.get(key);
  }

  /* The same by a picture drawn once: there may be a thousand in view. */
  function stamp(ctx, family, status, x, y, size) {
    const ratio = ctx.getTransform().a;
    const box = boxOf(size);
    ctx.drawImage(sprite(family, status, size, ratio), snapped(x - box / 2, ratio), snapped(y - box / 2, ratio), box, box);
  }

  function icon(family, status, size = 22) {
    const shape = (table.family[family] ?? table.family.other).shape;
    const style = table.status[status];
    const svg = svgEl("svg", { viewBox: "-5 -5 34 34", width: size, height: size, class: "im-sign", "aria-hidden": "true" });
    const path = (attributes) => svgEl("path", { d: shape, "stroke-linejoin": "round", ...attributes });
    for (const [width, colour] of rings(style, casing)) svg.append(path({ fill: "none", stroke: colour, "stroke-width": width }));
    svg.append(path({ fill: casing }));
    if (style.fill !== "none") svg.append(path({ fill: style.colour, class: style.fill === "half" ? "im-half" : "" }));
    const dashes = style.ring === "dashed" ? DASHES.join(" ") : "";
    svg.append(path({ fill: "none", stroke: style.colour, "stroke-width": 2.8, "stroke-dasharray": dashes }));
    return svg;
  }

  /* The shape alone, in the colour of the text around it. */
  function shape(family, size = 16) {
    const svg = svgEl("svg", { viewBox: "-2 -2 28 28", width: size, height: size, class: "im-sign", "aria-hidden": "true" });
    svg.append(svgEl("path", { d: table.family[family].shape, fill: "currentColor" }));
    return svg;
  }

  const tone = (entry, dark) => (dark ? entry.dark : entry.colour);
  const mark = (id, dark = false) => tone(table.mark[id], dark);
  const colour = (status, dark = false) => tone(table.status[status], dark);
  const familyColour = (family, dark = false) => tone(table.family[family], dark);

  /* What a canvas fills an area of a family with: its colour in its pattern, on the colour of the ground. */
  function area(ctx, family, ground, dark = false) {
    return patterned(ctx, table.family[family].pattern, familyColour(family, dark), ground);
  }

  return { stamp, icon, shape, mark, colour, familyColour, area, table };
}

const boxOf = (size) => Math.ceil((size * SIGN_BOX) / 24);

/* On a whole pixel of the screen a picture stays sharp. */
const snapped = (value, ratio) => Math.round(value * ratio) / ratio;

function drawnOnce(paint, box, ratio) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.round(box * ratio);
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  paint(ctx, box / 2);
  return canvas;
}

function patterned(ctx, pattern, colour, ground) {
  if (pattern === "plain") return colour;
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const pen = tile.getContext("2d");
  pen.fillStyle = pattern === "slant" ? colour : ground;
  pen.fillRect(0, 0, 6, 6);
  if (pattern === "slant") slant(pen, ground);
  else dots(pen, colour);
  return ctx.createPattern(tile, "repeat");
}

function slant(pen, ground) {
  pen.strokeStyle = ground;
  pen.lineWidth = 1.4;
  pen.stroke(new Path2D("M-1 1L1 -1M-1 7L7 -1M5 7L7 5"));
}

function dots(pen, colour) {
  pen.fillStyle = colour;
  for (const [x, y] of [[0, 0], [3, 3]]) pen.fillRect(x, y, 2.2, 2.2);
  pen.globalAlpha = 0.45;
  pen.fillRect(0, 0, 6, 6);
}

/* Outer strokes, widest first: the white casing that parts a sign from the map, and a second ring. */
function rings(status, casing) {
  return status.ring === "double" ? [[12, casing], [8.8, status.colour], [6.4, casing]] : [[7, casing]];
}
