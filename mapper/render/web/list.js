const OVERSCAN = 6;
/* Browsers refuse taller boxes; beyond it one pixel of the bar stands for several of the list. */
const TALLEST = 8e6;
/* With so many rows the list waits until a slider rests, but not for ever: the map keeps up meanwhile. */
const MANY = 2e4;
const PAUSE = 120;
const LONGEST_PAUSE = 600;

/* Every incident as a line: the accessible twin of the map. Only what is in view is in the document. */
function incidentList({ data, sign, say, store, choose, signal }) {
  const order = listOrder({ data, say, store });
  const status = shownStatus({ data, say, store });
  const space = el("div", { class: "space" });
  const head = el("div", { class: "day" });
  const stuck = el("div", { class: "stuck", "aria-hidden": "true", hidden: true }, head);
  const nothing = el("p", { class: "nothing", hidden: true }, say.say(data.n ? "none" : "empty_table"));
  const box = el("div", { class: "rows", id: "list", role: "listbox", "aria-label": say.say("list"), tabindex: "-1" }, stuck, space);
  const sorting = sortControl({ say, store });
  const node = el("div", { class: "listing" }, sorting, nothing, box);
  const line = rowLine({ data, sign, say });
  const drawn = new Map();
  let [heights, offset, active, ids, due, since] = [{ row: 76, day: 30, known: false }, 0, 0, null, 0, 0];
  // Of the box, as last seen: asked after each line it would be laid out anew for each.
  let [wide, shift] = [0, 0];

  /* --- where things are: all in pixels of the whole list --- */
  const top = (at) => at * heights.row + order.daysBefore(at) * heights.day;
  const total = () => order.count * heights.row + order.days.length * heights.day;
  const reach = () => Math.max(total() - box.clientHeight, 0);

  function at(y) {
    const day = order.days.length ? lastWhere(order.days.length, (k) => order.days[k] * heights.row + k * heights.day <= y) : -1;
    const position = Math.floor((y - (day + 1) * heights.day) / heights.row);
    return Math.max(day < 0 ? 0 : order.days[day], Math.min(position, order.count - 1));
  }

  function measure() {
    if (!order.count || !box.clientHeight) return;
    const probe = el("div", { class: "probe" }, day(0), line.node(order.row(0)));
    space.append(probe);
    const [dayHeight, rowHeight] = [...probe.children].map((child) => child.getBoundingClientRect().height);
    probe.remove();
    if (rowHeight) [heights, wide] = [{ row: rowHeight, day: dayHeight, known: true }, box.clientWidth];
  }

  function layout(keep) {
    if (!heights.known) measure();
    const high = Math.min(total(), TALLEST);
    space.style.blockSize = `${high}px`;
    nothing.hidden = order.count > 0;
    box.hidden = !order.count;
    for (const child of drawn.values()) child.remove();
    drawn.clear();
    scrollTo(keep);
  }

  function scrollTo(y) {
    offset = Math.max(0, Math.min(y, reach()));
    const range = Math.min(total(), TALLEST) - box.clientHeight;
    box.scrollTop = reach() > 0 ? (offset / reach()) * range : 0;
    paint();
  }

  function scrolled() {
    const range = Math.min(total(), TALLEST) - box.clientHeight;
    const exact = range > 0 ? (box.scrollTop / range) * reach() : 0;
    // What we set ourselves comes back rounded to a pixel of the bar.
    if (Math.abs(exact - offset) > 1.5 * Math.max(1, reach() / Math.max(range, 1))) offset = exact;
    else if (reach() === range) offset = exact;
    paint();
  }

  function wheel(event) {
    if (total() <= TALLEST || event.ctrlKey) return;
    event.preventDefault();
    const unit = [1, heights.row, box.clientHeight][event.deltaMode];
    scrollTo(offset + event.deltaY * unit);
  }

  /* Lines may be of another height now: the one at the top stays there. */
  function resized() {
    if (!node.isConnected || !box.clientHeight) return;
    if (heights.known && box.clientWidth === wide) return paint();
    const first = order.count ? at(offset) : 0;
    const inside = offset - top(first);
    heights.known = false;
    layout(top(first) + inside);
  }

  /* --- drawing --- */
  function paint() {
    if (!order.count) return;
    shift = box.scrollTop - offset;
    const wanted = new Set();
    const first = Math.max(0, at(offset) - OVERSCAN);
    const last = Math.min(order.count - 1, at(offset + box.clientHeight) + OVERSCAN);
    for (let position = first; position <= last; position++) wanted.add(position);
    wanted.add(Math.min(active, order.count - 1));
    for (const [key, child] of drawn) if (!wanted.has(key) && !(key < 0 && wanted.has(-key - 1))) remove(key, child);
    let before = null;
    for (const position of [...wanted].sort((a, b) => a - b)) before = putLine(position, before);
    stick();
  }

  function remove(key, child) {
    child.remove();
    drawn.delete(key);
  }

  /* A line and, where a day begins with it, the day above; keys of days are below zero. */
  function putLine(position, before) {
    const begins = order.beginsDay(position);
    if (begins) before = stand(-position - 1, () => day(position), top(position), before);
    return stand(position, () => option(position), top(position) + (begins ? heights.day : 0), before);
  }

  function stand(key, make, y, before) {
    let child = drawn.get(key);
    if (!child) {
      child = make();
      drawn.set(key, child);
      if (before) before.after(child);
      else space.prepend(child);
    }
    child.style.transform = `translateY(${Math.max(0, Math.min(y + shift, TALLEST))}px)`;
    return child;
  }

  function day(position) {
    return el("div", { class: "day", "aria-hidden": "true" }, order.dayName(position));
  }

  function stick() {
    stuck.hidden = !order.days.length || offset <= 0;
    // What lies under the heading itself is not seen.
    if (!stuck.hidden) head.textContent = order.dayName(at(offset + heights.day));
  }

  function option(position) {
    const row = order.row(position);
    const child = line.node(row, ids);
    for (const [name, value] of [["role", "option"], ["aria-setsize", order.count], ["aria-posinset", position + 1]]) child.setAttribute(name, value);
    child.tabIndex = position === Math.min(active, order.count - 1) ? 0 : -1;
    child.addEventListener("click", () => choose(row, child));
    child.addEventListener("focus", () => activate(position));
    current(child, row);
    return child;
  }

  function current(child, row) {
    const open = row === store.state.selected;
    child.setAttribute("aria-selected", String(open));
    if (open) child.setAttribute("aria-current", "true");
    else child.removeAttribute("aria-current");
  }

  /* --- keyboard --- */
  function activate(position) {
    const before = drawn.get(active);
    if (before) before.tabIndex = -1;
    active = position;
    drawn.get(position).tabIndex = 0;
    // A line that moves between press and release is not clicked.
    if (!pressed) show(position);
  }

  function show(position) {
    const [low, high] = [top(position), top(position) + heights.row + (order.beginsDay(position) ? heights.day : 0)];
    const cover = order.days.length && !order.beginsDay(position) ? heights.day : 0;
    if (low - cover < offset) scrollTo(low - cover);
    else if (high > offset + box.clientHeight) scrollTo(high - box.clientHeight);
  }

  function go(position) {
    const wanted = Math.max(0, Math.min(position, order.count - 1));
    show(wanted);
    active = wanted;
    paint();
    drawn.get(wanted)?.focus({ preventScroll: true });
  }

  function keys(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !event.target.closest(".row")) return;
    const page = Math.max(1, Math.floor(box.clientHeight / heights.row) - 1);
    const steps = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: order.count - 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    go(steps[event.key]);
  }

  /* --- what changes --- */
  function renew() {
    clearTimeout(due);
    due = since = 0;
    const resorted = waiting.has("sort");
    waiting.clear();
    const kept = offset > 0 && order.count ? at(offset) : -1;
    const [rank, inside] = kept < 0 ? [-1, 0] : [order.rank(kept), offset - top(kept)];
    const held = order.count ? order.rank(Math.min(active, order.count - 1)) : 0;
    const focused = box.contains(document.activeElement);
    order.renew();
    active = resorted ? 0 : Math.min(order.positionOf(held), Math.max(order.count - 1, 0));
    layout(resorted || rank < 0 ? 0 : top(order.positionOf(rank)) + inside);
    if (focused && order.count) go(active);
  }

  function renewSoon() {
    if (due && data.n <= MANY) return;
    since ||= performance.now();
    clearTimeout(due);
    const pause = data.n > MANY ? Math.min(PAUSE, Math.max(0, since + LONGEST_PAUSE - performance.now())) : 0;
    due = setTimeout(() => requestAnimationFrame(renew), pause);
  }

  const waiting = new Set();
  let pressed = false;
  function heed(changed) {
    if (changed.some((key) => LISTED.has(key))) {
      for (const key of changed) waiting.add(key);
      renewSoon();
    }
    if (changed.includes("selected")) mark();
  }

  function mark() {
    for (const [key, child] of drawn) if (key >= 0) current(child, order.row(key));
    const position = store.state.selected < 0 ? -1 : order.find(store.state.selected);
    if (position < 0) return;
    if (!box.contains(document.activeElement)) {
      if (drawn.has(active)) drawn.get(active).tabIndex = -1;
      active = position;
    }
    show(position);
    paint();
    if (drawn.has(active)) drawn.get(active).tabIndex = 0;
  }

  async function name() {
    ({ id: ids } = await data.ids());
    for (const [key, child] of drawn) if (key >= 0) child.dataset.id = ids[order.row(key)];
  }

  box.addEventListener("scroll", scrolled, { passive: true });
  box.addEventListener("wheel", wheel, { passive: false });
  box.addEventListener("keydown", keys);
  box.addEventListener("pointerdown", () => (pressed = true));
  for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => (pressed = false), { signal });
  new ResizeObserver(resized).observe(box);
  store.listen(heed);
  order.renew();
  requestAnimationFrame(() => {
    layout(0);
    mark();
  });
  (window.requestIdleCallback ?? setTimeout)(name);

  return {
    node, status,
    rows() {
      if (due) renew();
      return order.rows();
    },
  };
}

/* Changes that leave the lines as they are. */
const LISTED = new Set(["families", "types", "statuses", "voices", "actors", "outlets", "precisions", "deaths", "text", "found", "from", "to", "sort"]);

/* The greatest of 0..count-1 for which the test holds, -1 for none; the test holds up to some number. */
function lastWhere(count, test) {
  let [low, high] = [-1, count - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (test(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
