"""The page in Chromium with the network cut: quiet, complete, and usable by mouse, keyboard and thumb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import page_random
import page_sample
import page_views
import pytest
from playwright.sync_api import Page, expect

from mapper.layers import MapData, layers
from mapper.records import Location

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
MAP = "document.getElementById('page').incidentMap"
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
    opened.page.click("button.about-button")
    opened.page.keyboard.press("Escape")

    assert opened.complaints() == []
    assert opened.page.evaluate(PAINTED) > 1000


def test_every_incident_is_reached_from_the_list_with_its_sentences_and_speakers(open_map: Open) -> None:
    data = page_sample.map_data()
    opened = open_map(data)

    assert opened.page.evaluate(f"{MAP}.list.rows().length") == len(data.incidents)
    for row in page_views.rows(data):
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


STATE = f"""() => {{
  const {{ store, map }} = {MAP};
  const {{ lat, lng }} = map.getCenter();
  const {{ statuses, from, to, selected, sort, theme }} = store.state;
  const view = [lat.toFixed(2), lng.toFixed(2), map.getZoom()];
  return {{ statuses: [...statuses], from, to, selected, sort: {{ ...sort }}, theme, view,
    passing: store.passing }};
}}"""


def settle(page: Page) -> None:
    """Two frames: what a change starts has been drawn."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize(
    ("lang", "direction", "title", "status"),
    [
        ("ar", "rtl", "خريطة الأحداث", "الحالة"),
        ("fr", "ltr", "Carte des incidents", "Statut"),
        ("ru", "ltr", "Карта инцидентов", "Статус"),
    ],
)
def test_another_language_changes_every_word_and_keeps_the_whole_state(
    open_map: Open, lang: str, direction: str, title: str, status: str
) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page
    opened.open_incident("i-ganja")
    page.evaluate(f"{MAP}.store.change({{ statuses: new Set(['contested']), from: 18500, theme: 'dark' }})")
    page.evaluate(f"{MAP}.map.setView([40.2, 46.5], 9, {{ animate: false }})")
    page.click('.view[data-view="map"]')
    before = page.evaluate(STATE)
    page.select_option("select.lang", lang)
    page.wait_for_selector("#evidence .im-body")

    assert page.evaluate(STATE) == before
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [lang, direction]
    assert page.title() == title
    assert page.locator("header h1").text_content() == title
    assert status in page.locator(".legend").text_content()
    assert page.locator("main").get_attribute("data-view") == "map"
    assert page.evaluate("document.activeElement.matches('select.lang')")
    assert page.locator("#page main").count() == 1
    assert opened.complaints() == []


def test_a_language_there_and_back_leaves_nothing_behind(open_map: Open) -> None:
    """Old parts of the page must not go on listening: ten languages later one click is one change."""
    opened = open_map(page_sample.map_data())
    page = opened.page
    for lang in ("ar", "fr", "ru", "en") * 2:
        page.select_option("select.lang", lang)
    page.evaluate(f"{MAP}.store.change({{ statuses: new Set(['denied']) }})")
    page.set_viewport_size({"width": 1000, "height": 700})
    settle(page)

    assert page.locator("#map .leaflet-map-pane").count() == 1
    assert page.locator(".leaflet-control-zoom").count() == 1
    assert page.evaluate("document.documentElement.dir") == "ltr"
    assert opened.complaints() == []


def test_every_language_is_offered_by_its_own_name(open_map: Open) -> None:
    opened = open_map(page_sample.map_data(), lang="fr")
    options = opened.page.locator("select.lang option")

    assert sorted(options.all_text_contents()) == ["English", "Français", "Русский", "العربية"]
    assert opened.page.locator("select.lang").input_value() == "fr"


