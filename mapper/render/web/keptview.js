/* Pixels from the edge of the map to an incident that was opened: beyond its controls. It may come somewhat
   nearer before it is moved again. */
const IN_VIEW = 60;
const STILL_IN_VIEW = 0.75;

/* What the map shows since the last move, of a reader, a link or the page: another size of the map changes nothing
   of it. An incident that is followed stays in sight beside the panel, until the map is moved away from it. */
function keptView({ data, map, panelNode }) {
  let [kept, followed, resizing, bringing] = [shown(), -1, false, false];

  function shown() {
    const { lat, lng } = map.getCenter();
    return { lat, lon: lng, zoom: map.getZoom() };
  }

  map.on("move", () => (kept = resizing ? kept : shown()));
  map.on("moveend", () => {
    if (!resizing && !bringing && !isInSight(data, map, followed, panelNode)) followed = -1;
  });

  function resize() {
    const { clientWidth, clientHeight } = map.getContainer();
    if (!map.getSize().equals([clientWidth, clientHeight])) {
      resizing = true;
      map.invalidateSize({ pan: false });
      setExactly(map, kept);
      resizing = false;
    }
    bring();
  }

  /* Leaflet ends one move before it begins another: of that the reader knows nothing. */
  function bring() {
    bringing = true;
    bringIntoView(data, map, followed, panelNode);
    bringing = false;
  }

  /* As the panel opens or shuts nothing moves under the pointer. */
  function follow(row) {
    map.invalidateSize({ pan: false });
    followed = row;
    bring();
  }

  return { view: () => kept, resize, follow };
}

/* Leaflet alone pans by whole pixels, and so a link that is passed on would drift. */
function setExactly(map, { lat, lon, zoom }) {
  map.setView([lat, lon], zoom, { animate: false, reset: true });
}

function pointsOf(data, row) {
  return row < 0 ? [] : Array.from(data.spotsOf(row), (spot) => L.latLng(data.spots.lat[spot], data.spots.lon[spot]));
}

function isInSight(data, map, row, panelNode) {
  const { paddingTopLeft, paddingBottomRight } = roomBeside(panelNode, map.getContainer(), STILL_IN_VIEW * IN_VIEW);
  const seen = L.bounds(paddingTopLeft, map.getSize().subtract(paddingBottomRight));
  return pointsOf(data, row).every((point) => seen.contains(map.latLngToContainerPoint(point)));
}

/* Moves only as far as needed: a reader keeps their place on the map. At once, since the panel may grow while
   the map still glides. */
function bringIntoView(data, map, row, panelNode) {
  if (isInSight(data, map, row, panelNode)) return;
  const points = pointsOf(data, row);
  const room = roomBeside(panelNode, map.getContainer(), IN_VIEW);
  if (points.length === 1) map.panInside(points[0], { ...room, animate: false });
  else map.fitBounds(L.latLngBounds(points), { ...room, maxZoom: map.getZoom(), animate: false });
}

/* What the panel leaves of the map where it lies over it: on a phone from below, else from a side. */
function roomBeside(panelNode, mapNode, margin) {
  const [map, over] = [mapNode.getBoundingClientRect(), panelNode.getBoundingClientRect()];
  const [wide, high] = [Math.min(map.right, over.right) - Math.max(map.left, over.left), Math.min(map.bottom, over.bottom) - Math.max(map.top, over.top)];
  let [left, right, bottom] = [0, 0, 0];
  if (wide > 0 && high > 0) {
    if (wide > 0.9 * map.width) bottom = high;
    else if (over.left > map.left) right = wide;
    else left = wide;
  }
  const across = Math.min(margin, (map.width - left - right) / 4);
  const along = Math.min(margin, (map.height - bottom) / 4);
  return { paddingTopLeft: [left + across, along], paddingBottomRight: [right + across, bottom + along] };
}
