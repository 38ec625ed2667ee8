const INTRO_LONG = 420;
const INTRO_TAGS = { p: "p", ul: "ul", ol: "ol", li: "li", quote: "blockquote", em: "em", strong: "strong", code: "code", br: "br" };

/* The introduction from its tree: only tags of this list, and links of three schemes. A long one folds after its first block. */
function introBlocks(tree, say) {
  const node = el("div", { class: "told" });
  const [first, ...rest] = tree.map(introNode);
  node.append(first);
  if (!rest.length) return node;
  if (introLength(tree) <= INTRO_LONG) node.append(...rest);
  else node.append(el("details", {}, el("summary", {}, say.say("intro_more")), rest));
  return node;
}

function introNode(node) {
  if (typeof node === "string") return put(document.createDocumentFragment(), node);
  const inside = node.has.map(introNode);
  // The page's own title is the first heading.
  if (node.is === "h") return el(`h${Math.min(6, node.level + 1)}`, {}, inside);
  if (node.is === "pre") return el("pre", { tabindex: "0" }, el("code", {}, inside));
  if (node.is === "a") return introLink(node.to, inside);
  if (node.is === "ol") return el("ol", { start: Number.isInteger(node.start) ? node.start : null }, inside);
  return el(INTRO_TAGS[node.is] ?? "span", {}, inside);
}

function introLink(address, inside) {
  const safe = /^mailto:/i.test(address) ? address : webAddress(address);
  return safe ? el("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, inside) : el("span", {}, inside);
}

function introLength(tree) {
  return tree.reduce((sum, node) => sum + (typeof node === "string" ? node.length : introLength(node.has)), 0);
}
