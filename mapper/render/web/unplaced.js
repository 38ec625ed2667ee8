const COUNTED_AFTER = 120;

/* What passes the filters and cannot be on the map for want of a place. */
function unplacedNote({ data, say, store, signal }) {
  const none = data.precisions.indexOf("none");
  const node = el("p", { class: "unplaced" });
  let timer = 0;

  function count() {
    let n = 0;
    for (let row = 0; row < data.n; row++) if (data.precision[row] === none) n += store.mask[row];
    node.textContent = n ? say.count("not_on_map", n) : "";
  }

  store.listen((keys) => {
    if (!keys.some((key) => FILTER_KEYS.includes(key))) return;
    clearTimeout(timer);
    timer = setTimeout(count, COUNTED_AFTER);
  });
  signal?.addEventListener("abort", () => clearTimeout(timer));
  count();
  return node;
}
