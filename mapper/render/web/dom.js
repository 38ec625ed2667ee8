const SVG = "http://www.w3.org/2000/svg";
const DIRECTION_CONTROLS = /([\u202a-\u202e\u2066-\u2069])/;
const OTHER_CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/* Characters that turn the reading direction of what follows are shown by their number and do nothing. */
function put(node, text) {
  for (const piece of String(text).replace(OTHER_CONTROLS, "\ufffd").split(DIRECTION_CONTROLS)) {
    if (DIRECTION_CONTROLS.test(piece)) node.append(controlMark(piece));
    else if (piece) node.append(document.createTextNode(piece));
  }
  return node;
}

function controlMark(character) {
  const mark = document.createElement("span");
  mark.className = "im-control";
  mark.dir = "ltr";
  mark.textContent = "U+" + character.codePointAt(0).toString(16).toUpperCase();
  return mark;
}

/* For attributes and canvas, where a mark cannot stand. */
function bare(text) {
  return String(text).replace(/[\u202a-\u202e\u2066-\u2069]/g, "").replace(OTHER_CONTROLS, "\ufffd");
}

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
  for (const child of children.flat(Infinity)) {
    if (child instanceof Node) node.append(child);
    else if (child !== null && child !== undefined && child !== "") put(node, child);
  }
  return node;
}

function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else node.setAttribute(name, value === true ? "" : bare(value));
}

/* A word of a report amid our own words: its direction stays its own. */
function word(text, lang = "") {
  return el("bdi", { lang: lang || null }, text);
}

function svgEl(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== "") node.setAttribute(name, value);
  return node;
}

/* Lets the page paint and be used between pieces of long work. */
function pause() {
  return new Promise((done) => setTimeout(done));
}

function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : "";
  } catch {
    return "";
  }
}
