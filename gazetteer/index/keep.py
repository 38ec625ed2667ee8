"""Which spans of a text are places: those that nothing else could be, and those that have company.

A name that is an everyday word or a person's too (``needs_cue``), or some
village's of the world, stays only where something says that a place is meant:
its place noun, a list of places that it belongs to, another mention in the same
report that has either, or a report that names other places around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gazetteer.fold import fold, skeleton
from gazetteer.index import evidence
from gazetteer.index.cues import Cue, cues
from gazetteer.index.name_words import name_words
from gazetteer.index.names import Entry, key_words
from gazetteer.index.scan import Found
from gazetteer.place import Area, Place, distance_km

_COMPANY_KM = 150.0
_MUTUAL = 3
"""Towns of one country in one list that vouch for each other."""
_KNOWN_POPULATION = 15_000
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
    cue: Cue | None
    weak: bool
    listed: bool
    """Stands in a list with the draft before it."""
    surface: str = ""
    kept: tuple[Entry, ...] = ()


def keep(
    text: str, drafts: list[Draft], areas: Sequence[Area], people: Counter[str] | None = None
) -> frozenset[str]:
    """Decide for each draft of a text which of its entries it may mean; none where it is no place.

    ``people`` counts the adjectives of countries in the text. Gives the countries that it is about.
    """
    _keep_certain(text, drafts)
    certain = [e.place for draft in drafts if _is_certain(draft) for e in draft.kept if e.place]
    about = evidence.countries(people or Counter(), {p.id: p for p in certain}.values())
    if certain:
        _leave_areas({area.id for area in areas if not any(map(area.holds, certain))}, drafts)
    if about:
        named = {*(people or ()), *about, *(place.country for place in certain)}
        _drop_strangers(drafts, named)
    _keep_listed(drafts)
    _keep_mutual(drafts)
    _keep_repeated(drafts)
    _keep_near_others(drafts)
    _keep_of_countries(drafts, about)
    _widen(drafts, about)
    _prefer_namesakes(drafts, people or Counter())
    return about


def _keep_certain(text: str, drafts: list[Draft]) -> None:
    for draft in drafts:
        entries = draft.found.entries
        if all(map(_is_plain, entries)):
            draft.kept = entries
            continue
        first = text[draft.found.start]
        capital, cued = first.upper() == first, draft.cue is not None
        draft.kept = tuple(
            e
            for e in entries
            if (capital or not e.name.needs_capital)
            and (cued or not _doubtful(e) or _has_own_noun(e))
            and not (e.faint or e.namesake)
        )


def _is_plain(entry: Entry) -> bool:
    name = entry.name
    return not (name.needs_cue or name.common or name.needs_capital or entry.namesake)


def _doubtful(entry: Entry) -> bool:
    return entry.name.needs_cue or entry.name.common


def _has_own_noun(entry: Entry) -> bool:
    """Whether a name begins with the noun that it would need: محافظة الأنبار, "Anbar province"."""
    return entry.place is not None and entry.place.level in _own_levels(entry.name.text)


@lru_cache(maxsize=50_000)
def _own_levels(name: str) -> frozenset[str]:
    first, *others = key_words(name) or [""]
    cue = cues().get(first)
    return cue.levels if cue and others and not (cue.weak or cue.after) else frozenset()


def _leave_areas(left: set[str], drafts: list[Draft]) -> None:
    """Forget the doubtful names of theatres in a report that is plainly about another part of the world."""
    for draft in drafts:
        if draft.found.entries[0].rank == 0:
            others = tuple(e for e in draft.found.entries if e.theatre not in left)
            if len(others) < len(draft.found.entries):
                draft.found = draft.found._replace(entries=others)
                draft.kept = tuple(e for e in draft.kept if e in others)


def _drop_strangers(drafts: list[Draft], named: set[str]) -> None:
    """Forget villages, and towns only heard, of countries that the report has nothing to do with."""
    for draft in drafts:
        heard, short = draft.found.level == "skeleton", len(draft.surface) < _MIN_WEAK
        if any(e.world for e in draft.kept):
            draft.kept = tuple(
                e
                for e in draft.kept
                if not (e.world and e.place and e.place.country not in named and (heard or short or e.small))
            )


def _is_certain(draft: Draft) -> bool:
    """Whether a span can hardly mean another place: spelled as in the data, and no city elsewhere."""
    if draft.found.level == "skeleton" or not draft.kept:
        return False
    return not any(not e.namesake and (e.world or _doubtful(e)) for e in draft.found.entries)


def _keep_listed(drafts: list[Draft]) -> None:
    """Names in one list with a settlement or district are places too; runs both ways."""
    pairs = [(drafts[i], drafts[i + 1]) for i in range(len(drafts) - 1) if drafts[i + 1].listed]
    for known, other in [*pairs, *((b, a) for a, b in reversed(pairs))]:
        if not other.kept and (near := [e.place for e in known.kept if e.place and _is_nearby(e)]):
            other.kept = tuple(e for e in _uncommon(other.found.entries) if not e.world or _is_of(e, near))


def _keep_mutual(drafts: list[Draft]) -> None:
    """Three names or more in one list that all are towns of one country are those towns."""
    run: list[Draft] = []
    for draft in [*drafts, None]:
        if draft is not None and (draft.listed or not run):
            run.append(draft)
            continue
        if len(run) >= _MUTUAL and not any(d.kept for d in run):
            _keep_countrymen(run)
        run = [draft] if draft is not None else []


def _keep_countrymen(run: list[Draft]) -> None:
    named = [{e.place.country for e in _audible(d.found.entries) if e.place} - {""} for d in run]
    shared = sorted({c for c in set().union(*named) if sum(c in others for others in named) >= _MUTUAL})
    if shared:
        for draft in run:
            own = (e for e in _audible(draft.found.entries) if e.place and e.place.country == shared[0])
            draft.kept = tuple(own)


def _is_of(entry: Entry, near: list[Place]) -> bool:
    """Whether a place of the world lies in the country of the others, or near one."""
    place = entry.place
    return place is not None and any(_is_kin(other, place, {place.id}) for other in near)


def _is_nearby(entry: Entry) -> bool:
    return entry.place is not None and entry.place.level in _NEARBY_LEVELS


def _uncommon(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(e for e in entries if not e.name.common and not e.name.needs_capital)


def _audible(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(e for e in _uncommon(entries) if not e.faint)


def _keep_repeated(drafts: list[Draft]) -> None:
    """A name known for a place once is one throughout the report."""
    known = {entry.name.text for draft in drafts for entry in draft.kept}
    for draft in drafts:
        if not draft.kept:
            draft.kept = tuple(e for e in _audible(draft.found.entries) if e.name.text in known)


def _keep_near_others(drafts: list[Draft]) -> None:
    """After a preposition, a name is kept if two other places around it are named in the report."""
    around = {place.id: place for draft in drafts for entry in draft.kept if (place := entry.place)}
    judged: dict[tuple[Entry, ...], tuple[Entry, ...]] = {}
    for draft in drafts:
        if not draft.kept and (draft.weak or _is_known_town(draft.found)):
            entries = draft.found.entries
            if entries not in judged:
                judged[entries] = tuple(e for e in _audible(entries) if _has_company(e, around))
            draft.kept = judged[entries]


def _keep_of_countries(drafts: list[Draft], about: frozenset[str]) -> None:
    """In a report about its country, a village is kept where a place may stand, or for its long name."""
    for draft in drafts:
        if about and not draft.kept:
            letters = draft.found.end - draft.found.start
            draft.kept = tuple(
                e
                for e in _uncommon(draft.found.entries)
                if e.place and e.place.country in about and _may_stand(e, draft, letters)
            )


def _may_stand(entry: Entry, draft: Draft, letters: int) -> bool:
    if entry.faint:
        sound = len(skeleton(fold(draft.surface)).removeprefix("A"))
        return draft.cue is not None or (draft.weak and sound >= _MIN_FAINT)
    if draft.cue or (draft.weak and letters >= _MIN_WEAK):
        return True
    plain = not draft.surface.startswith("ال") and not draft.surface.endswith(name_words("derived_ending"))
    return entry.world and letters >= _MIN_BARE and plain and draft.found.level != "skeleton"


def _widen(drafts: list[Draft], about: frozenset[str]) -> None:
    """A name kept for a place far off may mean a theatre's too, if the report is about its country."""
    for draft in drafts:
        if draft.kept and len(draft.kept) < len(draft.found.entries):
            kept = [e.place for e in draft.kept if e.place]
            draft.kept = tuple(
                e for e in draft.found.entries if e in draft.kept or _is_doubted_of(e, about, kept)
            )


