const CASING = "#ffffff";

/* Draws the signs of symbols.csv on canvas and as SVG: shape = family, fill and ring = status. */
function signs(table) {
  const paths = {};
  for (const [family, { shape }] of Object.entries(table.family)) paths[family] = new Path2D(shape);

  function stroke(ctx, path, width, colour) {
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke(path);
  }

  function fill(ctx, path, status) {
    ctx.fillStyle = CASING;
    ctx.fill(path);
    if (status.fill === "none") return;
    ctx.save();
    if (status.fill === "half") ctx.clip(LEFT_HALF);
    ctx.fillStyle = status.colour;
    ctx.fill(path);
    ctx.restore();
  }

  function draw(ctx, row, x, y, size) {
    const path = paths[row.family] ?? paths.other;
    const status = table.status[row.status];
    ctx.save();
    ctx.translate(x - size / 2, y - size / 2);
    ctx.scale(size / 24, size / 24);
    ctx.lineJoin = "round";
    for (const [width, colour] of rings(status)) stroke(ctx, path, width, colour);
    fill(ctx, path, status);
    if (status.ring === "dashed") ctx.setLineDash(DASHES);
    stroke(ctx, path, 2.8, status.colour);
    ctx.restore();
  }

  function icon(family, status, size = 22) {
    const shape = table.family[family].shape;
    const style = table.status[status];
    const svg = svgEl("svg", { viewBox: "-5 -5 34 34", width: size, height: size, class: "im-sign", "aria-hidden": "true" });
    const path = (attributes) => svgEl("path", { d: shape, "stroke-linejoin": "round", ...attributes });
    for (const [width, colour] of rings(style)) svg.append(path({ fill: "none", stroke: colour, "stroke-width": width }));
    svg.append(path({ fill: CASING }));
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

  return { draw, icon, shape, colour: (status) => table.status[status].colour, table };
}

const DASHES = [4.5, 3];
const LEFT_HALF = new Path2D("M-6 -6H12V30H-6Z");

/* Outer strokes, widest first: the white casing that parts a sign from the map, and a second ring. */
function rings(status) {
  return status.ring === "double" ? [[12, CASING], [8.8, status.colour], [6.4, CASING]] : [[7, CASING]];
}
