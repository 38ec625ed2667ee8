/* Pictures for buttons, in a box of 24 by 24, drawn as lines. */
const GLYPHS = {
  map: "M3 6l6-2.5 6 2.5 6-2.5V18l-6 2.5-6-2.5-6 2.5zM9 3.5V18M15 6v14.5",
  both: "M3.5 4.5h17v15h-17zM10 4.5v15M5.8 8.5h1.9M5.8 12h1.9M5.8 15.5h1.9",
  list: "M8.5 6h12M8.5 12h12M8.5 18h12M4 6h.01M4 12h.01M4 18h.01",
  language: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c2.6 2.6 3.8 5.6 3.8 9s-1.2 6.4-3.8 9c-2.6-2.6-3.8-5.6-3.8-9s1.2-6.4 3.8-9",
  auto: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 3v18M12 7.5h3.4M12 12h4.5M12 16.5h3.4",
  light: "M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M12 2v2M12 20v2M2 12h2M20 12h2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4",
  dark: "M20.5 14.2A8.6 8.6 0 0 1 9.8 3.5a8.6 8.6 0 1 0 10.7 10.7",
  share: "M9.5 14.5l5-5M8 11.5l-2.6 2.6a3.7 3.7 0 0 0 5.2 5.2L13.2 16.7M16 12.5l2.6-2.6a3.7 3.7 0 0 0-5.2-5.2L10.8 7.3",
  about: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5.5M12 7.5h.01",
  window: "M13.5 4.5h6v6M19.5 4.5l-8.5 8.5M17 14v5.5H4.5V7H10",
  print: "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z",
  home: "M12 3l5.5 17L12 16l-5.5 4z",
  download: "M12 4v11M7.5 10.5l4.5 4.5 4.5-4.5M4.5 19.5h15",
  close: "M6 6l12 12M18 6L6 18",
};
const THEMES = ["auto", "light", "dark"];
const ARRANGEMENTS = ["map", "both", "list"];

function glyph(name) {
  const svg = svgEl("svg", { viewBox: "0 0 24 24", class: "glyph", "aria-hidden": "true" });
  svg.append(svgEl("path", { d: GLYPHS[name] }));
  return svg;
}

function tool(name, text, attributes = {}) {
  return el(attributes.href ? "a" : "button", { type: attributes.href ? null : "button", title: text, "aria-label": text, ...attributes, class: `tool ${attributes.class ?? ""}` },
    glyph(name), el("span", { class: "tool-text" }, text));
}

/* Each language by its own name, so that nobody must know another to find theirs. */
function languageSwitch({ data, say, choose }) {
  const option = (lang) => el("option", { value: lang, lang, selected: lang === say.lang }, data.words[lang].language_name);
  const select = el("select", { class: "lang", "aria-label": say.say("language"), onchange: () => choose(select.value) },
    Object.keys(data.words).map(option));
  return el("span", { class: "language" }, glyph("language"), select);
}

function themeButton({ say, store }) {
  const node = el("button", { type: "button", class: "tool theme", onclick: next });
  const now = () => store.state.theme || "auto";

  function next() {
    store.change({ theme: THEMES[(THEMES.indexOf(now()) + 1) % THEMES.length] });
  }

  function show() {
    const text = say.say(`theme_${now()}`);
    node.setAttribute("aria-label", text);
    node.title = text;
    node.replaceChildren(glyph(now()));
  }

  store.listen((keys) => keys.includes("theme") && show());
  show();
  return node;
}

function viewSwitch({ say, view, choose }) {
  const buttons = ARRANGEMENTS.map((name) => tool(name, say.say(`view_${name}`), { class: "view", "data-view": name, onclick: () => show(name) }));
  const mark = (chosen) => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === chosen)));

  function show(name) {
    mark(name);
    choose(name);
  }

  mark(view);
  return { node: el("div", { class: "views", role: "group", "aria-label": say.say("view") }, buttons), mark };
}

/* A button whose content unfolds below it; a press elsewhere or Escape folds it. */
function menu(name, text, content, signal) {
  const summary = el("summary", { class: "tool", title: text, "aria-label": text }, glyph(name), el("span", { class: "tool-text" }, text));
  const node = el("details", { class: "menu" }, summary, el("div", { class: "menu-body" }, content));
  document.addEventListener("pointerdown", (event) => node.contains(event.target) || (node.open = false), { signal });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !node.open) return;
    event.preventDefault();
    event.stopPropagation();
    node.open = false;
    summary.focus();
  });
  return node;
}

/* Says a short thing on the page and to screen readers. */
function announcer() {
  let timer = 0;
  const node = el("p", { class: "said", role: "status" });

  function announce(text) {
    clearTimeout(timer);
    node.textContent = text;
    timer = setTimeout(() => (node.textContent = ""), 4000);
  }

  return { node, announce };
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/* Where the browser keeps the clipboard from a page that was opened as a file or stands in a frame. */
function copyBySelection(text) {
  const before = document.activeElement;
  const field = el("textarea", { readonly: true, class: "im-unseen" });
  field.value = text;
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus({ preventScroll: true });
  return done;
}

/* Controls of the map stand at the end of the line; the legend has the start. */
function mapControls(map, data, say, goHome) {
  const end = say.dir === "rtl" ? "left" : "right";
  L.control.zoom({ position: `top${end}`, zoomInTitle: say.say("zoom_in"), zoomOutTitle: say.say("zoom_out") }).addTo(map);
  homeControl(say, goHome, `top${end}`).addTo(map);
  L.control.attribution({ prefix: false, position: `bottom${end}` }).addAttribution(data.facts.credits.join(" · ")).addTo(map);
  new SpokenScale({ imperial: false, maxWidth: 90, position: `bottom${end}`, say }).addTo(map);
}

function homeControl(say, goHome, position) {
  const control = L.control({ position });
  control.onAdd = () => {
    const node = el("div", { class: "leaflet-bar" },
      el("button", { type: "button", class: "home", title: say.say("home"), "aria-label": say.say("home"), onclick: goHome }, glyph("home")));
    L.DomEvent.disableClickPropagation(node);
    return node;
  };
  return control;
}

/* Leaflet's scale knows no unit but its own. */
const SpokenScale = L.Control.Scale.extend({
  _updateMetric(most) {
    const metres = this._getRoundNum(most);
    const { say } = this.options;
    const text = metres < 1000 ? say.say("metres", { n: say.number(metres) }) : say.say("km", { n: say.number(metres / 1000) });
    this._updateScale(this._mScale, text, metres / most);
  },
});
