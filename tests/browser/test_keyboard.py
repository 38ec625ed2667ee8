"""The whole road by keyboard alone: find, filter, sort, open, read, pass on; no click anywhere."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import page_sample
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
MAP = "document.getElementById('page').incidentMap"
MOST_STOPS = 150
# Where the focus is, and whether a reader can see that it is there.
FOCUS = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const box = node.getBoundingClientRect();
  const ringed = (one) => [null, "::before", "::after"].some((part) => {
    const { outlineStyle, outlineWidth, boxShadow, content } = getComputedStyle(one, part);
    const drawn = !part || content !== "none";
    return drawn && ((outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none");
  });
  const dialog = document.querySelector("dialog[open]");
  const inside = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].map(([x, y]) =>
    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  const label = node.closest("label");
  return {
    name: `${node.nodeName}#${node.id}.${node.className} ${node.textContent.slice(0, 30)}`,
    sized: box.width > 0 && box.height > 0,
    ringed: ringed(node) || Boolean(label && ringed(label)),
    uncovered: inside && points.some((one) => one && (node.contains(one) || one.contains(node))),
    labelled: ["aria-label", "aria-labelledby", "title"].some((name) => node.hasAttribute(name))
      || node.textContent.trim() !== "" || Boolean(node.labels?.length),
    within: !dialog || dialog.contains(node),
  };
}"""
# A fold, not yet open, with filters by side somewhere behind it.
CLOSED = """() => {
  const node = document.activeElement;
  const shut = node.matches("summary") ? !node.parentNode.open : node.ariaExpanded === "false";
  return shut && Boolean(node.closest("details, fieldset")?.querySelector("input[data-filter=voices]"));
}"""
STATE = f"""() => {{
  const {{ store, data }} = {MAP};
  const {{ state }} = store;
  const sets = ["families", "types", "statuses", "voices", "actors", "outlets", "precisions"];
  return {{
    sets: sets.map((key) => [...state[key]].sort()), deaths: state.deaths, text: state.text,
    from: state.from, to: state.to, selected: state.selected, sort: {{ ...state.sort }},
    passing: store.passing, rows: document.querySelectorAll("#list button.row").length,
    shown: document.querySelector(".shown").textContent,
  }};
}}"""


def faults_of_focus(page: Page) -> list[str]:
    told = page.evaluate(FOCUS)
    if told is None:
        return ["the focus is lost"]
    return [f"{told['name']}: not {key}" for key, good in told.items() if key != "name" and not good]


def walk(page: Page, target: str, *, key: str = "Tab") -> None:
    """Goes on with Tab until what is sought has the focus; every stop on the way must be a good one."""
    faults = []
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement === document.body"):
            continue
        faults += faults_of_focus(page)
        if page.evaluate("target => document.activeElement.matches(target)", target):
            assert faults == []
            return
    pytest.fail(f"{target} is not reached by {key}; {faults}")


def settled(page: Page) -> dict[str, Any]:
    page.wait_for_timeout(500)
    told: dict[str, Any] = page.evaluate(STATE)
    return told


@pytest.fixture
def opened(open_map: Open) -> Any:
    opened = open_map(page_sample.map_data(), title="Autumn")
    opened.page.wait_for_selector("button.row[data-id]")
    return opened


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_focus_goes_once_around_seen_at_every_stop_and_is_never_trapped(
    open_map: Open, key: str, lang: str
) -> None:
    opened = open_map(page_sample.map_data(), title="Autumn", lang=lang)
    page = opened.page
    page.keyboard.press(key)
    page.evaluate("window.__first = document.activeElement; window.__seen = new Set()")
    faults: list[str] = []
    for _ in range(MOST_STOPS):
        faults += [fault for fault in faults_of_focus(page) if fault != "the focus is lost"]
        page.evaluate("window.__seen.add(document.activeElement)")
        page.keyboard.press(key)
        if page.evaluate("document.activeElement === window.__first"):
            break
    else:
        pytest.fail("the focus never comes back to where it began")
    wanted = [
        "input[type=search]",
        "button.row",
        "select.lang",
        "button.theme",
        "button.share",
        "#map, #map *",
        "#timeline *",
    ]
    reached = "wanted => wanted.filter((css) => ![...window.__seen].some((node) => node.matches(css)))"

    assert faults == []
    assert page.evaluate(reached, wanted) == []
    assert opened.complaints() == []


