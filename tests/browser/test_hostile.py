"""Nothing of a report is ever run, and all of it is shown as text: whatever a reader does with the page."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import folium
import hostile_sample
import pytest
from hostile_sample import bare, kept, shown, writable
from playwright.sync_api import Page

from mapper.frames.cells import neutral, plain
from mapper.layers import MapData, layers
from mapper.render import IncidentLayer, IncidentMap, assets

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
HOSTILE = hostile_sample.injections()
HARMLESS = tuple(f"word {number}" for number in range(40))
ALL_AT_ONCE = " ".join(HOSTILE)
# What stands in the document: kinds of elements, names of attributes, where links and forms lead.
CENSUS = """() => {
  const found = { tags: new Set(), attributes: new Set(), ways: new Set() };
  const leads = ["href", "src", "srcdoc", "action", "formaction", "data", "xlink:href", "background", "ping"];
  for (const node of document.querySelectorAll("*")) {
    found.tags.add(node.nodeName.toLowerCase());
    for (const { name, value } of node.attributes) {
      found.attributes.add(name);
      if (leads.includes(name)) found.ways.add(`${name}=${value.match(/^[a-z]+:(?=\\/\\/|)|^#|/)[0]}`);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([key, set]) => [key, [...set].sort()]));
}"""
UNTOUCHED = """() => [
  Object.keys(Object.prototype), Object.keys(Array.prototype), "polluted" in {},
  typeof Object.prototype.toString, location.protocol, document.scripts.length === window.__scripts,
]"""
_OF_PLAIN_WORDS: dict[str, set[str]] = {}
MAP = "document.getElementById('page').incidentMap"
# In how many places of an open incident its text stands.
LEAST = 10
UNTIL = """
const until = async (isTrue) => {
  const end = performance.now() + 3000;
  while (!isTrue() && performance.now() < end) await new Promise((done) => setTimeout(done, 4));
  return isTrue();
};
"""


def sample(texts: Sequence[str]) -> MapData:
    found, words = hostile_sample.incidents(texts)
    return layers(
        found, words, coverage=hostile_sample.coverage(texts), backdrop=hostile_sample.places(texts)
    )


MARKDOWN = (
    "# head\n\n*one* **two** `three` [four](https://example.org)\n\n- five\n\n1. six\n\n> seven\n\n    eight"
)
"""Every kind of node that an introduction may have: they are no injections."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages are written once: all texts in English and Arabic, and one with nothing but plain words."""
    folder = tmp_path_factory.mktemp("hostile")
    made = {"en": HOSTILE, "ar": HOSTILE, "plain": HARMLESS}
    for name, texts in made.items():
        lang = "ar" if name == "ar" else "en"
        intro = "\n\n".join([*texts, MARKDOWN] if name == "plain" else texts)
        page = IncidentMap(sample(texts), title=" ".join(texts), intro=intro, lang=lang)
        page.save(folder / f"{name}.html")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture
def visit(pages: dict[str, Path], open_file: Open) -> Open:
    def visit_one(name: str = "en", **options: Any) -> Any:
        opened = open_file(pages[name], **options)
        ready(opened.page)
        return opened

    return visit_one


def ready(page: Page) -> None:
    page.set_default_timeout(15_000)
    page.wait_for_selector("button.row[data-id]")


def ask(page: Page, function: str, *values: Any) -> Any:
    """Calls a function of the page; the values go as ASCII, since half a character has no UTF-8."""
    known = f"{UNTIL} const [LEAST, page] = [{LEAST}, {MAP}];"
    body = f"async (told) => {{ {known} return ({function})(...JSON.parse(told), page); }}"
    return page.evaluate(body, json.dumps(values))


def nothing_ran(opened: Any) -> list[str]:
    return [*opened.complaints(), *_touched(opened.page)]


