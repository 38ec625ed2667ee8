const WIDE_KM = 50;
const WIDE_DASHES = [2, 5];
const GROUP_FONT = '600 12px system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif';
/* Beyond this a number is written short: it has to fit into its ring. */
const LONG_NUMBER = 10000;
const LEAST_SHARE = 0.22;
/* Between two shares of a ring. */
const SHARE_GAP = 0.05;
const MOST_DISCS = 400;

/* Pale discs, widest below: the place lies somewhere within. */
function drawDoubts(ctx, spots, view) {
  const { data } = view;
  const byWidth = [...spots].sort((a, b) => data.spots.radius[b] - data.spots.radius[a] || a - b);
  for (const spot of byWidth.slice(0, MOST_DISCS)) drawDoubt(ctx, spot, view);
}

function drawDoubt(ctx, spot, view, strong = false) {
  const line = view.data.spots.line.get(spot);
  if (line) drawBand(ctx, spot, line, view);
  else drawDisc(ctx, spot, view, strong);
}

function drawDisc(ctx, spot, { data, grid, sign, palette }, strong) {
  const radius = grid.reach[spot] * grid.at.size;
  if (radius < 3) return;
  const wide = data.spots.radius[spot] > WIDE_KM;
  ctx.beginPath();
  ctx.arc(grid.px[spot], grid.py[spot], radius, 0, 2 * Math.PI);
  ctx.fillStyle = sign.mark("doubt", palette.dark);
  ctx.strokeStyle = sign.mark(strong ? "link" : "doubt-edge", palette.dark);
  ctx.lineWidth = strong ? 1.5 : 1;
  ctx.setLineDash(wide ? WIDE_DASHES : []);
  if (!wide || strong) ctx.fill();
  ctx.stroke();
  ctx.setLineDash([]);
}

/* A place that is a line: a band as wide as the doubt. */
function drawBand(ctx, spot, line, { map, grid, sign, palette }) {
  ctx.beginPath();
  trace(ctx, line, pixelsAlong(map, line));
  ctx.lineCap = ctx.lineJoin = "round";
  ctx.strokeStyle = sign.mark("doubt", palette.dark);
  ctx.lineWidth = Math.max(6, 2 * grid.reach[spot] * grid.at.size);
  ctx.stroke();
}

function drawLines(ctx, lines, { map, sign, palette }) {
  ctx.strokeStyle = sign.mark("disputed", palette.dark);
  ctx.lineWidth = 1.8;
  ctx.setLineDash([7, 5]);
  for (const { points } of lines) {
    ctx.beginPath();
    trace(ctx, points, pixelsAlong(map, points));
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/* A group: how many, and in the ring the share of each status. */
function drawGroup(ctx, group, { sign, say, data }) {
  const radius = groupRadius(group.total);
  ctx.beginPath();
  ctx.arc(group.x, group.y, radius + RING, 0, 2 * Math.PI);
  ctx.fillStyle = sign.mark("casing");
  ctx.fill();
  for (const [status, from, to] of arcsOf(group.shares, data.statuses)) drawShare(ctx, group, radius, from, to, ringOf(sign, status));
  ctx.fillStyle = sign.mark("count");
  ctx.font = GROUP_FONT;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(numberOf(group.total, say), group.x, group.y + 0.5);
}

/* Status, start and end of each arc: in proportion, but even one denial among a thousand stays visible. */
function arcsOf(shares, statuses) {
  const all = shares.reduce((sum, share) => sum + share, 0);
  const told = [...shares].map((share, i) => [statuses[i], share && Math.max(LEAST_SHARE, (share / all) * 2 * Math.PI)]);
  const whole = told.reduce((sum, [, angle]) => sum + angle, 0);
  let at = -Math.PI / 2;
  return told.filter(([, angle]) => angle).map(([status, angle]) => {
    const from = at;
    at += (angle / whole) * 2 * Math.PI;
    return [status, from, at];
  });
}

/* Not by colour alone: thick for what several voices carry, with a white line within where it is admitted,
   in stripes where it is contested, thin for one voice, thin dashes for a bare denial. */
function ringOf(sign, status) {
  const { colour, fill, ring } = sign.table.status[status];
  const dashes = fill === "half" ? [3, 2] : ring === "dashed" ? [2, 3] : [];
  const outer = { width: fill === "none" ? 2 : RING, colour, dashes };
  return ring === "double" ? [outer, { width: 1.4, colour: sign.mark("casing"), dashes: [] }] : [outer];
}

function drawShare(ctx, { x, y }, radius, from, to, strokes) {
  const whole = to - from > 2 * Math.PI - 0.01;
  const gap = whole ? 0 : SHARE_GAP;
  ctx.beginPath();
  ctx.arc(x, y, radius + 1, from + gap, to - gap);
  ctx.lineCap = "butt";
  for (const { width, colour, dashes } of strokes) {
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.setLineDash(dashes);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

function numberOf(total, say) {
  return total < LONG_NUMBER ? say.number(total) : shortNumbers(say.lang).format(total);
}

const writersOfNumbers = new Map();

function shortNumbers(lang) {
  if (!writersOfNumbers.has(lang)) {
    const options = { notation: "compact", compactDisplay: "short", maximumFractionDigits: 1 };
    writersOfNumbers.set(lang, new Intl.NumberFormat(lang, options));
  }
  return writersOfNumbers.get(lang);
}

function drawHighlight(ctx, x, y, radius, palette) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  for (const [width, colour] of [[6, palette("halo")], [3, palette("focus")]]) {
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
}

/* The places of one incident hang together. */
function drawLinks(ctx, spots, { grid, sign, palette }) {
  const [first, ...others] = spots;
  ctx.lineCap = "round";
  for (const [width, colour] of [[4, palette("halo")], [1.6, sign.mark("link", palette.dark)]]) {
    ctx.beginPath();
    for (const spot of others) {
      ctx.moveTo(grid.px[first], grid.py[first]);
      ctx.lineTo(grid.px[spot], grid.py[spot]);
    }
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
}
