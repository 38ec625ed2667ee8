"""Whether the words around a state's name speak of its land."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer.place import Match
from mapper.language import Word
from mapper.mentions.named import Named, Page, place_noun
from mapper.mentions.struck import is_struck, is_undergone, is_visit

_LOCATING = ("in", "inside", "origin", "near", "part", "axis", "beside", "toward", "bound")
_LAND = ("territory", "border", "area", "front")
_OFFICES = ("head.government", "head.office", "head.ministry", "head.elided")
_BUILT = ("civil", "infra", "homes", "area.building")
_LEAVING = ("withdrawal", "displacement")
_FIRED = ("missile_strike", "shelling", "air_drone_strike")
_TAKEN = (*_FIRED, "attack", "armed_clash", "siege", "territory_captured", "ground_advance")
_ASKED = ("support", "politics", "document", "accord", "allegation", "meeting")
_REFUSED = ("answer", "carried")
_PHRASE = 4
"""Words of a set phrase, at most."""
_NEXT = 3
"""Words back at which any event makes "on" a place; farther off it must be an attack."""


def is_land(item: Named, match: Match, left: Sequence[Word], page: Page, mentioned: frozenset[int]) -> bool:
    """Whether a state's or capital's name means the land or the town."""
    cue = place_noun(left[0], page.language) if left else None
    if cue is not None and match.place.level == "country" and "country" in cue.levels:
        left = left[1:]  # دولة قطر, "the State of Qatar", says no more than قطر
    elif item.hit.cue:
        return True
    if is_undergone(item, left, page):
        return True
    if not left or _is_hinted_at(left):
        return False
    return _is_located(item, match, left, page, mentioned) or (
        not page.written(item) and is_struck(left, page, mentioned)
    )


def _is_located(
    item: Named, match: Match, left: Sequence[Word], page: Page, mentioned: frozenset[int]
) -> bool:
    near = left[0]
    # Inside a set phrase (في سماء, "in the sky of") the words after the first have no reading.
    if len(left) > 1 and not near.readings and any(r.length > 1 for r in left[1].readings):
        near = left[1]
    if near.word("between", "with"):
        return any(word.noun("border") for word in left[1:_NEXT])
    if near.word("in"):
        return not _holds_office(left[1:])
    if near.word("to"):
        return not any(_is_address(word) for word in left[1:_NEXT])
    if near.word(*_LOCATING) or near.noun(*_LAND) or near.word("capital"):
        return True
    if near.noun("meeting") and match.place.level != "country":
        return item.last + 1 not in mentioned  # the talks of Moscow and Kyiv are between them
    if near.word("from"):
        return _is_left(item, match, left, page)
    if near.word("on"):
        return _is_attacked(left[1:], page)
    if len(left) > 1 and left[1].word("capital"):
        return True
    if match.place.level != "country" and (near.noun(*_BUILT) or _is_masdar(near)):
        return True
    if _is_of_place(near, page) or (_is_masdar(near) and _closes(item, page)):
        return True
    return "by" in page.language.prefixes(page.written(item))


def _is_hinted_at(left: Sequence[Word]) -> bool:
    """في إشارة إلى: the set phrase, read at its first word, that ends right before the name."""
    return any(
        reading.value == "aside" and reading.length == back
        for back, word in enumerate(left[:_PHRASE], start=1)
        for reading in word.readings
        if back > 1
    )


def _is_address(word: Word) -> bool:
    """A warning or call to a government, or a hint at it, by the noun."""
    return any(reading.kind == "speech" and reading.form == "masdar" for reading in word.readings)


def _is_of_place(near: Word, page: Page) -> bool:
    """Streets of a town, people of a land, visiting it, by way of it."""
    if place_noun(near, page.language) is None:
        return False
    return near.word("using") is not None or (near.verb is None and not near.senses.words)


def _holds_office(left: Sequence[Word]) -> bool:
    """Whether an institution stands before "in": وزارة الدفاع في أذربيجان."""
    if not left:
        return False
    if left[0].noun(*_OFFICES):
        return True
    phrase = len(left) > 1 and not left[0].readings
    return phrase and any(
        reading.length > 1 and reading.kind == "noun" and reading.value.startswith("head")
        for reading in left[1].readings
    )


def _is_left(item: Named, match: Match, left: Sequence[Word], page: Page) -> bool:
    """Whether "from" speaks of leaving a land or firing out of it, not of asking its government."""
    if len(left) > 2 and left[1].word("each"):
        return left[2].word("in") is not None
    if len(left) < 2:
        return False
    asked = left[1]
    if asked.noun(*_ASKED) or asked.word("located") or _begins_with_by(asked, page):
        return False
    if asked.noun("area", "territory", "share"):
        return True
    if _goes_to(item, page) or (match.place.level != "country" and asked.noun("head.agency")):
        return True
    clause = _clause(left[1:], page)
    if any(is_visit(word, page) for word in clause):
        return True
    fired = any(word.noun("weapon") for word in clause)
    return any(word.find("trigger", *_LEAVING, *(_FIRED if fired else ())) for word in clause)


def _goes_to(item: Named, page: Page) -> bool:
    after = page.right(item.last)
    return after is not None and after.word("to", "toward") is not None


def _begins_with_by(word: Word, page: Page) -> bool:
    return any("by" in reading.prefixes for reading in word.readings) or (
        not word.readings and "by" in page.language.prefixes(word.folded[:1])
    )


def _is_attacked(left: Sequence[Word], page: Page) -> bool:
    """Whether "on" belongs to an attack: هجوم أوكراني بطائرتين مسيرتين على موسكو."""
    for at, word in enumerate(_clause(left, page)):
        trigger = word.find("trigger")
        if trigger is not None and (at < _NEXT - 1 or trigger.roles == "agent"):
            return trigger.guard not in _REFUSED
        if word.verb is not None or word.find("speech"):
            return False
    return False


def _clause(left: Sequence[Word], page: Page) -> list[Word]:
    """The words as far back as the next comma or stop."""
    stop = next((at for at, word in enumerate(left) if page.ends_clause(word)), len(left))
    return list(left[:stop])


def _is_masdar(word: Word) -> bool:
    """The shelling, siege or fall of the place, by the word alone."""
    trigger = word.find("trigger", *_TAKEN)
    if trigger is None or "the" in trigger.prefixes or trigger.suffix or trigger.guard in _REFUSED:
        return False
    return any(reading.form == "masdar" for reading in word.readings)


def _closes(item: Named, page: Page) -> bool:
    """Whether no object follows, so that the name before it is the object and not the doer."""
    after = page.right(item.last)
    return after is None or page.is_mark(after) or "by" in page.language.prefixes(after.folded[:1])
