/* "Back" shuts what was opened before it leaves the page. The page within another leaves the history alone: it is
   that of the other page too. */
function backShuts({ store, signal, shut, stepped }) {
  const alone = window === window.parent;
  let [open, quiet, leaving, took] = [store.state.selected >= 0, false, false, false];
  let opened = history.state?.opened === true;

  function step() {
    try {
      history.replaceState({ shut: true }, "");
      history.pushState({ opened: true }, "");
      opened = true;
    } catch {
      // Some browsers refuse many steps within a short time; then this one has no way back.
    }
  }

  function follow() {
    const was = open;
    open = store.state.selected >= 0;
    if (quiet || leaving || open === was) return;
    if (open) step();
    else if (opened) {
      leaving = true;
      history.back();
    }
  }

  /* Other addresses have no state: they are a link or the reader's own, and are heeded. */
  function onStep({ state }) {
    const back = opened && state?.shut;
    opened = state?.opened === true;
    if (!back) return;
    took = stepped();
    const [own, again] = [leaving, store.state.selected >= 0];
    leaving = false;
    if (own && again) step();
    else if (again) quietly(shut);
  }

  /* What a link opens stands in its own address. */
  function quietly(act) {
    quiet = true;
    act();
    open = store.state.selected >= 0;
    quiet = false;
  }

  /* Once for each step: the address that came with it is older than what the reader asked for since. */
  function heeded() {
    const told = took;
    took = false;
    return told;
  }

  if (alone) {
    const off = store.listen((keys) => keys.includes("selected") && follow());
    signal?.addEventListener("abort", off);
    addEventListener("popstate", onStep, { signal });
  }
  return { quietly, heeded };
}
