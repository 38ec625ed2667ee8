const FAN_ZOOM = 11;
/* A group of the open incident that is no larger is opened with it. */
const FAN_UNASKED = 8;
const LAYER_PANE = "incidents";
/* The ring around the open incident. */
const HIGHLIGHT = SIGN - 1;

/* The incidents on one map: draws what is in view, finds what is under the pointer or the keys. */
function incidentLayer({ data, sign, say, choose, store = null, backdrop = { countries: [], places: false } }) {
  const grid = spotGrid(data);
  const canvas = new PaintedCanvas(paint, { pane: LAYER_PANE });
  let mask = store ? store.mask : new Uint8Array(data.n).fill(1);
  let selected = store ? store.state.selected : -1;
  let opened = { key: "", page: 0 };
  let drawn = { groups: [], cellGroup: new Int32Array(0) };
  let targets = [];
  let boxes = { names: [], signs: [] };
  let below = null;
  let unlisten = null;
  const hand = pointer({ say, hit, open, nameOf: tellOf, shut: () => opened.key && openFan("") });
  const keys = signKeys({ say, targets: () => targets, open, tell: tellOf, redraw: () => canvas.redraw(), leave: () => opened.key && openFan("") });

  function paint(ctx, map, bounds) {
    const view = { map, data, grid, sign, say, backdrop, palette: paletteOf(map.getContainer()) };
    grid.place(map, bounds);
    grid.count(mask);
    drawn = groupsOf(grid, data);
    below?.(ctx, map, bounds);
    drawLines(ctx, data.lines, view);
    const standing = drawn.groups.map(standingOf);
    drawDoubts(ctx, doubted(standing), view);
    const marked = selected >= 0 ? [...data.spotsOf(selected)] : [];
    for (const spot of marked) drawDoubt(ctx, spot, view, true);
    if (marked.length > 1) drawLinks(ctx, marked, view);
    const beside = seatsBeside(standing);
    writeNames(ctx, standing, beside, view, bounds);
    targets = standing.filter(({ fan }) => !fan).map((one) => drawStanding(ctx, one, view));
    for (const { fan } of standing) if (fan) targets.push(...drawFan(ctx, fan, view));
    drawSelected(ctx, beside, view);
    keys.paint(ctx, view.palette);
  }

  /* How a group stands on the map: as one sign, opened, or closed. */
  function standingOf(group) {
    const members = group.total <= FAN_UNASKED ? grid.members(group.cells) : [];
    if (group.total === 1) return { group, members, row: members[0].row, reach: members[0].row === selected ? HIGHLIGHT + 3 : ALONE_REACH };
    const fan = fanned(group, members);
    return { group, members, fan, reach: fan ? fan.reach : group.reach };
  }

  function fanned(group, members) {
    if (opened.key && keyOf(group, grid) === opened.key) return fanOf(group, onceEach(grid.members(group.cells)), opened.page);
    // With several places it would open several groups, one over the other.
    const asked = selected >= 0 && data.spotsOf(selected).length === 1 && members.some(({ row }) => row === selected);
    return asked ? fanOf(group, onceEach(members), 0) : null;
  }

  /* Discs stand under single signs and small groups; under a large one they would say nothing. */
  function doubted(standing) {
    const spots = new Set(grid.reaching);
    for (const { members, fan } of standing) {
      for (const { spot } of members) spots.add(spot);
      for (const { spot } of fan?.seats ?? []) spots.add(spot);
    }
    return spots;
  }

  function writeNames(ctx, standing, beside, view, bounds) {
    const writer = labelWriter(ctx, view.palette, bounds, say.dir);
    for (const { group, reach } of standing) writer.reserve(group.x, group.y, reach);
    for (const { x, y } of beside) writer.reserve(x, y, HIGHLIGHT + 3);
    const signs = [...writer.boxes];
    const written = writeGroupNames(writer, standing, view);
    writeBackdrop(writer, ctx, view, written);
    boxes = { names: writer.boxes.slice(signs.length), signs };
  }
  function drawStanding(ctx, { group, row }, view) {
    if (row !== undefined) return drawSign(ctx, row, group.x, group.y);
    drawGroup(ctx, group, view);
    return { x: group.x, y: group.y, radius: group.reach, group, key: keyOf(group, grid) };
  }

  function drawSign(ctx, row, x, y) {
    sign.stamp(ctx, data.families[data.family[row]], data.statuses[data.status[row]], x, y, SIGN);
    return { x, y, radius: SIGN / 2 + 4, row, key: `row ${row}` };
  }

  function drawFan(ctx, fan, { palette }) {
    const { group, seats } = fan;
    drawPlate(ctx, fan, palette);
    drawLegs(ctx, fan, grid, palette);
    const placed = seats.map(({ row, x, y }) => ({ ...drawSign(ctx, row, x, y), fan }));
    if (fan.pages < 2) return placed;
    drawPage(ctx, fan, sign, say);
    return [...placed, { x: group.x, y: group.y, radius: 17, more: fan, key: `more ${keyOf(group, grid)}` }];
  }

  /* At a closed group the open incident stands at its edge. */
  function seatsBeside(standing) {
    if (selected < 0 || !mask[selected]) return [];
    const cells = [...data.spotsOf(selected)].map((spot) => grid.cellOf[spot]).filter((cell) => cell >= 0);
    const holding = [...new Set(cells.map((cell) => standing[drawn.cellGroup[cell]]))];
    return holding.filter(({ row, fan }) => row === undefined && !fan).map(({ group: { x, y, reach } }) => {
      return { x: x + (reach + 8) * Math.SQRT1_2, y: y - (reach + 8) * Math.SQRT1_2 };
    });
  }

  function drawSelected(ctx, beside, { palette }) {
    if (selected < 0) return;
    const seats = targets.filter((target) => target.row === selected);
    const added = beside.map(({ x, y }) => ({ ...drawSign(ctx, selected, x, y), beside: true }));
    targets.push(...added);
    for (const { x, y } of [...seats, ...added]) drawHighlight(ctx, x, y, HIGHLIGHT, palette);
  }

  /* The uppermost lies last. */
  function hit({ x, y }) {
    let [found, least] = [null, Infinity];
    for (const target of targets) {
      const distance = Math.hypot(target.x - x, target.y - y) - (target.fan || target.more || target.beside ? 1000 : 0);
      if (Math.hypot(target.x - x, target.y - y) <= target.radius && distance <= least) [found, least] = [target, distance];
    }
    return found;
  }

  function open(target) {
    const map = canvas._map;
    if (target.row !== undefined) return choose(target.row, map.layerPointToLatLng([target.x, target.y]));
    if (target.more) return openFan(opened.key || keyOf(target.more.group, grid), (target.more.page + 1) % target.more.pages);
    const apart = boxOfRows(grid.members(target.group.cells), grid);
    const zoom = Math.min(FAN_ZOOM, map.getBoundsZoom(L.latLngBounds(apart.map((point) => map.layerPointToLatLng(point))), false, L.point(120, 120)));
    const onePlace = apart[0].distanceTo(apart[1]) < 0.01;
    if (onePlace || map.getZoom() >= FAN_ZOOM) return openFan(target.key);
    const middle = apart[0].add(apart[1]).divideBy(2);
    map.setView(map.layerPointToLatLng(middle), Math.max(zoom, map.getZoom() + 1));
  }

  function openFan(key, page = 0) {
    opened = { key, page };
    canvas.redraw();
  }

  /* What stands for a target in words: in the tooltip, and for who listens. */
  function tellOf(target) {
    if (target.row !== undefined) return nameOf(target.row, data, say);
    if (target.more) return say.say("fan_next", { from: say.number(target.more.page * FAN_PAGE + 1), to: say.number(target.more.page * FAN_PAGE + target.more.seats.length), all: say.number(target.more.of) });
    return groupWords(target.group, data, say);
  }

  /* The rows drawn in view, alone or in a group. */
  function rows() {
    const map = canvas._map;
    if (!map) return [];
    const [low, high] = [map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize())];
    const inside = drawn.groups.map(({ x, y }) => x >= low.x && x <= high.x && y >= low.y && y <= high.y);
    const found = [];
    for (let row = 0; row < data.n; row++) {
      if (!mask[row]) continue;
      const spots = data.spotsOf(row);
      if (spots.some((spot) => grid.cellOf[spot] >= 0 && inside[drawn.cellGroup[grid.cellOf[spot]]])) found.push(row);
    }
    return found;
  }

  function select(row) {
    selected = row;
    canvas.redrawSoon();
  }

  function show(next) {
    mask = next;
    canvas.redrawSoon();
  }

  function listen(changed) {
    if (changed.includes("selected")) selected = store.state.selected;
    show(store.mask);
  }

  function addTo(map) {
    if (!map.getPane(LAYER_PANE)) map.createPane(LAYER_PANE).style.zIndex = 450;
    unlisten = store?.listen(listen) ?? null;
    if (store) [mask, selected] = [store.mask, store.state.selected];
    canvas.addTo(map);
    hand.addTo(map);
    keys.addTo(map);
  }

  function removeFrom(map) {
    unlisten?.();
    keys.removeFrom(map);
    hand.removeFrom(map);
    canvas.remove();
  }

  return {
    addTo, removeFrom, show, select, rows,
    redraw: () => canvas.redraw(),
    paintBelow: (paint) => (below = paint),
    targets: () => targets,
    names: () => boxes,
  };
}

/* A row that has several spots in a group is seated once. */
function onceEach(members) {
  return members.filter(({ row }, i) => i === 0 || members[i - 1].row !== row);
}

function boxOfRows(members, { px, py }) {
  const box = L.bounds([]);
  for (const { spot } of members) box.extend([px[spot], py[spot]]);
  return [box.min, box.max];
}

/* What stands for an incident in one line: kind, place, date, standing. */
function nameOf(row, data, say) {
  return [say.type(data.type[row]), placesInWords(row, { data, say }), say.when(data.from[row], data.to[row]), say.status(data.statuses[data.status[row]])].join(" · ");
}

function groupWords(group, data, say) {
  const told = data.statuses.map((status, i) => [say.status(status), group.shares[i]]).filter(([, n]) => n);
  return `${say.count("here", group.total)}: ${told.map(([status, n]) => `${status} ${say.number(n)}`).join(say.say("comma"))}`;
}
