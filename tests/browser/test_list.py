"""The list: a hundred thousand lines of which few are in the document, and all are reached by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import page_sample
import pytest
from playwright.sync_api import expect

from mapper.layers import layers
from mapper.records import Casualties, Claim, Incident
from mapper.render import IncidentMap

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
MANY = 120_000
IDS = "rows => rows.map((row) => row.dataset.id)"
FOCUSED = "[document.activeElement.dataset.id, Number(document.activeElement.getAttribute('aria-posinset'))]"
LAST_DRAWN = "least => Number([...document.querySelectorAll('#list button.row')].at(-1).ariaPosInSet) > least"
IN_VIEW = """() => {
  const nodes = [document.activeElement, document.getElementById("list")];
  const [row, box] = nodes.map((node) => node.getBoundingClientRect());
  return row.top >= box.top - 1 && row.bottom <= box.bottom + 1;
}"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many incidents on some hundred days: the box of the list would be taller than browsers allow."""
    path: Path = tmp_path_factory.mktemp("many") / "many.html"
    IncidentMap(layers(_many(), {}, backdrop=())).save(path)
    return path


def _many() -> Iterator[Incident]:
    for number in range(MANY):
        claim = Claim(
            id=f"c{number}", report_id="r", start=0, end=1, event_type="shelling", claimant_side="AZE"
        )
        day = date(2020, 1, 1) + timedelta(days=number * 300 // MANY)
        yield Incident(
            id=f"i{number:06}",
            event_type="shelling",
            title="",
            status="one-sided",
            claims=(claim,),
            date_from=day,
            killed=Casualties(low=number, best=number, high=number) if number % 1000 == 7 else None,
        )


def _opened(open_file: Open, path: Path, **options: Any) -> Any:
    opened = open_file(path, **options)
    opened.page.wait_for_selector("button.row[data-id]")
    return opened


def test_of_many_lines_only_those_in_view_are_in_the_document(open_file: Open, many: Path) -> None:
    page = _opened(open_file, many).page
    assert page.locator("button.row").count() < 60
    page.hover("#list")
    for _ in range(20):
        page.mouse.wheel(0, 700)
    page.wait_for_function(LAST_DRAWN, arg=110)
    places = page.locator("button.row").evaluate_all("rows => rows.map((row) => Number(row.ariaPosInSet))")

    assert page.locator("button.row").count() < 60
    # 14,000 pixels further, in lines of 50 to 100 pixels.
    assert 100 < max(places) < 350
    assert page.evaluate("document.querySelectorAll('*').length") < 4000


def test_the_keyboard_reaches_the_first_the_last_and_every_line_between(open_file: Open, many: Path) -> None:
    opened = _opened(open_file, many)
    page = opened.page
    page.focus("button.row")
    reached = {}
    for key in (
        "ArrowDown",
        "ArrowDown",
        "ArrowUp",
        "PageDown",
        "PageUp",
        "End",
        "ArrowUp",
        "PageUp",
        "Home",
    ):
        page.keyboard.press(key)
        assert page.evaluate(IN_VIEW), key
        reached[key] = page.evaluate(FOCUSED)
        if key == "End":
            assert reached[key] == [f"i{MANY - 1:06}", MANY]
            assert page.evaluate("document.activeElement.ariaSetSize") == str(MANY)
        if key == "PageDown":
            assert 3 < reached[key][1] < 20

    assert reached["Home"] == ["i000000", 1]
    assert page.locator('button.row[tabindex="0"]').count() == 1
    assert opened.complaints() == []


def test_dragging_the_bar_to_its_end_shows_the_last_line(open_file: Open, many: Path) -> None:
    page = _opened(open_file, many).page
    page.evaluate("list.scrollTop = list.scrollHeight")
    expect(page.locator(f'[data-id="i{MANY - 1:06}"]')).to_be_in_viewport()
    page.evaluate("list.scrollTop = 0")

    expect(page.locator('[data-id="i000000"]')).to_be_in_viewport()


def test_sorting_by_the_killed_is_told_and_puts_those_without_a_figure_last(
    open_file: Open, many: Path
) -> None:
    page = _opened(open_file, many).page
    page.select_option("select.sort", "killed")
    expect(page.locator("button.row").first).to_have_attribute("data-id", "i000007")
    page.click("button.turn")
    expect(page.locator("button.row").first).to_have_attribute("data-id", "i119007")
    told = page.locator(".sorting [role=status]").text_content()
    page.focus("button.row")
    page.keyboard.press("End")

    assert told == "Sorted: Killed, descending"
    # Equals stay in the order of the days.
    assert page.evaluate(FOCUSED) == [f"i{MANY - 1:06}", MANY]
    assert page.locator(".day:visible").count() == 0


def test_a_change_of_the_filter_keeps_the_reader_where_they_were(open_file: Open, many: Path) -> None:
    page = _opened(open_file, many).page
    first = """() => {
      const top = document.getElementById("list").getBoundingClientRect().top;
      const rows = [...document.querySelectorAll("button.row")];
      return rows.find((row) => row.getBoundingClientRect().top >= top).dataset.id;
    }"""
    page.evaluate("list.scrollTop = 300000")
    page.wait_for_function(f"() => Number(({first})().slice(1)) > 2000")
    before = int(page.evaluate(first)[1:])
    # Leaves out the first ten days, 4,000 rows that stand above.
    page.evaluate("document.getElementById('page').incidentMap.store.change({ from: 18262 + 10 })")
    expect(page.locator(".shown")).to_contain_text("116,000")
    expect(page.locator("button.row").first).to_have_attribute("aria-setsize", "116000")

    assert abs(int(page.evaluate(first)[1:]) - before) <= 2


def test_a_moving_slider_does_not_make_the_count_chatter(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    page.wait_for_selector("button.row[data-id]")
    told = page.evaluate("""async () => {
      const { store } = document.getElementById("page").incidentMap;
      let told = 0;
      const every = { childList: true, characterData: true, subtree: true };
      new MutationObserver(() => told++).observe(document.querySelector(".shown"), every);
      for (let day = 18538; day < 18548; day++) {
        store.change({ from: day });
        await new Promise((done) => setTimeout(done, 30));
      }
      await new Promise((done) => setTimeout(done, 500));
      return told;
    }""")

    assert told == 1


def test_a_line_says_what_where_when_how_it_stands_and_who_says_so(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    page.wait_for_selector("button.row[data-id]")
    ganja = page.locator('[data-id="i-ganja"]').text_content()
    drone = page.locator('[data-id="i-drone"]').text_content()

    for words in (
        "Missile strike",
        "Ganja",
        "October 4, 2020",
        "Contested",
        "3 claims",
        # Its claims tell of twelve and of ten: as in the panel, the range stands beside the figure.
        "Reported killed: 12 (10–12)",
        "Azerbaijan",
        "Armenia",
    ):
        assert words in ganja
    for words in ("Aircraft downed", "no place", "date unknown", "1 claim"):
        assert words in drone
    assert "killed" not in drone


@pytest.mark.parametrize(
    ("key", "down", "first", "last"),
    [
        ("date", False, "i-capital-2", "i-drone"),
        # Nothing is known of its day or place: it comes last both ways, and after its equals.
        ("date", True, "i-tanks", "i-drone"),
        ("place", False, "i-ganja", "i-drone"),
        ("place", True, "i-tartar", "i-drone"),
        ("claims", True, "i-ganja", "i-drone"),
        ("killed", True, "i-ganja", "i-drone"),
    ],
)
def test_each_way_of_sorting(open_map: Open, key: str, down: bool, first: str, last: str) -> None:
    page = open_map(page_sample.map_data(), viewport={"width": 1280, "height": 1600}).page
    page.wait_for_selector("button.row[data-id]")
    page.evaluate(
        "([key, down]) => document.getElementById('page').incidentMap.store.change({ sort: { key, down } })",
        [key, down],
    )
    rows = page.locator("#list button.row")
    expect(rows.first).to_have_attribute("data-id", first)

    assert rows.count() == 10
    assert rows.last.get_attribute("data-id") == last


def test_a_row_half_in_view_is_opened_by_the_press_that_moves_it(open_file: Open, many: Path) -> None:
    page = _opened(open_file, many).page
    box = page.locator("#list").bounding_box()
    page.evaluate("list.scrollTop = 1000")
    low = box["y"] + box["height"] - 12
    page.wait_for_function(LAST_DRAWN, arg=20)
    page.mouse.move(box["x"] + 100, low)
    row = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('button.row').dataset.row",
        [box["x"] + 100, low],
    )
    page.mouse.down()
    page.wait_for_function("row => document.activeElement.dataset.row === row", arg=row)
    page.mouse.up()
    page.wait_for_selector("#evidence .im-body")

    assert page.evaluate("document.getElementById('page').incidentMap.store.state.selected") == int(row)


def test_the_heading_that_stays_is_that_of_the_first_row_in_view(open_map: Open) -> None:
    page = open_map(page_sample.map_data(), viewport={"width": 1280, "height": 560}).page
    seen = """() => {
      const list = document.getElementById("list");
      const head = list.querySelector(".stuck .day").getBoundingClientRect();
      const rows = [...list.querySelectorAll("button.row")];
      const first = rows.find((row) => row.getBoundingClientRect().bottom > head.bottom + 1);
      const { data, say } = document.getElementById("page").incidentMap;
      const day = data.from[Number(first.dataset.row)];
      return [list.querySelector(".stuck").textContent, say.when(day, day)];
    }"""
    for down in range(20, 400, 15):
        page.evaluate("y => (list.scrollTop = y)", down)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        told, first = page.evaluate(seen)
        assert told == first, down


def test_a_heading_does_not_put_what_took_years_on_its_first_day(open_map: Open) -> None:
    found, evidence = page_sample.incidents()
    spans = {
        "i-ganja": (date(1986, 1, 1), date(1989, 12, 31)),
        "i-hadrut": (date(1990, 5, 2), date(1990, 5, 4)),
    }
    dated = [
        replace(incident, date_from=spans[incident.id][0], date_to=spans[incident.id][1])
        for incident in found
        if incident.id in spans
    ]
    page = open_map(layers(dated, evidence)).page

    assert page.locator("#list .space .day").all_text_contents() == ["from January 1, 1986", "May 2, 1990"]


def test_the_open_incident_is_marked_and_scrolled_to(open_file: Open, many: Path) -> None:
    page = _opened(open_file, many).page
    page.evaluate("document.getElementById('page').incidentMap.open(77777)")
    row = page.locator('[data-id="i077777"]')
    expect(row).to_be_in_viewport()
    assert (row.get_attribute("aria-current"), row.get_attribute("aria-selected")) == ("true", "true")
    page.keyboard.press("Escape")

    assert row.get_attribute("aria-current") is None
    assert page.evaluate("document.activeElement.dataset.id") == "i077777"


def test_rows_are_those_of_the_filter_in_the_order_shown(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    page.wait_for_selector("button.row[data-id]")
    asked = page.evaluate("""async () => {
      const { store, list, data } = document.getElementById("page").incidentMap;
      store.change({ statuses: new Set(["contested"]), sort: { key: "date", down: true } });
      const { id } = await data.ids();
      return [...list.rows()].map((row) => id[row]);
    }""")
    expect(page.locator("#list button.row")).to_have_count(2)

    assert asked == ["i-hadrut", "i-ganja"]
    assert page.locator("#list button.row").evaluate_all(IDS) == asked


def test_a_filter_that_nothing_fits_says_so(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    page.evaluate("document.getElementById('page').incidentMap.store.change({ from: 40000 })")

    expect(page.locator(".nothing")).to_be_visible()
    expect(page.locator("#list")).to_be_hidden()


def test_enter_opens_a_claim_whose_words_are_not_kept(open_file: Open, many: Path) -> None:
    opened = _opened(open_file, many)
    opened.page.focus("button.row")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector("#evidence .im-body")

    assert "not in the table" in opened.page.locator("#evidence").text_content()
