"""``.explore()`` of an incidents frame, ours and that of geopandas: texts of reports stay texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import hostile_sample
import page_sample
import pytest

from mapper.frames import to_frame
from mapper.render import assets

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
OPEN_ALL = """() => {
  const groups = Object.values(window).filter((value) => value instanceof L.GeoJSON);
  const shown = [];
  for (const group of groups) {
    const told = [group.getTooltip(), group.getPopup()].filter(Boolean);
    group.eachLayer((layer) => told.forEach((one) => {
      const box = document.createElement("div");
      box.append(one._content(layer));
      document.body.append(box);
      shown.push(box.innerText);
    }));
  }
  return shown;
}"""
JQUERY = "window.$ = (given) => (typeof given === 'function' ? given() : { draggable() {} });"
TEMPLATE, COMPUTED = "{{ 7919 * 7 }}{% set x = 1 %}{# #}", "55433"
LIVE = (
    "img, iframe, object, embed, video, math, form, body script[src], "
    "svg:not(.leaflet-zoom-animated, .leaflet-attribution-flag)"
)


def opened(drawn: folium.Map, open_file: Open, tmp_path: Path) -> tuple[Any, list[str]]:
    """The page, opened, and the text of every tooltip and popup in it, all of them built."""
    html = re.sub(r'<script src="https://[^>]*></script>|<link rel="stylesheet" href="https://[^>]*/>', "",
                  drawn.get_root().render())  # fmt: skip
    leaflet = f"<style>{assets.leaflet_style()}</style><script>{assets.leaflet_script()};{JQUERY}</script>"
    path = tmp_path / "explore.html"
    path.write_text(html.replace("<head>", f"<head>{leaflet}", 1), encoding="utf-8")
    found = open_file(path)
    texts = found.page.evaluate(OPEN_ALL)
    found.page.wait_for_timeout(300)
    return found, texts


def hostile() -> gpd.GeoDataFrame:
    texts = [hostile_sample.writable(text) for text in hostile_sample.injections()]
    return to_frame(*hostile_sample.incidents(texts))


def test_the_texts_would_run_if_they_stood_in_the_frame_as_they_are(open_file: Open, tmp_path: Path) -> None:
    texts = [hostile_sample.writable(text) for text in hostile_sample.injections()]
    frame = hostile()[["title", "geometry"]].assign(title=texts)
    raw = frame[["{" not in text for text in texts]]
    found, _ = opened(raw.explore(tiles=None), open_file, tmp_path)

    assert found.complaints() != []
    assert found.page.locator(LIVE).count() > 0


def test_a_template_would_be_computed_and_is_not() -> None:
    found, words = page_sample.incidents()
    frame = to_frame([replace(found[0], title=TEMPLATE)], words)
    raw = frame.assign(title=TEMPLATE)[["title", "geometry"]]

    assert "set x" not in raw.explore(tiles=None).get_root().render()
    assert COMPUTED in raw.explore("title", tiles=None).get_root().render()
    for drawn in (frame.explore(tiles=None), frame.explore("title", tiles=None), frame.incidents.explore()):
        page = drawn.get_root().render()
        assert COMPUTED not in page
        assert "set x" in page


@pytest.mark.parametrize(
    "options", [{"popup": True}, {"column": "outlets", "popup": True}], ids=["plain", "legend"]
)
def test_plain_explore_of_our_frame_runs_nothing(open_file: Open, tmp_path: Path, options: Any) -> None:
    frame = hostile()
    found, texts = opened(frame.explore(tiles=None, **options), open_file, tmp_path)

    assert len(texts) == 2 * len(frame)
    assert found.complaints() == []
    assert found.page.locator(LIVE).count() == 0


@pytest.mark.parametrize("options", [{"popup": True}, {"column": "title"}], ids=["status", "legend"])
def test_our_explore_runs_nothing_of_columns_of_ones_own_either(
    open_file: Open, tmp_path: Path, options: Any
) -> None:
    frame = hostile()
    texts = [hostile_sample.writable(text) for text in hostile_sample.injections()]
    own = frame.assign(**{"mine": texts, page_sample.HOSTILE: texts})
    shown = ["title", "mine"]
    drawn = own.incidents.explore(tiles=None, tooltip=shown, **options)
    found, told = opened(drawn, open_file, tmp_path)

    assert len(told) >= len(frame)
    assert found.complaints() == []
    assert found.page.locator(LIVE).count() == 0


def test_our_explore_shows_texts_as_a_person_reads_them(open_file: Open, tmp_path: Path) -> None:
    frame = to_frame(*page_sample.incidents())
    found, texts = opened(frame.incidents.explore(tiles=None), open_file, tmp_path)
    ganja = next(text for text in texts if "i-ganja" in text)

    assert found.complaints() == []
    assert len(texts) == frame["lat"].notna().sum()
    assert "Ganja" in ganja
    assert "claims" not in {line.split("\t")[0] for line in ganja.splitlines()}
    assert found.page.locator(".maplegend li").count() == frame["status"][frame["lat"].notna()].nunique()
