"""What a text itself says of where its places lie.

"The village of X in Y governorate" puts X somewhere in Y. A namesake of X far from Y
is not meant; and where no gazetteer has X, the point of Y with the radius of Y says
what is known. A name without such words is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from gazetteer.fold import fold, fold_with_offsets, proclitics
from gazetteer.index.cues import cues
from gazetteer.index.name_words import name_words
from gazetteer.index.names import fold_word
from gazetteer.index.scan import words_of
from gazetteer.place import Match, Place, PlaceName, distance_km

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
_BESIDE_KM = 150.0
"""And this far from what it is said to be near, or north of."""
_MIN_REPEATED = 4
"""Letters of a name that is known again without its noun."""
_LISTED = re.compile(r"\s*[،,]?\s*(?:و\s?)?")
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
    where: str
    """In words: "in Idlib"."""


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
    known: dict[str, Match] = {}
    found: list[Estimated] = []
    for start, end, surface in unplaced:
        key = fold(surface)
        if key not in known and (bound := _bound(text, start, end, placed)):
            known[key] = _match(surface, bound)
        if key in known:
            found.append(Estimated(start, end, surface, known[key]))
    taken = [*((start, end) for start, end, _ in placed), *((one.start, one.end) for one in found)]
    return sorted([*found, *_repeated(text, known, taken)], key=lambda one: one.start)


def corrected(text: str, placed: Sequence[Placed]) -> Iterator[tuple[int, Match]]:
    """The matches of ``placed`` that contradict the words behind their names, by number, and what is meant.

    That is the best other candidate that lies where the text says, or else an estimate;
    the same name stands for it throughout.
    """
    meant: dict[tuple[str, str], Match] = {}
    for (start, end, match), (following, _, container) in pairwise(placed):
        if match.place.level not in ("settlement", "site") or match.place.id in container.place.parents:
            continue
        bound = _behind(text[end:following], container.place)
        if bound and not _fits(match.place, bound):
            surface = text[start:end]
            meant[fold(surface), match.place.id] = _instead(surface, match, bound)
    for number, (start, end, match) in enumerate(placed):
        if instead := meant.get((fold(text[start:end]), match.place.id)):
            yield number, instead


def _fits(place: Place, bound: _Bound) -> bool:
    apart = _BESIDE_KM if bound.where.startswith("near") else _APART_KM
    return distance_km(place, bound.place) <= place.radius_km + bound.radius_km + apart


def _instead(surface: str, match: Match, bound: _Bound) -> Match:
    for other in match.others:
        if _fits(other.place, bound):
            others = tuple(c for c in match.others if c is not other)
            reasons = (*other.reasons, f"the text puts it {bound.where}")
            return replace(
                match, place=other.place, score=other.score, name=other.name, others=others, reasons=reasons
            )
    return _match(surface, bound)


def _bound(text: str, start: int, end: int, placed: Sequence[Placed]) -> _Bound | None:
    before = next((one for one in reversed(placed) if one[1] <= start), None)
    after = next((one for one in placed if one[0] >= end), None)
    bound = _behind(text[end : after[0]], after[2].place) if after else None
    if bound and bound.place.radius_km <= _WIDEST_KM:
        return bound
    for one, gap in ((before, before and text[before[1] : start]), (after, after and text[end : after[0]])):
        if one and gap is not None and one[2].place.level == "settlement" and _is_list(gap):
            place = one[2].place
            return _Bound(place, place.radius_km + _LISTED_KM, f"in one list with {place.name}")
    return None


def _behind(gap: str, place: Place) -> _Bound | None:
    """The bound set by words such as "in the governorate of", which alone stand between name and place."""
    if re.search(r"[.!?؟؛:،,\n]", gap):
        return None
    words = [fold_word(match[0]) for match in words_of(gap)]
    attached = gap[-1:] if gap and gap[-1:].isalpha() else ""
    if len(words) > _REACH or not all(map(_is_link, words)):
        return None
    links = {*words, attached}
    if links & set(name_words("beside")):
        return _Bound(place, place.radius_km + _NEAR_KM, f"near {place.name}")
    if any(_bare(link) in name_words("inside") for link in links if link):
        return _Bound(place, place.radius_km, f"in {place.name}")
    return None


def _is_link(word: str) -> bool:
    return bool(
        {word, _bare(word)} & {*name_words("inside"), *name_words("beside"), *name_words("of"), *cues()}
    )


def _bare(word: str) -> str:
    """The preposition of a word that is a place noun behind one: بريف "in the countryside of" gives ب."""
    skip = proclitics(word)
    return word[:skip] if skip and word[skip:] in cues() else word


def _is_list(gap: str) -> bool:
    """Whether only a comma, an "and" or a place noun stands between two names."""
    words = [fold_word(match[0]) for match in words_of(gap)]
    bare = (word[1:] if word[:1] == "و" else word for word in words)
    return (
        ("،" in gap or "," in gap or gap.strip().startswith("و"))
        and not re.search(r"[.!?؟؛:\n]", gap)
        and all(not word or (word in cues() and not cues()[word].weak) for word in bare)
    )


def _match(surface: str, bound: _Bound) -> Match:
    place = Place(
        id=f"estimated:{fold(surface)}@{bound.place.id}",
        name=f"{surface} (about {bound.place.name})",
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
    reason = f"in no gazetteer; the text puts it {bound.where}"
    return Match(place=place, level="estimated", score=_SCORE, name=surface, unsure=True, reasons=(reason,))


def _repeated(text: str, known: dict[str, Match], taken: list[tuple[int, int]]) -> Iterator[Estimated]:
    single = {key: match for key, match in known.items() if " " not in key and len(key) >= _MIN_REPEATED}
    if not single:
        return
    for word in words_of(text):
        folded, offsets = fold_with_offsets(word[0])
        for skip in range(proclitics(folded) + 1):
            match = single.get(folded[skip:])
            start, end = word.start() + offsets[skip], word.end()
            if match and not any(start < last and first < end for first, last in taken):
                yield Estimated(start, end, text[start:end], match)
                break
