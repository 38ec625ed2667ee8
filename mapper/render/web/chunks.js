const CLAIM_TEXTS = [
  "stance", "claimant", "side", "via", "type", "actor", "target", "targetClass", "time", "casualtyClass", "weapon",
];
const REPORT_TEXTS = ["language", "dir", "outlet", "url", "title", "path"];

/* The claims in chunks of rows: each is opened alone and has its own texts; the last ones used are kept. */
function chunkReader(cold, chunkStart, days) {
  const kept = new Map();

  function chunk(number) {
    const opened = kept.get(number) ?? open(number);
    kept.delete(number);
    kept.set(number, opened);
    if (kept.size > KEPT_CHUNKS) kept.delete(kept.keys().next().value);
    return opened;
  }

  function open(number) {
    const opened = readBlock(cold(number)).then((block) => readChunk(block, chunkStart[number], days));
    opened.catch(() => kept.delete(number));
    return opened;
  }

  function chunkOf(row) {
    let [low, high] = [0, chunkStart.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (chunkStart[middle] <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  return {
    chunk,
    rowsOf: (number) => [chunkStart[number], number + 1 < chunkStart.length ? chunkStart[number + 1] : days.length],
    claimsOf: async (row) => (await chunk(chunkOf(row))).claimsOf(row),
    whyOf: async (row) => (await chunk(chunkOf(row))).whyOf(row),
  };
}

/* first, rows: the rows it holds. texts: its own table. codes(field): for each claim a number in that table, or
   for the items of a list, which begin for each claim at codes(list + "Start"); null where there are none.
   claimStart: where the claims of each row begin, counted from the first row. */
function readChunk({ header, column, texts }, first, days) {
  const read = chunkColumns(column);
  const [strings, quotes, ids] = [texts("strings"), texts("quotes"), texts("ids")];
  const at = (name, i) => read(name)?.[i] ?? 0;
  const text = (name, i) => strings[at(name, i)];
  const each = (name, i, make) => {
    const [starts, items] = [read(`${name}Start`), []];
    for (let k = starts?.[i]; k < starts?.[i + 1]; k++) items.push(make(k));
    return items;
  };
  // Without a column each claim has its own quote, or all have one.
  const quoteOf = (i) => (quotes.length === ids.length ? i : at("quote", i));

  /* Days count from the first day of the incident. */
  function claim(i, day) {
    const [report, quote, from] = [at("report", i), quotes[quoteOf(i)] ?? "", (day + at("from", i)) | 0];
    const reportId = text("report.id", report);
    const told = { id: (at("ownId", i) ? "" : reportId) + ids[i], reportId, from: knownDay(from), to: knownDay((from + at("span", i)) | 0) };
    for (const name of CLAIM_TEXTS) told[name] = text(name, i);
    for (const name of REPORT_TEXTS) told[name] = text(`report.${name}`, report);
    for (const name of ["killed", "injured"]) told[name] = figure(name, i);
    told.published = knownDay(at("report.published", report));
    told.cumulative = Boolean(at("cumulative", i));
    told.actorInferred = Boolean(at("actorInferred", i));
    told.quote = marked(quote, each("mark", i, (k) => [at("mark.from", k), at("mark.size", k), text("mark.as", k)]));
    told.places = each("place", i, (k) => place(k, quote));
    told.start = at("start", i);
    told.end = told.start + lengthOf(quote) + at("over", i);
    told.equipment = each("equipment", i, (k) => ({ item: text("equipment.item", k), count: notTold(at("equipment.count", k)) }));
    return told;
  }

  /* The lowest counts from one, 0 is not told; the highest counts from the lowest, 0 is open. */
  function figure(name, i) {
    const [low, above] = [at(`${name}.low`, i) - 1, at(`${name}.high`, i)];
    return low < 0 ? undefined : [low, above ? low + above - 1 : null];
  }

  function place(k, quote) {
    const degrees = (name, i) => at(name, i) / header.digits;
    return {
      written: letters(quote, at("place.from", k), at("place.size", k)),
      spot: at("place.spot", k),
      unsure: Boolean(at("place.unsure", k)),
      others: each("place.others", k, (i) => text("place.others", i)),
      points: each("place.points", k, (i) => [degrees("place.lon", i), degrees("place.lat", i)]),
      reasons: each("place.reasons", k, (i) => text("place.reasons", i)),
    };
  }

  /* Quotes stand behind the other texts, what is told of a report is given for each of its claims. */
  const codes = remembered((name) => {
    if (name === "quote") return Uint32Array.from(ids, (_, i) => strings.length + quoteOf(i));
    if (!REPORT_TEXTS.includes(name)) return read(name);
    return read(`report.${name}`) && Uint32Array.from(ids, (_, i) => at(`report.${name}`, at("report", i)));
  });

  return {
    first,
    rows: header.rows,
    texts: strings.concat(quotes),
    claimStart: read("claimStart"),
    codes,
    claimsOf: (row) => each("claim", row - first, (i) => claim(i, days[row])),
    whyOf: (row) => each("why", row - first, (k) => text("why", k)),
  };
}

/* Columns by name, null for one of zeros; nameStart is summed up from nameCount. */
function chunkColumns(column) {
  return remembered((name) => {
    if (!name.endsWith("Start")) return column(name);
    const counts = column(name.replace(/Start$/, "Count"));
    return counts && summed(counts);
  });
}

function remembered(make) {
  const made = new Map();
  return (name) => {
    if (!made.has(name)) made.set(name, make(name));
    return made.get(name);
  };
}

const knownDay = (day) => (day === NO_DAY ? undefined : day);
const notTold = (number) => (number < 0 ? null : number);

/* Marks count whole characters, of which a rare one is two in a string. */
function letters(text, from, size) {
  if (!size) return "";
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).slice(from, from + size).join("") : text.substr(from, size);
}

function lengthOf(text) {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length;
}

/* A quote cut at its marks. */
function marked(quote, marks) {
  const parts = [];
  let position = 0;
  for (const [from, size, mark] of marks) {
    parts.push({ text: letters(quote, position, from - position), mark: "" }, { text: letters(quote, from, size), mark });
    position = from + size;
  }
  parts.push({ text: letters(quote, position, quote.length - position), mark: "" });
  return parts.filter((part) => part.text);
}
