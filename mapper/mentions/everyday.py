"""Everyday words (مدينة, "city") that are also the names of some town, or sound like one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from gazetteer.fold import fold
from gazetteer.index.name_words import name_words
from gazetteer.index.world import common_words
from gazetteer.place import distance_km
from mapper.language import Word
from mapper.mentions.named import Named, Page

_NEIGHBOUR_KM = 60.0
_GREAT_CITY = 1_000_000


def everyday(named: Sequence[Named], page: Page) -> list[Named]:
    """Those names that are sooner taken for the everyday word."""
    return [
        item for at, item in enumerate(named) if _is_common(item, page) and not _is_listed(named, at, page)
    ]


def _is_common(item: Named, page: Page) -> bool:
    word = page.words[item.first]
    if item.first != item.last:
        return False
    area = word.noun("area")
    if area is not None and "the" not in area.prefixes:
        return True
    if item.hit.cue:
        return False
    if item.hit.level == "skeleton" and _has_ending(item.hit.surface, word):
        return True
    if item.hit.start != word.start or _is_known(item, page):
        return False
    closed = _closes(word.text)
    return any(not (closed and reading.suffix) for reading in word.readings)


def _closes(written: str) -> bool:
    """Whether the last letter only folds to that of a pronoun: صعدة, a town, is not صعد with "his" (ه)."""
    letters = unicodedata.normalize("NFKC", written)
    last = next((letter for letter in reversed(letters) if fold(letter)), "")
    return fold(last) != last.casefold()


def _has_ending(surface: str, word: Word) -> bool:
    """Whether a word that only sounds like a name is an everyday word with its ending: شهرها, "its month"."""
    folded = word.folded[-len(surface) :]
    stems = (
        folded.removesuffix(ending) for ending in name_words("adjective_ending") if folded.endswith(ending)
    )
    return any(stem in common_words() for stem in stems)


def _is_known(item: Named, page: Page) -> bool:
    """A land, a great city, or a town of a theatre with the article in a report on its country (الخيام)."""
    places = [candidate.place for candidate in item.hit.candidates]
    first = places[0]
    if any(place.level in ("country", "region") for place in places):
        return True
    if item.hit.level == "exact" and (first.population or 0) >= _GREAT_CITY:
        return True
    own = bool(first.theatre) and first.country in item.hit.countries
    return own and item.hit.level != "skeleton" and page.has_article(page.words[item.first])


def _is_listed(named: Sequence[Named], at: int, page: Page) -> bool:
    """Whether the name beside it in a list lies near it."""
    own = named[at]
    for other in (*named[max(at - 1, 0) : at], *named[at + 1 : at + 2]):
        first, second = (other, own) if other.first < own.first else (own, other)
        if is_next(first, second, page) and _is_near(own, other):
            return True
    return False


def _is_near(one: Named, other: Named) -> bool:
    return distance_km(one.hit.candidates[0].place, other.hit.candidates[0].place) < _NEIGHBOUR_KM


def is_next(before: Named, after: Named, page: Page) -> bool:
    """Whether two names stand side by side in a list: بيروت وصور, "Beirut and Tyre"."""
    gap = after.first - before.last
    if gap > 2 or (gap == 2 and page.words[after.first - 1].text not in page.language.comma_marks):
        return False
    written = page.written(after)
    return len(fold(written)) == 1
