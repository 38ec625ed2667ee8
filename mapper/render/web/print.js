/* On paper the map has its own size, light colours and all of its incidents in view; then all is as before.
   The outlines go into the canvas of the incidents: printed, a second canvas hides the one below it. */
function preparePrint({ map, layer, ground, redraw, main, key, bounds }) {
  let view = null;

  function before() {
    view = { centre: map.getCenter(), zoom: map.getZoom(), legend: key.open };
    key.open = true;
    main.classList.remove("im-auto");
    main.classList.add("printing");
    map.invalidateSize({ pan: false, animate: false });
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [30, 30], maxZoom: 10, animate: false });
    layer.paintBelow(ground.paint);
    redraw();
  }

  function after() {
    layer.paintBelow(null);
    main.classList.add("im-auto");
    main.classList.remove("printing");
    map.invalidateSize({ pan: false, animate: false });
    map.setView(view.centre, view.zoom, { animate: false });
    key.open = view.legend;
    redraw();
  }

  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
}
