const LONGEST = 48;

function shortened(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/* Names on the map that never lie over a sign or over one another: what comes first has the room. */
function labelWriter(ctx, palette, lang) {
  const taken = [];
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.direction = "inherit";

  const reserve = (x, y, radius) => taken.push([x - radius, y - radius, x + radius, y + radius]);

  const free = ([left, top, right, bottom]) =>
    taken.every((box) => right < box[0] || left > box[2] || bottom < box[1] || top > box[3]);

  function paint(text, x, y, { halo = 3, colour = "ink", alpha = 1 } = {}) {
    ctx.globalAlpha = alpha;
    ctx.textAlign = "center";
    ctx.lineWidth = halo;
    ctx.strokeStyle = palette("halo");
    ctx.strokeText(text, x, y);
    ctx.fillStyle = palette(colour);
    ctx.fillText(text, x, y);
    ctx.globalAlpha = 1;
  }

  /* Tries each offset in turn; false where none is free. */
  function write(name, x, y, { font, offsets = [[0, 0]], ...style }) {
    const text = shortened(bare(name));
    ctx.font = `${font} system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif`;
    const half = ctx.measureText(text).width / 2 + 2;
    for (const [dx, dy] of offsets) {
      const shift = dx ? Math.sign(dx) * half : 0;
      const box = [x + dx + shift - half, y + dy - 7, x + dx + shift + half, y + dy + 7];
      if (!free(box)) continue;
      taken.push(box);
      paint(text, x + dx + shift, y + dy, style);
      return true;
    }
    return false;
  }

  return { reserve, write };
}
