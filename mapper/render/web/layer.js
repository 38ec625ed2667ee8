const COUNTRY_PIXELS = 70;
const PLACE_ZOOM = { city: 6, town: 8 };
const VILLAGE_ZOOM = 10;
const FAN_ZOOM = 11;
const FAN_MOST = 10;
const AROUND_DOT = [[5, 0], [-5, 0], [0, 10], [0, -10]];

/* The incidents on one map: draws what is in view, finds what is under the pointer. */
function incidentLayer({ data, sign, say, choose, backdrop = { countries: [], places: false } }) {
  let shown = data.rows;
  let selected = null;
  let opened = "";
  let targets = [];
  let below = null;
  const tip = L.tooltip({ direction: "top", offset: [0, -12], className: "im-tip" });
  const canvas = new PaintedCanvas(paint, { pane: "incidents" });

  function paint(ctx, map, bounds) {
    const project = pixels(map);
    const palette = paletteOf(map.getContainer());
    const places = placesOf(shown);
    below?.(ctx, map, bounds);
    const groups = groupsOf(places, project);
    drawLines(ctx, data.lines, project, palette);
    drawDoubts(ctx, map, places.map(({ spot }) => spot), project, palette);
    if (selected) for (const spot of selected.spots) drawDisc(ctx, map, spot, project, palette, true);
    writeLabels(ctx, map, { places, groups, project, palette, bounds });
    targets = groups.flatMap((group) => drawMember(ctx, group, project, palette));
    drawSelected(ctx, palette);
  }

  /* The group of the open incident is fanned out too: nobody should have to search for it. */
  const isOpen = (group) => group.rows.length > 1 && (keyOf(group) === opened || (holds(group, selected) && !isCrowd(group)));

  function drawMember(ctx, group, project, palette) {
    if (group.rows.length === 1) return [drawSign(ctx, group.rows[0], group.x, group.y)];
    if (isOpen(group)) return drawFan(ctx, group, project, palette);
    drawGroup(ctx, group, sign, palette, say);
    return [{ x: group.x, y: group.y, radius: groupRadius(group) + 5, group }];
  }

  function drawSign(ctx, row, x, y) {
    sign.draw(ctx, row, x, y, SIGN);
    return { x, y, radius: SIGN / 2 + 4, row };
  }

  function drawFan(ctx, group, project, palette) {
    const seats = fan(group);
    drawLegs(ctx, group, seats, project, palette);
    return seats.map(({ row, x, y }) => drawSign(ctx, row, x, y));
  }

  function drawSelected(ctx, palette) {
    if (!selected) return;
    const seats = targets.filter((target) => target.row === selected);
    const hidden = targets.filter((target) => target.group && holds(target.group, selected));
    for (const { x, y } of [...seats, ...hidden]) {
      sign.draw(ctx, selected, x, y, SIGN + 6);
      drawHighlight(ctx, x, y, palette);
    }
  }

  function writeLabels(ctx, map, { places, groups, project, palette, bounds }) {
    const writer = labelWriter(ctx, palette, say.lang);
    for (const group of groups) writer.reserve(group.x, group.y, reachOf(group));
    for (const group of groups) writeGroupName(writer, group);
    for (const line of data.lines) if (!places.some(({ spot }) => spot.name === line.name)) writeLineName(writer, line, project);
    for (const label of backdrop.countries) writeCountry(writer, label, map, project);
    if (backdrop.places) writePlaces(ctx, writer, { map, project, palette, bounds, named: new Set(places.map(({ spot }) => spot.name)) });
  }

  function writeGroupName(writer, group) {
    const near = group.spots.filter((spot) => !WIDE.includes(spot.level));
    if (near.length !== 1) return;
    const [spot] = near;
    const name = spot.line.length ? schematic(spot) : spot.name;
    writer.write(name, group.x, group.y, { font: "600 12px", offsets: around(reachOf(group) + 1) });
  }

  function writeLineName(writer, line, project) {
    const style = { font: "italic 11px", offsets: [[10, 0], [-10, 0]], colour: "disputed" };
    // The first point with room for the name, from the middle outwards.
    const middle = line.points.length / 2;
    const order = [...line.points.keys()].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    order.some((i) => writer.write(schematic(line), ...project(line.points[i]), style));
  }

  const schematic = ({ name }) => `${name} · ${say.say("schematic")}`;

  function writeCountry(writer, label, map, project) {
    const across = Math.sqrt(label.area) * ((256 * 2 ** map.getZoom()) / 360);
    if (label.kind === "country" && across < COUNTRY_PIXELS) return;
    const water = label.kind === "water";
    const style = water ? { font: "italic 12px", colour: "water-ink" } : { font: "600 13px", colour: "country-ink" };
    writer.write(label.name, ...project(label.position), style);
  }

  function writePlaces(ctx, writer, { map, project, palette, bounds, named }) {
    const zoom = map.getZoom();
    for (const { name, kind, position } of data.labels) {
      if (zoom < (PLACE_ZOOM[kind] ?? VILLAGE_ZOOM) || named.has(name)) continue;
      const [x, y] = project(position);
      if (!bounds.contains([x, y])) continue;
      if (writer.write(name, x, y, { font: "11px", offsets: AROUND_DOT, colour: "place-ink" })) drawDot(ctx, x, y, palette);
    }
  }

  function reachOf(group) {
    if (isOpen(group)) return fanReach(group);
    if (group.rows.includes(selected)) return SIGN + 3;
    return group.rows.length > 1 ? groupRadius(group) + 4 : 12;
  }

  function hit(point) {
    const reached = targets.filter((target) => Math.hypot(target.x - point.x, target.y - point.y) <= target.radius);
    const distance = (target) => Math.hypot(target.x - point.x, target.y - point.y);
    return reached.sort((a, b) => distance(a) - distance(b))[0];
  }

  function onClick(event) {
    const target = hit(event.layerPoint);
    if (target?.row) choose(target.row, event.latlng);
    else if (target) openGroup(target.group);
    else if (opened) open("");
  }

  function openGroup(group) {
    const apart = L.latLngBounds(group.spots.map((spot) => [spot.lat, spot.lon]));
    const map = canvas._map;
    const onePlace = apart.getSouthWest().equals(apart.getNorthEast(), 1e-6);
    if (onePlace || map.getZoom() >= FAN_ZOOM) open(keyOf(group));
    else map.fitBounds(apart, { padding: [60, 60], maxZoom: FAN_ZOOM });
  }

  function open(key) {
    opened = key;
    canvas.redraw();
  }

  function onMove(event) {
    const map = canvas._map;
    const target = hit(event.layerPoint);
    map.getContainer().classList.toggle("im-over", Boolean(target));
    if (!target) return map.closeTooltip(tip);
    tip.setContent(el("span", { dir: say.dir }, tipText(target))).setLatLng(map.layerPointToLatLng([target.x, target.y]));
    if (!map.hasLayer(tip)) map.openTooltip(tip);
  }

  const tipText = ({ row, group }) => (row ? nameOf(row, data, say) : say.count("here", group.rows.length));

  function addTo(map) {
    if (!map.getPane("incidents")) map.createPane("incidents").style.zIndex = 450;
    canvas.addTo(map);
    map.on({ click: onClick, mousemove: onMove });
  }

  function removeFrom(map) {
    map.off({ click: onClick, mousemove: onMove });
    map.closeTooltip(tip);
    canvas.remove();
  }

  return {
    addTo,
    removeFrom,
    redraw: () => canvas.redraw(),
    crowded: (row) => targets.some((target) => target.group && holds(target.group, row) && isCrowd(target.group)),
    paintBelow: (paint) => (below = paint),
    show(rows) {
      shown = rows;
      canvas.redraw();
    },
    select(row) {
      selected = row;
      canvas.redraw();
    },
  };
}

