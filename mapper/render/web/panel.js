/* The evidence panel: opens for one incident, takes the focus, gives it back. */
function panel({ data, say, store, view, signal, order = null, link = null }) {
  let opener = null;
  let opening = 0;
  const cite = citeButton({ data, say, store, link });
  const step = (by, text, sign) => el("button", { type: "button", class: "plain step", "aria-label": say.say(text), title: say.say(text), onclick: () => go(by) }, sign);
  const [before, after] = [step(-1, "previous", say.dir === "rtl" ? "→" : "←"), step(1, "next", say.dir === "rtl" ? "←" : "→")];
  const wider = el("button", { type: "button", class: "plain wider", "aria-pressed": "false", onclick: widen }, say.say("wide"));
  const close = el("button", { type: "button", class: "close", "aria-label": say.say("close"), title: say.say("close"), onclick: () => shut() }, "✕");
  const bar = el("div", { class: "panel-bar" }, before, after, wider, cite.node, close);
  const content = el("div", { class: "im-panel", id: "evidence" });
  const node = el("aside", { class: "panel", hidden: true, "aria-labelledby": "evidence-title" }, bar, cite.told, content);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    shut();
  });

  /* What was pressed, or what had the focus where a place on the map was. */
  function openedFrom(from) {
    if (from instanceof Node) return from;
    const held = document.activeElement;
    return held && held !== document.body && !node.contains(held) ? held : null;
  }

  async function open(row, from) {
    if (from !== undefined) opener = { node: openedFrom(from), row };
    const mine = ++opening;
    const body = el("div", {});
    view.leave();
    content.replaceChildren(view.head(row, "evidence-title"), body);
    node.hidden = false;
    store.change({ selected: row });
    cite.forget();
    bounds();
    node.scrollTop = content.scrollTop = 0;
    // What a link or another language opened takes no focus: nobody asked for it here and now.
    if (from !== null) content.querySelector("h2").focus({ preventScroll: true });
    const [claims, why] = await Promise.all([data.claimsOf(row), data.whyOf(row)]).catch((error) => [null, error]);
    if (opening !== mine) return;
    if (claims) body.replaceWith(view.body(claims, why));
    else body.replaceWith(el("p", { class: "im-note", role: "alert" }, say.say("failed", { error: String(why) })));
  }

  /* The nearest rows before and after that pass the filters, in the order of the list. */
  function neighbour(by) {
    const rows = order?.();
    const open = store.state.selected;
    const at = rows ? rows.indexOf(open) : -1;
    if (rows && at >= 0) return rows[at + by] ?? -1;
    for (let row = open + by; row >= 0 && row < data.n; row += by) if (store.mask[row]) return row;
    return -1;
  }

  function bounds() {
    before.disabled = neighbour(-1) < 0;
    after.disabled = neighbour(1) < 0;
  }

  function go(by) {
    const row = neighbour(by);
    if (row >= 0) open(row);
  }

  function widen() {
    const wide = node.classList.toggle("wide");
    wider.setAttribute("aria-pressed", String(wide));
  }

  /* The line of the list may have been drawn anew since: then its row is looked for. */
  function shut() {
    if (node.hidden) return;
    const last = store.state.selected;
    node.hidden = true;
    opening++;
    view.leave();
    content.replaceChildren();
    store.change({ selected: -1 });
    const line = document.querySelector(`button.row[data-row="${last}"]`);
    const back = opener?.row === last && opener.node?.isConnected ? opener.node : line ?? (opener?.node?.isConnected ? opener.node : null);
    (back ?? document.body).focus();
    opener = null;
  }

  signal.addEventListener("abort", view.leave);

  return { node, open, shut };
}
