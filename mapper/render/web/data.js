async function inflate(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

function island(id) {
  return inflate(JSON.parse(document.getElementById(id).textContent));
}

/* The columns of the hot block as rows and spots with their texts looked up. */
function readHot(hot) {
  const text = (number) => hot.strings[number];
  const texts = (numbers) => numbers.map(text);
  const spots = hot.spots.id.map((_, i) => ({
    number: i,
    name: text(hot.spots.name[i]),
    names: texts(hot.spots.names[i]),
    position: anchor(mercator(hot.spots.lon[i], hot.spots.lat[i]), mercatorLine(hot.spots.line[i])),
    lat: hot.spots.lat[i],
    lon: hot.spots.lon[i],
    radius: hot.spots.radius[i],
    relation: text(hot.spots.relation[i]),
    level: text(hot.spots.level[i]),
    line: mercatorLine(hot.spots.line[i]),
  }));
  const rows = hot.rows.id.map((id, i) => ({
    number: i,
    id,
    title: text(hot.rows.title[i]),
    type: text(hot.rows.type[i]),
    family: text(hot.rows.family[i]),
    status: text(hot.rows.status[i]),
    from: hot.rows.from[i],
    to: hot.rows.to[i],
    spots: hot.rows.spots[i].map((number) => spots[number]),
    killed: hot.rows.killed[i],
    injured: hot.rows.injured[i],
    outlets: texts(hot.rows.outlets[i]),
    sides: texts(hot.rows.sides[i]),
    claims: hot.rows.claims[i],
  }));
  return { rows, spots, lines: hot.lines.map(readLine), labels: hot.labels.map(readLabel) };
}

function readLine(line) {
  return { ...line, points: mercatorLine(line.line) };
}

function readLabel([name, lon, lat, kind]) {
  return { name, kind, position: mercator(lon, lat) };
}

const CLAIM_TEXTS = [
  "stance", "claimant", "side", "via", "type", "actor", "target", "targetClass", "time", "casualtyClass",
  "weapon", "language", "dir", "outlet", "url", "title", "path",
];

/* The claims of one incident, read from the cold block. */
function readClaims(cold, number) {
  const text = (code) => cold.strings[code];
  return cold.claims[number].map((coded) => {
    const claim = { ...coded };
    for (const name of CLAIM_TEXTS) claim[name] = name in coded ? text(coded[name]) : "";
    claim.equipment = (coded.equipment || []).map(([item, count]) => ({ item: text(item), count }));
    claim.places = (coded.places || []).map(([written, spot, unsure, others, reasons]) => ({
      written: text(written), spot, unsure: Boolean(unsure), others: others.map(text), reasons: reasons.map(text),
    }));
    claim.quote = (coded.quote || []).map(([part, mark]) => ({ text: text(part), mark: text(mark) }));
    return claim;
  });
}

function readWhy(cold, number) {
  return cold.why[number].map((code) => cold.strings[code]);
}

/* Opens on first use and only once. */
function later(open) {
  let opened = null;
  return () => (opened ??= open());
}
