"""The page in Chromium with the network cut: quiet, complete, and usable by mouse, keyboard and thumb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import page_sample
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "device_scale_factor": 2}
# The pixels of the canvas with the incidents: how many of them are painted.
PAINTED = """() => {
  const canvas = document.querySelector(".leaflet-incidents-pane canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let painted = 0;
  for (let i = 3; i < pixels.length; i += 4) painted += pixels[i] > 0;
  return painted;
}"""
OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("lang", ["en", "ar", "fr", "ru"])
def test_the_page_asks_for_nothing_and_complains_of_nothing(open_map: Open, lang: str) -> None:
    opened = open_map(page_sample.map_data(), lang=lang, title="Autumn", intro="Made up.")
    opened.open_incident("i-ganja")
    opened.page.click("header button")
    opened.page.keyboard.press("Escape")

    assert opened.complaints() == []
    assert opened.page.evaluate(PAINTED) > 1000


def test_every_incident_is_reached_from_the_list_with_its_sentences_and_speakers(open_map: Open) -> None:
    data = page_sample.map_data()
    opened = open_map(data)

    assert opened.page.locator("button.row").count() == len(data.rows)
    for row in data.rows:
        opened.open_incident(row.incident.id)
        quotes = opened.page.locator("#evidence blockquote").all_text_contents()
        speakers = opened.page.locator("#evidence .im-speaker > bdi:first-child").all_text_contents()
        assert sorted(quotes) == sorted(view.evidence.quote for view in row.claims)
        assert sorted(speakers) == sorted(view.claim.claimant for view in row.claims)
    assert opened.complaints() == []


def test_claims_stand_under_who_asserts_denies_and_admits(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    opened.open_incident("i-ganja")
    contested = opened.page.locator("#evidence .im-stance h3").all_text_contents()
    opened.open_incident("i-tartar")
    admitted = opened.page.locator("#evidence .im-stance h3").all_text_contents()

    assert contested == ["Asserted by 2", "Denied by 1"]
    assert admitted == ["Asserted by 1", "Admitted by 1"]


def test_a_quote_keeps_its_script_direction_and_marks(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    opened.open_incident("i-ganja")
    quote = opened.page.locator("#evidence blockquote").first

    assert (quote.get_attribute("lang"), quote.get_attribute("dir")) == ("ar", "rtl")
    assert quote.locator(".im-mark-place").all_text_contents() == ["كنجة"]
    assert quote.locator(".im-mark-event").all_text_contents() == ["قصفت"]
    assert quote.locator(".im-mark-speaker").all_text_contents() == ["وزارة الدفاع الأذربيجانية"]


def test_an_incident_without_place_and_date_is_listed_as_such(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    row = opened.page.locator('[data-id="i-drone"]')

    assert "no place" in row.text_content()
    assert "date unknown" in opened.page.locator("section", has=row).locator("h3").all_text_contents()


def test_filters_search_and_dates_act_on_the_list_and_reset_undoes_them(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page
    shown = lambda: sorted(  # noqa: E731 - read five times below
        page.locator("button.row:visible").evaluate_all("rows => rows.map((row) => row.dataset.id)")
    )
    everything = shown()
    page.click(".filters summary")
    page.check('input[value="ceasefire"]')
    assert shown() == ["i-truce"]
    page.click("text=Reset all")
    page.fill('input[type="search"]', "كنجه")
    expect(page.locator(".shown")).to_have_text("1 of 10 incidents")
    assert shown() == ["i-ganja"]
    page.click("text=Reset all")
    page.fill('input[type="date"] >> nth=0', "2020-10-12")
    page.dispatch_event('input[type="date"] >> nth=0', "change")
    assert shown() == ["i-front", "i-tanks", "i-tartar"]
    page.click("text=Reset all")

    assert shown() == everything


def test_a_click_on_the_map_opens_the_incident_and_marks_it_in_the_list(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page
    page.fill('input[type="search"]', "Ganja")
    expect(page.locator(".shown")).to_have_text("1 of 10 incidents")
    page.click('[data-id="i-ganja"]')
    page.keyboard.press("Escape")
    box = page.locator("#map").bounding_box()
    x, y = page.evaluate(_SIGN_POSITION)
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_selector("#evidence .im-body")

    assert page.locator("#evidence h2").text_content() == "Ganja"
    assert page.locator('[data-id="i-ganja"]').get_attribute("aria-current") == "true"


# The middle of what is painted in the contested colour: with one incident shown, its sign.
_SIGN_POSITION = """() => {
  const canvas = document.querySelector(".leaflet-incidents-pane canvas");
  const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let [n, x, y] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4)
    if (data[i] === 213 && data[i + 1] === 94 && data[i + 2] === 0) {
      n += 1; x += (i / 4) % width; y += Math.floor(i / 4 / width);
    }
  const [map, drawn] = [document.getElementById("map"), canvas].map((node) => node.getBoundingClientRect());
  return [x / n + drawn.x - map.x, y / n + drawn.y - map.y];
}"""


def test_the_keyboard_opens_reads_and_closes_and_comes_back(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page
    page.focus('[data-id="i-tartar"]')
    page.keyboard.press("Enter")
    page.wait_for_selector("#evidence .im-body")
    assert page.evaluate("document.activeElement.id") == "evidence-title"
    page.keyboard.press("Escape")

    assert not page.is_visible("#evidence")
    assert page.evaluate("document.activeElement.dataset.id") == "i-tartar"


def test_the_arabic_page_is_right_to_left_and_its_map_panes_are_not(open_map: Open) -> None:
    opened = open_map(page_sample.map_data(), lang="ar")
    opened.open_incident("i-ganja")
    page = opened.page
    direction = "getComputedStyle(document.querySelector('%s')).direction"

    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.evaluate(direction % ".rows") == "rtl"
    assert page.evaluate(direction % ".leaflet-map-pane") == "ltr"
    assert page.locator("#evidence h2").text_content() == "كنجة"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_phone_shows_map_list_and_evidence_without_sideways_scrolling(open_map: Open, lang: str) -> None:
    opened = open_map(page_sample.map_data(), lang=lang, **PHONE)
    page = opened.page
    assert page.is_visible("#map")
    assert not page.evaluate(OVERFLOW)
    opened.open_incident("i-ganja")

    assert page.is_visible("#evidence blockquote >> nth=0")
    assert not page.evaluate(OVERFLOW)
    assert opened.complaints() == []


def test_printing_shows_all_and_leaves_the_page_as_it_was(open_map: Open) -> None:
    opened = open_map(page_sample.map_data(), color_scheme="dark")
    before = opened.page.locator("main").get_attribute("class")
    assert opened.page.pdf().startswith(b"%PDF")

    assert opened.page.locator("main").get_attribute("class") == before
    assert opened.complaints() == []


def test_an_empty_map_says_so(open_file: Open, tmp_path: Any) -> None:
    from mapper.layers import layers
    from mapper.render import IncidentMap

    IncidentMap(layers([], {})).save(tmp_path / "empty.html")
    opened = open_file(tmp_path / "empty.html")
    opened.page.wait_for_selector(".nothing")

    assert opened.page.is_visible(".nothing")
    assert opened.complaints() == []
