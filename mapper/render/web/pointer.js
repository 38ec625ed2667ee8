/* The mouse or a finger over the signs of one map: a tooltip, and a click that opens. */
function pointer({ say, hit, open, nameOf, shut }) {
  const tip = L.tooltip({ direction: "top", offset: [0, -12], className: "im-tip" });
  let map = null;

  function onClick(event) {
    const target = hit(event.layerPoint);
    if (target) open(target);
    else shut();
  }

  function onMove(event) {
    const target = hit(event.layerPoint);
    map.getContainer().classList.toggle("im-over", Boolean(target));
    if (!target) return leave();
    tip.setContent(el("span", { dir: say.dir }, nameOf(target))).setLatLng(map.layerPointToLatLng([target.x, target.y]));
    if (!map.hasLayer(tip)) map.openTooltip(tip);
  }

  function leave() {
    if (map.hasLayer(tip)) map.closeTooltip(tip);
  }

  const events = { click: onClick, mousemove: onMove, mouseout: leave, zoomstart: leave };

  return {
    addTo: (to) => (map = to).on(events),
    removeFrom() {
      leave();
      map.getContainer().classList.remove("im-over");
      map.off(events);
    },
  };
}
