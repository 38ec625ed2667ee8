const TRACK_HEIGHT = 64;
const AXIS_HEIGHT = 18;
const LEAST_BIN = 3;
const PACE = 450;
const CALM_PACE = 1200;

/* Incidents by day, under every filter but the dates; the window over them is the filter of dates. */
function timeline({ data, say, store, sign, signal }) {
  const stacks = { family: familyGroups(data, say), voice: voiceGroups(data, say) };
  const extent = extentOf(data);
  const parts = timelineParts({ say, stacks, extent, stackBy, turn, clear });
  const { canvas } = parts;
  let stack = stacks.family;
  let cut = extent && cutDays(extent, 200);
  let drawn = null;

  const bars = brush({ say, size: () => cut.size, range, marks, valueText, choose, clear, hover: tellBin });
  parts.track.append(bars.node);
  const player = playing({ say, store, bars, choose, last: () => cut.size - 1, button: parts.play, node: parts.node });

  /* The chosen bins; without a choice all of them. */
  function range() {
    const { from, to } = store.state;
    return [from === null ? 0 : cut.bin(from), to === null ? cut.size - 1 : cut.bin(to)];
  }

  function marks() {
    const { from, to } = store.state;
    const start = from === null ? 0 : cut.position(from);
    return [start, to === null ? cut.size : Math.max(start, cut.position(to + 1))];
  }

  function valueText(end) {
    const { from, to } = store.state;
    return end ? say.day(to ?? extent.last) : say.day(from ?? extent.first);
  }

  /* At the ends of the data a window is open: with both open nothing is asked, and what has no date is shown. */
  function choose(first, last) {
    const from = first > 0 ? cut.edges[first] : null;
    const to = last < cut.size - 1 ? cut.edges[last + 1] - 1 : null;
    store.change({ from, to });
  }

  function clear() {
    player.stop();
    store.change({ from: null, to: null });
  }

  function turn() {
    player.turn();
  }

  function stackBy(name) {
    stack = stacks[name];
    count();
    redraw();
  }

  function count() {
    if (!extent) return;
    drawn = histogram(data, store.anytime, cut, stack);
    paint();
  }

  function paint() {
    if (!extent || !canvas.clientWidth) return;
    fitCut();
    paintBars(canvas, { drawn, cut, stack, sign, say });
    place();
  }

  /* With the look of the page the colours of the key change too. */
  function redraw() {
    paint();
    if (extent) parts.key(stack, keySwatch);
  }

  /* A narrow page has room for fewer bins. */
  function fitCut() {
    const wanted = cutDays(extent, Math.max(12, Math.floor(canvas.clientWidth / LEAST_BIN)));
    if (wanted.unit !== cut.unit || !drawn) {
      cut = wanted;
      drawn = histogram(data, store.anytime, cut, stack);
    }
  }

  function place() {
    bars.show();
    parts.tell(rangeInWords(store.state, extent, say), drawn ? drawn.undated : 0, bars.isAll());
  }

  function tellBin(bin) {
    parts.tip(bin < 0 ? "" : binText(bin));
  }

  function binText(bin) {
    const figures = stack.labels.flatMap((label, group) => {
      const n = drawn.solid[group * cut.size + bin];
      return n ? [`${label} ${say.number(n)}`] : [];
    });
    const vague = drawn.shares[bin] ? [say.say("timeline_vague_share", { n: say.number(Math.round(drawn.shares[bin] * 10) / 10) })] : [];
    return `${say.when(cut.edges[bin], cut.edges[bin + 1] - 1)} · ${[...figures, ...vague].join(say.say("comma")) || say.number(0)}`;
  }

  function keySwatch(group) {
    return swatchOf(group < 0 ? null : stack.looks[group], sign, canvas);
  }

  const off = store.listen((keys) => {
    if (keys.some((key) => key in FILTER_OF)) count();
    else if (keys.includes("from") || keys.includes("to")) place();
  });
  const watcher = new ResizeObserver(paint);
  watcher.observe(parts.track);
  signal?.addEventListener("abort", () => (player.stop(), watcher.disconnect(), off()));
  stackBy("family");
  if (extent) place();
  /* What is drawn, for those who embed the page: bins by their first day, rows of each group, shares of the vague. */
  const bins = () => ({
    unit: cut.unit, edges: [...cut.edges], labels: stack.labels, shares: [...drawn.shares], vague: drawn.vague, undated: drawn.undated,
    groups: stack.labels.map((_, group) => [...drawn.solid.subarray(group * cut.size, (group + 1) * cut.size)]),
  });
  return { node: parts.node, redraw, bins };
}

