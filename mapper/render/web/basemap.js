const ADMIN_ZOOM = 6;
const RIVER_ZOOM = 4;
const GROUND_PANE = "basemap";

/* The embedded outlines: coarse world first, then finer sheets that cover it in their box; tiles above them by choice. */
function basemap(sheets, say, { tiles = null, coarsened = 0 } = {}) {
  const drawn = sheets.map(readSheet);
  const canvas = new PaintedCanvas(paint, { pane: GROUND_PANE });
  const loaded = tiles ? tileGround(tiles, say) : null;

  function paint(ctx, map, bounds) {
    const palette = paletteOf(map.getContainer());
    ctx.fillStyle = palette("sea");
    ctx.fillRect(bounds.min.x, bounds.min.y, bounds.getSize().x, bounds.getSize().y);
    const window = { bounds, project: pixels(map), copies: worldCopies(map, bounds) };
    for (const sheet of needed(drawn, window)) paintSheet(ctx, sheet, window, palette, map.getZoom());
  }

  function addTo(map) {
    map.createPane(GROUND_PANE).style.zIndex = 150;
    canvas.addTo(map);
    loaded?.addTo(map);
    if (coarsened) roundedNote(map, say, coarsened);
  }

  return { addTo, paint, redraw: () => canvas.redraw(), labels: groundLabels(sheets) };
}

/* On the map itself: a picture of it goes round without the page's words. */
function roundedNote(map, say, km) {
  const control = L.control({ position: say.dir === "rtl" ? "topright" : "topleft" });
  control.onAdd = () => el("p", { class: "ground-note" }, say.say("coarsened_map", { km: say.number(km) }));
  control.addTo(map);
}

function readSheet(sheet) {
  const lines = (name) => sheet[name].map((flat) => unpackLine(flat, sheet.scale));
  const [west, south, east, north] = sheet.box;
  return {
    corners: [mercator(west, north), mercator(east, south)],
    land: lines("land"),
    lakes: lines("lakes"),
    rivers: lines("rivers"),
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

/* How many worlds to the left and right of the first one are in view. */
function worldCopies(map, bounds) {
  const size = worldPixels(map);
  const left = map.getPixelOrigin().x;
  const copies = [];
  for (let i = Math.floor((bounds.min.x + left) / size); i * size < bounds.max.x + left; i++) copies.push(i);
  return copies;
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

function paintSheet(ctx, sheet, { bounds, project, copies }, palette, zoom) {
  for (const copy of copies) {
    const shifted = ([x, y]) => project([x + copy, y]);
    paintCopy(ctx, sheet, { bounds, project: shifted }, palette, zoom);
  }
}

function paintCopy(ctx, sheet, window, palette, zoom) {
  const [[left, top], [right, bottom]] = sheet.corners.map(window.project);
  ctx.fillStyle = palette("sea");
  // A pixel less than the land, or the edge of the sheet would shine through as a line.
  ctx.fillRect(left + 1, top + 1, right - left - 2, bottom - top - 2);
  fillRings(ctx, sheet.land, window, palette("land"));
  if (zoom >= ADMIN_ZOOM) strokeLines(ctx, sheet.admin, window, { colour: palette("admin"), width: 0.7 });
  if (zoom >= RIVER_ZOOM) strokeLines(ctx, sheet.rivers, window, { colour: palette("river"), width: Math.min(1.4, zoom / 7) });
  fillRings(ctx, sheet.lakes, window, palette("sea"));
  strokeLines(ctx, sheet.borders, window, { colour: palette("border"), width: zoom < 4 ? 0.7 : 1.1 });
  strokeLines(ctx, sheet.disputed, window, { colour: palette(zoom < 5 ? "border" : "disputed"), width: zoom < 5 ? 0.9 : 1.1, dashes: zoom < 5 ? [3, 3] : [5, 4] });
}

function fillRings(ctx, rings, window, colour) {
  ctx.beginPath();
  for (const ring of rings) traceInView(ctx, ring, window);
  ctx.fillStyle = colour;
  ctx.fill("evenodd");
}

function strokeLines(ctx, lines, window, { colour, width, dashes = [] }) {
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
  if (L.bounds(project(line.low), project(line.high)).overlaps(bounds)) trace(ctx, line.points, project);
}