def _touched(page: Page) -> list[str]:
    keys, listed, polluted, kind, protocol, _ = page.evaluate(UNTOUCHED)
    as_it_was = (keys, listed, polluted, kind, protocol) == ([], [], False, "function", "file:")
    return [] if as_it_was else [f"the page's own objects are changed: {keys} {listed} {polluted} {kind}"]


def test_every_text_is_shown_as_text_in_every_place_of_its_incident(visit: Open) -> None:
    opened = visit()
    lost = ask(
        opened.page,
        """async (expected, { data, open }) => {
          const lost = [];
          const ids = (await data.ids()).id;
          const panel = document.getElementById("evidence");
          for (let row = 0; row < data.n; row += 1) {
            const text = expected[parseInt(ids[row], 10)];
            const whole = () => [...panel.querySelectorAll("bdi, blockquote")]
              .filter((node) => node.textContent === text).length;
            open(row);
            const isThere = await until(() => panel.querySelector(".im-body") && whole() >= LEAST);
            if (!isThere) lost.push([ids[row], whole()]);
          }
          return lost;
        }""",
        [shown(text) for text in HOSTILE],
    )

    assert lost == []
    assert nothing_ran(opened) == []


@pytest.mark.parametrize("name", ["en", "ar"])
def test_no_element_attribute_or_way_out_comes_from_a_text(visit: Open, name: str) -> None:
    if not _OF_PLAIN_WORDS:
        _OF_PLAIN_WORDS.update(_census_of_all(visit("plain")))
    expected = _OF_PLAIN_WORDS
    opened = visit(name)
    found = _census_of_all(opened)

    assert found["tags"] - expected["tags"] == set()
    assert found["attributes"] - expected["attributes"] == set()
    assert {way for way in found["ways"] if not re.search(r"=(https?:|blob:|data:|#|)$", way)} == set()
    assert nothing_ran(opened) == []


def _census_of_all(opened: Any) -> dict[str, set[str]]:
    """What stood in the document at any time while a reader went through the whole page."""
    page = opened.page
    found: dict[str, set[str]] = {"tags": set(), "attributes": set(), "ways": set()}

    def note() -> None:
        for key, values in page.evaluate(CENSUS).items():
            found[key].update(values)

    note()
    for details in page.locator("details > summary").all():
        if details.is_visible():
            details.click()
    note()
    _through_the_list(page, note)
    for key in page.locator("select.sort option").evaluate_all("all => all.map((one) => one.value)"):
        page.locator("select.sort").select_option(key)
        note()
    _sweep_the_map(page, note)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    note()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    page.locator("button.about-button").click()
    page.wait_for_selector("dialog[open]")
    note()
    page.keyboard.press("Escape")
    for lang in ("ru", "fr", "ar", "en"):
        page.locator("select.lang").select_option(lang)
        page.wait_for_selector(f"html[lang={lang}] button.row")
        note()
    page.locator("button.theme").click()
    note()
    return found


