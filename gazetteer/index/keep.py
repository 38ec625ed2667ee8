"""Which spans of a text are places: those that nothing else could be, and those that have company.

A name that is an everyday word or a person's too (``needs_cue``), or some
village's of the world, stays only where something says that a place is meant:
its place noun, a list of places that it belongs to, another mention in the same
report that has either, or a report that names other places around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from gazetteer.fold import fold, skeleton
from gazetteer.index import evidence
from gazetteer.index.cues import Cue
from gazetteer.index.name_words import name_words
from gazetteer.index.names import Entry
from gazetteer.index.scan import Found
from gazetteer.index.senses import Senses, vouches
from gazetteer.place import Area, Place, distance_km

_COMPANY_KM = 150.0
_COMPANY = 2
"""Other places around it that make a name a place."""
_MUTUAL = 3
"""Towns of one country in one list that vouch for each other."""
_MUCH_LARGER = 2
"""Times that a country's towns of a list have the people of another's, to be meant."""
_KNOWN_LETTERS = 5
_MIN_WEAK = 4
"""Letters of a village's name that a preposition may make one, in a report about its country."""
_MIN_BARE = 6
_MIN_FAINT = 5
"""Consonants of a village's name that is only heard after a preposition."""
_NEARBY_LEVELS = ("settlement", "district", "site", "line")


@dataclass(slots=True)
class Draft:
    """A span on its way to a hit."""

    found: Found
    senses: Senses
    """What it may still mean."""
    cue: Cue | None
    weak: bool
    listed: bool
    """Stands in a list with the draft before it."""
    surface: str
    kept: tuple[Entry, ...] = ()


def keep(drafts: list[Draft], areas: Sequence[Area], people: Counter[str] | None = None) -> frozenset[str]:
    """Decide for each draft of a text which of its entries it may mean; none where it is no place.

    ``people`` counts the adjectives of countries in the text. Gives the countries that it is about.
    """
    people = people or Counter()
    for draft in drafts:
        senses = draft.senses
        draft.kept = senses.entries if senses.plain else senses.certain(draft.cue, draft.surface[0])
    certain = {e.place.id: e.place for d in drafts if _is_certain(d) for e in d.kept if e.place}
    about = evidence.countries(people, certain.values())
    if certain:
        _leave_areas(frozenset([a.id for a in areas if not any(map(a.holds, certain.values()))]), drafts)
    if about:
        named = {*people, *about, *(place.country for place in certain.values())}
        _drop_strangers(drafts, named)
    if any(draft.listed for draft in drafts):
        _keep_listed(drafts)
        _keep_mutual(drafts, about | people.keys())
    _keep_repeated(drafts)
    _keep_near_others(drafts)
    if about:
        _keep_of_countries(drafts, about)
        _widen(drafts, about)
    _prefer_namesakes(drafts, people)
    return about


def _leave_areas(left: frozenset[str], drafts: list[Draft]) -> None:
    """Forget the doubtful names of theatres in a report that is plainly about another part of the world."""
    for draft in drafts:
        if draft.senses.theatres.isdisjoint(left):
            continue
        draft.senses = draft.senses.without(left)
        others = draft.senses.entries
        draft.kept = tuple([e for e in draft.kept if e in others])


def _drop_strangers(drafts: list[Draft], named: set[str]) -> None:
    """Forget villages, and towns only heard, of countries that the report has nothing to do with."""
    for draft in drafts:
        if not draft.kept or not draft.senses.worldly:
            continue
        heard, short = draft.found.level == "skeleton", len(draft.surface) < _MIN_WEAK
        draft.kept = tuple(
            [
                e
                for e in draft.kept
                if not (e.world and e.place and e.place.country not in named and (heard or short or e.small))
            ]
        )


def _is_certain(draft: Draft) -> bool:
    """Whether a span can hardly mean another place: spelled as in the data, and no city elsewhere."""
    return bool(draft.kept) and draft.found.level != "skeleton" and draft.senses.doubtless


def _keep_listed(drafts: list[Draft]) -> None:
    """Names in one list with a settlement or district are places too; runs both ways."""
    pairs = [(before, draft) for before, draft in pairwise(drafts) if draft.listed]
    for known, other in [*pairs, *((b, a) for a, b in reversed(pairs))]:
        if not other.kept and (near := [e.place for e in known.kept if e.place and _is_nearby(e)]):
            other.kept = tuple([e for e in other.senses.uncommon if not e.world or _is_of(e, near)])


def _keep_mutual(drafts: list[Draft], spoken_of: Set[str]) -> None:
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
    return place is not None and any(_is_kin(other, place, {place.id}) for other in near)


