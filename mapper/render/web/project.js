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

/* Turns world units into pixels of the map's panes at the present zoom. */
function pixels(map) {
  const size = 256 * 2 ** map.getZoom();
  const origin = map.getPixelOrigin();
  return ([x, y]) => [x * size - origin.x, y * size - origin.y];
}

function pixelsPerKm(map, lat) {
  const equator = 40075.017;
  return (256 * 2 ** map.getZoom()) / (equator * Math.cos((lat * Math.PI) / 180));
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