/* Beside, below, above: where a name may stand, so far from the middle. */
function around(reach) {
  return [[reach, 0], [-reach, 0], [0, reach + 8], [0, -reach - 8]];
}

function drawDot(ctx, x, y, palette) {
  ctx.beginPath();
  ctx.arc(x, y, 1.8, 0, 2 * Math.PI);
  ctx.fillStyle = palette("place-ink");
  ctx.fill();
}

/* Each spot with the rows at it, in the order of the rows. */
function placesOf(rows) {
  const places = new Map();
  for (const row of rows)
    for (const spot of row.spots) {
      if (!places.has(spot)) places.set(spot, []);
      places.get(spot).push(row);
    }
  return [...places].map(([spot, at]) => ({ spot, rows: at }));
}

const holds = (group, row) => group.rows.includes(row);

/* Too many to fan out where zooming in would part them. */
const isCrowd = (group) => group.spots.length > 1 && group.rows.length > FAN_MOST;

function keyOf(group) {
  return group.spots.map((spot) => spot.number).join();
}

/* What stands for an incident in one line: kind, place, date. */
function nameOf(row, data, say) {
  const place = row.spots.length ? row.spots.map((spot) => spot.name).join(say.say("comma")) : say.say("no_place");
  return `${data.types[row.type].label} · ${place} · ${say.when(row.from, row.to)}`;
}
