/* Half a symbol, in pixels. */
const SYMBOL_ROOM = 16;

/* What shape, fill, ring and disc mean, drawn by the same code and colours as the map. */
function legend({ data, sign, say, open }) {
  const used = new Set(data.family);
  const entry = (icon, text) => el("li", {}, icon, el("span", {}, text));
  const families = data.families.filter((_, k) => used.has(k));
  return el("details", { class: "legend", open },
    el("summary", {}, say.say("legend")),
    el("div", { class: "legend-body" },
      el("h2", {}, say.say("family")),
      el("ul", { class: "shapes" }, families.map((id) => entry(sign.shape(id), say.family(id)))),
      el("h2", {}, say.say("status")),
      el("ul", { class: "shapes" }, data.statuses.map((id) => entry(sign.icon("other", id, 20), say.status(id)))),
      el("ul", { class: "notes" },
        entry(swatch(discMark, sign), say.say("doubt")),
        entry(swatch(wideMark, sign), say.say("doubt_wide", { km: say.number(WIDE_KM) })),
        entry(swatch(dashMark, sign), say.say("line")), entry(swatch(groupMark, sign), say.say("group")))));
}

/* Whether the open legend lies over one of the places, or over part of its symbol. */
function coversAny(key, map, data, spots = data.spots.lat.keys()) {
  if (!key.open) return false;
  const [box, frame] = [key.getBoundingClientRect(), map.getContainer().getBoundingClientRect()];
  for (const spot of spots) {
    const { x, y } = map.latLngToContainerPoint([data.spots.lat[spot], data.spots.lon[spot]]);
    const [across, down] = [frame.left + x, frame.top + y];
    const beside = across < box.left - SYMBOL_ROOM || across > box.right + SYMBOL_ROOM;
    if (!beside && down > box.top - SYMBOL_ROOM && down < box.bottom + SYMBOL_ROOM) return true;
  }
  return false;
}

/* Once for light ground and once for dark; the style sheet shows one of them. */
function swatch(draw, sign) {
  return el("span", { class: "swatch", "aria-hidden": "true" }, [false, true].map((dark) => {
    const svg = svgEl("svg", { viewBox: "0 0 24 24", class: dark ? "on-dark" : "on-light" });
    svg.append(...draw(sign, dark));
    return svg;
  }));
}

function discMark(sign, dark) {
  return [svgEl("circle", { cx: 12, cy: 12, r: 11, fill: sign.mark("doubt", dark), stroke: sign.mark("doubt-edge", dark) })];
}

function wideMark(sign, dark) {
  return [svgEl("circle", { cx: 12, cy: 12, r: 11, fill: "none", stroke: sign.mark("doubt-edge", dark), "stroke-dasharray": WIDE_DASHES.join(" ") })];
}

function dashMark(sign, dark) {
  return [svgEl("path", { d: "M0 12H24", stroke: sign.mark("disputed", dark), "stroke-width": 2.2, "stroke-dasharray": "6 3" })];
}

/* A ring with a share of each status, as a group of incidents has it. */
function groupMark(sign) {
  const statuses = Object.keys(sign.table.status);
  const at = (angle) => `${12 + 9 * Math.cos(angle)} ${12 + 9 * Math.sin(angle)}`;
  const arcs = arcsOf(statuses.map(() => 1), statuses).flatMap(([status, from, to]) => ringOf(sign, status).map(({ width, colour, dashes }) => svgEl("path", {
    d: `M${at(from + SHARE_GAP)}A9 9 0 0 1 ${at(to - SHARE_GAP)}`,
    fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": dashes.join(" "),
  })));
  return [svgEl("circle", { cx: 12, cy: 12, r: 12, fill: sign.mark("casing") }), ...arcs];
}