def test_the_arabic_page_is_mirrored_and_its_map_is_not(open_map: Open) -> None:
    opened = open_map(page_sample.map_data(), lang="ar")
    opened.open_incident("i-ganja")
    page = opened.page
    direction = "getComputedStyle(document.querySelector('%s')).direction"
    left = "document.querySelector('%s').getBoundingClientRect().left"

    assert page.evaluate(direction % "#list") == "rtl"
    assert page.evaluate(direction % ".leaflet-map-pane") == "ltr"
    assert page.locator("#evidence h2").text_content() == "كنجة"
    assert page.evaluate(left % "#evidence") < page.evaluate(left % "#map") < page.evaluate(left % "#list")
    assert page.evaluate(left % ".leaflet-control-zoom") < page.evaluate(left % ".legend")
    assert "كم" in page.locator(".leaflet-control-scale").text_content()


def test_a_title_in_another_script_keeps_its_own_direction(open_map: Open) -> None:
    opened = open_map(page_sample.map_data(), lang="ar", title="War (2020): claims.")
    heading = "getComputedStyle(document.querySelector('header h1'))"

    assert opened.page.evaluate(f"[{heading}.unicodeBidi, {heading}.textAlign]") == ["plaintext", "right"]


def test_light_dark_and_the_systems_own(open_map: Open) -> None:
    opened = open_map(page_sample.map_data(), color_scheme="dark")
    page = opened.page
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.click("button.theme")
    light = page.evaluate(ground)
    labels = [page.locator("button.theme").get_attribute("aria-label")]
    page.click("button.theme")
    labels.append(page.locator("button.theme").get_attribute("aria-label"))

    assert (light, page.evaluate(ground)) == ("rgb(255, 255, 255)", dark)
    assert labels == ["Colours: light", "Colours: dark"]
    page.click("button.theme")
    page.emulate_media(color_scheme="light")
    # The page is told of it with the next frame.
    page.wait_for_function(f"light => {ground} === light", arg=light)
    assert opened.complaints() == []