def _through_the_list(page: Page, note: Callable[[], None]) -> None:
    """The first, middle and last incident opened with all their folds, then every stretch of the list."""
    many = page.evaluate(f"{MAP}.data.n")
    for row in (0, many // 2, many - 1):
        page.evaluate(f"row => {MAP}.open(row)", row)
        page.wait_for_selector("#evidence .im-body")
        page.evaluate("document.querySelectorAll('#evidence details').forEach((one) => { one.open = true; })")
        page.evaluate("document.querySelectorAll('#evidence .im-body button').forEach((one) => one.click())")
        note()
    page.keyboard.press("Escape")
    for part in range(21):
        page.evaluate(
            """part => {
              const list = document.getElementById("list");
              list.scrollTop = (list.scrollHeight * part) / 20;
            }""",
            part,
        )
        page.wait_for_timeout(30)
        note()


def _sweep_the_map(page: Page, note: Callable[[], None]) -> None:
    """The pointer goes over the map, so that whatever names a sign does so."""
    box = page.locator("#map").bounding_box()
    assert box
    for step in range(60):
        page.mouse.move(
            box["x"] + box["width"] * (step % 10 + 0.5) / 10,
            box["y"] + box["height"] * (step // 10 + 0.5) / 6,
        )
    page.wait_for_timeout(100)
    note()


def test_every_text_can_be_searched_and_finds_its_incident(visit: Open) -> None:
    opened = visit()
    lost = ask(
        opened.page,
        """async (texts, { data, store }) => {
          const field = document.querySelector('input[type="search"]');
          const ids = (await data.ids()).id;
          const rowOf = new Map(ids.map((id, row) => [parseInt(id, 10), row]));
          const lost = [];
          for (const [number, text] of texts.entries()) {
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
            const found = () => store.state.text === field.value && store.mask[rowOf.get(number)] === 1;
            // The field has one line, and what has no letter says nothing to look for.
            const asked = field.value === text && /[a-z]{3}|[\\u0620-\\u064a]{3}/i.test(text);
            if (!asked || text.length > 3000 || number % 3) {
              await new Promise((done) => setTimeout(done, 1));
            } else if (!await until(found)) lost.push([ids[rowOf.get(number)], store.passing]);
          }
          return lost;
        }""",
        HOSTILE,
    )
    opened.page.wait_for_timeout(500)

    assert lost == []
    assert nothing_ran(opened) == []


def test_every_value_of_every_filter_can_be_chosen_and_counts_what_it_shows(visit: Open) -> None:
    opened = visit()
    wrong = ask(
        opened.page,
        """async ({ data, store }) => {
          const wrong = [];
          for (const name of ["voices", "actors", "outlets"]) {
            const counts = store.counts(name);
            for (const [number, value] of data.members[name].entries()) {
              store.change({ [name]: new Set([value]) });
              if (store.passing !== counts[number]) wrong.push([name, value, store.passing, counts[number]]);
              await new Promise((done) => setTimeout(done));
            }
            store.reset();
          }
          return wrong;
        }""",
    )
    opened.page.wait_for_timeout(300)

    assert wrong == []
    assert nothing_ran(opened) == []


def test_filter_boxes_name_their_values_as_they_are(visit: Open) -> None:
    opened = visit()
    page = opened.page
    page.click(".filters > summary")
    unfold = "all => all.forEach((one) => one.ariaExpanded === 'false' && one.click())"
    page.locator(".filters button.unfold").evaluate_all(unfold)
    page.locator(".filters button.more-values").evaluate_all(unfold)
    boxes = page.locator('input[data-filter="outlets"]')
    for box in boxes.all()[:25]:
        box.evaluate("box => { box.click(); box.click(); }")
    known = {bare(text) for text in HOSTILE}
    values = boxes.evaluate_all("all => all.map((box) => box.value)")

    assert len(values) > 100
    assert set(values) <= known
    assert nothing_ran(opened) == []


def test_a_permalink_of_hostile_texts_opens_a_quiet_page(visit: Open) -> None:
    opened = visit()
    page = opened.page
    keys = _keys_of_the_address(page)
    names = hostile_sample.injections("name")
    fragments = [*HOSTILE, *(f"{key}={text}" for text in HOSTILE[::15] for key in keys)]
    fragments += [f"{key}={_encoded(text)}" for text in (*names[:12], *HOSTILE[1::15]) for key in keys]
    ask(
        page,
        """async (fragments) => {
          for (const fragment of fragments) {
            location.hash = fragment.slice(0, 20000);
            await new Promise((done) => setTimeout(done));
          }
        }""",
        fragments,
    )
    page.wait_for_timeout(500)
    assert nothing_ran(opened) == []
    page.evaluate(f"{MAP}.store.reset()")

    assert page.evaluate(f"{MAP}.store.passing") == len(HOSTILE)


def _keys_of_the_address(page: Page) -> list[str]:
    """The names that the page itself writes into the fragment once everything is chosen."""
    page.evaluate(
        f"""() => {{
          const {{ data, store }} = {MAP};
          const some = (values) => new Set(values.slice(0, 2));
          const {{ members, from }} = data;
          store.change({{
            families: some(data.families), types: some(data.types.map((one) => one.id)),
            statuses: some(data.statuses), precisions: some(data.precisions), voices: some(members.voices),
            actors: some(members.actors), outlets: some(members.outlets), deaths: "1", text: "word",
            from: from[0], to: from[0] + 30, selected: 3, sort: {{ key: "place", down: true }},
          }});
        }}"""
    )
    page.wait_for_timeout(400)
    fragment = page.evaluate("location.hash").lstrip("#")
    page.evaluate(f"{MAP}.store.reset()")
    keys = re.findall(r"(?:^|&)([\w.-]+)=", fragment)
    assert len(keys) > 8
    return keys


def _encoded(text: str) -> str:
    return quote(writable(text))


def test_hostile_values_come_back_from_the_permalink_whole(visit: Open, open_file: Open, pages: Any) -> None:
    opened = visit()
    chosen = [kept(text) for text in HOSTILE[::23] if len(text) < 300]
    opened.page.evaluate(
        f"""(values) => {{
          const {{ store }} = {MAP};
          const chosen = () => new Set(values);
          store.change({{ outlets: chosen(), voices: chosen(), actors: chosen(), selected: 3 }});
        }}""",
        chosen,
    )
    opened.page.wait_for_timeout(500)
    fragment = opened.page.evaluate("location.hash")
    again = visit()
    again.page.goto("about:blank")
    again.page.goto(pages["en"].as_uri() + fragment)
    ready(again.page)
    again.page.wait_for_timeout(500)
    told = f"""() => {{
      const {{ state, passing }} = {MAP}.store;
      const sorted = (key) => [...state[key]].sort();
      return [sorted("outlets"), sorted("voices"), sorted("actors"), state.selected, passing];
    }}"""

    assert again.page.evaluate(told) == opened.page.evaluate(told)
    assert again.page.evaluate(told)[0] == sorted(chosen, key=lambda text: text.encode("utf-16-be"))
    assert nothing_ran(again) == []


def test_the_csv_download_is_whole_and_no_cell_of_it_is_a_formula(visit: Open) -> None:
    opened = visit()
    usual = csv.field_size_limit(sys.maxsize)
    rows = list(csv.reader(io.StringIO(_download(opened.page, "csv"), newline="")))
    csv.field_size_limit(usual)
    header = rows[0]
    cells = [dict(zip(header, row, strict=True)) for row in rows[1:]]
    known = {kept(text) for text in HOSTILE}
    dangerous = [cell for row in rows for cell in row if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell)]

    assert len(cells) == len(HOSTILE)
    assert [cell for cell in dangerous if not re.fullmatch(r"-?\d+(\.\d+)?", cell)] == []
    assert {plain(cell["title"]) for cell in cells} == known
    assert {cell["title"] for cell in cells} == {neutral(text) for text in known}
    assert nothing_ran(opened) == []


def test_the_geojson_download_holds_every_text_as_it_is(visit: Open) -> None:
    opened = visit()
    told = json.loads(_download(opened.page, "geojson"))
    titles = {feature["properties"]["title"] for feature in told["features"]}

    assert titles == {kept(text) for text in HOSTILE}
    assert nothing_ran(opened) == []


def _download(page: Page, kind: str) -> str:
    button = page.locator(f'button[data-download="{kind}"]').first
    for summary in page.locator("details:not([open]):has(button[data-download]) > summary").all():
        summary.click()
    with page.expect_download() as waiting:
        button.click()
    path = waiting.value.path()
    assert re.fullmatch(r"[\w. -]+", waiting.value.suggested_filename)
    return path.read_bytes().decode("utf-8-sig")


def test_a_citation_is_plain_text(visit: Open) -> None:
    opened = visit()
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for row in range(0, len(HOSTILE), 40):
        page.evaluate(f"row => {MAP}.open(row)", row)
        page.wait_for_selector("#evidence .im-body")
        page.locator("button.cite").first.click()
        page.wait_for_timeout(60)
        kinds = page.evaluate("navigator.clipboard.read().then((all) => all.flatMap((one) => one.types))")
        assert kinds == ["text/plain"]

    assert nothing_ran(opened) == []


def test_popups_on_a_foreign_map_run_nothing(open_file: Open, tmp_path: Path) -> None:
    texts = HOSTILE
    plain_map = folium.Map(tiles=None)
    IncidentLayer(sample(texts)).add_to(plain_map)
    plain_map.fit_bounds(plain_map.get_bounds())
    path = tmp_path / "folium.html"
    path.write_text(_with_own_leaflet(plain_map.get_root().render()), encoding="utf-8")
    opened = open_file(path, viewport={"width": 1200, "height": 900})
    page = opened.page
    page.wait_for_selector(".leaflet-incidents-pane canvas", state="attached")
    page.wait_for_timeout(300)
    seen = 0
    for step in range(160):
        page.mouse.move(40 + 70 * (step % 16), 60 + 80 * (step // 16))
        page.mouse.click(40 + 70 * (step % 16), 60 + 80 * (step // 16))
        seen += page.locator(".leaflet-popup blockquote").count() > 0
        if step % 16 == 15:
            page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    tags = set(page.evaluate(CENSUS)["tags"])

    assert seen > 5
    assert (
        tags & {"img", "iframe", "object", "embed", "form", "base", "video", "audio", "math", "template"}
        == set()
    )
    assert nothing_ran(opened) == []


def _with_own_leaflet(html: str) -> str:
    remote = r'<script src="https://[^>]*></script>|<link rel="stylesheet" href="https://[^>]*/>'
    leaflet = f"<style>{assets.leaflet_style()}</style><script>{assets.leaflet_script()}</script>"
    return re.sub(remote, "", html).replace("<head>", f"<head>{leaflet}", 1)


def test_title_and_intro_are_shown_as_text(visit: Open) -> None:
    opened = visit()

    assert opened.page.locator("h1").first.text_content() == shown(ALL_AT_ONCE)
    assert opened.page.title().startswith("<img src=x onerror=ran()>")
    assert nothing_ran(opened) == []


def test_nothing_that_turns_the_reading_direction_reaches_the_document(visit: Open) -> None:
    opened = visit("ar")
    page = opened.page
    page.evaluate(f"{MAP}.open(0)")
    page.wait_for_selector("#evidence .im-body")
    read = page.evaluate(
        """() => {
          const nodes = [...document.querySelectorAll("body *")];
          const spoken = ["title", "aria-label", "aria-valuetext", "alt", "placeholder"];
          const names = nodes.flatMap((node) => spoken.map((name) => node.getAttribute(name) ?? ""));
          return [document.title, document.getElementById("page").textContent, ...names].join(" ");
        }"""
    )

    assert re.findall("[\u202a-\u202e\u2066-\u2069\u0000]", read) == []


def test_links_lead_to_web_addresses_and_tell_nobody_where_from(visit: Open) -> None:
    opened = visit()
    links = ask(
        opened.page,
        """async ({ data, open }) => {
          const links = [];
          const panel = document.getElementById("evidence");
          const ids = (await data.ids()).id;
          for (let row = 0; row < data.n; row += 1) {
            const before = panel.querySelector(".im-body");
            open(row);
            await until(() => ![null, before].includes(panel.querySelector(".im-body")));
            for (const link of panel.querySelectorAll("a[href]"))
              links.push([link.protocol, link.hostname, link.username, link.rel, link.target, ids[row]]);
          }
          return links;
        }""",
    )
    outside = [link for link in links if link[0] != "file:"]

    assert outside
    assert {protocol for protocol, *_ in outside} <= {"http:", "https:"}
    assert all("noopener" in rel and "noreferrer" in rel for _, _, _, rel, _, _ in outside)
    assert nothing_ran(opened) == []
