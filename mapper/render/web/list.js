const NAMED_PLACES = 3;

/* Every incident as a button, by day: the accessible twin of the map. */
function incidentList({ data, sign, say, store, choose }) {
  const buttons = data.rows.map(item);
  const days = groupByDay(data.rows).map(section);
  const status = el("p", { class: "shown", role: "status" });
  const nothing = el("p", { class: "nothing", hidden: true }, say.say("none"));
  const node = el("div", { class: "rows", id: "list" }, days.map(({ node }) => node), nothing);

  function item(row) {
    return el("button", { type: "button", class: "row", "data-id": row.id, onclick: (event) => choose(row, event.currentTarget) },
      sign.icon(row.family, row.status, 26),
      el("span", { class: "what" },
        el("span", { class: "name" }, data.types[row.type].label, " · ", placeOf(row)),
        el("span", { class: "more" }, say.say(row.status), " · ", say.count("claims", row.claims), voices(row))));
  }

  function placeOf(row) {
    if (!row.spots.length) return el("span", { class: "no-place" }, say.say("no_place"));
    const named = row.spots.slice(0, NAMED_PLACES).flatMap((spot, i) => [i ? say.say("comma") : "", word(spot.name)]);
    const more = row.spots.length - NAMED_PLACES;
    return el("span", {}, named, more > 0 ? ` +${say.number(more)}` : "");
  }

  function voices(row) {
    const names = row.sides.filter((side) => side !== "outlet").map((side) => data.sides[side] ?? side);
    return names.length ? ` · ${names.join(say.say("comma"))}` : "";
  }

  function section({ title, rows }) {
    const items = rows.map((row) => el("li", {}, buttons[row.number]));
    return { node: el("section", {}, el("h3", {}, title), el("ol", {}, items)), rows };
  }

  function groupByDay(rows) {
    const groups = new Map();
    for (const row of rows) {
      const title = say.when(row.from, row.to);
      if (!groups.has(title)) groups.set(title, { title, rows: [] });
      groups.get(title).rows.push(row);
    }
    return [...groups.values()];
  }

  function show(rows) {
    const shown = new Set(rows);
    for (const row of data.rows) buttons[row.number].parentElement.hidden = !shown.has(row);
    for (const day of days) day.node.hidden = !day.rows.some((row) => shown.has(row));
    nothing.hidden = rows.length > 0;
    status.textContent = say.say("shown", { n: say.number(rows.length), all: say.number(data.rows.length) });
  }

  function mark(row) {
    for (const button of buttons) button.removeAttribute("aria-current");
    if (!row) return;
    buttons[row.number].setAttribute("aria-current", "true");
    buttons[row.number].scrollIntoView({ block: "nearest" });
  }

  return { node, status, show, mark, button: (row) => buttons[row.number] };
}
