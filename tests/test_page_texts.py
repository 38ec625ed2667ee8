"""The words of the page: every language says the same things, in every form that it needs."""

from __future__ import annotations

import re
import string
from typing import Any

import pytest
from babel import Locale

from mapper.render.assets import PAGE_MODULES, script
from mapper.render.texts import LANGUAGES, texts

OTHERS = sorted(set(LANGUAGES) - {"en"})
# A count of one or two is a word of its own in Arabic: "حدث واحد", "حدثان".
WITHOUT_NUMBER = {"ar": {"zero", "one", "two"}}
MADE = re.compile(r"say\.(?:say|count|sentence)\(\s*[\"'](\w[\w-]*)[\"']")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def spoken(value: Any) -> list[str]:
    return list(value.values()) if isinstance(value, dict) else [value]


def plurals(lang: str) -> dict[str, dict[str, str]]:
    return {key: value for key, value in texts(lang).items() if isinstance(value, dict)}


def test_the_page_speaks_the_four_languages_it_promises() -> None:
    assert set(LANGUAGES) == {"ar", "en", "fr", "ru"}


@pytest.mark.parametrize("lang", OTHERS)
def test_every_language_has_the_same_keys(lang: str) -> None:
    assert set(texts("en")) == set(texts(lang))


@pytest.mark.parametrize("lang", OTHERS)
def test_every_text_has_the_same_gaps_as_the_english_one(lang: str) -> None:
    told = {key: set().union(*map(gaps, spoken(value))) for key, value in texts(lang).items()}

    assert {key: set().union(*map(gaps, spoken(value))) for key, value in texts("en").items()} == told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_counts_have_every_plural_form_of_the_language(lang: str) -> None:
    forms = {*Locale.parse(lang).plural_form.tags, "other"}

    assert plurals(lang)
    assert dict.fromkeys(plurals(lang), forms) == {key: set(value) for key, value in plurals(lang).items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_count_shows_its_number_in_every_form_but_those_that_are_words(lang: str) -> None:
    silent = {form for value in plurals(lang).values() for form, text in value.items() if "{n}" not in text}

    assert silent <= WITHOUT_NUMBER.get(lang, set())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty_or_has_stray_spaces(lang: str) -> None:
    faulty = {
        key
        for key, value in texts(lang).items()
        for text in spoken(value)
        if not text.strip() or (text != text.strip() and key not in ("comma", "semicolon")) or "  " in text
    }

    assert faulty == set()


@pytest.mark.parametrize("lang", OTHERS)
def test_hardly_any_text_was_left_in_english(lang: str) -> None:
    """Words that two languages share are few; sentences never are the same."""
    same = [key for key, value in texts(lang).items() if value == texts("en")[key] and isinstance(value, str)]
    words = {key: re.findall(r"\w{3,}", re.sub(r"\{\w+\}", "", texts(lang)[key])) for key in same}

    assert [key for key in same if len(words[key]) > 2] == []


@pytest.mark.parametrize(("lang", "letters"), [("ar", "[\u0621-\u064a]"), ("ru", "[а-яё]")])
def test_every_sentence_is_written_in_the_script_of_its_language(lang: str, letters: str) -> None:
    foreign = {
        key
        for key, value in texts(lang).items()
        for text in spoken(value)
        if len(re.findall(r"\w+", re.sub(r"\{\w+\}", "", text))) > 3 and not re.search(letters, text.lower())
    }

    assert foreign == set()


def test_every_text_that_the_scripts_ask_for_is_there() -> None:
    asked = set(MADE.findall(script(PAGE_MODULES)))

    assert asked
    assert asked - set(texts("en")) == set()
