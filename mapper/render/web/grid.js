/* Pixels a cell is wide: about a sign. */
const CELL = 24;
/* Cells beyond what is drawn: what joins there decides what stands at the edge. */
const CELL_MARGIN = 4;
/* A spot that is not drawn, and one of which only the disc of doubt reaches into view. */
const AWAY = -1;
const REACHING = -2;
/* More discs from beyond the edge would only tint the view. */
const MOST_REACHING = 12;
/* More than one place, and so no name. */
const MIXED = -2;

/* Counts what passes in cells that are fixed to the world at each zoom, so that panning changes no cell.
   One pass over the spots when the view changes, one over the rows when the mask does; arrays are reused. */
function spotGrid(data) {
  const { spots, spotStart, spotList, status } = data;
  const kinds = data.statuses.length;
  const cellOf = new Int32Array(spots.n).fill(AWAY);
  const px = new Float32Array(spots.n);
  const py = new Float32Array(spots.n);
  const reach = Float32Array.from({ length: spots.n }, (_, spot) => spots.radius[spot] * worldPerKm(spots.y[spot]));
  const named = spots.place;
  const rowOf = rowsOfEntries(data);
  // Of each spot the last row that passes, from which its others are reached, and how many they are.
  const held = new Int32Array(2 * spots.n);
  const before = new Int32Array(spotList.length);
  const nextSpot = new Int32Array(spots.n);
  const several = growing();
  let at = null;
  let cells = cellsFor(0, kinds);
  let reaching = [];

  /* Puts each spot into its cell; a view that has not changed leaves all where it is. */
  function place(map, bounds) {
    const next = frameOf(map, bounds);
    if (at && Object.keys(next).every((key) => next[key] === at[key])) return;
    at = next;
    const { size, pitch, left, top, columns, lines, originX, originY, middle } = at;
    const { x: xs, y: ys } = spots;
    const [highest, lowest] = [middle - 0.5, middle + 0.5];
    const perCell = size / pitch;
    for (let spot = 0; spot < xs.length; spot++) {
      let x = xs[spot];
      if (x < highest || x > lowest) x += Math.round(middle - x);
      const y = ys[spot];
      const column = Math.floor(x * perCell) - left;
      const line = Math.floor(y * perCell) - top;
      px[spot] = x * size - originX;
      py[spot] = y * size - originY;
      if (column >= 0 && column < columns && line >= 0 && line < lines) cellOf[spot] = line * columns + column;
      else cellOf[spot] = reach[spot] * size > CELL && touches(bounds, px[spot], py[spot], reach[spot] * size) ? REACHING : AWAY;
    }
    if (cells.room < columns * lines) cells = cellsFor(columns * lines, kinds);
  }

  /* Counts the rows of the mask in the cells of their spots. */
  function count(mask) {
    const used = at.columns * at.lines;
    held.fill(0);
    several.clear();
    cells.shares.fill(0, 0, used * kinds);
    countRows(mask, cells.shares);
    gather(used);
  }

  function countRows(mask, shares) {
    for (let row = 0, entry = 0; row < mask.length; row++) {
      const end = spotStart[row + 1];
      if (!mask[row]) {
        entry = end;
        continue;
      }
      const alone = end - entry === 1;
      for (; entry < end; entry++) {
        const spot = spotList[entry];
        const cell = cellOf[spot];
        if (cell === AWAY) continue;
        before[entry] = held[2 * spot];
        held[2 * spot] = entry + 1;
        held[2 * spot + 1]++;
        if (cell < 0) continue;
        shares[cell * kinds + status[row]]++;
        if (!alone) several.push(row, cell);
      }
    }
  }

  /* From spots to cells: how many, where their middle is, whether they have one name. */
  function gather(used) {
    const { total, x, y, name, first } = cells;
    for (const column of [total, x, y, first]) column.fill(0, 0, used);
    name.fill(AWAY, 0, used);
    reaching = [];
    for (let spot = 0; spot < spots.n; spot++) {
      const rows = held[2 * spot + 1];
      if (!rows) continue;
      const cell = cellOf[spot];
      if (cell < 0) {
        if (reaching.length <= MOST_REACHING) reaching.push(spot);
        continue;
      }
      total[cell] += rows;
      x[cell] += rows * px[spot];
      y[cell] += rows * py[spot];
      nextSpot[spot] = first[cell];
      first[cell] = spot + 1;
      if (name[cell] !== named[spot]) name[cell] = name[cell] === AWAY ? named[spot] : MIXED;
    }
    if (reaching.length > MOST_REACHING) reaching = [];
  }

  /* Rows with their spots in some cells, in the order of the rows. */
  function members(inCells) {
    const found = [];
    for (const cell of inCells)
      for (let spot = cells.first[cell] - 1; spot >= 0; spot = nextSpot[spot] - 1)
        for (let entry = held[2 * spot] - 1; entry >= 0; entry = before[entry] - 1) found.push({ row: rowOf[entry], spot });
    return found.sort((a, b) => a.row - b.row || a.spot - b.spot);
  }

  return {
    place, count, members, cellOf, px, py, reach, several, kinds,
    get at() { return at; },
    get cells() { return cells; },
    get reaching() { return reaching; },
  };
}

/* The part of the world's cells that lies in view. The world is a whole number of cells wide, so its copies agree. */
function frameOf(map, bounds) {
  const size = worldPixels(map);
  const pitch = size / Math.max(1, Math.round(size / CELL));
  const origin = map.getPixelOrigin();
  const from = (pixel) => Math.floor(pixel / pitch) - CELL_MARGIN;
  const across = (length) => Math.ceil(length / pitch) + 1 + 2 * CELL_MARGIN;
  const { x, y } = bounds.getSize();
  return {
    size, pitch, left: from(bounds.min.x + origin.x), top: from(bounds.min.y + origin.y),
    columns: across(x), lines: across(y), originX: origin.x, originY: origin.y, middle: middleOf(map),
    edgeX: bounds.min.x, edgeY: bounds.min.y,
  };
}

function cellsFor(room, kinds) {
  return {
    room, total: new Uint32Array(room), shares: new Uint32Array(room * kinds), name: new Int32Array(room),
    first: new Uint32Array(room), x: new Float64Array(room), y: new Float64Array(room),
  };
}

function rowsOfEntries({ n, spotStart, spotList }) {
  const rows = new Uint32Array(spotList.length);
  for (let row = 0; row < n; row++) rows.fill(row, spotStart[row], spotStart[row + 1]);
  return rows;
}

function touches({ min, max }, x, y, radius) {
  return x + radius > min.x && x - radius < max.x && y + radius > min.y && y - radius < max.y;
}

/* Pairs of row and cell, in an array that grows and is kept. */
function growing() {
  let items = new Uint32Array(1024);
  let used = 0;
  return {
    clear: () => (used = 0),
    push(row, cell) {
      if (used + 2 > items.length) {
        const larger = new Uint32Array(items.length * 2);
        larger.set(items);
        items = larger;
      }
      items[used++] = row;
      items[used++] = cell;
    },
    get pairs() { return items.subarray(0, used); },
  };
}
