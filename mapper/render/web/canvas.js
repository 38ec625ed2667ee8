/* A canvas over the map that a function paints anew after each move; Leaflet moves it meanwhile. */
const PaintedCanvas = L.Renderer.extend({
  initialize(paint, options) {
    L.Renderer.prototype.initialize.call(this, { padding: 0.5, ...options });
    this._paint = paint;
  },
  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.className = "im-canvas";
    this._container.setAttribute("aria-hidden", "true");
  },
  _destroyContainer() {
    this._container.remove();
    delete this._container;
  },
  _updatePaths() {},
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    this._fit(size, ratio);
    L.DomUtil.setPosition(this._container, this._bounds.min);
    const ctx = this._container.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, -this._bounds.min.x * ratio, -this._bounds.min.y * ratio);
    this._paint(ctx, this._map, this._bounds);
  },
  /* A new size also clears. */
  _fit(size, ratio) {
    this._container.width = Math.round(size.x * ratio);
    this._container.height = Math.round(size.y * ratio);
    this._container.style.width = `${size.x}px`;
    this._container.style.height = `${size.y}px`;
  },
  redraw() {
    if (this._map && this._container) this._update();
  },
});

/* Colours come from the style sheet, so that light, dark and print need no second list. */
function paletteOf(node) {
  const style = getComputedStyle(node);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}
