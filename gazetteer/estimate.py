"""What a text itself says of where its places lie.

"The village of X in Y governorate" puts X somewhere in Y. A namesake of X far from Y
is not meant; and where no gazetteer has X, the point of Y with the radius of Y says
what is known. A name without such words is left as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Literal, NamedTuple

from gazetteer.fold import fold, fold_with_offsets, proclitics
from gazetteer.index.cues import cues
from gazetteer.index.name_words import name_words
from gazetteer.index.names import WORD, fold_word
from gazetteer.index.scan import FORMS, read, words_of
from gazetteer.index.spans import Spans
from gazetteer.place import Match, Place, PlaceName, distance_km
from gazetteer.reasons import reason

_REACH = 7
"""Words between a name and the place that is said to contain it, at most."""
_WIDEST_KM = 250.0
"""Wider containers, countries mostly, say too little for a point."""
_NEAR_KM = 15.0
"""How far "near X" and "north of X" reach beyond X."""
_LISTED_KM = 25.0
"""How far the towns of one list lie apart, at most times."""
_APART_KM = 50.0
"""A place this far outside of what is said to hold it is another place."""
_OBLAST_KM = 80.0
"""How wide a province is of which only the main town is known."""
_OBLAST_APART_KM = 250.0
_BESIDE_KM = 150.0
"""And this far from what it is said to be near, or north of."""
_MIN_REPEATED = 4
"""Letters of a name that is known again without its noun."""
_LISTED = re.compile(r"\s*[،,]?\s*(?:و\s?)?")
_BREAK = re.compile(r"[.!?؟؛:،,\n()]")
_APART = re.compile(r"\s*([،,(\-–—])\s*")
_STOP = re.compile(r"[.!?؟؛:\n]")
_LAST_WORD = re.compile(r"(\w+)\s$")
_TOWNS = frozenset({"settlement", "district"})
_TOWN_KINDS = frozenset({"city", "town"})
_QUARTERS = frozenset({"quarter", "camp"})
_MOST_DIGITS = 3
"""Of a distance in km."""
_PROVINCE_KM = 40.0
"""How far from a city the villages lie that are said to be in it."""
_SCORE = 0.3

Placed = tuple[int, int, Match]
"""Start and end of a name in the text, and what it was matched to."""


class Estimated(NamedTuple):
    """A name of the text that is in no gazetteer, and where about it must be."""

    start: int
    end: int
    surface: str
    match: Match


class _Bound(NamedTuple):
    """What the text says of where a name lies."""

    place: Place
    radius_km: float
    how: Literal["in", "near", "listed"]
    apart_km: float = _APART_KM
    """How far outside of it a place must lie to be another one."""


def settled(text: str, placed: Sequence[Placed], unplaced: Iterable[tuple[int, int, str]]) -> list[Placed]:
    """The names of ``placed`` with their matches corrected, and those of ``unplaced`` that can be estimated.

    In reading order, as both arguments must be, spans without overlap.
    """
    instead = dict(corrected(text, placed))
    kept = [(start, end, instead.get(at, match)) for at, (start, end, match) in enumerate(placed)]
    added = [(one.start, one.end, one.match) for one in estimates(text, kept, unplaced)]
    return sorted([*kept, *added], key=itemgetter(0))


def estimates(
    text: str, placed: Sequence[Placed], unplaced: Iterable[tuple[int, int, str]]
) -> list[Estimated]:
    """The names of ``unplaced`` that the text puts inside, beside or in one list with a place of ``placed``.

    In reading order; the name's further mentions are found too. Every match is unsure, its radius
    that of what bounds it. Both arguments must be in reading order, spans without overlap.
    """
    names = list(unplaced)
    bounds = _bounds(text, names, placed)
    known: dict[str, Match] = {}
    for (_, _, surface), bound in zip(names, bounds, strict=True):
        if bound:
            known.setdefault(fold(surface), _match(surface, bound))
    found = [Estimated(*name, known[key]) for name in names if (key := fold(name[2])) in known]
    taken = Spans([*((start, end) for start, end, _ in placed), *((one.start, one.end) for one in found)])
    return sorted([*found, *_repeated(text, known, taken)], key=lambda one: one.start)


def _bounds(
    text: str, names: Sequence[tuple[int, int, str]], placed: Sequence[Placed]
) -> list[_Bound | None]:
    """What bounds each name; one in a list with the name behind it lies where that one does."""
    starts = [start for start, _, _ in placed]
    bounds: list[_Bound | None] = []
    following: tuple[int, _Bound] | None = None
    for start, end, _ in reversed(names):
        at = bisect_left(starts, start)
        bound = _bound(
            text, start, end, placed[at - 1] if at else None, placed[at] if at < len(placed) else None
        )
        if bound is None and following and _is_list(text[end : following[0]]):
            bound = following[1]
        following = (start, bound) if bound else None
        bounds.append(bound)
    return bounds[::-1]


def corrected(text: str, placed: Sequence[Placed]) -> Iterator[tuple[int, Match]]:
    """The matches of ``placed`` that contradict the words behind their names, by number, and what is meant.

    That is the best other candidate that lies where the text says, or else an estimate;
    the same name stands for it throughout.
    """
    meant: dict[tuple[str, str], Match] = {}
    for (start, end, match), (following, container_end, container) in pairwise(placed):
        if match.place.level not in ("settlement", "site") or match.place.id in container.place.parents:
            continue
        bound = _behind(text[end:following], container.place, noun=text[following:container_end])
        if bound and container.place.level == "settlement" and match.place.kind in _TOWN_KINDS:
            # القامشلي بالحسكة: no town lies within another; the province of that name is meant.
            bound = bound._replace(apart_km=max(bound.apart_km, _BESIDE_KM))
        if bound and not _fits(match.place, bound):
            surface = text[start:end]
            meant[fold(surface), match.place.id] = _instead(surface, match, bound)
    for number, (start, end, match) in enumerate(placed if meant else ()):
        if instead := meant.get((fold(text[start:end]), match.place.id)):
            yield number, instead


def _fits(place: Place, bound: _Bound) -> bool:
    return distance_km(place, bound.place) <= place.radius_km + bound.radius_km + bound.apart_km


def _instead(surface: str, match: Match, bound: _Bound) -> Match:
    for other in match.others:
        if _fits(other.place, bound):
            others = tuple(c for c in match.others if c is not other)
            reasons = (*other.reasons, reason(f"puts_{bound.how}", place=bound.place.name))
            return replace(
                match, place=other.place, score=other.score, name=other.name, others=others, reasons=reasons
            )
    return _match(surface, bound)


def _bound(text: str, start: int, end: int, before: Placed | None, after: Placed | None) -> _Bound | None:
    """What bounds a name, given the placed names before and behind it."""
    if after:
        bound = _behind(text[end : after[0]], after[2].place, noun=text[after[0] : after[1]])
        if bound and bound.how == "in" and after[2].place.level == "settlement" and _is_town(text[:start]):
            bound = bound._replace(radius_km=max(bound.radius_km, _PROVINCE_KM))
        if bound and bound.place.radius_km <= _WIDEST_KM:
            return bound
    for one, gap in ((before, before and text[before[1] : start]), (after, after and text[end : after[0]])):
        if one and gap is not None and one[2].place.level == "settlement" and _is_list(gap):
            place = one[2].place
            return _Bound(place, place.radius_km + _LISTED_KM, "listed")
    return None


def _is_town(before: str) -> bool:
    """Whether the last word is a noun of towns or districts: one "in Aleppo" lies in its province."""
    word = _LAST_WORD.search(before)
    noun = cues().get(_bare_noun(fold_word(word[1]))) if word else None
    return noun is not None and noun.levels <= _TOWNS and not _QUARTERS & noun.kinds


def _bare_noun(word: str) -> str:
    return next((word[skip:] for skip in range(proclitics(word) + 1) if word[skip:] in cues()), word)


def _behind(gap: str, place: Place, *, noun: str) -> _Bound | None:
    """The bound set by words such as "in the governorate of", which alone stand between name and place.

    A comma may stand before them; behind a bracket or dash, the province's noun suffices.
    ``noun`` is what the text calls the place, of which a noun may be the first word.
    """
    said = _said(gap)
    if said is None:
        return None
    words, attached, mark = said
    links = {*words, attached}
    away = [float(word) for word in words if word.isdecimal()]
    if bool(away) != bool(links & set(name_words("distance"))):
        return None
    if away or links & set(name_words("beside")):
        return _Bound(place, place.radius_km + max([_NEAR_KM, *away]), "near", _BESIDE_KM)
    nouns = [*words, *map(fold_word, noun.split()[:1])]
    if place.level == "settlement" and any(map(_is_area, map(_bare_noun, nouns))):
        inside = _Bound(place, _OBLAST_KM, "in", _OBLAST_APART_KM)
    else:
        inside = _Bound(place, place.radius_km, "in")
    within = any(_bare(link) in name_words("inside") for link in links if link)
    apart = mark and mark not in "،," and any(map(_is_area, nouns))
    return inside if within or apart else None


def _said(gap: str) -> tuple[list[str], str, str] | None:
    """The words of a gap if they alone may link two names, folded, with the letter written onto the second
    name and the mark before them; None for all else that stands between names."""
    mark = _APART.match(gap)
    rest = gap[mark.end() :] if mark else gap
    if _BREAK.search(rest):
        return None
    # Most gaps end at their first word: it is no link.
    words: list[str] = []
    for match in WORD.finditer(rest):
        word = fold_word(match[0])
        if len(words) == _REACH or not _is_link(word):
            return None
        words.append(word)
    return words, rest[-1:] if rest and rest[-1:].isalpha() else "", mark[1] if mark else ""


def _is_area(word: str) -> bool:
    """Whether a word is the noun of a province or district."""
    noun = cues().get(word)
    return noun is not None and not noun.weak and bool(noun.levels & {"district", "region"})


@lru_cache(maxsize=50_000)
def _is_link(word: str) -> bool:
    uses = ("inside", "beside", "of", "distance")
    known = any(form in name_words(use) for use in uses for form in (word, _bare(word)))
    noun = cues().get(word)
    return known or (noun is not None and not noun.weak) or (word.isdecimal() and len(word) <= _MOST_DIGITS)


def _bare(word: str) -> str:
    """The preposition of a word that is a place noun behind one: بريف "in the countryside of" gives ب."""
    skip = proclitics(word)
    return word[:skip] if skip and word[skip:] in cues() and not cues()[word[skip:]].weak else word


def _is_list(gap: str) -> bool:
    """Whether only a comma, an "and" or a place noun stands between two names."""
    if not ("،" in gap or "," in gap or gap.lstrip().startswith("و")) or _STOP.search(gap):
        return False
    words = [fold_word(match[0]) for match in words_of(gap)]
    bare = (word[1:] if word[:1] == "و" else word for word in words)
    return all(not word or (word in cues() and not cues()[word].weak) for word in bare)


def _match(surface: str, bound: _Bound) -> Match:
    place = Place(
        id=f"estimated:{fold(surface)}@{bound.place.id}",
        name=f"{bound.place.name}: {surface}",
        level="settlement",
        kind="unlisted",
        lat=bound.place.lat,
        lon=bound.place.lon,
        radius_km=round(bound.radius_km, 1),
        names=(PlaceName(text=surface),),
        country=bound.place.country,
        parents=(bound.place.id, *bound.place.parents),
        source=f"estimated from {bound.place.id}",
    )
    why = reason(f"unlisted_{bound.how}", place=bound.place.name)
    return Match(place=place, level="estimated", score=_SCORE, name=surface, unsure=True, reasons=(why,))


def _repeated(text: str, known: dict[str, Match], taken: Spans) -> Iterator[Estimated]:
    single = {key: match for key, match in known.items() if " " not in key and len(key) >= _MIN_REPEATED}
    if not single:
        return
    words, surfaces = read(text)
    for word, surface in zip(words, surfaces, strict=True):
        if single.keys().isdisjoint(FORMS[surface]):
            continue
        folded, offsets = fold_with_offsets(surface)
        for skip in range(proclitics(folded) + 1):
            match = single.get(folded[skip:])
            start, end = word.start() + offsets[skip], word.end()
            if match and not taken.meets(start, end):
                yield Estimated(start, end, text[start:end], match)
                break
