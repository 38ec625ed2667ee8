const PRINT_RATIO = 3;
/* A moved map rests when it has not moved for so long. */
const REST = 150;
/* Pixels beyond the edge of the view that a moving map wants painted already. */
const AHEAD = 24;

/* A canvas over the map that a function paints anew; Leaflet moves it meanwhile. A little larger than the view:
   while what is painted covers the view, a moved map is painted when it rests. */
const PaintedCanvas = L.Renderer.extend({
  initialize(paint, options) {
    L.Renderer.prototype.initialize.call(this, { padding: 0.15, ...options });
    this._paint = paint;
  },
  getEvents() {
    return { ...L.Renderer.prototype.getEvents.call(this), move: this._moving, moveend: this._moved };
  },
  _moving() {
    if (this._zoom === this._map.getZoom() && !this._covers(AHEAD)) this.redrawSoon();
  },
  _moved() {
    // Where the world stands in view more than once, a sign may have to change its copy.
    const onceInView = this._bounds?.getSize().x <= worldPixels(this._map);
    if (!onceInView || !this._covers(0)) return this._update();
    clearTimeout(this._resting);
    this._resting = setTimeout(() => this.redrawSoon(), REST);
  },
  /* Whether view and so many pixels around it are painted, at this zoom and size. */
  _covers(ahead) {
    const map = this._map;
    const size = map.getSize();
    if (!this._bounds || this._zoom !== map.getZoom() || !size.equals(this._size)) return false;
    const corner = map.containerPointToLayerPoint([0, 0]);
    return this._bounds.contains(L.bounds(corner.subtract([ahead, ahead]), corner.add(size).add([ahead, ahead])));
  },
  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.className = "im-canvas";
    this._container.setAttribute("aria-hidden", "true");
  },
  _destroyContainer() {
    this._settle();
    this._container.remove();
    delete this._container;
  },
  _updatePaths() {},
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    this._settle();
    this._size = this._map.getSize();
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const ratio = pixelRatio();
    this._fit(size, ratio);
    L.DomUtil.setPosition(this._container, this._bounds.min);
    const ctx = this._container.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, -this._bounds.min.x * ratio, -this._bounds.min.y * ratio);
    ctx.clearRect(this._bounds.min.x, this._bounds.min.y, size.x, size.y);
    this._paint(ctx, this._map, this._bounds);
  },
  /* A canvas of a new size is made anew; one of the same size is only cleared. */
  _fit(size, ratio) {
    const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
    if (this._container.width !== width) this._container.width = width;
    if (this._container.height !== height) this._container.height = height;
    this._container.style.width = `${size.x}px`;
    this._container.style.height = `${size.y}px`;
  },
  /* At once: printing waits for nobody. */
  redraw() {
    if (this._map && this._container) this._update();
  },
  /* Once a frame, however often it is asked for: when whoever asks is done, or with the next frame
     if this one has had its drawing. */
  redrawSoon() {
    if (!this._map || !this._container || this._asked) return;
    this._asked = true;
    if (this._frame) return;
    const asked = () => this._asked && this.redraw();
    this._frame = requestAnimationFrame(() => ((this._frame = 0), asked()));
    queueMicrotask(asked);
  },
  _settle() {
    clearTimeout(this._resting);
    this._asked = false;
  },
});

/* Paper shows more than a screen does. */
function pixelRatio() {
  return document.querySelector("main.printing") ? PRINT_RATIO : Math.min(window.devicePixelRatio || 1, 2);
}

/* Colours come from the style sheet, so that light, dark and print need no second list. */
function paletteOf(node) {
  const style = getComputedStyle(node);
  const known = new Map();
  const palette = (name) => {
    if (!known.has(name)) known.set(name, style.getPropertyValue(`--${name}`).trim());
    return known.get(name);
  };
  palette.dark = isDark(node);
  return palette;
}

function isDark(node) {
  return node.closest(".im-dark") !== null;
}
