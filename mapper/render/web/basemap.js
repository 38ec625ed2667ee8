/* The embedded outlines: coarse world first, then finer sheets that cover it in their box. */
function basemap(sheets) {
  const drawn = sheets.map(readSheet);
  const canvas = new PaintedCanvas(paint, { pane: "basemap" });

  function paint(ctx, map, bounds) {
    const project = pixels(map);
    const palette = paletteOf(map.getContainer());
    ctx.fillStyle = palette("sea");
    ctx.fillRect(bounds.min.x, bounds.min.y, bounds.getSize().x, bounds.getSize().y);
    const window = { bounds, project };
    for (const sheet of needed(drawn, window)) paintSheet(ctx, sheet, window, palette, map.getZoom());
  }

  function addTo(map) {
    map.createPane("basemap").style.zIndex = 150;
    canvas.addTo(map);
  }

  return { addTo, paint, redraw: () => canvas.redraw(), labels: labelsOf(sheets) };
}

function readSheet(sheet) {
  const lines = (name) => sheet[name].map((flat) => unpackLine(flat, sheet.scale));
  const [west, south, east, north] = sheet.box;
  return {
    corners: [mercator(west, north), mercator(east, south)],
    land: lines("land"),
    borders: lines("borders"),
    disputed: lines("disputed"),
    admin: lines("admin"),
  };
}

/* What lies under a sheet that fills the view need not be painted. */
function needed(sheets, { bounds, project }) {
  const filling = sheets.findLastIndex(({ corners }) => L.bounds(...corners.map(project)).contains(bounds));
  return sheets.slice(Math.max(filling, 0));
}

function unpackLine(flat, scale) {
  const points = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < flat.length; i += 2) {
    x += flat[i];
    y += flat[i + 1];
    points.push(mercator(x / scale, y / scale));
  }
  return { points, low: corner(points, Math.min), high: corner(points, Math.max) };
}

function corner(points, choose) {
  return points.reduce(([x, y], point) => [choose(x, point[0]), choose(y, point[1])]);
}

function paintSheet(ctx, sheet, window, palette, zoom) {
  const { project } = window;
  const [[left, top], [right, bottom]] = sheet.corners.map(project);
  ctx.fillStyle = palette("sea");
  // A pixel less than the land, or the edge of the sheet would shine through as a line.
  ctx.fillRect(left + 1, top + 1, right - left - 2, bottom - top - 2);
  ctx.beginPath();
  for (const ring of sheet.land) traceInView(ctx, ring, window);
  ctx.fillStyle = palette("land");
  ctx.fill("evenodd");
  if (zoom >= 6) strokeLines(ctx, sheet.admin, window, palette("admin"), 0.7, []);
  strokeLines(ctx, sheet.borders, window, palette("border"), 1.2, []);
  strokeLines(ctx, sheet.disputed, window, palette("border"), 1.2, [5, 4]);
}

function strokeLines(ctx, lines, window, colour, width, dashes) {
  ctx.beginPath();
  for (const line of lines) traceInView(ctx, line, window);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.lineJoin = "round";
  ctx.setLineDash(dashes);
  ctx.stroke();
  ctx.setLineDash([]);
}

function traceInView(ctx, line, { bounds, project }) {
  const [low, high] = [project(line.low), project(line.high)];
  if (L.bounds(low, high).overlaps(bounds)) trace(ctx, line.points, project);
}

/* A country cut by a fine sheet keeps the label point of that sheet. */
function labelsOf(sheets) {
  const byName = new Map();
  for (const sheet of sheets)
    for (const label of sheet.labels) byName.set(label.name, { ...label, position: mercator(label.lon, label.lat) });
  return [...byName.values()];
}
