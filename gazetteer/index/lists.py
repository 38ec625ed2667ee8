"""Names that stand in one list are places together, where some of them are places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from itertools import pairwise

from gazetteer.index.drafts import Draft, is_kin, is_nearby
from gazetteer.index.names import Entry
from gazetteer.place import Place, distance_km

_MUTUAL = 3
"""Towns of one country in one list that vouch for each other."""
_MUCH_LARGER = 2
"""Times that a country's towns of a list have the people of another's, to be meant."""
_BESIDE_KM = 100.0
"""How far a town may lie from the towns of its list, if its name is an everyday word."""
_AREAS = ("district", "region")


def keep_listed(drafts: list[Draft]) -> None:
    """Names in one list with a settlement or district are places too; runs both ways."""
    pairs = [(before, draft) for before, draft in pairwise(drafts) if draft.listed]
    for known, other in [*pairs, *((b, a) for a, b in reversed(pairs))]:
        if not other.kept and (near := [e.place for e in known.kept if e.place and is_nearby(e.place)]):
            other.kept = tuple([e for e in other.senses.uncommon if not e.world or _is_of(e, near)])


def keep_mutual(drafts: list[Draft], spoken_of: Set[str]) -> None:
    """Three names or more in one list that all are towns of one country are those towns."""
    run: list[Draft] = []
    for draft in [*drafts, None]:
        if draft is not None and (draft.listed or not run):
            run.append(draft)
            continue
        if len(run) >= _MUTUAL and not any(d.kept for d in run):
            _keep_countrymen(run, spoken_of)
        run = [draft] if draft is not None else []


def _keep_countrymen(run: list[Draft], spoken_of: Set[str]) -> None:
    """The towns of the one country that has most of a list; of several, the one that the report speaks
    of, or whose towns are much larger; where nothing decides, none."""
    named = [{e.place.country for e in d.senses.audible if e.place} - {""} for d in run]
    most = Counter([country for countries in named for country in countries])
    shared = {country for country, names in most.items() if names >= _MUTUAL}
    ranked = sorted(shared & spoken_of or shared, key=lambda c: _people(run, c), reverse=True)
    if len(ranked) > 1 and _people(run, ranked[0]) <= _MUCH_LARGER * _people(run, ranked[1]):
        return
    for draft in run if ranked else ():
        draft.kept = tuple([e for e in draft.senses.audible if e.place and e.place.country == ranked[0]])


def _people(run: list[Draft], country: str) -> int:
    """How many live in the largest towns of a country that the names of a list may mean."""
    towns = ([e.place for e in d.senses.audible if e.place and e.place.country == country] for d in run)
    return sum(max([town.population or 0 for town in own], default=0) for own in towns)


def _is_of(entry: Entry, near: list[Place]) -> bool:
    """Whether a place of the world lies in the country of the others, or near one."""
    place = entry.place
    return place is not None and any(is_kin(other, place, {place.id}) for other in near)


def keep_common(drafts: list[Draft], about: Set[str]) -> None:
    """An everyday word is a theatre's place between two of its neighbours in a list, or behind two.

    One is enough behind a preposition or another noun (صور, "Tyre" or "photos"). A province needs but one of
    these, in a report about its country.
    """
    everyday = [n for n, draft in enumerate(drafts) if not draft.kept and draft.senses.everyday]
    for number in (*everyday, *reversed(everyday)):
        draft = drafts[number]
        if not draft.kept:
            beside = _beside(drafts, number)
            draft.kept = tuple([e for e in draft.senses.everyday if _is_meant(e, draft, beside, about)])


def _beside(drafts: list[Draft], number: int) -> tuple[list[Draft], list[Draft]]:
    """The drafts of its list around one: those before it, the nearest first, and that behind it."""
    before: list[Draft] = []
    at = number
    while at and drafts[at].listed and len(before) < 2:
        at -= 1
        before.append(drafts[at])
    return before, drafts[number + 1 : number + 2] if _goes_on(drafts, number) else []


def _goes_on(drafts: list[Draft], number: int) -> bool:
    return number + 1 < len(drafts) and drafts[number + 1].listed


def _is_meant(entry: Entry, draft: Draft, beside: tuple[list[Draft], list[Draft]], about: Set[str]) -> bool:
    place = entry.place
    if place is None:
        return False
    before, behind = ([_is_neighbour(place, other) for other in others] for others in beside)
    if place.level in _AREAS and place.country in about:
        return draft.inside or any([*before[:1], *behind])
    if draft.weak or draft.cue:
        return any([*before[:1], *behind])
    return (len(before) > 1 and all(before)) or (before[:1] == [True] and behind == [True])


def _is_neighbour(place: Place, draft: Draft) -> bool:
    return any(
        other.place is not None
        and other.place.country == place.country != ""
        and (is_nearby(other.place) or other.place.level in _AREAS)
        and distance_km(other.place, place) <= _BESIDE_KM + place.radius_km
        for other in draft.kept
    )
