"""Nouns that reports count: what they are and whether the form is one, two or many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from gazetteer.fold import fold
from gazetteer.table import Row, read_table

COUNTED_FILE = Path(__file__).parent / "data" / "counted.csv"

NounClass = Literal["civilian", "military", "unknown", "thing"]
Grammatical = Literal["one", "two", "two or many", "many"]

_SUFFIXES = ("ه", "ها", "هم", "هما", "نا")


@dataclass(frozen=True, slots=True)
class Noun:
    """What a form of a counted noun says."""

    cls: NounClass
    number: Grammatical
    """"two or many" where the dual and the sound plural are written alike (مدنيين, civilians)."""
    definite: bool = False


@cache
def counted() -> dict[str, Noun]:
    """Every folded form; the first row that has a form keeps it.

    >>> counted()[fold("جنديان")].number   # two soldiers
    'two'
    """
    forms: dict[str, Noun] = {}
    for row in read_table(
        COUNTED_FILE, required=["singular", "plural", "class", "sound", "note"], optional=()
    ):
        for form, noun in _forms(row):
            forms.setdefault(form, noun)
            forms.setdefault("ال" + form, Noun(noun.cls, noun.number, definite=True))
    return forms


def _forms(row: Row) -> Iterator[tuple[str, Noun]]:
    cls = cast(NounClass, row.choice("class", get_args(NounClass)))
    sound = bool(row.text("sound"))
    for singular in row.parts("singular"):
        for form, number in _from_singular(fold(singular), sound):
            yield form, Noun(cls, number)
    for plural in map(fold, row.parts("plural")):
        yield plural, Noun(cls, "many")
        for suffix in _SUFFIXES:
            yield _construct(plural) + suffix, Noun(cls, "many", definite=True)


def _from_singular(word: str, sound: bool) -> Iterator[tuple[str, Grammatical]]:
    yield word, "one"
    stem = word[:-1] + "ت" if word.endswith("ه") else word
    if stem == word:
        yield word + "ا", "one"
    yield stem + "ان", "two"
    yield stem + "ين", "two or many" if sound else "two"
    for suffix in _SUFFIXES:
        yield stem + "ا" + suffix, "two"
    if stem != word:
        yield stem + "ي", "two"
        yield stem + "ا", "two"
    if sound:
        yield stem + "ون", "many"
        yield stem + "ي", "many"
        for suffix in _SUFFIXES:
            yield stem + "ي" + suffix, "many"


def _construct(plural: str) -> str:
    """مقاتلين drops its ن before a suffix, أطفال keeps all."""
    return plural[:-1] if plural.endswith(("ين", "ون")) else plural
