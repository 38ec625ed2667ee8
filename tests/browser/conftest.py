"""A real Chromium without a network, and what it complained of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from mapper.layers import MapData
from mapper.render import IncidentMap

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
WATCH = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@dataclass
class Opened:
    """An open page with everything that must stay empty."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def complaints(self) -> list[str]:
        violations: list[str] = self.page.evaluate("window.__violations")
        return [*self.requests, *self.errors, *self.dialogs, *violations]

    def open_incident(self, incident_id: str) -> None:
        self.page.click(f'[data-id="{incident_id}"]')
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

    def open_one(path: Path, **options: Any) -> Opened:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.add_init_script(WATCH)
        opened = Opened(context.new_page())
        _watch(opened, path.as_uri())
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
        opened.page.wait_for_selector("button.row")
        return opened

    return open_one


def _watch(opened: Opened, own: str) -> None:
    def sort(route: Route) -> None:
        url = route.request.url
        if url.split("#")[0] == own:
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
