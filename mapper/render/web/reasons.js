const LONGEST_REASON = 1000;

/* A reason in the page's language. Records keep it in English, made from a text with gaps: the one that fits is
   found, and what stands in its gaps is put into the page's own text. One that fits none is shown as it is. */
function reasonTeller(data, say) {
  const told = data.words[say.lang].reasons.map((own, i) => [data.reasons[i], own]);
  const terms = new Map(told.filter(([english]) => !english.includes("{")));
  const shapes = later(() => told.filter(([english]) => !terms.has(english)).map((pair) => reasonShape(...pair, gaps)));
  const gaps = reasonGaps({ data, say, own, terms });

  function own(text) {
    if (terms.has(text)) return terms.get(text);
    for (const { pattern, names, pieces } of shapes()) {
      const found = pattern.exec(text);
      const filled = found && Object.fromEntries(names.map((name, i) => [name, gaps(name).show(found[i + 1])]));
      if (filled && names.every((name) => filled[name] !== null)) return pieces.map((piece, i) => (i % 2 ? filled[piece] : piece));
    }
    return null;
  }

  // A table may hold any text in their place, and to try one with many gaps takes long.
  return (text, otherwise = asItIs) => (text.length <= LONGEST_REASON && own(text)) || otherwise(text);
}

/* English, whatever names of other scripts it begins with. */
function asItIs(text) {
  return el("bdi", { lang: "en", dir: "ltr" }, text);
}

function reasonShape(english, own, gaps) {
  const parts = english.split(/\{(\w+)\}/);
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = parts.map((part, i) => (i % 2 ? `(${gaps(part).written})` : escaped(part))).join("");
  return { pattern: new RegExp(`^${pattern}$`, "s"), names: parts.filter((_, i) => i % 2), pieces: own.split(/\{(\w+)\}/) };
}

/* Names in a language by the usual ones, which stand behind where it calls a town and its district alike. */
function ownNames(places, lang) {
  const names = new Map(places.filter((place) => place.names?.[lang]).map((place) => [place.name, place.names[lang]]));
  const usual = new Map(Array.from(names, ([name, own]) => [own, name]));
  const alike = new Set(Array.from(names).filter(([name, own]) => usual.get(own) !== name).map(([, own]) => own));
  return new Map(Array.from(names, ([name, own]) => [name, alike.has(own) ? `${own} (${name})` : own]));
}

/* How what stands in a gap is written in the records, and how it is shown: as it is, unless its name stands here.
   What must be one of our own texts and is none gives null. */
function reasonGaps({ data, say, own, terms }) {
  const regions = new Intl.DisplayNames([say.lang], { type: "region" });
  const types = data.words[say.lang].types;
  const names = later(() => ownNames([...data.labels, ...data.places], say.lang));
  const list = (show) => (text) => text.split(", ").flatMap((one, i) => [i ? say.say("comma") : "", word(show(one))]);
  const daysOf = (text) => {
    if (!text) return say.say("date_unknown");
    const [from, to = from] = text.split(" to ").map((day) => Date.parse(day) / DAY);
    return from <= to ? say.when(from, to) : null;
  };
  const number = { written: "\\d+(?:\\.\\d+)?", show: (text) => say.number(Number(text)) };
  const counted = { written: "\\d+ \\w+", show: (text) => say.number(Number.parseInt(text, 10)) };
  const place = { written: ".+?", show: (text) => word(names().get(text) ?? text) };
  const kind = { written: ".+?", show: (text) => terms.get(text) ?? word(text) };
  const term = { written: ".+?", show: (text) => terms.get(text) ?? null };
  const label = { written: ".+?", show: own };
  const name = { written: ".+?", show: (text) => word(text) };
  const known = {
    km: number, number, score: number, claims: counted, reports: counted, voices: counted,
    days: { written: "(?:[-\\d]+(?: to [-\\d]+)?)?", show: daysOf },
    country: { written: "[A-Z]{2}", show: (text) => regions.of(text) },
    sides: { written: ".+?", show: list(say.side) },
    kinds: { written: ".+?", show: list((id) => types[id] ?? id) },
    reasons: { written: ".+?", show: (text) => text.split("; ").flatMap((one, i) => [i ? say.say("semicolon") : "", own(one) ?? asItIs(one)]) },
    file: { ...name, written: "[^,]+" },
    place, first: place, second: place,
    kind, other_kind: kind,
    type: term, meaning: term, label, other_label: label,
  };
  return (gap) => (Object.hasOwn(known, gap) ? known[gap] : name);
}
