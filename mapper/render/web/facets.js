/* A group of choices under its name; shut, it tells how many are chosen. */
function choiceGroup({ say, title, open, content }) {
  const number = el("span", { class: "number" });
  const body = el("div", { class: "choices", hidden: !open }, content);
  const button = el("button", { type: "button", class: "unfold", "aria-expanded": String(open), onclick: turn }, say.say(title), number);
  const node = el("fieldset", {}, el("legend", {}, button), body);

  function turn() {
    body.hidden = !body.hidden;
    button.setAttribute("aria-expanded", String(!body.hidden));
    node.dispatchEvent(new Event("counts", { bubbles: true }));
  }

  return { node, isOpen: () => !body.hidden, tell: (n) => (number.textContent = n ? say.number(n) : "") };
}

/* One value: a real checkbox, its sign, its name, and how many incidents it would show. */
function choiceBox({ say, type = "checkbox", name, dimension, value, label, icon, foreign, onchange }) {
  const box = el("input", { type, name, value, "data-filter": dimension, onchange: () => onchange(box.checked) });
  const seen = el("span", { class: "count", "aria-hidden": "true" });
  const heard = el("span", { class: "im-unseen" });
  const node = el("label", { class: "choice" }, box, icon, el("span", { class: "choice-name" }, foreign ? word(label) : label), seen, heard);

  function count(n) {
    seen.textContent = say.number(n);
    heard.textContent = `${say.say("comma")}${say.count("incidents_n", n)}`;
    node.classList.toggle("none", n === 0);
  }

  return { node, box, count };
}

/* Values as checkboxes; a long list shows the most frequent, the rest after "more" or by its name. */
function valueGroup({ say, store, key, values, name, icon, foreign, long, title }) {
  if (!values.length) return null;
  const boxes = values.map(({ value, code }) => ({ value, code, label: name(value), choice: null }));
  const list = el("ul", { class: "values" });
  const find = long ? el("input", { type: "text", class: "find", placeholder: say.say("find_value", { list: say.say(title) }), "aria-label": say.say("find_value", { list: say.say(title) }), oninput: show }) : null;
  const more = long ? el("button", { type: "button", class: "more-values", "aria-expanded": "false", onclick: unfold }) : null;
  const group = choiceGroup({ say, title, open: key === "statuses", content: [find, list, more] });
  let all = false;

  function choiceOf(entry) {
    entry.choice ??= choiceBox({ say, dimension: key, value: entry.value, label: entry.label, icon: icon?.(entry.value), foreign, onchange: (on) => choose(entry.value, on) });
    entry.choice.box.checked = store.state[key].has(entry.value);
    return entry.choice;
  }

  function choose(value, on) {
    store.change({ [key]: on ? new Set([...store.state[key], value]) : without(store.state[key], value) });
  }

  function unfold() {
    all = !all;
    more.setAttribute("aria-expanded", String(all));
    show();
  }

  function wanted() {
    const asked = find ? searchable(find.value) : "";
    if (asked) return boxes.filter(({ label }) => searchable(label).includes(asked)).slice(0, MOST_VALUES);
    if (!long) return boxes;
    return boxes.filter(({ value }, i) => i < (all ? MOST_VALUES : SHOWN_VALUES) || store.state[key].has(value));
  }

  /* Only what changes is touched: a box that has the focus keeps it. */
  function show() {
    const nodes = wanted().map((entry) => (entry.item ??= el("li", {}, choiceOf(entry).node)));
    if (nodes.length !== list.children.length || nodes.some((node, i) => node !== list.children[i])) list.replaceChildren(...nodes);
    refresh();
    count();
    if (!more) return;
    more.hidden = Boolean(find.value) || boxes.length <= SHOWN_VALUES;
    more.textContent = all ? say.say("show_fewer") : say.count("show_more", boxes.length - SHOWN_VALUES);
  }

  function refresh() {
    group.tell(store.state[key].size);
    const missing = long && !find.value && [...store.state[key]].some((value) => !boxes.find((entry) => entry.value === value)?.item?.isConnected);
    if (missing && list.isConnected) return show();
    for (const { choice, value } of boxes) if (choice) choice.box.checked = store.state[key].has(value);
  }

  function count() {
    if (!group.isOpen()) return;
    const counts = store.counts(key);
    for (const { item, choice, code } of boxes) if (item?.isConnected) choice.count(counts[code]);
  }

  show();
  return { node: group.node, refresh, count };
}

/* Families with their types folded away under each. */
function kindGroup({ data, say, store, sign, dimensions }) {
  const families = dimensions.families.values.map(({ value, code }) => familyEntry({ data, say, store, sign, dimensions, value, code }));
  const group = choiceGroup({ say, title: "family", open: true, content: el("ul", { class: "values" }, families.map((family) => family.node)) });

  function refresh() {
    group.tell(store.state.families.size + store.state.types.size);
    families.forEach((family) => family.refresh());
  }

  function count() {
    if (group.isOpen()) families.forEach((family) => family.count());
  }

  return { node: group.node, refresh, count };
}

