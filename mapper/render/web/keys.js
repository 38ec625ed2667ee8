const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/* The signs of one map by keyboard: Enter goes in, arrows go to the next sign that way, Enter opens, Escape leaves.
   What is reached is told in a live region. */
function signKeys({ say, targets, open, tell, redraw, leave }) {
  const told = el("div", { class: "im-live", role: "status", "aria-live": "polite", lang: say.lang, dir: say.dir });
  const help = el("div", { class: "im-live", id: `im-keys-${++keyHelps}`, lang: say.lang, dir: say.dir }, say.say("map_keys"));
  let map = null;
  let at = null;
  let left = null;

  function onKey(event) {
    if (event.target !== map.getContainer() || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!at) return event.key === "Enter" && taken(event, enter);
    if (event.key in ARROWS) taken(event, () => step(ARROWS[event.key]));
    else if (event.key === "Enter" || event.key === " ") taken(event, opening);
    else if (event.key === "Escape") taken(event, away);
  }

  /* Leaflet would pan with the same keys, the page would close its panel. */
  function taken(event, act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  const inView = ({ x, y }) => {
    const point = map.layerPointToContainerPoint([x, y]);
    const size = map.getSize();
    return point.x >= 0 && point.y >= 0 && point.x <= size.x && point.y <= size.y;
  };

  /* The first sign is the one that was left for the evidence, else the one nearest to the middle of the view. */
  function enter() {
    const middle = map.containerPointToLayerPoint(map.getSize().divideBy(2));
    const seen = targets().filter(inView);
    const near = seen.find(({ key }) => key === left) ?? nearest(seen, (target) => Math.hypot(target.x - middle.x, target.y - middle.y));
    if (near) go(near);
    else tellOut(say.say("map_empty"));
  }

  function step([dx, dy]) {
    const next = nearest(targets().filter((target) => target.key !== at.key), (target) => along(target, dx, dy));
    if (!next) return tellOut(say.say("map_edge"));
    if (!inView(next)) map.panInside(map.layerPointToLatLng([next.x, next.y]), { padding: [60, 60], animate: false });
    go(targets().find(({ key }) => key === next.key) ?? next);
  }

  /* How far a target lies in a direction; what lies aside counts as farther, what lies behind not at all. */
  function along(target, dx, dy) {
    const forward = (target.x - at.x) * dx + (target.y - at.y) * dy;
    const aside = Math.abs((target.x - at.x) * dy) + Math.abs((target.y - at.y) * dx);
    return forward > 0.5 && forward >= aside * 0.5 ? forward + 2 * aside : Infinity;
  }

  function go(target) {
    at = target;
    tellOut(tell(target));
    redraw();
  }

  function tellOut(text) {
    told.replaceChildren();
    put(told, text);
  }

  /* A group that opens hands the focus to its first sign. */
  function opening() {
    const from = at;
    open(from);
    if (from.row !== undefined) return;
    const group = from.group ?? from.more.group;
    const seat = targets().find(({ fan }) => fan?.group.cell === group.cell);
    if (seat) go(seat);
    else map.once("moveend", () => at && ((left = null), enter()));
  }

  function away() {
    at = left = null;
    tellOut("");
    leave();
    redraw();
  }

  /* The focus stays with what it was on while that is drawn at all. */
  function paint(ctx, palette) {
    if (!at) return;
    at = targets().find(({ key }) => key === at.key) ?? nearest(targets(), (target) => Math.hypot(target.x - at.x, target.y - at.y)) ?? null;
    if (at) drawHighlight(ctx, at.x, at.y, at.radius + 3, palette);
  }

  function onBlur() {
    if (!at) return;
    [at, left] = [null, at.key];
    redraw();
  }

  function addTo(to) {
    map = to;
    const node = map.getContainer();
    node.append(told, help);
    node.setAttribute("aria-describedby", help.id);
    node.addEventListener("keydown", onKey, true);
    node.addEventListener("blur", onBlur);
  }

  function removeFrom() {
    const node = map.getContainer();
    at = null;
    told.remove();
    help.remove();
    node.removeAttribute("aria-describedby");
    node.removeEventListener("keydown", onKey, true);
    node.removeEventListener("blur", onBlur);
  }

  return { addTo, removeFrom, paint };
}

let keyHelps = 0;

function nearest(items, distance) {
  let [found, least] = [null, Infinity];
  for (const item of items) {
    const far = distance(item);
    if (far < least) [found, least] = [item, far];
  }
  return found;
}
