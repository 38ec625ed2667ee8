/* The evidence panel: opens for one incident, takes the focus, gives it back. */
function panel({ say, store, view, cold }) {
  let opener = null;
  const close = el("button", { type: "button", class: "close", "aria-label": say.say("close"), onclick: () => shut() }, "✕");
  const content = el("div", { class: "im-panel", id: "evidence" });
  const node = el("aside", { class: "panel", hidden: true, "aria-labelledby": "evidence-title" }, close, content);
  node.addEventListener("keydown", (event) => event.key === "Escape" && shut());

  async function open(row, from) {
    opener = from;
    content.replaceChildren(view.head(row, "evidence-title"));
    node.hidden = false;
    store.change({ selected: row });
    node.scrollTop = 0;
    content.querySelector("h2").focus({ preventScroll: true });
    const texts = await cold();
    if (store.state.selected === row) content.append(view.body(readClaims(texts, row.number), readWhy(texts, row.number)));
  }

  function shut() {
    if (node.hidden) return;
    node.hidden = true;
    store.change({ selected: null });
    (opener?.isConnected ? opener : document.body).focus();
  }

  return { node, open, shut };
}
