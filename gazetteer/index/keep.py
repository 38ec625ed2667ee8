"""Which spans of a text are places: those that nothing else could be, and those that have company.

A name that is an everyday word or a person's too (``needs_cue``), or some
village's of the world, stays only where something says that a place is meant:
its place noun, a list of places that it belongs to, another mention in the same
report that has either, or a report that names other places around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gazetteer.fold import fold, skeleton
from gazetteer.index import evidence
from gazetteer.index.drafts import COMPANY_KM, Draft, is_certain, is_hamlet, is_kin
from gazetteer.index.holders import keep_held
from gazetteer.index.lists import keep_common, keep_listed, keep_mutual
from gazetteer.index.name_words import name_words
from gazetteer.index.names import Entry
from gazetteer.index.senses import Senses, vouches
from gazetteer.index.strangers import drop_strangers
from gazetteer.place import Area, Place, distance_km

_COMPANY = 2
"""Other places around it that make a name a place."""
_KNOWN_LETTERS = 5
_MIN_WEAK = 4
"""Letters of a village's name that a preposition may make one, in a report about its country."""
_MIN_BARE = 6
_MIN_FAINT = 5
"""Consonants of a village's name that is only heard after a preposition."""


def keep(
    drafts: list[Draft],
    areas: Sequence[Area],
    people: Counter[str] | None = None,
    attackers: Counter[str] | None = None,
) -> frozenset[str]:
    """Decide for each draft of a text which of its entries it may mean; none where it is no place.

    ``people`` counts the adjectives of countries in the text, ``attackers`` those that only say whose attack
    it is. Gives the countries that the text is about, for all that its attackers say.
    """
    people, attackers = people or Counter(), attackers or Counter()
    for draft in drafts:
        senses = draft.senses
        draft.kept = senses.entries if senses.plain else senses.certain(draft.cue, draft.surface[0])
    certain = {e.place.id: e.place for d in drafts if is_certain(d) for e in d.kept if e.place}
    about = evidence.countries(people, certain.values())
    if certain:
        _leave_areas(areas, certain.values(), drafts)
    keep_held(drafts)
    drop_strangers(drafts, certain.values(), about, people.keys())
    if any(draft.listed for draft in drafts):
        keep_listed(drafts)
        keep_mutual(drafts, about | people.keys())
    _keep_repeated(drafts)
    _keep_near_others(drafts)
    if about:
        _keep_of_countries(drafts, about)
    _widen(drafts, about or _of_theatres(drafts))
    keep_common(drafts, about)
    _keep_common_again(drafts)
    _prefer_namesakes(drafts, people)
    return evidence.countries(people - attackers, certain.values()) if attackers else about


def _leave_areas(areas: Sequence[Area], certain: Iterable[Place], drafts: list[Draft]) -> None:
    """Forget the doubtful names of theatres in a report that is plainly about another part of the world.

    A country whose centre lies outside of a theatre that it belongs to is not another part.
    """
    certain = tuple(certain)
    if all(map(is_hamlet, certain)):
        return  # one village's name is many villages'
    left = frozenset([area.id for area in areas if not any(map(area.holds, certain))])
    countries = frozenset([place.country for place in certain if place.level == "country"])
    for draft in drafts:
        if draft.senses.theatres.isdisjoint(left):
            continue
        draft.senses = draft.senses.without(left, countries)
        others = draft.senses.entries
        draft.kept = tuple([e for e in draft.kept if e in others])


def _keep_repeated(drafts: list[Draft]) -> None:
    """A name known for a place once is one throughout the report."""
    known = {entry.name.text for draft in drafts for entry in draft.kept}
    for draft in drafts:
        if not draft.kept and not known.isdisjoint(draft.senses.audible_texts):
            draft.kept = tuple([e for e in draft.senses.audible if e.name.text in known])


def _keep_common_again(drafts: list[Draft]) -> None:
    """An everyday word that is a place beside its noun is that place behind "in", or where struck, too."""
    everyday = [draft for draft in drafts if draft.senses.everyday]
    known = {e for draft in everyday for e in draft.kept}
    for draft in everyday if known else ():
        if not draft.kept and (
            draft.inside or draft.struck or (draft.weak and draft.surface.startswith("ال"))
        ):
            draft.kept = tuple([e for e in draft.senses.everyday if e in known])


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


def _of_theatres(drafts: list[Draft]) -> frozenset[str]:
    """The countries of the theatres' places in a report too short to be about any."""
    kept = (e for draft in drafts for e in draft.kept if e.rank == 0)
    return frozenset([e.place.country for e in kept if e.place and e.place.country])


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
    return all(distance_km(place, other) > COMPANY_KM for other in kept)


def _prefer_namesakes(drafts: list[Draft], people: Counter[str]) -> None:
    """A region's name means a town of the only country that the rest of the report names, if one has it."""
    if not any(draft.senses.namesakes and draft.kept for draft in drafts):
        return
    certain = _certain_names(drafts)
    for draft in drafts:
        namesakes = draft.senses.namesakes
        if not namesakes or not draft.kept:
            continue
        texts = {e.name.text for e in draft.kept}
        named = {country for country, names in certain.items() if not names <= texts} | set(people)
        own = tuple(e for e in namesakes if e.place and named - {""} == {e.place.country})
        draft.kept = own or tuple(e for e in draft.kept if not e.namesake)


def _certain_names(drafts: list[Draft]) -> dict[str, set[str]]:
    """The names beyond doubt, by the country of their places."""
    names: dict[str, set[str]] = {}
    for draft in filter(is_certain, drafts):
        for entry in draft.kept:
            if entry.place:
                names.setdefault(entry.place.country, set()).add(entry.name.text)
    return names


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
        if is_kin(other, place, kin):
            company += 1
            if company == _COMPANY:
                return True
    return False
