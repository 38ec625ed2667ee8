/* For any Leaflet map, as folium makes them: L.incidentLayer(packed).addTo(map), with filters, marks and popup of its own. */
L.incidentLayer = (packed) => new FoliumLayer(packed);

const FoliumLayer = L.Layer.extend({
  initialize(packed) {
    this._failed = packed.failed;
    this._open = later(() => openData(givenParts(packed)).then((data) => this._build(data)));
  },
  onAdd(map) {
    map.getContainer().classList.add("im-theme");
    this._wanted = map;
    return this._open().then((layer) => this._show(layer, map), (error) => this._warn(error, map));
  },
  _show(layer, map) {
    if (this._wanted !== map || this._shownOn === map) return;
    layer.addTo(map);
    this._shownOn = map;
  },
  /* An empty map would say that nothing happened. */
  _warn(error, map) {
    if (this._wanted !== map || this._warning) return;
    this._warning = L.control({ position: "bottomleft" });
    this._warning.onAdd = () => el("p", { class: "im-failed", role: "alert" }, this._failed.replace("{error}", String(error)));
    this._warning.addTo(map);
  },
  onRemove() {
    this._wanted = null;
    this._warning?.remove();
    this._warning = null;
    if (!this._shownOn) return;
    this._popup?.remove();
    this._layer.removeFrom(this._shownOn);
    this._shownOn = null;
  },
  _build(data) {
    const say = speaker(data, data.facts.lang);
    const sign = signs(data.symbols);
    const store = createStore(data);
    this._store = store;
    const view = evidence({ data, sign, say });
    const choose = (row, at) => this._tell({ data, say, store, view }, row, at);
    this._layer = incidentLayer({ data, sign, say, store, choose });
    return this._layer;
  },
  async _tell({ data, say, store, view }, row, at) {
    const map = this._shownOn;
    const mine = (this._telling = {});
    const body = await Promise.all([data.claimsOf(row), data.whyOf(row)])
      .then((told) => view.body(...told), (error) => el("p", { class: "im-note", role: "alert" }, say.say("failed", { error: String(error) })));
    if (this._shownOn !== map || this._telling !== mine) return;
    const node = map.getContainer();
    const content = el("div", { class: "im-theme im-panel im-popup", dir: say.dir, lang: say.lang, tabindex: "-1" }, view.head(row, null), body);
    const popup = L.popup({ maxWidth: 420, maxHeight: 380 }).setLatLng(at).setContent(content);
    this._popup = popup;
    content.addEventListener("keydown", (event) => event.key === "Escape" && popup.remove());
    popup.on("remove", () => {
      if (popup.getElement()?.contains(document.activeElement)) node.focus({ preventScroll: true });
      if (store.state.selected === row) store.change({ selected: -1 });
    });
    store.change({ selected: row });
    popup.openOn(map);
    content.focus({ preventScroll: true });
  },
});