def test_map_list_or_both(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page

    def seen() -> list[bool]:
        settle(page)
        return [page.is_visible(part) for part in ("#map", "#list", "#timeline")]

    assert seen() == [True, True, True]
    page.click('.view[data-view="map"]')
    assert seen() == [True, False, True]
    page.click('.view[data-view="list"]')
    assert seen() == [False, True, True]
    assert page.locator('.view[aria-pressed="true"]').get_attribute("data-view") == "list"
    page.click('.view[data-view="both"]')
    assert seen() == [True, True, True]
    assert page.evaluate(PAINTED) > 1000
    assert opened.complaints() == []


def test_home_brings_the_first_view_back(open_map: Open) -> None:
    opened = open_map(page_sample.map_data(), reduced_motion="reduce")
    page = opened.page
    view = (
        f"(({{ lat, lng }}) => [lat.toFixed(1), lng.toFixed(1), {MAP}.map.getZoom()])({MAP}.map.getCenter())"
    )
    first = page.evaluate(view)
    page.evaluate(f"{MAP}.map.setView([10, 10], 4, {{ animate: false }})")
    page.click("button.home")
    settle(page)

    assert page.evaluate(view) == first


def test_the_link_of_this_view_is_copied_and_said(open_map: Open) -> None:
    opened = open_map(page_sample.map_data(), permissions=["clipboard-read", "clipboard-write"])
    page = opened.page
    page.evaluate(f"{MAP}.store.change({{ statuses: new Set(['denied']) }})")
    page.click("button.share")

    expect(page.locator(".said")).to_have_text("The link to this view has been copied.")
    assert "status=denied" in page.evaluate("navigator.clipboard.readText()")


def test_about_tells_method_coverage_statuses_keys_and_versions(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page
    page.click("button.about-button")
    told = page.locator("dialog.about").inner_text()

    for words in (
        "Method",
        "Coverage",
        "Contested",
        "asserted by one side",
        "Leaflet 1.",
        "folium 0.",
        "CC BY 4.0",
    ):
        assert words in told
    figures = dict(
        zip(*(page.locator(f".figures {tag}").all_text_contents() for tag in ("dt", "dd")), strict=True)
    )
    assert figures["Reports read"] == "12"
    assert figures["Reports in which no claim was found"] == "3"
    assert figures["Incidents"] == "10"
    assert figures["Incidents without a place"] == "1"
    assert page.locator("dialog .names").all_text_contents() == [
        "broken.txt: not a text file",
        "تل الريحوادي السدر",
    ]
    assert "undefined" not in told
    assert "{" not in told


def test_opening_takes_no_focus_and_says_what_page_it_is(open_map: Open) -> None:
    opened = open_map(page_sample.map_data(), title="Autumn")

    assert opened.page.evaluate("document.activeElement === document.body")
    assert opened.page.title() == "Autumn"
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("size", [(320, 568), (390, 844), (768, 1024), (844, 390), (1024, 640), (1920, 1080)])
def test_at_every_size_nothing_scrolls_sideways_and_every_control_can_be_hit(
    open_map: Open, lang: str, size: tuple[int, int]
) -> None:
    width, height = size
    opened = open_map(
        page_sample.map_data(), lang=lang, viewport={"width": width, "height": height}, has_touch=True
    )
    page = opened.page

    assert not page.evaluate(OVERFLOW)
    assert page.evaluate(SMALL_OR_OUTSIDE) == []
    opened.open_incident("i-ganja")
    settle(page)
    assert page.is_visible("#evidence h2")
    assert not page.evaluate(OVERFLOW)
    page.keyboard.press("Escape")
    page.click('.view[data-view="list"]')
    page.wait_for_selector("button.row[data-id]")
    assert not page.evaluate(OVERFLOW)
    assert opened.complaints() == []


# Controls of the header and on the map that are smaller than WCAG 2.2 asks for, or stand outside the window.
SMALL_OR_OUTSIDE = """() => {
  const controls = ".tools :is(button, select, summary), .leaflet-bar :is(a, button), .legend > summary";
  const whole = ({ left, top, right, bottom }) =>
    left >= 0 && top >= 0 && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5;
  return [...document.querySelectorAll(controls)]
    .filter((node) => node.getClientRects().length)
    .filter((node) => {
      const box = node.getBoundingClientRect();
      return box.width < 24 || box.height < 24 || !whole(box);
    })
    .map((node) => node.className || node.textContent);
}"""


# Whether the point of the open incident is on the map and not behind the panel.
IN_SIGHT = f"""() => {{
  const {{ data, store, map }} = {MAP};
  const [spot] = data.spotsOf(store.state.selected);
  const point = map.latLngToContainerPoint([data.spots.lat[spot], data.spots.lon[spot]]);
  const frame = map.getContainer().getBoundingClientRect();
  const [x, y] = [frame.left + point.x, frame.top + point.y];
  const within = (box) => x > box.left && x < box.right && y > box.top && y < box.bottom;
  return within(frame) && !within(document.querySelector(".panel").getBoundingClientRect());
}}"""


@pytest.mark.parametrize("size", [(390, 844), (1024, 768), (1440, 900)])
def test_what_is_opened_is_in_sight_beside_the_panel(open_map: Open, size: tuple[int, int]) -> None:
    width, height = size
    opened = open_map(
        page_sample.map_data(), viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    for incident in ("i-ganja", "i-tartar"):
        opened.page.evaluate(f"{MAP}.map.setView([42, 50], 8, {{ animate: false }})")
        opened.open_incident(incident)
        opened.page.wait_for_function(IN_SIGHT)

    assert opened.complaints() == []


def test_a_small_frame_shows_the_map_alone_and_leads_to_the_whole_page(
    open_file: Open, tmp_path: Any
) -> None:
    from mapper.render import IncidentMap

    IncidentMap(page_sample.map_data(), title="Autumn").save(tmp_path / "map.html")
    (tmp_path / "host.html").write_text(
        '<link rel="icon" href="data:,"><button autofocus>mine</button>'
        '<iframe src="map.html#embed&status=contested" width="480" height="320"></iframe>',
        encoding="utf-8",
    )
    opened = open_file(tmp_path / "host.html", beside=["map.html"])
    page = opened.page
    page.frame_locator("iframe").locator("#map canvas").first.wait_for()
    frame = page.frames[1]
    frame.wait_for_function(f"() => {MAP}")

    assert page.evaluate("document.activeElement.textContent") == "mine"
    assert [frame.is_visible(part) for part in ("#map", "#list", "#timeline")] == [True, False, False]
    assert not frame.evaluate(OVERFLOW)
    link = frame.locator("a.window")
    link.hover()
    link.dispatch_event("pointerdown")
    assert "map.html#" in link.get_attribute("href")
    assert "embed" not in link.get_attribute("href")
    assert "status=contested" in link.get_attribute("href")
    frame.click('.view[data-view="list"]')
    frame.wait_for_selector("button.row")
    assert not frame.evaluate(OVERFLOW)
    # "Back" is that of the page around it.
    steps = page.evaluate("history.length")
    frame.click("button.row")
    frame.wait_for_selector("#evidence .im-body")
    assert page.evaluate("history.length") == steps
    assert opened.complaints() == []


def test_printing_shows_all_in_light_colours_and_leaves_the_page_as_it_was(
    open_map: Open, tmp_path: Any
) -> None:
    opened = open_map(page_sample.map_data(), title="Autumn", color_scheme="dark")
    page = opened.page
    page.evaluate(f"{MAP}.store.change({{ statuses: new Set(['contested', 'one-sided']) }})")
    opened.open_incident("i-ganja")
    before = page.evaluate(LOOK)
    told = page.evaluate(PRINTED)

    assert not told["dark"]
    assert told["rows"] == page.evaluate(f"{MAP}.store.passing")
    assert "Status: Contested, One-sided" in told["text"].replace("\u2068", "").replace("\u2069", "")
    assert "status=contested,one-sided" in told["text"]
    assert "12 (10–12)" in told["text"]
    assert page.pdf().startswith(b"%PDF")
    assert page.evaluate(LOOK) == before
    assert opened.complaints() == []


LOOK = """() => [document.documentElement.className, document.querySelector("main").className,
  document.querySelector(".legend").open, document.querySelector(".paper").childElementCount,
  document.getElementById("map").clientWidth]"""
PRINTED = """() => {
  dispatchEvent(new Event("beforeprint"));
  const told = {
    dark: document.documentElement.classList.contains("im-dark"),
    rows: document.querySelectorAll(".paper tbody tr").length,
    text: document.querySelector(".paper").textContent,
  };
  dispatchEvent(new Event("afterprint"));
  return told;
}"""


def test_an_empty_map_says_so(open_file: Open, tmp_path: Any) -> None:
    from mapper.render import IncidentMap

    IncidentMap(layers([], {})).save(tmp_path / "empty.html")
    opened = open_file(tmp_path / "empty.html")
    opened.page.wait_for_selector(".nothing")

    expect(opened.page.locator(".nothing")).to_have_text("The table holds no incident.")
    assert opened.complaints() == []


def test_a_page_whose_data_are_broken_says_so(open_file: Open, tmp_path: Any) -> None:
    from mapper.render import IncidentMap

    whole = IncidentMap(page_sample.map_data()).html()
    start = whole.index('id="hot">') + len('id="hot">')
    (tmp_path / "broken.html").write_text(whole[:start] + "AAAA" + whole[start + 4 :], encoding="utf-8")
    opened = open_file(tmp_path / "broken.html")
    opened.page.wait_for_selector('[role="alert"]')

    assert "could not be opened" in opened.page.locator('[role="alert"]').text_content()


def test_the_map_says_how_many_it_cannot_show(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    note = page.locator(".unplaced")
    expect(note).to_have_text("1 incident without a place is in the list only")
    page.evaluate(f"{MAP}.store.change({{ precisions: new Set(['exact']) }})")

    expect(note).to_be_hidden()


COVERED = """() => {
  const { data, map } = page.incidentMap;
  const key = document.querySelector(".legend");
  const [box, frame] = [key, map.getContainer()].map((node) => node.getBoundingClientRect());
  const inside = (spot) => {
    const point = map.latLngToContainerPoint([data.spots.lat[spot], data.spots.lon[spot]]);
    const [x, y] = [frame.left + point.x, frame.top + point.y];
    return x > box.left && x < box.right && y > box.top && y < box.bottom;
  };
  return [...data.spots.lat.keys()].filter(inside).length;
}"""


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("size", [(1000, 700), (1200, 800), (1600, 1000)])
def test_the_first_view_hides_no_incident_under_the_legend(
    open_map: Open, size: tuple[int, int], lang: str
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    page = open_map(_in_the_corners(), lang=lang, viewport=viewport).page

    assert page.evaluate(COVERED) == 0


def _in_the_corners() -> MapData:
    """One incident in each corner of the view and one in its middle."""
    found, evidence = page_random.incidents(5, seed=1)
    points = [(38.5, 44.5), (38.5, 49.0), (41.5, 44.5), (41.5, 49.0), (40.0, 46.75)]
    places = [
        Location(
            place_id=f"corner-{lat}-{lon}", name="Corner", lat=lat, lon=lon, radius_km=2.0, level="settlement"
        )
        for lat, lon in points
    ]
    moved = [replace(one, locations=(place,)) for one, place in zip(found, places, strict=True)]
    return layers(moved, evidence)


def test_the_legend_folds_over_an_incident_that_is_opened(open_map: Open) -> None:
    opened = open_map(
        page_sample.map_data(), viewport={"width": 1600, "height": 1000}, reduced_motion="reduce"
    )
    page = opened.page
    page.evaluate("document.querySelector('.legend').open = true")
    page.evaluate(f"""() => {{
      const {{ map }} = {MAP};
      map.setView([40.683, 46.361], 9, {{ animate: false }});
      const key = document.querySelector(".legend").getBoundingClientRect();
      const frame = map.getContainer().getBoundingClientRect();
      const {{ x, y }} = map.getSize().divideBy(2);
      const to = [(key.left + key.right) / 2 - frame.left, (key.top + key.bottom) / 2 - frame.top];
      map.panBy([x - to[0], y - to[1]], {{ animate: false }});
    }}""")
    assert page.evaluate(COVERED) > 0
    opened.open_incident("i-ganja")

    assert not page.evaluate("document.querySelector('.legend').open")


@pytest.mark.parametrize("width", [1000, 1280, 1920])
def test_the_wide_panel_is_wider_and_nothing_is_lost(open_map: Open, width: int) -> None:
    opened = open_map(page_sample.map_data(), viewport={"width": width, "height": 800})
    opened.open_incident("i-ganja")
    narrow = opened.page.locator(".panel").bounding_box()["width"]
    opened.page.click(".wider")

    assert opened.page.locator(".panel").bounding_box()["width"] > max(narrow, 500)


def test_headings_leave_no_level_out(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    for lead in ("", "i-ganja"):
        if lead:
            opened.open_incident(lead)
        levels = opened.page.evaluate(
            """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
              .filter((node) => node.checkVisibility()).map((node) => Number(node.tagName[1]))"""
        )
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_a_long_introduction_leaves_the_page_to_the_map(open_map: Open) -> None:
    intro = "\n\n".join(f"Paragraph {n} of a long introduction." for n in range(30))
    page = open_map(page_sample.map_data(), intro=intro).page
    for details in page.locator("header .told summary").all():
        details.click()

    assert page.locator("#map").bounding_box()["height"] > 350


def test_a_list_in_a_tiny_frame_has_lines_to_press(open_map: Open) -> None:
    page = open_map(page_sample.map_data(), viewport={"width": 300, "height": 200}).page
    page.click('.view[data-view="list"]')
    page.wait_for_selector("button.row[data-id]")
    row = page.locator("button.row").first
    row.scroll_into_view_if_needed()

    assert row.bounding_box()["height"] > 24
    row.click()
    page.wait_for_selector("#evidence .im-body")
