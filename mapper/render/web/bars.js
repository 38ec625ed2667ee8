/* The bars of the timeline on their canvas: families or sides one on the other, vague dates hatched on top. */
function paintBars(canvas, { drawn, cut, stack, sign, say }) {
  const ctx = canvas.getContext("2d");
  const [width, height] = [canvas.clientWidth, TRACK_HEIGHT + AXIS_HEIGHT];
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  ctx.scale(ratio, ratio);
  ctx.direction = say.dir;
  const look = lookOf(canvas);
  const across = width / cut.size;
  const most = mostOf(drawn, cut, stack);
  const box = (bin) => ({ x: say.dir === "rtl" ? width - (bin + 1) * across : bin * across, width: Math.max(1, across - (across > 4 ? 1 : 0)) });
  paintStacks(ctx, { drawn, cut, stack, sign, look, most, box });
  paintAxis(ctx, { cut, say, look, width, box });
  paintBreaks(ctx, { cut, say, look, across, width });
  if (most) writeMost(ctx, { most, say, look, width });
}

function lookOf(node) {
  const name = paletteOf(node);
  return { ink: name("ink"), soft: name("ink-soft"), paper: name("paper"), rule: name("rule"), dark: name.dark, font: getComputedStyle(node).fontFamily };
}

function mostOf({ solid, shares }, cut, stack) {
  let most = 0;
  for (let bin = 0; bin < cut.size; bin++) {
    let height = shares[bin];
    for (let group = 0; group < stack.size; group++) height += solid[group * cut.size + bin];
    most = Math.max(most, height);
  }
  return most;
}

function paintStacks(ctx, { drawn, cut, stack, sign, look, most, box }) {
  const fills = stack.looks.map((family) => sign.area(ctx, family, look.paper, look.dark));
  const hatch = hatched(ctx, look);
  const scale = most ? (TRACK_HEIGHT - 12) / most : 0;
  for (let bin = 0; bin < cut.size; bin++) {
    const { x, width } = box(bin);
    let y = TRACK_HEIGHT;
    for (let group = 0; group <= stack.size; group++) {
      const n = group < stack.size ? drawn.solid[group * cut.size + bin] : drawn.shares[bin];
      if (!n) continue;
      // The lone incident of a quiet day must not vanish beside a thousand.
      const high = Math.max(n * scale, group < stack.size ? 1 : 0.75);
      ctx.fillStyle = group < stack.size ? fills[group] : hatch;
      ctx.fillRect(x, y - high, width, high);
      y -= high;
    }
  }
}

function hatched(ctx, { soft }) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 5;
  const pen = tile.getContext("2d");
  pen.strokeStyle = soft;
  pen.globalAlpha = 0.7;
  pen.lineWidth = 1;
  for (const shift of [-5, 0, 5]) {
    pen.moveTo(shift, 5);
    pen.lineTo(shift + 5, 0);
  }
  pen.stroke();
  return ctx.createPattern(tile, "repeat");
}

const TICK_EVERY = 95;

/* Dates under the bars, as many as have room; the year stands where it changes. */
function paintAxis(ctx, { cut, say, look, width, box }) {
  const names = tickNames(cut.unit, say.lang);
  const every = Math.max(1, Math.ceil((TICK_EVERY * cut.size) / width));
  ctx.fillStyle = look.rule;
  ctx.fillRect(0, TRACK_HEIGHT, width, 1);
  ctx.font = `11px ${look.font}`;
  ctx.textAlign = "start";
  ctx.textBaseline = "alphabetic";
  let year = null;
  for (let bin = cut.open[0] ? 1 : 0; bin < cut.size - (cut.open[1] ? 1 : 0); bin += every) {
    const { x, width: across } = box(bin);
    const day = new Date(cut.edges[bin] * DAY);
    const text = (day.getUTCFullYear() === year ? names.short : names.full).format(day);
    year = day.getUTCFullYear();
    const start = say.dir === "rtl" ? x + across : x;
    ctx.fillStyle = look.rule;
    ctx.fillRect(start, TRACK_HEIGHT, 1, 5);
    ctx.fillStyle = look.soft;
    const long = ctx.measureText(text).width;
    if (say.dir === "rtl" ? start - long < 0 : start + long > width) continue;
    ctx.fillText(text, start + (say.dir === "rtl" ? -3 : 3), TRACK_HEIGHT + 13);
  }
}

function tickNames(unit, lang) {
  const format = (options) => new Intl.DateTimeFormat(lang, { ...options, timeZone: "UTC" });
  if (unit === "year") return { full: format({ year: "numeric" }), short: format({ year: "numeric" }) };
  const day = unit === "month" ? {} : { day: "numeric" };
  return { full: format({ ...day, month: "short", year: "numeric" }), short: format({ ...day, month: "short" }) };
}

/* Dotted: beyond it a single bar stands for all earlier, or all later days. */
function paintBreaks(ctx, { cut, say, look, across, width }) {
  ctx.strokeStyle = look.soft;
  ctx.setLineDash([2, 2]);
  for (const bin of [cut.open[0] ? 1 : null, cut.open[1] ? cut.size - 1 : null].filter((edge) => edge !== null)) {
    const x = Math.round(say.dir === "rtl" ? width - bin * across : bin * across) - 0.5;
    ctx.stroke(new Path2D(`M${x} 0V${TRACK_HEIGHT}`));
  }
  ctx.setLineDash([]);
}

/* What the highest bar stands for. */
function writeMost(ctx, { most, say, look, width }) {
  ctx.font = `11px ${look.font}`;
  ctx.textBaseline = "top";
  ctx.textAlign = "start";
  const text = say.number(Math.ceil(most));
  ctx.fillStyle = look.soft;
  ctx.fillText(text, say.dir === "rtl" ? width - 14 : 14, 2);
  const start = ctx.measureText(text).width + 18;
  ctx.fillStyle = look.rule;
  ctx.fillRect(say.dir === "rtl" ? 0 : start, 11, width - start, 1);
}

const SWATCH = 12;

/* A sample of a group's fill for the key; null is for the vague. */
function swatchOf(family, sign, beside) {
  const ratio = window.devicePixelRatio || 1;
  const canvas = el("canvas", { class: "stack-swatch", width: SWATCH * ratio, height: SWATCH * ratio, "aria-hidden": "true" });
  const ctx = canvas.getContext("2d");
  const look = lookOf(beside);
  ctx.scale(ratio, ratio);
  ctx.fillStyle = family === null ? hatched(ctx, look) : sign.area(ctx, family, look.paper, look.dark);
  ctx.fillRect(0, 0, SWATCH, SWATCH);
  return canvas;
}
