const EARTH_KM = 6371;

/* A place of a claim: as written, as matched, and when asked why here and what else it might be. */
function placedLine({ data, say, ground, keep }) {
  function line(place) {
    const { written, spot, unsure, others } = place;
    const name = say.place(data.spots.place[spot]);
    const matched = say.sentence("matched", { name: word(name), km: say.number(data.spots.radius[spot]) });
    const asWritten = written ? [word(written), say.dir === "rtl" ? " ← " : " → "] : [];
    return el("span", { class: "im-placed" }, asWritten, matched, unsure ? doubt(others) : null, whyHere(place));
  }

  function doubt(others) {
    const text = others.length ? say.sentence("unsure_or", { others: others.flatMap((name, i) => [i ? say.say("semicolon") : "", say.reason(name, word)]) }) : say.say("unsure_place");
    return el("strong", { class: "im-unsure" }, " ", text);
  }

  function whyHere(place) {
    const { spot, written, reasons, others } = place;
    const points = candidates(place);
    const level = data.levels[data.spots.level[spot]];
    const facts = [
      written ? ["as_written", word(written)] : null,
      ["as_matched", word(say.place(data.spots.place[spot])), ` (${say.say(`level_${level}`)})`],
    ].filter(Boolean);
    // A layer on a foreign map has no outlines of its own; that map shows the place already.
    const show = ground && el("button", { type: "button", class: "plain", onclick: () => {
      const box = smallBox(place, points);
      show.replaceWith(box);
      box.focus({ preventScroll: true });
      keep(smallMap({ data, say, ground, spot, points, box }));
    } }, say.say("small_map"));
    return el("details", { class: "im-why-here" }, el("summary", {}, say.say("why_here")),
      el("dl", {}, facts.map(([key, ...value]) => [el("dt", {}, say.say(key)), el("dd", {}, value)])),
      reasons.length ? el("ul", {}, reasons.map((reason) => el("li", {}, say.reason(reason)))) : null,
      others.length ? otherList(spot, others, points) : null,
      show);
  }

  function smallBox({ spot }, points) {
    const names = [say.place(data.spots.place[spot]), ...points.map((point) => point.name)];
    return el("div", { class: "im-small", role: "img", tabindex: "-1", "aria-label": names.join(say.say("semicolon")) });
  }

  function candidates({ others, points }) {
    return points.map(([lon, lat], i) => ({ lon, lat, name: others[i] ?? "", number: i + 1 }));
  }

  function otherList(spot, others, points) {
    const far = (point) => ` · ${say.say("km", { n: say.number(Math.round(kmBetween(data.spots.lon[spot], data.spots.lat[spot], point.lon, point.lat))) })}`;
    return [el("p", { class: "im-label" }, say.say("other_places"), ":"),
      el("ol", {}, others.map((name, i) => el("li", {}, say.reason(name, word), points[i] ? far(points[i]) : "")))];
  }

  return line;
}

function kmBetween(lon, lat, otherLon, otherLat) {
  const [a, b] = [lat, otherLat].map((degrees) => (degrees * Math.PI) / 180);
  const turn = ((otherLon - lon) * Math.PI) / 180;
  const chord = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(turn / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/* The chosen point with its disc and the other candidates by number, over the page's own outlines. */
function smallMap({ data, say, ground, spot, points, box }) {
  const [lon, lat, radius] = [data.spots.lon[spot], data.spots.lat[spot], data.spots.radius[spot] * 1000];
  const colour = paletteOf(box);
  const map = L.map(box, { attributionControl: false, zoomControl: false, keyboard: false, scrollWheelZoom: false, zoomAnimation: false, fadeAnimation: false, inertia: false, maxZoom: 12, zoomSnap: 0.25 });
  const disc = L.circle([lat, lon], { radius, color: colour("accent"), weight: 1, fillColor: colour("accent"), fillOpacity: 0.15, interactive: false });
  const bounds = L.latLng(lat, lon).toBounds(Math.max(2 * radius, 20000));
  for (const point of points) bounds.extend([point.lat, point.lon]);
  map.fitBounds(bounds.pad(0.15), { animate: false });
  ground().addTo(map);
  disc.addTo(map);
  new SpokenScale({ say, imperial: false, position: say.dir === "rtl" ? "bottomright" : "bottomleft" }).addTo(map);
  L.circleMarker([lat, lon], { radius: 6, color: colour("paper"), weight: 2, fillColor: colour("accent"), fillOpacity: 1, interactive: false })
    .bindTooltip(el("span", { dir: "auto" }, say.place(data.spots.place[spot])), { permanent: true, direction: "top", className: "im-tip" }).addTo(map);
  for (const { lat: y, lon: x, number } of points) {
    const pin = L.divIcon({ className: "im-candidate", iconSize: [20, 20], html: el("span", {}, say.number(number)) });
    L.marker([y, x], { icon: pin, interactive: false, keyboard: false }).addTo(map);
  }
  return map;
}
