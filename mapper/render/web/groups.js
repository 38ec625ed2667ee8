const REACH = 26;
const FAN_RADIUS = 32;

/* Signs that would overlap stand together as one group: first by a grid of pixels, then by their size as drawn. */
function groupsOf(places, project) {
  const groups = [];
  const cells = new Map();
  for (const { spot, rows } of places) {
    const [x, y] = project(spot.position);
    const near = neighbours(cells, x, y).find((group) => Math.hypot(group.x - x, group.y - y) < REACH);
    if (near) addTo(near, spot, rows);
    else groups.push(remember(cells, { x, y, spots: [spot], rows: [...rows] }));
  }
  return joined(groups);
}

function joined(groups) {
  const kept = [];
  for (const group of [...groups].sort((a, b) => b.rows.length - a.rows.length)) {
    const over = kept.find((other) => Math.hypot(other.x - group.x, other.y - group.y) < groupRadius(other) + groupRadius(group));
    if (over) group.spots.forEach((spot) => addTo(over, spot, group.rows));
    else kept.push(group);
  }
  return kept;
}

function addTo(group, spot, rows) {
  group.spots.push(spot);
  for (const row of rows) if (!group.rows.includes(row)) group.rows.push(row);
}

function remember(cells, group) {
  const key = cellKey(Math.floor(group.x / REACH), Math.floor(group.y / REACH));
  if (!cells.has(key)) cells.set(key, []);
  cells.get(key).push(group);
  return group;
}

function neighbours(cells, x, y) {
  const [column, line] = [Math.floor(x / REACH), Math.floor(y / REACH)];
  const found = [];
  for (let i = column - 1; i <= column + 1; i++)
    for (let j = line - 1; j <= line + 1; j++) found.push(...(cells.get(cellKey(i, j)) ?? []));
  return found;
}

function cellKey(column, line) {
  return `${column}:${line}`;
}

/* Where the signs of a group stand when it is opened: on a circle, or on a spiral where there are many. */
function fan(group) {
  const many = group.rows.length > 8;
  let angle = -Math.PI / 2;
  return group.rows.map((row, i) => {
    const radius = FAN_RADIUS + (many ? 2.6 * i : 0);
    const seat = { row, x: group.x + radius * Math.cos(angle), y: group.y + radius * Math.sin(angle) };
    angle += many ? 27 / radius : (2 * Math.PI) / group.rows.length;
    return seat;
  });
}

function fanReach(group) {
  return FAN_RADIUS + 12 + (group.rows.length > 8 ? 2.6 * group.rows.length : 0);
}
