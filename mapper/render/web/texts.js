const DAY = 86400000;

/* The words of the page in its language: fixed texts, counts, dates. */
function speaker(texts, lang) {
  const plurals = new Intl.PluralRules(lang);
  const numbers = new Intl.NumberFormat(lang);
  const dates = new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (value) => numbers.format(value);
  const say = (key, values = {}) => fill(texts[key] ?? key, values);
  const count = (key, n) => fill(texts[key][plurals.select(n)] ?? texts[key].other, { n: number(n) });
  const day = (days) => dates.format(new Date(days * DAY));
  const between = (from, to) => dates.formatRange(new Date(from * DAY), new Date(to * DAY));

  function when(from, to) {
    if (from === null || from === undefined) return say("date_unknown");
    return to === null || to === undefined || to === from ? day(from) : between(from, to);
  }

  /* A text with nodes in its gaps: the words of a report never become part of ours. */
  function sentence(key, values) {
    return texts[key].split(/\{(\w+)\}/).map((piece, i) => (i % 2 ? values[piece] : piece));
  }

  return { say, count, number, day, when, sentence, lang, dir: texts.dir };
}
