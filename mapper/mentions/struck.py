"""Lands and towns that are struck: "the army shelled Beirut", "Ukraine came under attack"."""

from __future__ import annotations

from collections.abc import Sequence

from mapper.language import Word
from mapper.mentions.named import Named, Page, place_noun

_SUBJECT = 5
"""Words that a subject between verb and object may have."""
_DOERS = ("head", "weapon", "aircraft", "attack", "armed", "area")


def is_struck(left: Sequence[Word], page: Page, mentioned: frozenset[int]) -> bool:
    """Whether a verb of attack that has its subject already stands before the name."""
    if _is_attack(left[0]):
        return len(left) > 1 and _has_subject(_head(left, 1), page, mentioned)
    if not _ends_noun(left[0], page, mentioned):
        return False
    for at, word in enumerate(left[: _SUBJECT + 1]):
        if at and (_is_attack(word) or is_visit(word, page)):
            return True
        if page.is_mark(word) or not (_is_of_noun(left, at, page) or _ends_noun(word, page, mentioned)):
            return False
        if word.noun("head.office") and not any(is_visit(other, page) for other in left[at + 1 : at + 2]):
            return False  # a president attacks in words
    return False


def _head(left: Sequence[Word], at: int) -> Word:
    """The word at a distance, or the first of the set phrase that it ends (دوي انفجارات)."""
    phrase = at + 1 < len(left) and not left[at].readings and any(r.length > 1 for r in left[at + 1].readings)
    return left[at + 1] if phrase else left[at]


def _is_attack(word: Word) -> bool:
    verb, shake = word.find("trigger"), word.find("light", "hit")
    struck = verb is not None and verb.verbal and verb.roles in ("agent", "self")
    return struck or (shake is not None and shake.verbal)


def _has_subject(before: Word, page: Page, mentioned: frozenset[int]) -> bool:
    """Whether a verb's subject stands before it (طائرات تقصف كييف), or its auxiliary (أن تكون قصفت روسيا)."""
    if before.word("was"):
        return True
    phrase = any(reading.length > 1 for reading in before.readings)
    if (before.verb is not None and not phrase) or before.senses.words:
        return False
    return (
        bool(before.noun(*_DOERS) or before.find("trigger") or before.index in page.owner)
        or before.index in mentioned
    )


def is_visit(word: Word, page: Page) -> bool:
    """A verb that takes a place and no other object: زار, "visited"."""
    cue = place_noun(word, page.language)
    return cue is not None and cue.weak and (not word.readings or word.find("trigger", "talks") is not None)


def _ends_noun(word: Word, page: Page, mentioned: frozenset[int]) -> bool:
    """Whether a noun is whole with this word, so that a name behind it is not owned by it."""
    return word.index in page.owner or word.index in mentioned or page.has_article(word)


def _is_of_noun(left: Sequence[Word], at: int, page: Page) -> bool:
    word = left[at]
    if word.noun(*_DOERS) or place_noun(word, page.language) is not None:
        return True
    # The later words of a set phrase (طائرات مسيرة, "drones") have no reading.
    return not word.readings and any(r.length > 1 for other in left[at + 1 : at + 3] for r in other.readings)


def is_undergone(item: Named, left: Sequence[Word], page: Page) -> bool:
    """Whether the name is what came under attack or saw an event, before that verb or after."""
    after = page.right(item.last)
    return any(word is not None and _suffers(word, item, page) for word in (after, left[0] if left else None))


def _suffers(word: Word, item: Named, page: Page) -> bool:
    light = word.find("light", "undergo", "witness")
    if light is None or not light.verbal:
        return False
    start = max(word.index, item.last) + 1
    return light.value == "witness" or any(
        other.find("trigger") for other in page.words[start : start + _SUBJECT]
    )
