/* Where an incident lies, as every part of the page names it: each name once, with how it is meant ("near"). */
function placesOf(row, { data, say }) {
  const seen = new Set();
  return [...data.spotsOf(row)].flatMap((spot) => {
    const relation = data.relations[data.spots.relation[spot]];
    const named = { relation: relation === "at" ? "" : `${say.say(relation)} `, name: say.place(data.spots.place[spot]) };
    const whole = named.relation + named.name;
    return seen.has(whole) ? [] : [seen.add(whole) && named];
  });
}

/* The same as nodes; of many only the first, and how many more there are. */
function namedPlaces(row, { data, say }, most = Infinity, between = say.say("comma")) {
  const places = placesOf(row, { data, say });
  if (!places.length) return [say.say("no_place")];
  const named = places.slice(0, most).flatMap(({ relation, name }, i) => [i ? between : "", relation, word(name)]);
  return places.length > most ? [...named, ` +${say.number(places.length - most)}`] : named;
}

/* The same as plain text. */
function placesInWords(row, { data, say }) {
  return placesOf(row, { data, say }).map(({ relation, name }) => relation + bare(name)).join(say.say("comma")) || say.say("no_place");
}
