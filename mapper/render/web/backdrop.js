const GROUND_PIXELS = { country: 70, water: 60, disputed: 30, line: 90 };
const GROUND_STYLES = {
  country: { font: "600 13px", colour: "country-ink" },
  water: { font: "italic 12px", colour: "water-ink" },
  disputed: { font: "italic 600 12px", colour: "country-ink" },
  line: { font: "italic 11px", colour: "disputed", offsets: [[8, 0], [-8, 0], [0, 12], [0, -12]] },
};

/* Names of countries, seas, disputed areas and lines, the broadest first; a finer sheet's point is the better one.
   A line that bears the name of its area is not named again. */
function groundLabels(sheets) {
  const found = new Map();
  for (const sheet of sheets) for (const label of sheet.labels) found.set(groundKey(label), readGroundLabel(label));
  const areas = new Set([...found.values()].filter(({ kind }) => kind === "disputed").map(({ name }) => name));
  const twice = ({ kind, name }) => kind === "line" && areas.has(name);
  return [...found.values()].filter((label) => !twice(label)).sort((a, b) => b.across - a.across);
}

/* One sea may be named at several points; everything else is named once. */
function groundKey({ kind, lon, lat, names, years = "" }) {
  return [kind, names.en, years, ...(kind === "water" ? [lon, lat] : [])].join("|");
}

function readGroundLabel(label) {
  const points = label.anchors ?? [[label.lon, label.lat]];
  return {
    kind: label.kind,
    name: label.names.en,
    names: label.names,
    years: label.years ?? "",
    schematic: label.schematic ?? false,
    across: label.across,
    position: mercator(label.lon, label.lat),
    points: points.map(([lon, lat]) => mercator(lon, lat)),
  };
}

/* Printed only where what it names is broad enough on the screen. */
function writeGroundName(writer, label, { map, say, project }) {
  if (label.across * (worldPixels(map) / 360) < GROUND_PIXELS[label.kind]) return;
  const name = datedName(nameIn(label, say), label.years);
  const text = label.schematic ? schematic(name, say) : name;
  label.points.some((point) => writer.write(text, ...project(point), GROUND_STYLES[label.kind]));
}
