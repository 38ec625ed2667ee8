const FAN_RADIUS = 32;
const FAN_CIRCLE = 8;
/* So many signs are opened at a time; a further click on the middle opens the next. */
const FAN_PAGE = 48;
const SEAT = 27;

/* Where the signs of an opened group stand: on a circle, or on a spiral where there are many. */
function fanOf(group, members, page) {
  const shown = members.slice(page * FAN_PAGE, (page + 1) * FAN_PAGE);
  const many = shown.length > FAN_CIRCLE;
  let angle = -Math.PI / 2;
  const seats = shown.map(({ row, spot }, i) => {
    const radius = FAN_RADIUS + (many ? 2.6 * i : 0);
    const seat = { row, spot, x: group.x + radius * Math.cos(angle), y: group.y + radius * Math.sin(angle) };
    angle += many ? SEAT / radius : (2 * Math.PI) / shown.length;
    return seat;
  });
  const reach = FAN_RADIUS + 12 + (many ? 2.6 * shown.length : 0);
  return { group, seats, reach, page, pages: Math.ceil(members.length / FAN_PAGE), of: members.length };
}

/* Under an opened group the map steps back, so that its signs stand alone. */
function drawPlate(ctx, { group, reach }, palette) {
  ctx.beginPath();
  ctx.arc(group.x, group.y, reach, 0, 2 * Math.PI);
  ctx.globalAlpha = 0.82;
  ctx.fillStyle = palette("paper");
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = palette("ink-soft");
  ctx.lineWidth = 1;
  ctx.stroke();
}

/* From each sign of an opened group to where it belongs. */
function drawLegs(ctx, { seats }, { px, py }, palette) {
  ctx.strokeStyle = palette("ink-soft");
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const { spot, x, y } of seats) {
    ctx.moveTo(px[spot], py[spot]);
    ctx.lineTo(x, y);
  }
  ctx.stroke();
}

/* In the middle of a group too large to open at once: which part is open. */
function drawPage(ctx, fan, sign, say) {
  const { x, y } = fan.group;
  ctx.beginPath();
  ctx.arc(x, y, 17, 0, 2 * Math.PI);
  ctx.fillStyle = sign.mark("casing");
  ctx.fill();
  ctx.strokeStyle = sign.mark("count");
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.fillStyle = sign.mark("count");
  ctx.font = GROUP_FONT;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(`${say.number(fan.page + 1)}/${say.number(fan.pages)}`, x, y + 0.5);
}