def _is_nearby(entry: Entry) -> bool:
    return entry.place is not None and entry.place.level in _NEARBY_LEVELS


def _keep_repeated(drafts: list[Draft]) -> None:
    """A name known for a place once is one throughout the report."""
    known = {entry.name.text for draft in drafts for entry in draft.kept}
    for draft in drafts:
        if not draft.kept and not known.isdisjoint(draft.senses.audible_texts):
            draft.kept = tuple([e for e in draft.senses.audible if e.name.text in known])


def _keep_near_others(drafts: list[Draft]) -> None:
    """After a preposition, a name is kept if two other places around it are named in the report."""
    around = {place.id: place for draft in drafts for entry in draft.kept if (place := entry.place)}
    judged: dict[Senses, tuple[Entry, ...]] = {}
    for draft in drafts:
        if not draft.kept and (draft.weak or _is_known_town(draft)):
            senses = draft.senses
            if senses not in judged:
                judged[senses] = tuple([e for e in senses.audible if _has_company(e, around)])
            draft.kept = judged[senses]


def _keep_of_countries(drafts: list[Draft], about: frozenset[str]) -> None:
    """In a report about its country, a village is kept where a place may stand, or for its long name."""
    for draft in drafts:
        if not draft.kept and not about.isdisjoint(draft.senses.countries):
            letters = draft.found.end - draft.found.start
            draft.kept = tuple(
                [
                    e
                    for e in draft.senses.uncommon
                    if e.place and e.place.country in about and _may_stand(e, draft, letters)
                ]
            )


def _may_stand(entry: Entry, draft: Draft, letters: int) -> bool:
    vouched = draft.cue is not None and vouches(draft.cue, entry)
    if entry.faint:
        return vouched or (draft.weak and _consonants(draft.surface) >= _MIN_FAINT)
    if vouched or (draft.weak and letters >= _MIN_WEAK):
        return True
    plain = not draft.surface.startswith("ال") and not draft.surface.endswith(name_words("derived_ending"))
    return entry.world and letters >= _MIN_BARE and plain and draft.found.level != "skeleton"


def _consonants(surface: str) -> int:
    return len(skeleton(fold(surface)).removeprefix("A"))


def _widen(drafts: list[Draft], about: frozenset[str]) -> None:
    """A name kept for a place far off may mean a theatre's too, if the report is about its country."""
    for draft in drafts:
        entries = draft.senses.entries
        if draft.kept and len(draft.kept) < len(entries) and not about.isdisjoint(draft.senses.countries):
            kept = [e.place for e in draft.kept if e.place]
            draft.kept = tuple([e for e in entries if e in draft.kept or _is_doubted_of(e, about, kept)])


def _is_doubted_of(entry: Entry, about: frozenset[str], kept: list[Place]) -> bool:
    place = entry.place
    if place is None or place.country not in about or entry.world or entry.name.common:
        return False
    return all(distance_km(place, other) > _COMPANY_KM for other in kept)


def _prefer_namesakes(drafts: list[Draft], people: Counter[str]) -> None:
    """A region's name means a town of the only country that the rest of the report names, if one has it."""
    for draft in drafts:
        namesakes = draft.senses.namesakes
        if not namesakes or not draft.kept:
            continue
        texts = {e.name.text for e in draft.kept}
        certain = (e for d in drafts if _is_certain(d) and d is not draft for e in d.kept)
        named = {e.place.country for e in certain if e.place and e.name.text not in texts} | set(people)
        own = tuple(e for e in namesakes if e.place and named - {""} == {e.place.country})
        draft.kept = own or tuple(e for e in draft.kept if not e.namesake)


def _is_known_town(draft: Draft) -> bool:
    """Whether a name is so long and so large a town's that company alone, with no preposition, may do."""
    found = draft.found
    return found.level != "skeleton" and found.end - found.start >= _KNOWN_LETTERS and draft.senses.known_town


def _has_company(entry: Entry, around: dict[str, Place]) -> bool:
    """Whether two or more of the other places are of its country, share a parent, contain it or lie near."""
    place = entry.place
    if place is None or entry.small:
        return False
    kin = {place.id, *place.parents}
    company = 0
    for other in around.values():
        if _is_kin(other, place, kin):
            company += 1
            if company == _COMPANY:
                return True
    return False


def _is_kin(other: Place, place: Place, kin: set[str]) -> bool:
    same_country = bool(place.country) and other.country == place.country
    if same_country or other.id in kin or not kin.isdisjoint(other.parents):
        return True
    return other.level in _NEARBY_LEVELS and distance_km(other, place) < _COMPANY_KM
