"""Filters: what is asked is what every part of the page shows."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import page_random
import pandas as pd
import pytest
from page_asking import IDS, Table, ask, ids_of, random_setting, shown
from playwright.sync_api import expect

from mapper.frames import claims_frame, to_frame
from mapper.layers import layers

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
# The layer draws at the next frame.
DRAWN = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done([...page.incidentMap.layer.rows()]))))"""
COUNTS = """() => {
  const { data, store } = page.incidentMap;
  const named = {
    ...data.members, families: data.families, types: data.types.map(({ id }) => id), statuses: data.statuses,
    precisions: data.precisions, deaths: ["", "told", "1", "10", "100"],
  };
  const counted = (name) => named[name].map((id, i) => [id, store.counts(name)[i]]).filter(([, n]) => n);
  return Object.fromEntries(Object.keys(named).map((name) => [name, Object.fromEntries(counted(name))]));
}"""
BINS = "() => page.incidentMap.timeline.bins()"
FAMILIES = "[...page.incidentMap.store.state.families].join()"


def test_fifty_random_settings_hold_the_same_incidents_everywhere(open_map: Open) -> None:
    rng = random.Random(50)
    found, evidence = page_random.incidents(260, seed=3)
    frame = to_frame(found, evidence)
    table = Table(frame, claims_frame(frame))
    opened = open_map(layers(found, evidence))
    page = opened.page
    page.evaluate("() => page.incidentMap.map.fitWorld({ animate: false })")
    sizes = set()
    for _ in range(50):
        asked = random_setting(rng, table)
        ask(page, asked)
        expected = table.ids(asked)
        sizes.add(len(expected))
        placed = frame.set_index("id").geometry.notna()
        drawn = page.evaluate(DRAWN)

        assert shown(page) == expected, asked
        assert sorted(ids_of(page, "page.incidentMap.list.rows()")) == expected, asked
        assert sorted(set(page.evaluate(IDS, list(drawn)))) == [one for one in expected if placed[one]], asked
        assert sorted(_downloaded(page)) == expected, asked
        assert page.evaluate(COUNTS) == table.counts(asked), asked
        assert _bars(page) == table.bars(asked, page.evaluate(BINS)["edges"]), asked

    assert len(sizes) > 20
    assert opened.complaints() == []


def test_a_checkbox_a_chip_and_reset_work_by_keyboard_and_say_what_is_missing(open_map: Open) -> None:
    page = open_map(page_random.map_data()).page
    page.click(".filters > summary")
    page.focus('input[data-filter="statuses"][value="contested"]')
    page.keyboard.press("Space")
    expect(page.locator(".chosen .taken")).to_have_text("Contested✕")
    page.keyboard.press("ArrowDown")
    label = page.locator("label", has=page.locator('input[data-filter="statuses"][value="denied"]'))
    expect(label).to_contain_text("incidents")
    page.focus(".chosen .taken")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.type") == "search"
    assert page.locator(".chosen-bar").is_hidden()


def test_a_family_is_all_of_its_types(open_map: Open) -> None:
    page = open_map(page_random.map_data()).page
    page.click(".filters > summary")
    page.click('li:has(> .parent input[value="strike"]) .fold')
    page.check('input[data-filter="families"][value="strike"]')
    boxes = page.locator('li:has(> .parent input[value="strike"]) .nested input')
    assert all(box.is_checked() for box in boxes.all())
    whole = shown(page)
    page.uncheck('input[data-filter="types"][value="shelling"]')
    without = shown(page)
    assert page.evaluate('document.querySelector("input[value=strike]").indeterminate')
    page.check('input[data-filter="types"][value="shelling"]')

    assert set(without) < set(whole) == set(shown(page))
    assert page.evaluate(FAMILIES) == "strike"


def test_long_lists_show_the_most_frequent_and_find_the_rest(open_map: Open) -> None:
    page = open_map(page_random.map_data()).page
    page.click(".filters > summary")
    page.click("button.unfold:has-text('Outlet')")
    group = page.locator("fieldset", has=page.locator("button.unfold:has-text('Outlet')"))
    assert group.locator("input[type=checkbox]").count() == 7
    counts = [int(text) for text in group.locator(".count").all_text_contents()]
    group.locator(".more-values").click()
    assert group.locator("input[type=checkbox]").count() == len(page_random.OUTLETS)
    group.locator("input.find").fill("outlet p")

    assert counts == sorted(counts, reverse=True)
    assert group.locator("input[type=checkbox]").evaluate_all("all => all.map((box) => box.value)") == [
        "Outlet P, daily"
    ]


def test_what_ended_on_a_day_has_begun_on_any_day_before(open_map: Open) -> None:
    found, evidence = page_random.incidents(3, seed=1)
    days = [(date(2020, 10, 2), None), (None, date(2020, 10, 10)), (None, None)]
    named = zip(("known", "ended", "never"), found, days, strict=True)
    dated = [replace(one, id=name, date_from=low, date_to=high) for name, one, (low, high) in named]
    page = open_map(layers(dated, evidence)).page
    first = (date(2020, 10, 1) - date(1970, 1, 1)).days
    expected = {(None, 0): ["ended"], (1, 5): ["ended", "known"], (5, None): ["ended"], (10, None): []}
    for (low, high), ids in expected.items():
        ask(
            page, {"from": None if low is None else first + low, "to": None if high is None else first + high}
        )
        assert shown(page) == ids
        assert page.evaluate("page.incidentMap.store.counts('deaths')[0]") == len(ids)
    ask(page, {"from": None, "to": None})
    bins = page.evaluate(BINS)

    assert (sum(map(sum, bins["groups"])), bins["vague"], bins["undated"]) == (1, 1, 1)
    assert sum(bins["shares"]) == pytest.approx(1)


def _bars(page: Any) -> tuple[list[int], int, int]:
    bins = page.evaluate(BINS)
    return [sum(bar) for bar in zip(*bins["groups"], strict=True)], bins["vague"], bins["undated"]


# The file as it is offered: a browser stops a page that saves fifty files by itself.
_OFFERED = """() => new Promise((done) => {
  const offer = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    URL.createObjectURL = offer;
    blob.text().then(done);
    return "data:,";
  };
  document.querySelector("[data-download=csv]").click();
})"""


def _downloaded(page: Any) -> list[str]:
    return list(pd.read_csv(io.StringIO(page.evaluate(_OFFERED).removeprefix("\ufeff")), usecols=["id"]).id)