def _is_doubted_of(entry: Entry, about: frozenset[str], kept: list[Place]) -> bool:
    place = entry.place
    if place is None or place.country not in about or entry.world or entry.name.common:
        return False
    return all(distance_km(place, other) > _COMPANY_KM for other in kept)


def _prefer_namesakes(drafts: list[Draft], people: Counter[str]) -> None:
    """A region's name means a town of the only country that the rest of the report names, if one has it."""
    for draft in drafts:
        namesakes = [e for e in draft.found.entries if e.namesake and e.place]
        if not namesakes or not draft.kept:
            continue
        texts = {e.name.text for e in draft.kept}
        certain = (e for d in drafts if _is_certain(d) and d is not draft for e in d.kept)
        named = {e.place.country for e in certain if e.place and e.name.text not in texts} | set(people)
        own = tuple(e for e in namesakes if e.place and named - {""} == {e.place.country})
        draft.kept = own or tuple(e for e in draft.kept if not e.namesake)


def _is_known_town(found: Found) -> bool:
    """Whether a name is so long and so large a town's that company alone, with no preposition, may do."""
    if found.level == "skeleton" or found.end - found.start < _KNOWN_LETTERS:
        return False
    return any(
        e.world and ((e.place and e.place.population) or 0) >= _KNOWN_POPULATION for e in found.entries
    )


def _has_company(entry: Entry, around: dict[str, Place]) -> bool:
    """Whether two or more of the other places are of its country, share a parent, contain it or lie near."""
    place = entry.place
    if place is None or entry.small:
        return False
    kin = {place.id, *place.parents}
    company = (True for other in around.values() if _is_kin(other, place, kin))
    return next(company, False) and next(company, False)


def _is_kin(other: Place, place: Place, kin: set[str]) -> bool:
    same_country = bool(place.country) and other.country == place.country
    if same_country or other.id in kin or not kin.isdisjoint(other.parents):
        return True
    return other.level in _NEARBY_LEVELS and distance_km(other, place) < _COMPANY_KM
