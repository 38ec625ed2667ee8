"""The address: a link opens the same page again, and a broken one does no harm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import page_random
import page_sample
import pytest
from page_asking import SETTLED, ask, broken_page, search, shown
from playwright.sync_api import expect

from mapper.layers import layers

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
ASKED = {
    "statuses": ["contested", "denied"],
    "outlets": [f"Outlet {letter}, daily" for letter in "ABCDEFGHIJ"],
    "actors": [""],
    "deaths": "told",
    "text": 'Ecole & "deux fois" #=',
    "from": 18530,
    "to": 18590,
    "sort": {"key": "killed", "down": True},
}
STATE = """() => {
  const { state, mask } = page.incidentMap.store;
  const sets = ["statuses", "outlets", "actors"].map((key) => [...state[key]]);
  return [sets, state.deaths, state.text, state.from, state.to, state.sort, [...mask].join("")];
}"""
OPEN_ID = """async () => {
  const { data, store } = page.incidentMap;
  return (await data.ids()).id[store.state.selected];
}"""
CENTRE = """() => {
  const { lat, lng } = page.incidentMap.map.getCenter();
  return [lat, lng].map((degrees) => Math.round(degrees * 1e6) / 1e6);
}"""
SIZED = """() => {
  const { clientWidth, clientHeight } = document.getElementById("map");
  const { x, y } = page.incidentMap.map.getSize();
  return x === clientWidth && y === clientHeight && clientWidth > 0;
}"""
FOLLOW = """(hash) => new Promise((done) => {
  addEventListener("hashchange", () => setTimeout(done), { once: true });
  location.hash = hash;
})"""
RANGE = """() => {
  const { from, to } = page.incidentMap.store.state;
  return [from, to].map((day) => new Date(day * 864e5).toISOString().slice(0, 10));
}"""
KNOWN = """() => {
  const { state } = page.incidentMap.store;
  const sets = [...state.families, ...state.statuses, ...state.precisions];
  return [sets, state.from, state.to, state.deaths, state.theme, state.sort.key, state.view, state.selected];
}"""


def test_a_link_opens_the_same_state_elsewhere_and_back_undoes_it(open_map: Open, open_file: Open) -> None:
    opened = open_map(page_random.map_data())
    ask(opened.page, ASKED)
    opened.page.evaluate("page.incidentMap.open(page.incidentMap.store.mask.indexOf(1))")
    opened.page.wait_for_function("() => location.hash.includes('incident=')")
    file, fragment = opened.page.url.split("#")
    second = open_file(Path(file.removeprefix("file://")))
    page = second.page
    page.wait_for_selector("button.row")
    page.evaluate("(hash) => (location.hash = hash)", fragment)
    page.wait_for_selector("#evidence .im-body")

    assert page.evaluate(STATE) == opened.page.evaluate(STATE)
    page.go_back()
    page.wait_for_function("() => !page.incidentMap.store.narrowed()")
    page.wait_for_selector("#evidence", state="hidden")
    assert opened.complaints() == second.complaints() == []


def test_a_link_keeps_language_theme_and_the_part_of_the_map(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page
    page.evaluate("page.incidentMap.map.setView([40.5, 46.25], 9, { animate: false })")
    page.evaluate("page.incidentMap.store.change({ theme: 'dark' })")
    page.select_option("select.lang", "ar")
    page.wait_for_function("() => location.hash.includes('lang=ar')")
    page.reload()
    page.wait_for_selector("button.row")

    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.evaluate("document.documentElement.classList.contains('im-dark')")
    assert page.evaluate("page.incidentMap.map.getZoom()") == 9
    assert opened.complaints() == []


BROKEN = {
    "status=<img src=x onerror=alert(1)>,contested&from=2020-13-45&to=soon&map=NaN,1e9,x": ["contested"],
    "q=%E0%A4%A&lang=__proto__&theme=javascript:alert(1)&sort=toString&incident=%00&killed=constructor": [],
    "kind=%3Cscript%3Ealert(1)%3C/script%3E&&&=&==&kind=strike&map=5,999,999&place=hasOwnProperty": [],
}


@pytest.mark.parametrize("fragment", BROKEN)
def test_a_broken_or_hostile_address_asks_for_what_is_known_and_nothing_else(
    open_map: Open, fragment: str
) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page
    page.evaluate("(hash) => (location.hash = hash)", fragment)
    page.reload()
    page.wait_for_selector("button.row")

    assert page.evaluate(KNOWN) == [BROKEN[fragment], None, None, "", "", "date", None, -1]
    assert opened.complaints() == []


def test_a_question_in_the_address_is_text_and_never_markup(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page
    page.evaluate("(text) => (location.hash = `q=${encodeURIComponent(text)}`)", page_sample.HOSTILE)
    page.wait_for_selector(".chosen .taken")

    assert page.locator(".chosen img, .chosen script").count() == 0
    assert opened.complaints() == []


def _follow(page: Any, fragment: str) -> None:
    page.evaluate(FOLLOW, fragment)
    page.wait_for_function(SETTLED)


def test_a_link_with_the_same_words_keeps_what_they_found_and_so_does_back(open_map: Open) -> None:
    page = open_map(page_random.map_data(60)).page
    found = search(page, "trucks")
    page.wait_for_function("() => location.hash === '#q=trucks'")
    _follow(page, "q=trucks&status=contested")
    page.wait_for_function("() => page.incidentMap.store.state.statuses.size === 1")
    fewer = shown(page)
    page.go_back()
    page.wait_for_function("() => page.incidentMap.store.state.statuses.size === 0")

    assert shown(page) == found
    assert set(fewer) < set(found) < set(page.evaluate("page.incidentMap.data.ids().then(({ id }) => id)"))


def test_a_link_in_another_language_opens_its_own_incident(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    opened.open_incident("i-tartar")
    opened.page.evaluate("location.hash = 'incident=i-ganja&lang=ar'")
    opened.page.wait_for_function("() => document.documentElement.lang === 'ar'")
    opened.page.wait_for_selector("#evidence .im-body")

    assert opened.page.evaluate(OPEN_ID) == "i-ganja"
    opened.page.wait_for_function("() => location.hash.startsWith('#incident=i-ganja')")
    assert opened.complaints() == []


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_a_link_shows_the_same_part_of_the_map_again_and_again(
    open_map: Open, open_file: Open, size: tuple[int, int]
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    opened = open_map(page_sample.map_data(), viewport=viewport, reduced_motion="reduce")
    opened.page.evaluate("page.incidentMap.map.setView([41.2, 47.9], 8, { animate: false })")
    opened.open_incident("i-ganja")
    opened.page.wait_for_function(
        "() => location.hash.includes('incident=') && location.hash.includes('map=')"
    )
    link = opened.page.evaluate("location.hash")
    path = Path(opened.page.url.split("#")[0].removeprefix("file://"))
    for _ in range(3):
        page = open_file(path, viewport=viewport, reduced_motion="reduce").page
        page.goto(f"{path.as_uri()}{link}")
        page.reload()
        page.wait_for_selector("#evidence .im-body")
        page.wait_for_function(SIZED)
        # By then the address has followed whatever else may have changed.
        page.evaluate("page.incidentMap.store.change({ theme: 'dark' })")
        page.wait_for_function("() => location.hash.endsWith('&theme=dark')")

        assert page.evaluate("location.hash") == f"{link}&theme=dark"


def test_a_view_that_was_chosen_stays_when_the_window_changes_its_size(open_map: Open) -> None:
    page = open_map(page_sample.map_data(), reduced_motion="reduce").page
    _follow(page, "map=8,40,46")
    page.focus("#map")
    page.evaluate(
        "() => { window.still = new Promise((done) => page.incidentMap.map.once('moveend', done)); }"
    )
    page.keyboard.press("ArrowRight")
    page.evaluate("() => window.still.then(() => 0)")
    moved = page.evaluate(CENTRE)
    page.set_viewport_size({"width": 1100, "height": 700})
    page.wait_for_function(SIZED)
    assert page.evaluate(CENTRE) == moved != [40, 46]
    _follow(page, "map=8,39.5,45")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_function(SIZED)

    assert page.evaluate(CENTRE) == [39.5, 45]


def test_another_language_alone_says_nothing_of_the_map(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    page.select_option("select.lang", "ar")
    page.wait_for_function("() => location.hash.includes('lang=ar')")

    assert page.evaluate("location.hash") == "#lang=ar"


def test_the_address_follows_also_where_the_ids_cannot_be_read(open_file: Open, tmp_path: Path) -> None:
    page = open_file(broken_page(page_sample.map_data(), "ids", tmp_path)).page
    page.wait_for_selector("button.row")
    page.evaluate("page.incidentMap.open(0)")
    page.wait_for_selector("#evidence .im-body")
    page.evaluate("page.incidentMap.store.change({ statuses: new Set(['contested']), theme: 'dark' })")

    page.wait_for_function(
        "() => location.hash.includes('status=contested') && location.hash.includes('theme=dark')"
    )


def test_an_outlet_of_a_single_hyphen_has_an_address_of_its_own(open_map: Open) -> None:
    found, evidence = page_random.incidents(12, seed=1)
    names = ["-", "", "Daily"]
    found = [replace(one, outlets=(names[i % 3],) if names[i % 3] else ()) for i, one in enumerate(found)]
    page = open_map(layers(found, evidence)).page
    for name, fragment in (("-", "outlet=%2D"), ("", "outlet=-")):
        ask(page, {"outlets": [name]})
        page.wait_for_function("(hash) => location.hash === `#${hash}`", arg=fragment)
        asked = shown(page)
        page.reload()
        page.wait_for_selector("button.row")

        assert len(asked) == 4
        assert shown(page) == asked


def test_ends_of_a_range_that_cross_change_places(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    _follow(page, "from=2020-11-01&to=2020-10-01")
    assert page.evaluate(RANGE) == ["2020-10-01", "2020-11-01"]
    page.evaluate("page.incidentMap.store.change({ from: 18600 })")
    assert page.evaluate(RANGE) == ["2020-12-04", "2020-12-04"]
    page.evaluate("page.incidentMap.store.change({ to: 18590 })")

    assert page.evaluate(RANGE) == ["2020-11-24", "2020-11-24"]


def test_the_look_follows_the_address_and_the_button_goes_on_from_there(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    for theme, title in (("dark", "Colours: dark"), ("light", "Colours: light")):
        _follow(page, f"theme={theme}")
        expect(page.locator("button.theme")).to_have_attribute("title", title)
    page.click("button.theme")
    expect(page.locator("button.theme")).to_have_attribute("title", "Colours: dark")

    _follow(page, "embed&theme=dark")
    page.wait_for_selector(".im-compact")
    _follow(page, "theme=light")
    page.wait_for_selector("html:not(.im-compact)")


def test_a_link_to_an_incident_of_another_map_says_so(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    _follow(page, "incident=i-elsewhere")

    expect(page.locator(".said")).to_contain_text("no such incident")
    assert page.is_hidden("#evidence")