function rangeInWords({ from, to }, extent, say) {
  if (from === null && to === null) return say.say("timeline_all", { dates: say.when(extent.first, extent.last) });
  if (from === null) return say.say("timeline_until", { date: say.day(to) });
  return to === null ? say.say("timeline_from", { date: say.day(from) }) : say.when(from, to);
}

/* Steps the window on; those who asked for less motion get a slower step, and no slide between two. */
function playing({ say, store, bars, choose, last, button, node }) {
  let timer = 0;

  function turn() {
    if (timer) return stop();
    if (bars.isAll() || store.state.to === null) choose(0, Math.max(0, Math.round(last() / 15) - 1));
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    timer = setInterval(step, calm ? CALM_PACE : PACE);
    show();
  }

  function step() {
    const [first, end] = bars.step(1);
    choose(first, end);
    if (end >= last()) stop();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    show();
  }

  function show() {
    const text = say.say(timer ? "pause" : "play");
    button.textContent = timer ? "❚❚" : say.dir === "rtl" ? "◀" : "▶";
    button.setAttribute("aria-label", text);
    button.title = text;
    node.classList.toggle("playing", timer !== 0);
  }

  // A hand on the window is in command of it.
  node.addEventListener("pointerdown", (event) => timer && !button.contains(event.target) && stop());
  show();
  return { turn, stop };
}

/* The nodes of the timeline, and how to fill them. */
function timelineParts({ say, stacks, extent, stackBy, turn, clear }) {
  const words = el("p", { class: "range" });
  const undated = el("p", { class: "undated" });
  const tip = el("p", { class: "bin-text", "aria-hidden": "true" });
  const canvas = el("canvas", { role: "img", "aria-label": say.say("timeline_picture") });
  const track = el("div", { class: "track" }, canvas);
  const keys = el("ul", { class: "stack-keys" });
  const play = el("button", { type: "button", class: "plain play", onclick: turn });
  const whole = el("button", { type: "button", class: "plain", onclick: clear }, say.say("timeline_clear"));
  const select = el("select", { class: "stack", onchange: () => stackBy(select.value) },
    Object.keys(stacks).map((name) => el("option", { value: name }, say.say(`timeline_by_${name}`))));
  const head = el("div", { class: "timeline-head" }, play, words, whole, undated, el("label", { class: "stacking" }, say.say("timeline_stack"), " ", select));
  const node = el("div", { id: "timeline", class: "timeline" },
    extent ? [head, track, tip, keys] : el("p", { class: "range" }, say.say("timeline_empty")));

  function tell(text, n, all) {
    words.textContent = text;
    whole.hidden = all;
    undated.textContent = n ? say.count(all ? "timeline_undated" : "timeline_undated_out", n) : "";
  }

  function key(stack, swatch) {
    const entry = (group, label) => el("li", {}, swatch(group), label);
    keys.replaceChildren(...stack.labels.map((label, group) => entry(group, label)), entry(-1, say.say("timeline_vague")));
    if (extent.low !== undefined) keys.append(el("li", {}, el("span", { class: "break", "aria-hidden": "true" }), say.say("timeline_ends")));
  }

  return { node, canvas, track, play, tell, key, tip: (text) => (tip.textContent = text) };
}
