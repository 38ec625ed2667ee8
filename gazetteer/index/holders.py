"""What the words around a name say of where it lies: طرابلس بليبيا, طرابلس الليبية, "Tripoli in Libya"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest

from gazetteer.fold import fold, proclitics
from gazetteer.index.cues import cues
from gazetteer.index.drafts import Draft
from gazetteer.index.name_words import name_words
from gazetteer.index.names import Entry, fold_word
from gazetteer.index.remembered import Remembered
from gazetteer.index.scan import Found, Words
from gazetteer.index.senses import Senses
from gazetteer.place import Place, distance_km

_LONGEST_LINK = 30
_APART = re.compile(r"\s*[،,(]\s*")
_BREAK = re.compile(r"[.!?؟؛:\n،,()]")
_TOWNS_ADJECTIVE = re.compile("ال.*يه")
"""As towns bear it, folded: the feminine with the article."""
_NOTHING = Senses(())
_BESIDE_KM = 50.0
"""How far from the edge of what holds it a place may be set."""
_TOWN_HOLDS_KM = 100.0
"""A town's name says its province as well."""
_QUARTER_KM = 15.0
"""But the quarters in it are its own."""
_TOWNS = frozenset({"settlement", "district"})
_PARTS = frozenset({"site", "line"})


def named_after(found: Found, words: Words, surfaces: Sequence[str]) -> str:
    """What bears a name, if that is no place of the data: a "street" (شارع بغداد), or a treaty or paper
    of such a "title"; perhaps a "quarter"."""
    first = found.first
    use = _USE_OF[surfaces[first - 1]] if first else None
    if use is None or found.start > words[first].start() or not _is_space(words, first):
        return ""
    levels = {entry.place.level for entry in found.senses.entries if entry.place}
    bears = {"street": levels.isdisjoint(_PARTS), "title": levels <= _TOWNS, "quarter": True}
    return use if bears[use] else ""


def _is_space(words: Words, number: int) -> bool:
    """Whether nothing but a space stands before a word."""
    before, word = words[number - 1], words[number]
    return word.string[before.end() : word.start()].isspace()


def note_links(text: str, words: Words, drafts: Sequence[Draft], nations: Mapping[int, str]) -> None:
    """Mark how each name is joined to what stands behind it, given the adjectives of countries."""
    for draft, behind in zip_longest(drafts, drafts[1:]):
        after = draft.found.last + 1
        if after in nations and _is_space(words, after) and _TOWNS_ADJECTIVE.fullmatch(fold(words[after][0])):
            draft.nation = nations[after]
        if behind and behind.found.start - draft.found.end <= _LONGEST_LINK:
            draft.link = _link(text[draft.found.end : behind.found.start])


def keep_held(drafts: Sequence[Draft]) -> None:
    """Mark which of its places each name can mean, where the words behind it say what holds it.

    Those join what a name may mean; the same name is held by it throughout, unless two hold it.
    A quarter's name that is a town's elsewhere is no place of the data.
    """
    for number, draft in enumerate(drafts):
        if draft.nation:
            own = [e for e in draft.senses.audible if e.place and e.place.country == draft.nation]
            _hold(draft, draft.nation, own)
        elif draft.link and (holders := _holders(draft, drafts[number + 1])):
            reach = _QUARTER_KM if draft.quarter else _TOWN_HOLDS_KM
            own = [e for e in draft.senses.audible if _lies_in(e.place, holders, reach)]
            _hold(draft, holders[0].name, own)
            if draft.quarter and not draft.held and _is_of_town(draft, holders):
                draft.kept, draft.senses = (), _NOTHING
    _hold_repeated(drafts)


def _is_of_town(draft: Draft, holders: Sequence[Place]) -> bool:
    return draft.link == "inside" and any(holder.level == "settlement" for holder in holders)


def _hold(draft: Draft, holder: str, entries: list[Entry]) -> None:
    meant = [e for e in entries if e in draft.kept or not (e.world and e.small)]
    if not meant or not (draft.kept or draft.weak or draft.cue):
        return
    draft.holder, draft.held = holder, frozenset(e.place.id for e in meant if e.place)
    draft.kept = tuple(e for e in draft.senses.entries if e in draft.kept or e in meant)


def _hold_repeated(drafts: Sequence[Draft]) -> None:
    if not any(draft.held for draft in drafts):
        return
    known: dict[Senses, set[tuple[str, frozenset[str]]]] = {}
    for draft in drafts:
        if draft.held:
            known.setdefault(draft.senses, set()).add((draft.holder, draft.held))
    for draft in drafts:
        if not draft.held and len(said := known.get(draft.senses, set())) == 1:
            ((holder, held),) = said
            if any(e.place and e.place.id in held for e in draft.kept):
                draft.holder, draft.held = holder, held


def _holders(draft: Draft, behind: Draft) -> list[Place]:
    """The places of the name behind one, if the words between put it inside or beside them."""
    if behind.found.level == "skeleton":
        return []
    places = [e.place for e in behind.kept if e.place]
    if draft.link == "apart" and any(place.level != "country" for place in places):
        return []
    return places


@lru_cache(maxsize=20_000)
def _link(gap: str) -> str:
    """What a gap says of the name before it; place nouns stand aside: بمحافظة "in the province of"."""
    if _APART.fullmatch(gap):
        return "apart"
    links = [] if _BREAK.search(gap) else [fold(link) for link in gap.split()]
    for use in ("inside", "beside"):
        said = links and _bare(links[0]) in name_words(use)
        if said and all(any(word in known for known in _linking()) for word in links[1:]):
            return use
    return ""


@lru_cache(maxsize=1)
def _linking() -> tuple[Container[str], ...]:
    """What may stand between the first word of a link and the name."""
    return cues(), name_words("inside"), name_words("beside"), name_words("of")


def _bare(word: str) -> str:
    """The preposition of a place noun behind one: بمحافظة gives ب."""
    return word[:1] if word[1:] in cues() else word


def _lies_in(place: Place | None, holders: Iterable[Place], reach: float) -> bool:
    others = [holder for holder in holders if place and holder.id != place.id]
    return place is not None and any(_holds(holder, place, reach) for holder in others)


def _holds(holder: Place, place: Place, reach: float) -> bool:
    """Whether a place lies in another one; ``reach`` is how far beyond its edge a town's name goes."""
    if holder.level == "country":
        return place.country == holder.country or holder.id in place.parents
    if holder.level != "settlement":
        reach = _BESIDE_KM
    return holder.id in place.parents or distance_km(holder, place) <= holder.radius_km + reach


def _use(word: str) -> str | None:
    folded = fold_word(word)
    forms = {folded[skip:] for skip in range(proclitics(folded) + 1)}
    return next(
        (use for use in ("street", "quarter", "title") if not forms.isdisjoint(name_words(use))), None
    )


_USE_OF = Remembered(_use, most=100_000)
"""What a noun before a name makes of it, if anything."""
