"""Which countries a report is about: named, spoken of by their adjective, or holding its certain places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from pathlib import Path

from gazetteer.index.remembered import Remembered
from gazetteer.place import Place
from gazetteer.table import read_table

DEMONYMS = Path(__file__).parent.parent / "data" / "demonyms.csv"
_BEFORE = ("", "ال", "وال", "بال", "لل", "و", "كال", "فال")
_AFTER = ("", "ة", "ين", "ون", "ان", "تين", "تان", "ات")
_PLAIN = str.maketrans("أإآ", "ااا")
_MARKS = dict.fromkeys([0x640, *range(0x64B, 0x653)])
"""Vowel marks and tatweel, which say nothing."""
_ONE_IN = 4
"""Countries that a report speaks of much less than of another are by the way."""


def named_by_people(words: Iterable[str]) -> Counter[str]:
    """How often each country's adjective stands among words, by ISO 3166 alpha-2 code."""
    return Counter(list(filter(None, map(_COUNTRY_OF.__getitem__, words))))


def countries(people: Counter[str], certain: Iterable[Place]) -> frozenset[str]:
    """The countries that a report is about, given its adjectives and the places that it surely names."""
    said = people + Counter(place.country for place in certain if place.country)
    most = max(said.values(), default=0)
    return frozenset(country for country, times in said.items() if times >= 2 and times * _ONE_IN >= most)


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Countries by the forms of their adjectives, as texts write them. Raises DataError."""
    forms: dict[str, str] = {}
    for row in read_table(DEMONYMS, required=("alpha2", "words")):
        for word, before, after in product(row.parts("words"), _BEFORE, _AFTER):
            form = before + word + after
            forms[form] = forms[form.translate(_PLAIN)] = row.required("alpha2")
    return forms


_COUNTRY_OF = Remembered(lambda word: demonyms().get(word.translate(_MARKS)), most=100_000)
"""The country whose adjective a word is, if any."""
