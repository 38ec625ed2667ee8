const EQUATOR_KM = 40075.017;

/* Web Mercator in units of the whole world, so that a zoom costs two multiplications a point. */
function mercator(lon, lat) {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

function mercatorLine(flat) {
  const points = [];
  for (let i = 0; i < flat.length; i += 2) points.push(mercator(flat[i], flat[i + 1]));
  return points;
}

/* How much of the world's width a kilometre takes at this height of the map. */
function worldPerKm(y) {
  return Math.cosh(Math.PI * (1 - 2 * y)) / EQUATOR_KM;
}

function worldPixels(map) {
  return 256 * 2 ** map.getZoom();
}

/* Turns world units into pixels of the map's panes at the present zoom. */
function pixels(map) {
  const size = worldPixels(map);
  const origin = map.getPixelOrigin();
  return ([x, y]) => [x * size - origin.x, y * size - origin.y];
}

/* The middle of the view in world units; past the date line it goes on counting. */
function middleOf(map) {
  return map.project(map.getCenter()).x / worldPixels(map);
}

/* Where the world repeats itself, each point stands in the copy nearest to the middle of the view. */
function pixelsNear(map) {
  const project = pixels(map);
  const middle = middleOf(map);
  return ([x, y]) => project([x + Math.round(middle - x), y]);
}

/* The same for a line or an area: all of it goes along with its first point. */
function pixelsAlong(map, points) {
  const project = pixels(map);
  const shift = points.length ? Math.round(middleOf(map) - points[0][0]) : 0;
  return ([x, y]) => project([x + shift, y]);
}

/* Where the sign of a place stands: at its point, or on its line where it comes nearest. */
function anchor(point, line) {
  let best = point;
  let least = Infinity;
  for (let i = 1; i < line.length; i++) {
    const near = nearestOn(line[i - 1], line[i], point);
    const distance = Math.hypot(near[0] - point[0], near[1] - point[1]);
    if (distance < least) [best, least] = [near, distance];
  }
  return best;
}

function nearestOn([ax, ay], [bx, by], [x, y]) {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return [ax + share * dx, ay + share * dy];
}

function trace(path, points, project) {
  points.forEach((point, i) => (i ? path.lineTo(...project(point)) : path.moveTo(...project(point))));
}
