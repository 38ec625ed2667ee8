/* One incident as a line: its sign, what, where, when, how it stands, who says so and how many died. */
function rowLine({ data, sign, say }) {
  function node(row, ids = null) {
    const [family, status] = [data.families[data.family[row]], data.statuses[data.status[row]]];
    return el("button", { type: "button", class: "row", "data-row": row, "data-id": ids ? ids[row] : null },
      sign.icon(family, status, 26),
      el("span", { class: "what" },
        el("span", { class: "name" }, say.type(data.type[row]), " · ", places(row)),
        el("span", { class: "more" }, dotted([say.status(status), say.when(data.from[row], data.to[row])])),
        el("span", { class: "more" }, dotted([say.count("claims", data.claims[row]), killed(row), voices(row)]))));
  }

  function dotted(texts) {
    return texts.filter(Boolean).flatMap((text, i) => [i ? " · " : "", text]);
  }

  function places(row) {
    const named = namedPlaces(row, { data, say }, NAMED_PLACES);
    return data.spotsOf(row).length ? named : el("span", { class: "no-place" }, named);
  }

  function killed(row) {
    const { best, range } = toldFigure({ data, say, key: "killed", row });
    return best && `${say.say("killed_told")}: ${best}${range}`;
  }

  function voices(row) {
    const sides = data.sets.voices[data.voices[row]].map((member) => data.members.voices[member]);
    return sides.filter((side) => side !== "outlet").map((side) => say.side(side)).join(say.say("comma"));
  }

  return { node };
}