def test_an_incident_is_opened_read_and_shut(opened: Any) -> None:
    page = opened.page
    walk(page, "button.row")
    row = page.evaluate("document.activeElement.dataset.row")
    page.keyboard.press("Enter")
    page.wait_for_selector("#evidence .im-body")
    assert page.evaluate("document.activeElement.closest('#evidence') !== null")
    assert page.evaluate("document.activeElement.matches('h2, [aria-labelledby]')")
    levels = page.locator("#evidence :is(h2, h3, h4, h5)").evaluate_all(
        "all => all.map((one) => +one.nodeName[1])"
    )
    assert levels[0] == 2
    assert all(after <= before + 1 for before, after in pairwise(levels))
    order = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if not page.evaluate("Boolean(document.activeElement.closest('#evidence'))"):
            break
        assert faults_of_focus(page) == []
        order.append(
            page.evaluate("[...document.querySelectorAll('#evidence *')].indexOf(document.activeElement)")
        )
    assert order == sorted(order)
    assert order
    walk(page, "#evidence *", key="Shift+Tab")
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)

    assert not page.is_visible("#evidence .im-body")
    assert page.evaluate("document.activeElement.dataset.row") == row
    assert faults_of_focus(page) == []


def test_the_brush_moves_by_arrows_and_says_where_it_is(opened: Any) -> None:
    page = opened.page
    walk(page, "#timeline [role=slider]")
    before = settled(page)
    told = "document.activeElement.getAttribute('aria-valuetext')"
    said = page.evaluate(told)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    after = settled(page)

    assert after["from"] is not None
    assert after["passing"] < before["passing"]
    assert page.evaluate(told) != said
    assert faults_of_focus(page) == []
    page.keyboard.press("Home")
    assert settled(page)["passing"] == before["passing"]


def test_filters_sorting_and_reset_are_reached_and_act(opened: Any) -> None:
    page = opened.page
    everything = settled(page)["passing"]
    _choose_a_side(page)
    narrowed = settled(page)
    assert narrowed["passing"] < everything
    assert str(narrowed["passing"]) in narrowed["shown"]
    assert faults_of_focus(page) == []
    walk(page, "button.reset")
    page.keyboard.press("Enter")
    assert settled(page)["passing"] == everything
    assert faults_of_focus(page) == []

    assert opened.complaints() == []


def _choose_a_side(page: Page) -> None:
    """Opens whatever folds there are on the way to the sides, and ticks the first."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('input[data-filter=voices]')"):
            page.keyboard.press("Space")
            return
        if page.evaluate(CLOSED):
            page.keyboard.press("Enter")
    pytest.fail("no filter by side is reached")


def _sort(page: Page) -> dict[str, Any]:
    walk(page, "#list select, .sort select, select.sort, button[data-sort]")
    page.keyboard.press("Enter" if page.evaluate("document.activeElement.matches('button')") else "ArrowDown")
    return settled(page)["sort"]  # type: ignore[no-any-return]


def test_sorting_is_reached_and_acts(opened: Any) -> None:
    page = opened.page
    before = settled(page)["sort"]

    assert _sort(page) != before
    assert faults_of_focus(page) == []


@pytest.mark.parametrize("clipboard", ["granted", "kept"])
def test_a_permalink_copied_by_keyboard_opens_the_same_state(
    opened: Any, open_file: Open, clipboard: str
) -> None:
    page = opened.page
    if clipboard == "granted":
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.evaluate(
            """document.addEventListener("copy", () => {
              window.__copied = document.activeElement.value;
            })"""
        )
    _choose_a_side(page)
    walk(page, "#timeline [role=slider]")
    page.keyboard.press("ArrowRight")
    _sort(page)
    walk(page, "button.row")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#evidence .im-body")
    walk(page, "button.share")
    page.keyboard.press("Enter")
    expected = settled(page)
    link = page.evaluate("navigator.clipboard.readText()" if clipboard == "granted" else "window.__copied")
    assert faults_of_focus(page) == []
    again = page.context.new_page()
    again.goto(link)
    again.wait_for_selector("#evidence .im-body")

    assert settled(again) == expected
    assert expected["selected"] >= 0
    assert expected["from"] is not None
    assert opened.complaints() == []


def test_a_sign_on_the_map_is_reached_and_opened(opened: Any) -> None:
    page = opened.page
    page.evaluate(f"{MAP}.map.setView([40.683, 46.361], 11, {{ animate: false }})")
    walk(page, "#map")
    said = page.locator("#map .im-live[role=status]")
    expect(said).to_have_text("")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Missile strike · Ganja")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        expect(said).to_have_text("No further symbol this way.")
        assert page.evaluate("document.activeElement.id") == "map"
    page.keyboard.press("Enter")
    expect(page.locator("#evidence .im-body")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#evidence")).to_be_hidden()

    assert page.evaluate("document.activeElement.id") == "map"
    assert faults_of_focus(page) == []
    assert opened.complaints() == []


def test_the_about_box_holds_the_focus_and_gives_it_back(opened: Any) -> None:
    page = opened.page
    walk(page, "button.about-button")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement !== document.body"):
            assert faults_of_focus(page) == []
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)

    assert page.evaluate("document.activeElement.matches('button.about-button')")
