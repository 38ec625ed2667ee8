"""The first notebook in a real JupyterLab, and the map as any notebook page holds it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import page_sample
import pytest
from conftest import READY, Open
from playwright.sync_api import Browser, Frame, Page, Route

from mapper.render import IncidentMap
from mapper.render.symbols import symbols

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "01_first_map.ipynb"
PATIENCE = 120
"""Seconds in which a slow machine starts a server, or runs a notebook."""
INK = """() => {
  const counts = {};
  for (const canvas of document.querySelectorAll(".leaflet-container canvas")) {
    if (!canvas.width || !canvas.height) continue;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] < 255) continue;
      const colour = "#" + [0, 1, 2].map((k) => data[i + k].toString(16).padStart(2, "0")).join("");
      counts[colour] = (counts[colour] ?? 0) + 1;
    }
  }
  return counts;
}"""
"""How many pixels of each colour stand on the canvases of the map."""


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab."""

    address: str
    token: str

    def url(self, notebook: str) -> str:
        return f"{self.address}lab/tree/{notebook}?token={self.token}"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A server on a free port, with a root, settings and a token of its own."""
    home = tmp_path_factory.mktemp("lab")
    root = home / "root"
    root.mkdir()
    shutil.copy(NOTEBOOK, root)
    folders = {name: home / name for name in ("config", "data", "runtime", "ipython", "matplotlib")}
    settings = folders["config"] / "labconfig" / "page_config.json"
    settings.parent.mkdir(parents=True)
    asks = "@jupyterlab/apputils-extension:announcements"
    settings.write_text(json.dumps({"disabledExtensions": {asks: True}}), encoding="utf-8")
    token = secrets.token_hex(16)
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "MPLCONFIGDIR")
    environment = {**os.environ, **dict(zip(names, map(str, folders.values()), strict=True))}
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": "0",
        "ServerApp.open_browser": "False",
        "ServerApp.allow_root": "True",
        "ServerApp.root_dir": str(root),
        "IdentityProvider.token": token,
    }
    command = [sys.executable, "-m", "jupyterlab", *(f"--{name}={value}" for name, value in options.items())]
    log = home / "log.txt"
    with log.open("w") as told:
        server = subprocess.Popen(command, env=environment, stdout=told, stderr=told)
    try:
        yield Lab(_address(folders["runtime"], server, log), token)
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _address(runtime: Path, server: subprocess.Popen[bytes], log: Path) -> str:
    """Where the server listens, once it says so."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        for path in runtime.glob("jpserver-*.json"):
            try:
                return str(json.loads(path.read_text(encoding="utf-8"))["url"])
            except ValueError:  # half written
                continue
        time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


def test_the_first_notebook_shows_its_map_in_jupyterlab(chromium: Browser, lab: Lab, tmp_path: Path) -> None:
    page = chromium.new_page(viewport={"width": 1400, "height": 1000})
    foreign = cut_off(page, lab)
    page.goto(lab.url(NOTEBOOK.name))
    run_all(page)
    shown = page.locator(".jp-OutputArea-output iframe")
    shown.wait_for(state="attached", timeout=PATIENCE * 1000)
    shown.scroll_into_view_if_needed()
    frame = frame_of_map(page)
    keep(page, tmp_path, "jupyterlab.png")

    assert is_drawn(frame)
    assert frame.locator("button.row[data-id]").count() > 0
    assert page.locator(".jp-OutputArea-output img").count() == 1  # the timeline
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr'], .jp-RenderedError").count() == 0
    assert foreign == []
    page.close()


def cut_off(page: Page, lab: Lab) -> list[str]:
    """Cuts every request that is not to the server, and notes it."""
    own = urlsplit(lab.address).netloc
    foreign: list[str] = []

    def sort(route: Route) -> None:
        if urlsplit(route.request.url).netloc == own:
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    page.route(lambda url: not url.startswith(("data:", "blob:", "about:")), sort)
    return foreign


def run_all(page: Page) -> None:
    """By the menu, as a person does, once the kernel is there."""
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=PATIENCE * 1000)
    # The indicator beside the cells says "idle" too early: then JupyterLab asks which kernel to take.
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=PATIENCE * 1000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def frame_of_map(page: Page) -> Frame:
    """The frame that holds the map, when it is ready for use."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for frame in page.frames:
            if frame != page.main_frame and frame.locator("#page").count():
                frame.wait_for_function(READY, timeout=PATIENCE * 1000)
                return frame
        page.wait_for_timeout(200)
    raise AssertionError("no frame holds a map")


def is_drawn(frame: Frame) -> bool:
    """Whether the map has its ground and outlines, and the sign of a contested incident on them."""
    pixels: dict[str, int] = frame.evaluate(INK)
    contested = symbols()["status"]["contested"]["colour"]
    return sum(pixels.values()) > 20_000 and len(pixels) > 50 and pixels.get(contested, 0) > 20


def keep(page: Page, folder: Path, name: str) -> None:
    """The picture, in a folder to look at where one is named."""
    pictures = Path(os.environ.get("MAPPER_PICTURES", folder))
    pictures.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=pictures / name)


def test_the_map_of_a_notebook_page_draws_in_its_frame(open_file: Open, tmp_path: Path) -> None:
    """As classic Notebook and an exported page hold it: the frame brings all it needs."""
    path = tmp_path / "notebook.html"
    shown = IncidentMap(page_sample.map_data())._repr_html_()
    path.write_text(f"<!doctype html><meta charset=utf-8><div class=output>{shown}</div>", encoding="utf-8")
    opened = open_file(path)
    frame = frame_of_map(opened.page)

    assert is_drawn(frame)
    assert opened.complaints() == []
    assert frame.evaluate("[...(window.__ran ?? []), ...(window.__violations ?? [])]") == []
