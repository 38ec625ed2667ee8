const SIGN = 18;
const WIDE = ["country", "region"];
const WIDE_KM = 50;

/* Pale discs, widest below: the place lies somewhere within. */
function drawDoubts(ctx, map, spots, project, palette) {
  for (const spot of [...spots].sort((a, b) => b.radius - a.radius)) {
    if (spot.line.length) drawBand(ctx, map, spot, project, palette);
    else drawDisc(ctx, map, spot, project, palette);
  }
}

function drawDisc(ctx, map, spot, project, palette, strong = false) {
  const [x, y] = project(spot.position);
  const radius = spot.radius * pixelsPerKm(map, spot.lat);
  if (radius < 3) return;
  const wide = spot.radius > WIDE_KM;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  paintDoubt(ctx, palette, { filled: !wide || strong, strong, dashed: wide });
}

function paintDoubt(ctx, palette, { filled, strong, dashed }) {
  ctx.fillStyle = palette("doubt");
  ctx.strokeStyle = palette(strong ? "ink" : "doubt-edge");
  ctx.lineWidth = strong ? 1.5 : 1;
  ctx.setLineDash(dashed ? [2, 5] : []);
  if (filled) ctx.fill();
  ctx.stroke();
  ctx.setLineDash([]);
}

/* A place that is a line: a band as wide as the doubt. */
function drawBand(ctx, map, spot, project, palette) {
  ctx.beginPath();
  trace(ctx, spot.line, project);
  ctx.lineCap = ctx.lineJoin = "round";
  ctx.strokeStyle = palette("doubt");
  ctx.lineWidth = Math.max(6, 2 * spot.radius * pixelsPerKm(map, spot.lat));
  ctx.stroke();
}

function drawLines(ctx, lines, project, palette) {
  for (const line of lines) {
    ctx.beginPath();
    trace(ctx, line.points, project);
    ctx.strokeStyle = palette("disputed");
    ctx.lineWidth = 1.8;
    ctx.setLineDash([7, 5]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
}

/* A group: how many, and in the ring the share of each status. */
function drawGroup(ctx, group, sign, palette, say) {
  const radius = groupRadius(group);
  ctx.beginPath();
  ctx.arc(group.x, group.y, radius + 5, 0, 2 * Math.PI);
  ctx.fillStyle = CASING;
  ctx.fill();
  drawShares(ctx, group, radius, sign);
  ctx.fillStyle = "#1b1b1b";
  ctx.font = '600 12px system-ui, "Noto Sans", sans-serif';
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(say.number(group.rows.length), group.x, group.y + 0.5);
}

function groupRadius(group) {
  return 10 + 2.2 * Math.log2(group.rows.length);
}

function drawShares(ctx, group, radius, sign) {
  let angle = -Math.PI / 2;
  for (const [status, style] of Object.entries(sign.table.status)) {
    const share = group.rows.filter((row) => row.status === status).length / group.rows.length;
    if (!share) continue;
    drawShare(ctx, group, radius, angle, angle + share * 2 * Math.PI, style);
    angle += share * 2 * Math.PI;
  }
}

/* Filled arcs for what several voices carry, striped for the contested, thin for one voice: not by colour alone. */
function drawShare(ctx, group, radius, from, to, style) {
  const widths = { full: 5, half: 5, none: 2 };
  ctx.beginPath();
  ctx.arc(group.x, group.y, radius + 1, from + 0.04, to - 0.04);
  ctx.lineWidth = widths[style.fill];
  ctx.strokeStyle = style.colour;
  ctx.setLineDash(style.fill === "half" ? [3, 2] : style.ring === "dashed" ? [2, 3] : []);
  ctx.stroke();
  ctx.setLineDash([]);
}

/* From each sign of an opened group to where it belongs. */
function drawLegs(ctx, group, seats, project, palette) {
  ctx.strokeStyle = palette("ink-soft");
  ctx.lineWidth = 1;
  for (const seat of seats) {
    const spot = seat.row.spots.find((candidate) => group.spots.includes(candidate));
    ctx.beginPath();
    ctx.moveTo(...project(spot.position));
    ctx.lineTo(seat.x, seat.y);
    ctx.stroke();
  }
}

function drawHighlight(ctx, x, y, palette) {
  ctx.beginPath();
  ctx.arc(x, y, SIGN, 0, 2 * Math.PI);
  ctx.lineWidth = 3;
  ctx.strokeStyle = palette("focus");
  ctx.stroke();
}
