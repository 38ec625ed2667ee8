/* What shape, fill, ring and disc mean, drawn by the same code as the map. */
function legend({ data, sign, say, open }) {
  const families = Object.keys(sign.table.family).filter((id) => data.rows.some((row) => row.family === id));
  const statuses = Object.keys(sign.table.status);
  const entry = (icon, text) => el("li", {}, icon, el("span", {}, text));
  const swatch = (name) => el("span", { class: `swatch ${name}`, "aria-hidden": "true" });
  return el("details", { class: "legend", open },
    el("summary", {}, say.say("legend")),
    el("h4", {}, say.say("family")),
    el("ul", { class: "shapes" }, families.map((id) => entry(sign.shape(id), say.say(id)))),
    el("h4", {}, say.say("status")),
    el("ul", { class: "shapes" }, statuses.map((id) => entry(sign.icon("other", id, 20), say.say(id)))),
    el("ul", {}, entry(swatch("disc"), say.say("doubt")), entry(swatch("dash"), say.say("line")), entry(swatch("many"), say.say("group"))));
}
