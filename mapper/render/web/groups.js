const SIGN = 18;
const ALONE_REACH = 11;
const MOST_ROUNDS = 6;
const WIDEST = 30;
const RING = 5;

/* Signs that would overlap stand together as one group, at the place of the largest. */
function groupsOf(grid, data) {
  const groups = joinOverlapping(cellGroups(grid));
  const cellGroup = new Int32Array(grid.at.columns * grid.at.lines).fill(AWAY);
  groups.forEach((group, i) => group.cells.forEach((cell) => (cellGroup[cell] = i)));
  countOnce(groups, cellGroup, grid, data);
  return { groups, cellGroup };
}

/* A group for each cell that holds anything. */
function cellGroups({ at, cells, kinds }) {
  const groups = [];
  for (let cell = 0; cell < at.columns * at.lines; cell++) {
    const total = cells.total[cell];
    if (!total) continue;
    const shares = [];
    for (let kind = 0; kind < kinds; kind++) shares.push(cells.shares[cell * kinds + kind]);
    groups.push({
      cell, total, shares, cells: [cell], place: cells.name[cell], reach: reachOf(total),
      x: cells.x[cell] / total, y: cells.y[cell] / total,
    });
  }
  return groups;
}

/* A group that has taken in others is wider, and may then lie over a third: until nothing overlaps. */
function joinOverlapping(groups) {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    groups.sort((a, b) => b.total - a.total || a.cell - b.cell);
    const kept = keepApart(groups);
    if (kept.length === groups.length) break;
    groups = kept;
  }
  return groups;
}

function keepApart(groups) {
  const near = nearby(2 * (WIDEST + RING));
  const kept = [];
  for (const group of groups) {
    const over = near.overlapped(group);
    if (over) absorb(over, group);
    else kept.push(near.remember(group));
  }
  return kept;
}

/* Groups by their place, in squares as wide as anything reaches. */
function nearby(width) {
  const squares = new Map();
  const square = (value) => Math.floor(value / width);

  function overlapped(group) {
    let [found, least] = [null, Infinity];
    const [column, line] = [square(group.x), square(group.y)];
    for (let i = column - 1; i <= column + 1; i++)
      for (let j = line - 1; j <= line + 1; j++)
        for (const other of squares.get(i * 65536 + j) ?? NOTHING) {
          const [dx, dy, reach] = [other.x - group.x, other.y - group.y, other.reach + group.reach];
          const distance = dx * dx + dy * dy;
          if (distance < reach * reach && distance < least) [found, least] = [other, distance];
        }
    return found;
  }

  function remember(group) {
    const key = square(group.x) * 65536 + square(group.y);
    if (squares.has(key)) squares.get(key).push(group);
    else squares.set(key, [group]);
    return group;
  }

  return { overlapped, remember };
}

const NOTHING = [];

function absorb(group, other) {
  group.total += other.total;
  group.reach = reachOf(group.total);
  for (const cell of other.cells) group.cells.push(cell);
  for (let kind = 0; kind < group.shares.length; kind++) group.shares[kind] += other.shares[kind];
  if (other.place !== group.place) group.place = MIXED;
}

/* An incident of which several spots fell into one group is one incident there. */
function countOnce(groups, cellGroup, { several: { pairs } }, data) {
  const last = new Uint32Array(groups.length);
  for (let i = 0; i < pairs.length; i += 2) {
    const [row, told] = [pairs[i], cellGroup[pairs[i + 1]]];
    if (last[told] === row + 1) {
      groups[told].total--;
      groups[told].shares[data.status[row]]--;
    }
    last[told] = row + 1;
  }
  for (const group of groups) group.reach = reachOf(group.total);
}

function groupRadius(total) {
  return Math.min(WIDEST, 9 + 1.7 * Math.log2(total));
}

function reachOf(total) {
  return total === 1 ? ALONE_REACH : groupRadius(total) + RING;
}

/* By this a group is known again after panning: its largest cell, counted in the world. */
function keyOf(group, { at }) {
  const column = (group.cell % at.columns) + at.left;
  return `${at.size} ${column} ${Math.floor(group.cell / at.columns) + at.top}`;
}
