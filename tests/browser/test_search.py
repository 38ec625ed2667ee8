"""Search: words are found however they are spelled, in whatever language the page speaks."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page_random
import page_sample
import pytest
from page_asking import SETTLED, ask, broken_page, search, shown
from playwright.sync_api import Browser, expect

from gazetteer.fold import fold
from mapper.render.assets import WEB

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
CASES = Path(__file__).parents[1] / "cases" / "page_searches.csv"
FOLDING = (WEB / "fold.js").read_text(encoding="utf-8")
SEARCHING = (WEB / "search.js").read_text(encoding="utf-8")
FINDS = """({ question, text }) => {
  const written = searchable(text);
  return termsOf(question).every((term) => written.includes(term));
}"""
SCRIPTS = ("ARABIC", "LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARMENIAN", "GEORGIAN", "EXTENDED ARABIC-INDIC")
# Letters of old manuscripts that Unicode's full case folding alone makes modern.
OLD_CYRILLIC = range(0x1C80, 0x1C89)


def test_the_page_folds_every_letter_as_the_gazetteer_does(chromium: Browser) -> None:
    letters = [
        chr(code)
        for code in range(0x20, 0xFFFE)
        if unicodedata.name(chr(code), "").startswith(SCRIPTS) and code not in OLD_CYRILLIC
    ]
    page = chromium.new_page()
    folded = page.evaluate(f"(letters) => {{ {FOLDING}; return letters.map(fold); }}", letters)
    page.close()

    assert len(letters) > 3000
    assert dict(zip(letters, folded, strict=True)) == {letter: fold(letter) for letter in letters}


def test_a_question_finds_what_a_reader_would_call_the_same(chromium: Browser) -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    page = chromium.new_page()
    found = page.evaluate(f"(rows) => {{ {FOLDING}; {SEARCHING}; return rows.map({FINDS}); }}", rows)
    page.close()
    wrong = [row["why"] for row, hit in zip(rows, found, strict=True) if hit != (row["found"] == "yes")]

    assert wrong == []


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_places_are_found_by_every_name_in_any_script(open_map: Open, lang: str) -> None:
    page = open_map(page_sample.map_data(), lang=lang).page

    for question in ("كنجه", "ganja", "Gəncə", "GANJA", "Գանձակ"):
        assert "i-ganja" in search(page, question), question


@pytest.mark.parametrize("lang", ["ar", "en", "fr", "ru"])
def test_standings_and_sides_are_found_in_every_language_of_the_page(open_map: Open, lang: str) -> None:
    page = open_map(page_random.map_data(), lang="fr").page
    words = page.evaluate("(lang) => page.incidentMap.data.words[lang]", lang)
    for dimension, value, label in (
        ("statuses", "contested", words["contested"]),
        ("voices", "hezbollah", words["sides"]["hezbollah"]),
        ("types", "shelling", words["types"]["shelling"]),
    ):
        ask(page, {dimension: [value]})
        chosen = shown(page)
        page.evaluate("() => page.incidentMap.store.reset()")

        assert chosen
        assert set(chosen) <= set(search(page, label)), label


def test_the_text_of_a_claim_is_found_by_words_and_by_phrase(open_map: Open) -> None:
    page = open_map(page_random.map_data(40)).page
    words, phrase, wrong = (search(page, text) for text in ("mill trucks", '"old mill"', '"mill old"'))

    assert words == phrase != []
    assert wrong == []


def test_an_outdated_search_is_dropped(open_map: Open) -> None:
    page = open_map(page_random.map_data(40)).page
    page.evaluate("['колонна', 'école', 'mill'].forEach((text) => page.incidentMap.store.change({ text }))")
    page.wait_for_function(SETTLED)

    assert shown(page) == search(page, "mill")


@pytest.mark.parametrize("island", ["cold-0", "ids"])
def test_texts_that_cannot_be_read_are_told_and_the_rest_is_searched(
    open_file: Open, tmp_path: Path, island: str
) -> None:
    page = open_file(broken_page(page_random.map_data(60), island, tmp_path)).page
    page.wait_for_selector("button.row")
    page.fill('input[type="search"]', "shelling")
    expect(page.locator(".searching")).to_contain_text("Part of the texts could not be read")
    page.wait_for_function(SETTLED)

    figures = "() => [page.incidentMap.data.n, page.incidentMap.store.passing]"
    every, found = page.evaluate(figures)
    assert 0 < found < every


def test_what_is_open_stays_while_the_search_has_not_come_to_it(open_map: Open) -> None:
    opened = open_map(page_random.map_data(40))
    page = opened.page
    found = search(page, "trucks")
    page.evaluate("page.incidentMap.store.reset()")
    opened.open_incident(found[0])
    search(page, "trucks")
    assert page.is_visible("#evidence")
    search(page, "nothing at all")

    assert page.is_hidden("#evidence")


def test_escape_empties_the_field_and_leaves_the_panel(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    opened.open_incident("i-ganja")
    opened.page.focus('input[type="search"]')
    opened.page.keyboard.press("Escape")

    assert opened.page.is_visible("#evidence")
    assert opened.page.evaluate("document.activeElement.type") == "search"


def test_what_was_typed_last_goes_along_into_another_language(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    page.evaluate(
        """() => {
          const box = document.querySelector('input[type="search"]');
          box.value = "ganja";
          box.dispatchEvent(new Event("input"));
          page.incidentMap.store.change({ lang: "fr" });
        }"""
    )

    assert page.input_value('input[type="search"]') == "ganja"