function familyEntry({ data, say, store, sign, dimensions, value, code }) {
  const own = dimensions.types.values.filter((type) => data.types[type.code].family === code);
  const parent = choiceBox({ say, dimension: "families", value, label: say.family(value), icon: sign.shape(value), onchange: chooseFamily });
  const types = own.map((type) => ({ ...type, ...choiceBox({ say, dimension: "types", value: type.value, label: say.type(type.code), onchange: (on) => chooseType(type.value, on) }) }));
  const list = el("ul", { class: "values nested", hidden: true }, types.map((type) => el("li", {}, type.node)));
  const fold = el("button", { type: "button", class: "fold", "aria-expanded": "false", "aria-label": say.say("types_of", { family: say.family(value) }), onclick: unfold });
  const ids = own.map((type) => type.value);

  function chooseFamily(on) {
    const { families, types: chosen } = store.state;
    store.change({ families: on ? new Set([...families, value]) : without(families, value), types: new Set([...chosen].filter((id) => !ids.includes(id))) });
  }

  /* A chosen family is all of its types: taking one away leaves the others chosen. */
  function chooseType(id, on) {
    const { families, types: chosen } = store.state;
    const had = families.has(value) ? ids : ids.filter((type) => chosen.has(type));
    const now = on ? [...had, id] : had.filter((type) => type !== id);
    const whole = ids.every((type) => now.includes(type));
    const rest = [...chosen].filter((type) => !ids.includes(type));
    store.change({ families: whole ? new Set([...families, value]) : without(families, value), types: new Set(whole ? rest : [...rest, ...now]) });
  }

  function unfold() {
    list.hidden = !list.hidden;
    fold.setAttribute("aria-expanded", String(!list.hidden));
    count();
  }

  function refresh() {
    const { families, types: chosen } = store.state;
    const all = families.has(value);
    for (const type of types) type.box.checked = all || chosen.has(type.value);
    parent.box.checked = all;
    parent.box.indeterminate = !all && ids.some((id) => chosen.has(id));
  }

  function count() {
    parent.count(store.counts("families")[code]);
    if (!list.hidden) for (const type of types) type.count(store.counts("types")[type.code]);
  }

  return { node: el("li", {}, el("div", { class: "parent" }, parent.node, types.length > 1 ? fold : null), types.length > 1 ? list : null), refresh, count };
}

function deathName(say, value) {
  if (!value) return say.say("deaths_any");
  return value === "told" ? say.say("deaths_told") : say.say("at_least", { n: say.number(Number(value)) });
}

function deathGroup({ say, store }) {
  const choices = ["", ...DEATHS.keys()].map((value) => ({
    value, ...choiceBox({ say, type: "radio", name: "deaths", dimension: "deaths", value, label: deathName(say, value), onchange: () => store.change({ deaths: value }) }),
  }));
  const group = choiceGroup({ say, title: "filter_deaths", open: false, content: el("ul", { class: "values" }, choices.map((choice) => el("li", {}, choice.node))) });

  function refresh() {
    group.tell(store.state.deaths ? 1 : 0);
    for (const { box, value } of choices) box.checked = store.state.deaths === value;
  }

  function count() {
    if (!group.isOpen()) return;
    const counts = store.counts("deaths");
    choices.forEach((choice, i) => choice.count(counts[i]));
  }

  return { node: group.node, refresh, count };
}

function dateGroup({ data, say, store }) {
  const extent = extentOf(data);
  if (!extent) return null;
  const range = { min: isoDay(extent.first), max: isoDay(extent.last) };
  const fields = ["from", "to"].map((key) => {
    const field = el("input", { type: "date", ...range, "data-filter": key, onchange: () => store.change({ [key]: dayOf(field.value) }) });
    return { key, field, node: el("label", { class: "date" }, say.say(key), " ", field) };
  });
  const group = choiceGroup({ say, title: "dates", open: false, content: el("div", { class: "dates" }, fields.map((field) => field.node)) });

  function refresh() {
    const { from, to } = store.state;
    group.tell((from !== null) + (to !== null));
    for (const { key, field } of fields) if (document.activeElement !== field || store.state[key] === null) field.value = store.state[key] === null ? "" : isoDay(store.state[key]);
  }

  return { node: group.node, refresh };
}

function isoDay(days) {
  return new Date(days * DAY).toISOString().slice(0, 10);
}

function dayOf(iso) {
  const time = /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : NaN;
  return Number.isNaN(time) ? null : Math.round(time / DAY);
}
