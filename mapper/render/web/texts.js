const DAY = 86400000;

/* The words of the page in one of its languages: fixed texts, counts, numbers, dates, and names. */
function speaker(data, lang) {
  const texts = data.words[lang];
  const plurals = new Intl.PluralRules(lang);
  const numbers = new Intl.NumberFormat(lang);
  const dates = new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
  const number = (value) => numbers.format(value);
  const say = (key, values = {}) => fill(texts[key] ?? key, values);
  const count = (key, n) => fill(texts[key][plurals.select(n)] ?? texts[key].other, { n: number(n) });
  const day = (days) => dates.format(new Date(days * DAY));

  function when(from, to) {
    if (from === NO_DAY) return to === NO_DAY ? say("date_unknown") : say("until", { date: day(to) });
    return to === from || to === NO_DAY ? day(from) : dates.formatRange(new Date(from * DAY), new Date(to * DAY));
  }

  /* A text with nodes in its gaps: the words of a report never become part of ours. */
  function sentence(key, nodes) {
    return texts[key].split(/\{(\w+)\}/).map((piece, i) => (i % 2 ? nodes[piece] : piece));
  }

  function place(index) {
    const { name, names } = data.places[index];
    return names?.[lang] ?? name;
  }

  const told = {
    say, count, number, day, when, sentence, place, lang, dir: texts.dir,
    type: (index) => texts.types[data.types[index].id] ?? data.types[index].id,
    side: (id) => (id === "outlet" ? say("outlet_voice") : texts.sides[id] ?? id),
    family: (id) => say(id),
    status: (id) => say(id),
  };
  return { ...told, reason: reasonTeller(data, told) };
}
