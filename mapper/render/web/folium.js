/* For any Leaflet map, as folium makes them: L.incidentLayer(hot, cold).addTo(map). */
L.incidentLayer = (hotText, coldText) => new FoliumLayer(hotText, coldText);

const FoliumLayer = L.Layer.extend({
  initialize(hotText, coldText) {
    this._hot = later(() => inflate(hotText));
    this._cold = later(() => inflate(coldText));
  },
  onAdd(map) {
    map.getContainer().classList.add("im-theme");
    this._open().then((layer) => {
      if (map.hasLayer(this)) layer.addTo(map);
    });
  },
  onRemove(map) {
    this._open().then((layer) => layer.removeFrom(map));
  },
  async _open() {
    this._layer ??= this._build(await this._hot());
    return this._layer;
  },
  _build(hot) {
    const data = { ...readHot(hot), types: hot.types, sides: hot.sides };
    const say = speaker(hot.texts, hot.lang);
    const sign = signs(hot.symbols);
    const view = evidence({ data, sign, say });
    return incidentLayer({ data, sign, say, choose: (row, at) => this._popup(view, say, row, at) });
  },
  async _popup(view, say, row, at) {
    const cold = await this._cold();
    const body = view.body(readClaims(cold, row.number), readWhy(cold, row.number));
    const content = el("div", { class: "im-theme im-panel im-popup", dir: say.dir, lang: say.lang }, view.head(row, null), body);
    L.popup({ maxWidth: 420, maxHeight: 380 }).setLatLng(at).setContent(content).openOn(this._map);
  },
});
