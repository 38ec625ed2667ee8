"""Opening and using the pages that page_build.py keeps, in headless Chromium with software rendering.

    python tests/benchmarks/page_build.py --keep pages
    npm install --prefix rivals --legacy-peer-deps leaflet@1.9.3 leaflet.markercluster@1.4.1 \\
        jquery@3.7.1 bootstrap@5.2.2 leaflet.awesome-markers
    python tests/benchmarks/page_open.py pages/*.html --rivals rivals/node_modules

The pages of folium load their scripts from servers of others: here from the npm packages, so that no
network is measured; map tiles are left out. First points: from the start of the navigation to the first
frame with a sign on the map. Slider: from a new first day of the range, set right after a frame, to the
end of the drawing that shows it; median of moves across the whole range. Pan: time between frames while
the map moves four pixels a frame, 95th percentile. MB: of the JavaScript heap.
"""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path
from statistics import median, quantiles
from time import monotonic
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-precise-memory-info"]
PATIENCE_MS = 600_000
OURS = "mapper"
WATCH = """
window.bench = { first: 0, drawn: 0 };
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  if (this.canvas.closest(".leaflet-incidents-pane")) bench.drawn++;
  return clear.apply(this, box);
};
const signs = ".marker-cluster, .leaflet-marker-icon, .leaflet-overlay-pane path";
(function look() {
  if (!bench.first && (bench.drawn || document.querySelector(signs)))
    requestAnimationFrame(() => setTimeout(() => (bench.first = performance.now())));
  else if (!bench.first) requestAnimationFrame(look);
})();
"""
SLIDE = """
async (moves) => {
  const { data, store } = document.getElementById("page").incidentMap;
  const known = data.from.filter((day) => day > -0x80000000);
  const [low, high] = [known[0], known[known.length - 1]];
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  for (let i = 1; i <= moves; i++) {
    await frame();
    await frame();
    const [start, drawn] = [performance.now(), bench.drawn];
    store.change({ from: Math.round(low + ((high - low) * i) / (moves + 1)), to: high });
    while (bench.drawn === drawn) await frame();
    times.push(performance.now() - start);
  }
  store.change({ from: null, to: null });
  await frame();
  return times;
}
"""
PAN = """
async (frames) => {
  const map = document.getElementById("page")?.incidentMap?.map
    ?? window[Object.keys(window).find((name) => /^map_[0-9a-f]+$/.test(name))];
  const tick = () => new Promise((done) => requestAnimationFrame(done));
  const times = [];
  let last = await tick();
  for (let i = 0; i < frames; i++) {
    map.panBy([i % 60 < 30 ? 4 : -4, i % 60 < 30 ? 2 : -2], { animate: false });
    const now = await tick();
    times.push(now - last);
    last = now;
  }
  return times;
}
"""


def measure(page: Page, path: Path) -> dict[str, float]:
    page.goto(path.absolute().as_uri(), wait_until="commit", timeout=PATIENCE_MS)
    # Not wait_for_function: the policy of our page forbids to make code of a text.
    end = monotonic() + PATIENCE_MS / 1000
    while not page.evaluate("window.bench?.first"):
        if monotonic() > end:
            raise TimeoutError(f"{path}: no sign on the map; is a script of it missing?")
        page.wait_for_timeout(50)
    found = {"first": page.evaluate("bench.first")}
    page.wait_for_load_state("load", timeout=PATIENCE_MS)
    page.wait_for_timeout(1500)
    if path.name.startswith(OURS):
        found["slider"] = median(page.evaluate(SLIDE, 40))
    found["pan"] = quantiles(page.evaluate(PAN, 120), n=20)[-1]
    found["heap"] = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    return found


def serve(route: Route, rivals: Path | None) -> None:
    """A file of the rivals' packages of that name, without its version; nothing for what is not there."""
    name = re.sub(r"-\d+(\.\d+)+", "", route.request.url.partition("?")[0].rsplit("/", 1)[-1])
    found = sorted(rivals.rglob(name)) if rivals and name.endswith((".js", ".css")) else []
    if found:
        route.fulfill(path=found[0])
    elif name.endswith((".js", ".css")):
        route.fulfill(body="")
    else:
        route.abort()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="+")
    parser.add_argument("--rivals", type=Path, help="node_modules with what the pages of folium load")
    chosen = parser.parse_args()
    print(f"{'page':28} {'first ms':>9} {'slider ms':>10} {'pan p95 ms':>11} {'heap MB':>8}", flush=True)
    with sync_playwright() as playwright:
        for path in chosen.pages:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.add_init_script(WATCH)
            page.route(lambda url: url.startswith("http"), lambda route: serve(route, chosen.rivals))
            found: dict[str, Any] = measure(page, path)
            slider = f"{found['slider']:.0f}" if "slider" in found else "-"
            row = f"{found['first']:>9.0f} {slider:>10} {found['pan']:>11.0f} {found['heap']:>8.0f}"
            print(f"{path.name:28} {row}", flush=True)
            browser.close()


if __name__ == "__main__":
    main()
