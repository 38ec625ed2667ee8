const GRAB = 14;

/* Two handles and the window between them over a track of bins, for mouse, finger and keyboard.
   On a page that is read from right to left time runs that way too, and so do the arrow keys. */
function brush({ say, size, range, marks, valueText, choose, clear, hover }) {
  const backwards = say.dir === "rtl";
  const low = handle("from", (at, [, high]) => [Math.min(at, high), high], 0);
  const high = handle("to", (at, [first]) => [first, Math.max(at, first)], 1);
  const middle = el("div", { class: "window" });
  const shades = [el("div", { class: "shade" }), el("div", { class: "shade" })];
  const node = el("div", { class: "brush" }, shades, middle, low, high);
  let pending = null;
  let drag = null;

  function handle(key, clamp, end) {
    const moved = (event) => keyed(event, clamp, end);
    return el("div", { class: "handle", role: "slider", tabindex: "0", "aria-label": say.say(key), "aria-orientation": "horizontal", "data-handle": key, onkeydown: moved });
  }

  function keyed(event, clamp, end) {
    const onwards = backwards ? -1 : 1;
    const steps = { ArrowRight: onwards, ArrowLeft: -onwards, ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity }[event.key];
    if (steps === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const now = pending ?? range();
    const at = Math.max(0, Math.min(size() - 1, now[end] + steps));
    ask(event.shiftKey ? shifted(now, steps) : clamp(at, now));
  }

  function shifted([first, last], steps) {
    const by = Math.max(-first, Math.min(size() - 1 - last, steps));
    return [first + by, last + by];
  }

  /* At most once a frame: a mouse tells of its moves far oftener than a screen can show. */
  function ask(wanted) {
    if (!pending) requestAnimationFrame(settle);
    pending = wanted;
  }

  function settle() {
    const wanted = pending;
    pending = null;
    choose(...wanted);
  }

  /* How far along the track, in bins. */
  function along(event) {
    const box = node.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (event.clientX - box.left) / (box.width || 1)));
    return (backwards ? 1 - share : share) * size();
  }

  const binAt = (event) => Math.min(size() - 1, Math.floor(along(event)));
  const isAll = ([first, last]) => first === 0 && last === size() - 1;

  function begin(event) {
    if (event.button) return;
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    const grabbed = grabbedHandle(event);
    (grabbed ?? low).focus({ preventScroll: true });
    drag = { at: along(event), bin: binAt(event), range: range(), grabbed, moved: false };
    drag.inside = !grabbed && !isAll(drag.range) && drag.bin >= drag.range[0] && drag.bin <= drag.range[1];
  }

  /* The nearer handle within reach: beside the ends of a short window both may be. */
  function grabbedHandle({ clientX }) {
    const away = (one) => Math.abs(one.getBoundingClientRect().left + one.offsetWidth / 2 - clientX);
    const [near] = [low, high].sort((a, b) => away(a) - away(b));
    return away(near) <= GRAB ? near : null;
  }

  function move(event) {
    if (!drag) return hover(event.pointerType === "touch" ? -1 : binAt(event));
    if (!drag.moved && Math.abs(along(event) - drag.at) * node.offsetWidth < 3 * size()) return;
    drag.moved = true;
    ask(dragged(event));
  }

  function dragged(event) {
    const [first, last] = drag.range;
    const edge = Math.round(along(event));
    if (drag.grabbed === low) return [Math.min(edge, last), last];
    if (drag.grabbed === high) return [first, Math.max(edge - 1, first)];
    if (drag.inside) return shifted(drag.range, Math.round(along(event) - drag.at));
    const bin = binAt(event);
    return [Math.min(bin, drag.bin), Math.max(bin, drag.bin)];
  }

  /* A press without a move asks for the one bin that it hits. */
  function end(event) {
    if (drag && !drag.moved && !drag.grabbed && event.type === "pointerup") ask([drag.bin, drag.bin]);
    drag = null;
  }

  function show() {
    const [first, last] = range();
    const [start, stop] = marks().map((mark) => (100 * mark) / size());
    place(low, start, 0);
    place(high, stop, 0);
    place(middle, start, stop - start);
    place(shades[0], 0, start);
    place(shades[1], stop, 100 - stop);
    node.classList.toggle("whole", isAll([first, last]));
    tell(low, first, 0);
    tell(high, last, 1);
  }

  function place(part, start, width) {
    part.style.left = `${backwards ? 100 - start - width : start}%`;
    if (width || !part.matches(".handle")) part.style.width = `${width}%`;
  }

  function tell(part, bin, end) {
    for (const [name, value] of [["valuemin", 0], ["valuemax", size() - 1], ["valuenow", bin], ["valuetext", valueText(end)]])
      part.setAttribute(`aria-${name}`, value);
  }

  node.addEventListener("pointerdown", begin);
  node.addEventListener("pointermove", move);
  node.addEventListener("pointerleave", () => hover(-1));
  for (const type of ["pointerup", "pointercancel"]) node.addEventListener(type, end);
  node.addEventListener("dblclick", () => ((pending = null), clear()));
  return { node, show, step: (steps) => shifted(range(), steps), isAll: () => isAll(range()) };
}
