"""The ground of the map in a real Chromium: outlines, names, tiles, rounded positions, introduction."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import page_sample
import pytest
from playwright.sync_api import Browser, Page, Route

from mapper.coarsen import Coarse
from mapper.layers import bundled_places, layers
from mapper.render import IncidentMap
from mapper.render.intro import intro
from mapper.render.tiles import Tiles

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HOST = "tiles.example.org"
TILES = Tiles(
    name="Example",
    url=f"https://{HOST}/{{z}}/{{x}}/{{y}}.png",
    credit=(("Map by ", ""), ("Example", "https://example.org/"), ("<b>x</b>", "javascript:ran()")),
)
NAMES = """() => {
  const written = [];
  const fill = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    written.push(text);
    return fill.call(this, text, ...rest);
  };
  const { map, layer } = document.getElementById("page").incidentMap;
  map.setView([40, 46.7], 6, { animate: false });
  layer.redraw();
  CanvasRenderingContext2D.prototype.fillText = fill;
  return written;
}"""


def ready(page: Page) -> None:
    page.wait_for_selector("#list button.row")


def shade(page: Page, lat: float, lon: float, zoom: int) -> list[int]:
    """The colour of the ground at a point."""
    colour: list[int] = page.evaluate(
        """([lat, lon, zoom]) => {
          const { map } = document.getElementById("page").incidentMap;
          map.setView([lat, lon], zoom, { animate: false });
          const canvas = map.getPane("basemap").querySelector("canvas");
          const box = canvas.getBoundingClientRect();
          const point = map.getContainer().getBoundingClientRect();
          const middle = map.latLngToContainerPoint([lat, lon]);
          const scale = canvas.width / box.width;
          const x = (point.left + middle.x - box.left) * scale;
          const y = (point.top + middle.y - box.top) * scale;
          return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data.slice(0, 3)];
        }""",
        [lat, lon, zoom],
    )
    return colour


def tile_context(chromium: Browser, path: Path, asked: list[str]) -> Page:
    """A page whose every request is noted; the host of the tiles answers, nobody else does."""
    context = chromium.new_context(viewport={"width": 1100, "height": 700})
    page = context.new_page()

    def answer(route: Route) -> None:
        url = route.request.url
        if url.startswith("file:"):
            return route.continue_()
        asked.append(url)
        if re.match(rf"https://{re.escape(HOST)}/", url):
            return route.fulfill(body=PIXEL, content_type="image/png")
        return route.abort()

    page.route("**/*", answer)
    page.goto(path.as_uri())
    ready(page)
    return page


def test_land_sea_and_lake_are_where_they_are(tmp_path: Path, open_file: Any) -> None:
    path = tmp_path / "m.html"
    IncidentMap(page_sample.map_data()).save(path)
    page = open_file(path).page
    ready(page)

    land, sea = shade(page, 40.05, 47.9, 8), shade(page, 41.5, 50.5, 8)
    assert land != sea
    assert shade(page, 40.35, 45.4, 8) == sea, "Lake Sevan"
    assert shade(page, 20.0, 10.0, 4) == land, "the Sahara, on the coarse world"
    assert shade(page, 65.0, 100.0, 3) == land, "Siberia, no bar of sea at the date line"
    assert shade(page, 30.0, -40.0, 3) == sea, "the Atlantic"


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("en", ["Abkhazia", "Line of Contact", "1994–2020", "1993–"]),
        ("ar", ["أبخازيا", "خط التماس", "1994–2020"]),
        ("fr", ["Abkhazie"]),
        ("ru", ["Абхазия"]),
    ],
)
def test_disputed_areas_and_lines_bear_name_and_year(
    tmp_path: Path, open_file: Any, lang: str, names: list[str]
) -> None:
    path = tmp_path / "m.html"
    incidents, evidence = page_sample.incidents()
    far = [incident for incident in incidents if incident.locations][:1]
    IncidentMap(layers(far, evidence), lang=lang).save(path)
    page = open_file(path).page
    ready(page)

    written = " | ".join(page.evaluate(NAMES))
    assert all(name in written for name in names), written


def test_only_the_host_of_the_tiles_is_asked_until_they_are_switched_off(
    tmp_path: Path, chromium: Browser
) -> None:
    path, asked = tmp_path / "m.html", []
    IncidentMap(page_sample.map_data(), tiles=TILES).save(path)
    page = tile_context(chromium, path, asked)
    page.wait_for_selector(".leaflet-tile-loaded")

    assert asked
    assert {url.split("/")[2] for url in asked} == {HOST}
    box = page.locator(".tile-switch")
    assert HOST in box.inner_text()
    assert box.locator("a").count() == 1
    assert box.locator("a").get_attribute("href") == "https://example.org/"
    assert "<b>x</b>" in box.inner_text()
    page.evaluate("fetch('https://elsewhere.example.org/').catch(() => 0)")
    page.evaluate("new Image().src = 'https://elsewhere.example.org/x.png'")
    box.locator("input").click()
    assert page.locator(".leaflet-tile").count() == 0
    seen = len(asked)
    page.evaluate("document.getElementById('page').incidentMap.map.setView([30, 10], 5, { animate: false })")
    page.wait_for_timeout(300)
    assert len(asked) == seen
    assert {url.split("/")[2] for url in asked} == {HOST}
    page.context.close()


def test_rounded_positions_are_said_on_the_map_and_in_the_about_box(tmp_path: Path, open_file: Any) -> None:
    path = tmp_path / "m.html"
    incidents, evidence = page_sample.incidents()
    coarse = Coarse(20)
    rounded = list(coarse.incidents(incidents))
    data = layers(rounded, evidence, backdrop=list(coarse.places(bundled_places())))
    IncidentMap(replace(data, labels=(), lines=(), coarsened_km=20)).save(path)
    page = open_file(path).page
    ready(page)

    assert "20" in page.locator("#map .ground-note").inner_text()
    page.click("button.about-button")
    assert "20" in page.locator("dialog.about .notice").first.inner_text()


def test_an_introduction_is_nodes_and_a_long_one_folds(tmp_path: Path, open_file: Any) -> None:
    path = tmp_path / "m.html"
    long = "word " * 120
    links = "[out](https://example.org/) [in](javascript:ran())"
    text = f"First *line*, <img src=x onerror=ran()>\n\n{links}\n\n{long}"
    IncidentMap(page_sample.map_data(), intro=intro(text)).save(path)
    opened = open_file(path)
    page = opened.page
    ready(page)

    told = page.locator("header .told")
    assert told.locator("em").inner_text() == "line"
    assert told.locator("img").count() == 0
    assert not told.locator("a").first.is_visible()
    told.locator("summary").click()
    assert told.locator("a").count() == 1
    assert told.locator("a").first.is_visible()
    assert opened.complaints() == []
