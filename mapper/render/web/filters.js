/* Search, kinds, standings and dates, with the count that each choice would show. */
function filters({ data, sign, say, store, find }) {
  const counts = [];

  function chips(key, rowKey, ids, icon) {
    const present = ids.filter((id) => data.rows.some((row) => row[rowKey] === id));
    return el("fieldset", {}, el("legend", {}, say.say(rowKey)),
      el("div", { class: "chips" }, present.map((id) => chip(key, rowKey, id, icon(id)))));
  }

  function chip(key, rowKey, id, icon) {
    const box = el("input", { type: "checkbox", value: id, "data-filter": key, onchange: () => toggle(key, id, box.checked) });
    const count = el("span", { class: "count" });
    counts.push(() => (count.textContent = say.number(store.passing(key).filter((row) => row[rowKey] === id).length)));
    return el("label", { class: "chip" }, box, icon, say.say(id), " ", count);
  }

  function toggle(key, id, on) {
    const chosen = new Set(store.state[key]);
    if (on) chosen.add(id);
    else chosen.delete(id);
    store.change({ [key]: chosen });
  }

  function dateField(key) {
    const days = data.rows.flatMap((row) => [row.from, row.to]).filter((day) => day !== null);
    const range = days.length ? { min: isoDay(Math.min(...days)), max: isoDay(Math.max(...days)) } : {};
    const field = el("input", { type: "date", ...range, "data-filter": key, onchange: () => store.change({ [key]: dayOf(field.value) }) });
    return el("label", { class: "date" }, say.say(key), " ", field);
  }

  const search = el("input", { type: "search", placeholder: say.say("search"), "aria-label": say.say("search"), oninput: ask });

  async function ask() {
    const question = search.value;
    const found = await find(question);
    if (search.value === question) store.change({ found });
  }

  const reset = el("button", { type: "button", class: "plain", onclick: clear }, say.say("reset"));
  const form = el("details", { class: "filters" }, el("summary", {}, say.say("filters")),
    chips("families", "family", Object.keys(sign.table.family), (id) => sign.shape(id)),
    chips("statuses", "status", Object.keys(sign.table.status), (id) => sign.icon("other", id, 18)),
    el("fieldset", {}, el("legend", {}, say.say("dates")), el("div", { class: "dates" }, dateField("from"), dateField("to"))),
    reset);

  function clear() {
    for (const field of form.querySelectorAll("input")) {
      field.checked = false;
      if (field.type === "date") field.value = "";
    }
    search.value = "";
    store.change({ families: new Set(), statuses: new Set(), found: null, from: null, to: null });
  }

  const recount = () => counts.forEach((count) => count());
  store.listen((keys) => keys.includes("selected") || recount());
  recount();
  return el("div", { class: "asking", role: "search" }, search, form);
}

function isoDay(days) {
  return new Date(days * DAY).toISOString().slice(0, 10);
}

function dayOf(iso) {
  return iso ? Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY) : null;
}
