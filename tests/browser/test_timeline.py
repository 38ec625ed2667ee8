"""The timeline: its bars are the table's figures, its window is the filter of dates for hand and keyboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import page_random
import page_sample
import pytest
from page_asking import ask, shown
from playwright.sync_api import expect

from mapper.layers import layers
from mapper.records import Claim, Incident

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
EPOCH = date(1970, 1, 1)
DATES = "() => { const { from, to } = page.incidentMap.store.state; return [from, to]; }"
BINS = "() => page.incidentMap.timeline.bins()"
FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
COUNT_CHANGES = """() => {
  window.changes = 0;
  page.incidentMap.store.listen((keys) => (window.changes += keys.includes("from") || keys.includes("to")));
}"""

NOTE_RANGES = """() => {
  const { store } = page.incidentMap;
  window.ranges = [];
  store.listen(() => window.ranges.push([store.state.from, store.state.to]));
}"""


def _incident(n: int, first: date | None, last: date | None = None) -> Incident:
    claim = Claim(id=f"c{n}", report_id="r", start=0, end=1, event_type="shelling", claimant_side="AZE")
    return Incident(
        id=f"i{n:03}", event_type="shelling", title="", status="one-sided", claims=(claim,), date_from=first,
        date_to=last,
    )  # fmt: skip


def _month(day: int) -> date:
    return date(2020, 10, day)


@pytest.fixture
def october(open_map: Open) -> Any:
    """A month with an incident each day, one more on any of four days, and two without a date."""
    days = [_incident(n, _month(n)) for n in range(1, 32)]
    rest = [_incident(40, _month(10), _month(13)), _incident(41, None), _incident(42, None)]
    return open_map(layers([*days, *rest], {}))


def _range(page: Any) -> tuple[str, str]:
    handles = page.locator("#timeline [role=slider]")
    return tuple(handles.nth(i).get_attribute("aria-valuetext") for i in (0, 1))  # type: ignore[return-value]


def _key(page: Any, handle: str, *keys: str) -> None:
    page.focus(f'[data-handle="{handle}"]')
    for key in keys:
        page.keyboard.press(key)
        page.evaluate(FRAME)


def test_bars_are_the_days_and_a_vague_incident_is_shared_among_its_own(october: Any) -> None:
    bins = october.page.evaluate(BINS)
    shared = {EPOCH + timedelta(days=day): n for day, n in zip(bins["edges"], bins["shares"], strict=False)}

    assert bins["unit"] == "day"
    assert [sum(day) for day in zip(*bins["groups"], strict=True)] == [1] * 31
    assert {day: round(n, 6) for day, n in shared.items() if n} == dict.fromkeys(
        map(_month, range(10, 14)), 0.25
    )
    assert bins["undated"] == 2
    expect(october.page.locator("#timeline .undated")).to_have_text("2 without a date")


def test_bars_follow_every_filter_but_the_dates(open_map: Open) -> None:
    found, evidence = page_random.incidents(260, seed=5)
    page = open_map(layers(found, evidence)).page
    ask(page, {"statuses": ["denied", "contested"], "from": 18550, "to": 18552})
    bins = page.evaluate(BINS)
    asked = [incident for incident in found if incident.status in ("denied", "contested")]
    sure = Counter((one.date_from - EPOCH).days for one in asked if one.date_from and not one.date_to)
    bars = [sum(day) for day in zip(*bins["groups"], strict=True)]
    drawn = {day: n for day, n in zip(bins["edges"], bars, strict=False) if n}

    assert bins["unit"] == "day"
    assert drawn == dict(sure)
    assert round(sum(bins["shares"]), 6) == sum(1 for one in asked if one.date_to)
    assert bins["undated"] == sum(1 for one in asked if one.date_from is None)


def test_arrows_pages_home_and_end_move_a_handle_and_shift_the_window(october: Any) -> None:
    page = october.page
    _key(page, "from", "ArrowRight", "ArrowUp", "PageUp")
    assert _range(page) == ("October 13, 2020", "October 31, 2020")
    _key(page, "to", "PageDown", "ArrowLeft", "ArrowDown")
    assert _range(page) == ("October 13, 2020", "October 19, 2020")
    _key(page, "from", "Shift+ArrowRight", "Shift+PageUp")
    assert _range(page) == ("October 24, 2020", "October 30, 2020")
    _key(page, "to", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    assert _range(page) == ("October 25, 2020", "October 31, 2020")
    _key(page, "to", "Home")
    assert _range(page) == ("October 25, 2020", "October 25, 2020")
    assert shown(page) == ["i025"]
    _key(page, "to", "End")
    _key(page, "from", "Home")

    assert page.evaluate(DATES) == [None, None]
    assert len(shown(page)) == 34


def test_time_and_arrows_run_from_right_to_left_on_an_arabic_page(open_map: Open) -> None:
    page = open_map(layers([_incident(n, _month(n)) for n in range(1, 32)], {}), lang="ar").page
    _key(page, "from", "ArrowLeft", "ArrowLeft")
    first, last = (page.locator(f'[data-handle="{key}"]').bounding_box()["x"] for key in ("from", "to"))

    assert page.evaluate(DATES) == [(_month(3) - EPOCH).days, None]
    assert first > last


def test_dragging_moves_handle_and_window_and_a_double_click_clears(october: Any) -> None:
    page = october.page
    box = page.locator("#timeline .brush").bounding_box()
    x = lambda day: box["x"] + box["width"] * (day - 1) / 31  # noqa: E731 - read often below
    y = box["y"] + 15

    def drag(start: float, end: float) -> list[int | None]:
        page.mouse.move(start, y)
        page.mouse.down()
        page.mouse.move((start + end) / 2, y)
        page.mouse.move(end, y)
        page.evaluate(FRAME)
        page.mouse.up()
        return [None if day is None else (EPOCH + timedelta(days=day)).day for day in page.evaluate(DATES)]

    assert drag(x(5.5), x(9.5)) == [5, 9]
    assert drag(x(10), x(15)) == [5, 14]
    assert drag(x(5), x(3)) == [3, 14]
    assert drag(x(8.5), x(12.5)) == [7, 18]
    assert "October 7 – 18, 2020" in page.locator("#timeline .range").text_content()
    expect(page.locator("#timeline .undated")).to_have_text("2 without a date are left out")
    page.mouse.dblclick(x(25.5), y)
    page.evaluate(FRAME)

    assert page.evaluate(DATES) == [None, None]


def test_a_drag_asks_at_most_once_a_frame(october: Any) -> None:
    page = october.page
    page.evaluate(COUNT_CHANGES)
    frames = page.evaluate(
        """async () => {
          const handle = document.querySelector('[data-handle="from"]');
          const box = handle.parentElement.getBoundingClientRect();
          const send = (type, x) => handle.parentElement.dispatchEvent(new PointerEvent(type,
            { clientX: x, clientY: box.y + 5, pointerId: 1, bubbles: true, isPrimary: true }));
          handle.parentElement.setPointerCapture = () => {};
          send("pointerdown", box.x);
          for (let frame = 0; frame < 5; frame++) {
            for (let i = 0; i < 40; i++) send("pointermove", box.x + 20 + (frame * 40 + i) * 2);
            await new Promise((done) => requestAnimationFrame(done));
          }
          send("pointerup", box.x + 400);
          return 5;
        }"""
    )
    changes = page.evaluate("window.changes")

    assert 1 <= changes <= frames + 1


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_play_steps_the_window_to_the_end_and_stops(open_map: Open, motion: str) -> None:
    opened = open_map(layers([_incident(n, _month(n)) for n in range(1, 8)], {}), reduced_motion=motion)
    page = opened.page
    page.evaluate(NOTE_RANGES)
    page.click("#timeline .play")
    assert page.locator("#timeline .play").get_attribute("aria-label") == "Pause"
    transition = page.evaluate(
        "getComputedStyle(document.querySelector('#timeline .window')).transitionDuration"
    )
    assert (transition.strip("0s, .") == "") == (motion == "reduce")
    expect(page.locator("#timeline .play")).to_have_attribute("aria-label", "Play", timeout=12000)

    days = [(_month(n) - EPOCH).days for n in range(1, 8)]
    whole = [[day, day] for day in days]
    whole[0][0] = whole[-1][1] = None
    assert page.evaluate("window.ranges") == whole
    assert opened.complaints() == []


def test_bars_by_side_and_long_times_and_no_dates(open_map: Open) -> None:
    page = open_map(page_random.map_data()).page
    page.select_option("select.stack", "voice")
    sides = page.evaluate(BINS)
    assert sides["labels"][-2:] == ["several sides", "other sides"]
    years = [_incident(n, date(1990 + n, 1 + n % 12, 1)) for n in range(30)]
    assert open_map(layers(years, {})).page.evaluate(BINS)["unit"] in ("month", "year")
    none = open_map(layers([_incident(1, None)], {})).page

    assert "No incident here has a date." in none.locator("#timeline").text_content()


def test_one_incident_of_long_ago_does_not_press_a_month_into_a_bar(open_map: Open) -> None:
    month = [_incident(n, _month(1 + n % 30)) for n in range(60)]
    page = open_map(layers([*month, _incident(99, date(1986, 5, 1))], {})).page
    bins = page.evaluate(BINS)

    assert bins["unit"] == "day"
    assert (EPOCH + timedelta(days=bins["edges"][0])) == date(1986, 5, 1)
    assert len(bins["edges"]) < 80


def test_the_bars_are_drawn_in_the_colours_of_their_families(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    painted = page.evaluate(
        """() => {
          const canvas = document.querySelector("#timeline .track canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const found = new Set();
          for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) found.add(
            "#" + [0, 1, 2].map((k) => data[i + k].toString(16).padStart(2, "0")).join(""));
          const { symbols } = page.incidentMap.data;
          return ["strike", "ground"].map((id) => found.has(symbols.family[id].colour));
        }"""
    )

    assert painted == [True, True]
