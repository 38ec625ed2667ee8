"""A real Chromium without a network, and what it complained of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from mapper.layers import MapData
from mapper.render import IncidentMap

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
WATCH = """
window.__ran = [];
window.ran = () => window.__ran.push("ran: a text of the data was run as code");
window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
READY = """() => {
  const map = document.getElementById("page").incidentMap;
  if (!map) return false;
  const listed = getComputedStyle(document.querySelector(".side")).display !== "none";
  return !map.data.n || !listed || document.querySelector("button.row[data-id]") !== null;
}"""
OPEN = """async (id) => {
  const map = document.getElementById("page").incidentMap;
  const row = (await map.data.ids()).id.indexOf(id);
  if (row < 0) throw new Error(`there is no incident ${id}`);
  map.open(row);
}"""


@dataclass
class Opened:
    """An open page with everything that must stay empty."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def complaints(self) -> list[str]:
        noted: list[str] = self.page.evaluate("[...window.__ran, ...window.__violations]")
        return [*self.requests, *self.errors, *self.dialogs, *noted]

    def open_incident(self, incident_id: str) -> None:
        """As the list does, also where the incident is far from what the list now draws."""
        self.page.evaluate(OPEN, incident_id)
        self.page.wait_for_selector("#evidence .im-body")


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        reason = "no chromium found (apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_file(chromium: Browser) -> Iterator[Open]:
    """Opens an HTML file in a context of its own; any request beyond the file is cut and noted."""
    contexts = []

    def open_one(path: Path, *, beside: Sequence[str] = (), **options: Any) -> Opened:
        """``beside``: files of the same folder that the page may load, as a host does the page it frames."""
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.add_init_script(WATCH)
        opened = Opened(context.new_page())
        _watch(opened, [path.as_uri(), *(path.with_name(name).as_uri() for name in beside)])
        opened.page.goto(path.as_uri())
        return opened

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def open_map(open_file: Open, tmp_path: Path) -> Open:
    """Saves MapData as a page and opens it, ready for use."""

    def open_one(
        data: MapData, *, lang: str = "en", title: str = "", intro: str = "", **options: Any
    ) -> Opened:
        path = tmp_path / "map.html"
        IncidentMap(data, title=title, lang=lang, intro=intro).save(path)
        opened = open_file(path, **options)
        opened.page.wait_for_function(READY)
        return opened

    return open_one


def _watch(opened: Opened, own: Sequence[str]) -> None:
    def sort(route: Route) -> None:
        url = route.request.url
        if url.split("#")[0] in own:
            route.continue_()
        else:
            opened.requests.append(url)
            route.abort()

    opened.page.route(lambda url: not url.startswith(("data:", "blob:")), sort)
    opened.page.on("console", lambda message: _note(opened.errors, message.type, message.text))
    opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.page.on("dialog", lambda dialog: (opened.dialogs.append(dialog.message), dialog.dismiss()))


def _note(errors: list[str], kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        errors.append(f"{kind}: {text}")
