const FLOATS = new Set(["lat", "lon", "radius_km"]);
const JSON_COLUMNS = new Set(["locations", "claims", "trace"]);
const STANCE_COLUMNS = { asserted_by: "asserts", denied_by: "denies", acknowledged_by: "acknowledges" };

/* Rows as the table of `mapper export` has them. Of claims it holds what the page shows, without the steps of reading that led to it. */
function exportTable({ data, names }) {
  const iso = (days) => (days === NO_DAY || days === undefined || days === null ? null : isoDay(days));
  const figures = (key, row) => Object.fromEntries(["low", "best", "high"].map((name) => [`${key}_${name}`, data[key][name][row] < 0 ? null : data[key][name][row]]));
  const members = (key, row) => data.sets[key][data[key][row]].map((member) => data.members[key][member]);

  return async function tableRow(row) {
    const [claims, trace] = await Promise.all([data.claimsOf(row), data.whyOf(row)]);
    const spots = [...data.spotsOf(row)];
    const places = spots.map((spot) => location(spot));
    const sides = (stance) => [...new Set(claims.filter((claim) => claim.stance === stance).map((claim) => claim.side))].sort();
    return {
      id: names.id[row],
      title: names.title[row],
      event_type: data.types[data.type[row]].id,
      family: data.families[data.family[row]],
      status: data.statuses[data.status[row]],
      date_from: iso(data.from[row]),
      date_to: iso(data.to[row]),
      places: joined(places.map((place) => place.name)),
      place_ids: joined(places.map((place) => place.place_id)),
      lat: places.length ? places[0].lat : null,
      lon: places.length ? places[0].lon : null,
      radius_km: places.length ? Math.max(...places.map((place) => place.radius_km)) : null,
      place_unsure: claims.some((claim) => claim.places.some((place) => place.unsure)),
      ...figures("killed", row),
      ...figures("injured", row),
      ...Object.fromEntries(Object.entries(STANCE_COLUMNS).map(([column, stance]) => [column, joined(sides(stance))])),
      outlets: joined(members("outlets", row)),
      claim_count: data.claims[row],
      locations: places,
      claims: claims.map(told),
      trace: [...trace],
    };
  };

  function location(spot) {
    const place = data.places[data.spots.place[spot]];
    const { lat, lon, radius, relation, level } = data.spots;
    return {
      place_id: place.id, name: place.name, lat: lat[spot], lon: lon[spot], radius_km: shortest(radius[spot]),
      ...unless("at", { relation: data.relations[relation[spot]] }), ...unless("settlement", { level: data.levels[level[spot]] }),
    };
  }

  /* A claim by the names that claims have in the table; what is empty is left out, as there. */
  function told(claim) {
    const count = (figure) => (figure ? { low: figure[0], high: figure[1] } : null);
    const evidence = filled({
      quote: claim.quote.map((part) => part.text).join(""), report_title: claim.title, outlet: claim.outlet, url: claim.url,
      published: iso(claim.published), language: claim.language, path: claim.path,
    });
    return { start: claim.start, end: claim.end, ...filled({
      id: claim.id, report_id: claim.reportId, claimant: claim.claimant, ...unless("outlet", { claimant_side: claim.side }), via: claim.via,
      ...unless("asserts", { stance: claim.stance }), event_type: claim.type, actor_side: claim.actor, target: claim.target,
      ...unless("unknown", { target_class: claim.targetClass }),
      locations: claim.places.map((place) => filled({ ...location(place.spot), unsure: place.unsure, others: place.others, other_points: place.points, reasons: place.reasons })),
      date_from: iso(claim.from), date_to: iso(claim.to), time_text: claim.time, killed: count(claim.killed), injured: count(claim.injured),
      casualty_class: claim.casualtyClass, cumulative: claim.cumulative, weapon: claim.weapon,
      equipment: claim.equipment.map((item) => filled(item)), evidence: Object.keys(evidence).length ? evidence : null,
    }) };
  }
}

/* The shortest number that single precision may stand for. */
function shortest(value) {
  return Number(value.toPrecision(7));
}

function unless(plain, entry) {
  return Object.values(entry)[0] === plain ? {} : entry;
}

function filled(record) {
  const empty = (value) => value === null || value === undefined || value === "" || value === false || value?.length === 0;
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !empty(value)));
}

function joined(names) {
  return names.map((name) => name.replaceAll("\\", "\\\\").replaceAll("|", "\\|")).join(" | ");
}

/* RFC 7946: longitude first, no crs, a feature without a place has no geometry. */
function geojsonWriter(data) {
  const head = { type: "FeatureCollection", ...(data.coverage ? { mapper_coverage: data.coverage } : {}) };
  const feature = (row) => ({ type: "Feature", id: row.id, geometry: geometry(row.locations), properties: row });
  return {
    head: `${JSON.stringify(head).slice(0, -1)}, "features": [`,
    row: (row, number) => `${number ? "," : ""}\n${JSON.stringify(feature(row))}`,
    foot: "\n]}\n",
  };
}

function geometry(locations) {
  const points = locations.map(({ lon, lat }) => [lon, lat]);
  if (!points.length) return null;
  return points.length === 1 ? { type: "Point", coordinates: points[0] } : { type: "MultiPoint", coordinates: points };
}

/* As `mapper export` writes CSV: a byte order mark, quotes around all but numbers, nothing that a spreadsheet would run. */
function csvWriter() {
  const columns = EXPORT_COLUMNS;
  return {
    head: `\ufeff${columns.map(csvText).join(",")}\n`,
    row: (row) => `${columns.map((name) => csvCell(name, name === "wkt" ? wkt(row.locations) : row[name])).join(",")}\n`,
    foot: "",
  };
}

const EXPORT_COLUMNS = [
  "id", "title", "event_type", "family", "status", "date_from", "date_to", "places", "place_ids", "lat", "lon", "radius_km",
  "place_unsure", "killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high", "asserted_by",
  "denied_by", "acknowledged_by", "outlets", "claim_count", "locations", "claims", "trace", "wkt",
];

function csvCell(name, value) {
  if (value === null) return '""';
  if (typeof value === "number") return FLOATS.has(name) ? decimal(value) : String(value);
  if (typeof value === "boolean") return `"${value}"`;
  return csvText(JSON_COLUMNS.has(name) ? JSON.stringify(value) : value);
}

function csvText(text) {
  return `"${neutral(text).replaceAll('"', '""')}"`;
}

/* Text that a spreadsheet would compute, as mapper/frames/cells.py makes it harmless; Python's spaces are not quite ours. */
function neutral(text) {
  return /^'*(?:(?:(?!\ufeff)[\s\x1c-\x1f\x85])*[=+\-@＝＋－＠]|[\t\r\n])/.test(text) ? `'${text}` : text;
}

function decimal(value) {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function wkt(locations) {
  const shape = geometry(locations);
  if (!shape) return "";
  const pair = ([lon, lat]) => `${decimal(lon)} ${decimal(lat)}`;
  return shape.type === "Point" ? `POINT (${pair(shape.coordinates)})` : `MULTIPOINT (${shape.coordinates.map((point) => `(${pair(point)})`).join(", ")})`;
}
