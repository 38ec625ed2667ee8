"""Names that would be put in countries which a report has nothing to do with: placed by luck, if at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set

from gazetteer.index.drafts import Draft, is_hamlet, is_nearby
from gazetteer.index.names import Entry
from gazetteer.place import Place, is_nearer

_SHORT = 3
"""Letters of names that stand for no place abroad, however large."""
_BESIDE = 2
"""Names before and behind a name that may say which country it is of."""
_AROUND_KM = 300.0
"""So near to a place of the report, another country's is none abroad."""
_FAMED = 100_000
"""People of a city abroad that any report may name, if it is spelled as in the data."""
_FAMED_HEARD = 1_000_000
"""And if its name is only heard."""


def drop_strangers(
    drafts: list[Draft], certain: Collection[Place], about: Set[str], people: Set[str]
) -> None:
    """Forget the places abroad: of no country that the report is about, and far from all that is ``certain``.

    A country that is by the way (of its ``people``, or named once) counts for the names beside it.
    Well-known cities stay. Where a report names nothing for certain, a name that is only
    heard needs a place noun and a large city.
    """
    spoken_of = about
    if not about:
        famed = {e.place.country for d in drafts for e in d.kept if e.place and _is_famed(e, d)}
        spoken_of = famed | people | {place.country for place in certain}
    abroad = _Abroad(certain, frozenset(spoken_of - {""}))
    for number, draft in enumerate(drafts):
        if draft.kept and draft.senses.worldly:
            beside = frozenset(_countries(drafts[max(0, number - _BESIDE) : number + _BESIDE + 1]))
            draft.kept = tuple(
                [e for e in draft.kept if not e.world or not abroad.is_stranger(e, draft, beside)]
            )
        if draft.kept and about and draft.senses.theatres:
            draft.kept = tuple([e for e in draft.kept if not _is_lone(e, certain, about)])


def _countries(drafts: Iterable[Draft]) -> Iterator[str]:
    """The countries that are named as such."""
    return (e.place.country for d in drafts for e in d.kept if e.place and e.place.level == "country")


class _Abroad:
    """What lies outside of all that a report speaks of."""

    def __init__(self, certain: Collection[Place], spoken_of: frozenset[str]) -> None:
        self._certain, self._spoken_of = certain, spoken_of
        self._around: dict[str, bool] = {}

    def is_stranger(self, entry: Entry, draft: Draft, beside: Set[str]) -> bool:
        place, heard = entry.place, draft.found.level == "skeleton"
        if place is None or place.country in self._spoken_of:
            return False
        if place.country in beside and (draft.cue is not None or not heard):
            return False
        people = place.population or 0
        if not self._certain and not self._spoken_of:
            return heard and (draft.cue is None or people < _FAMED)
        if self._is_around(place):
            return False
        return len(draft.surface) <= _SHORT or entry.small or people < (_FAMED_HEARD if heard else _FAMED)

    def _is_around(self, place: Place) -> bool:
        if place.id not in self._around:
            self._around[place.id] = any(
                is_nearer(place, other, _AROUND_KM) for other in self._certain if is_nearby(other)
            )
        return self._around[place.id]


def _is_famed(entry: Entry, draft: Draft) -> bool:
    """Whether a city of the world is so large that its bare name says where a report is.

    One that a theatre's town bears too (زنجبار, Zanzibar and Zinjibar) says nothing.
    """
    if not entry.world or entry.place is None or draft.found.level == "skeleton" or draft.senses.theatres:
        return False
    return (entry.place.population or 0) >= _FAMED and not entry.name.needs_cue


def _is_lone(entry: Entry, certain: Collection[Place], about: Set[str]) -> bool:
    """Whether a theatre's village is the only thing of its part of the world in a report about another."""
    place = entry.place
    if place is None or not entry.theatre or not is_hamlet(place) or place.country in {"", *about}:
        return False
    return not any(
        other.id != place.id and (other.country == place.country or is_nearer(other, place, _AROUND_KM))
        for other in certain
    )
