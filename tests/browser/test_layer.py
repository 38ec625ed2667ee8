"""The layer alone on a plain folium map, with Leaflet put in place of folium's remote files."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import page_sample
import pytest
from playwright.sync_api import expect

from mapper.render import IncidentLayer, assets

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


def _with_own_leaflet(html: str) -> str:
    """A folium page without its remote files, Leaflet written in."""
    kept = re.sub(
        r'<script src="https://[^>]*></script>|<link rel="stylesheet" href="https://[^>]*/>', "", html
    )
    leaflet = f"<style>{assets.leaflet_style()}</style><script>{assets.leaflet_script()}</script>"
    return kept.replace("<head>", f"<head>{leaflet}", 1)


def _two_layers(tmp_path: Path) -> Path:
    plain = folium.Map(tiles=None)
    IncidentLayer(page_sample.map_data(), name="one").add_to(plain)
    IncidentLayer(page_sample.hostile_data(), name="two", lang="ar").add_to(plain)
    folium.LayerControl().add_to(plain)
    plain.fit_bounds(plain.get_bounds())
    path = tmp_path / "folium.html"
    path.write_text(_with_own_leaflet(plain.get_root().render()), encoding="utf-8")
    return path


def test_two_layers_on_a_folium_map_draw_and_switch_and_complain_of_nothing(
    open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(_two_layers(tmp_path))
    opened.page.wait_for_selector(".leaflet-incidents-pane canvas >> nth=1", state="attached")
    boxes = opened.page.locator(".leaflet-control-layers-overlays input")
    boxes.first.evaluate("box => box.click()")
    expect(opened.page.locator(".leaflet-incidents-pane canvas")).to_have_count(1)

    assert boxes.count() == 2
    assert opened.complaints() == []


def test_a_click_on_the_layer_opens_the_evidence_in_a_popup(open_file: Open, tmp_path: Path) -> None:
    plain = folium.Map(tiles=None, location=[40.683, 46.361], zoom_start=11)
    IncidentLayer(page_sample.map_data()).add_to(plain)
    path = tmp_path / "folium.html"
    path.write_text(_with_own_leaflet(plain.get_root().render()), encoding="utf-8")
    opened = open_file(path)
    opened.page.wait_for_selector(".leaflet-incidents-pane canvas", state="attached")
    opened.page.wait_for_timeout(200)
    opened.page.mouse.click(640, 400)
    opened.page.wait_for_selector(".im-popup blockquote")

    assert opened.page.locator(".im-popup h2").text_content() == "Ganja"
    assert opened.complaints() == []
