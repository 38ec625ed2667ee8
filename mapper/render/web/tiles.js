const TILE_PANE = "online";

/* Online tiles over the outlines, which stay where a tile does not come; a switch on the map takes them off again. */
function tileGround(tiles, say) {
  const layer = L.tileLayer(tiles.url, {
    pane: TILE_PANE, minZoom: tiles.minZoom, maxNativeZoom: tiles.maxZoom, maxZoom: 22,
    // Some hosts answer only those who say from which site they come; a page opened from disk says nothing.
    referrerPolicy: "strict-origin",
  });
  const credit = () => el("span", { class: "tile-credit", dir: "ltr" }, tiles.credit.map(([text, link]) => {
    const address = link && webAddress(link);
    return address ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text) : text;
  }));

  function addTo(map) {
    map.createPane(TILE_PANE).style.zIndex = 160;
    const box = el("input", { type: "checkbox", checked: true });
    const shown = credit();
    box.addEventListener("change", () => {
      shown.hidden = !box.checked;
      box.checked ? layer.addTo(map) : layer.remove();
    });
    const control = L.control({ position: say.dir === "rtl" ? "topright" : "topleft" });
    control.onAdd = () => {
      const node = el("div", { class: "tile-switch" },
        el("label", {}, box, say.say("tiles_switch"), " ", word(tiles.host)), shown);
      L.DomEvent.disableClickPropagation(node);
      return node;
    };
    control.addTo(map);
    layer.addTo(map);
  }

  return { addTo };
}
