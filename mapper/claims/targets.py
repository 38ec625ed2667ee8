"""What was hit: the words for it and whether they mean people, arms or works."""

from __future__ import annotations

from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.scene import Scene
from mapper.records import TargetClass

_CLASSES: tuple[tuple[str, TargetClass], ...] = (
    ("civil", "civilian"),
    ("infra", "infrastructure"),
    ("military", "military"),
    ("armed", "military"),
    ("equipment", "military"),
    ("head.army", "military"),
    ("site", "military"),
)
_ADJECTIVES = ("civil", "military")
_LONGEST = 5
"""How many words a target is quoted with."""
_KNOWN = tuple(noun for noun, _ in _CLASSES)


def target(scene: Scene, event: Event) -> tuple[range, TargetClass]:
    """The words for what was hit, and of what class it is."""
    stop = reach(scene, event.stop, event.part)
    back = event.light_value in ("undergo", "witness", "passive")
    first = event.first if back else event.index
    named = scene.spots("noun", *_KNOWN, first=event.index + 1, stop=stop)
    if back:
        named = [*named, *scene.spots("noun", *_KNOWN, first=first, stop=event.index)]
    for noun, kind in _CLASSES if named else ():
        for at in named:
            found = scene.words[at].noun(noun)
            if found is not None and not _is_doer(scene, at, event):
                return _phrase(scene, at, found.length, event, stop), kind
    return range(0), "unknown"


def _phrase(scene: Scene, at: int, length: int, event: Event, stop: int) -> range:
    """أحياء سكنية, ثلاثة مخازن ذخيرة: the noun with what describes it, without a preposition at its end."""
    first, last = at, at + length
    # سكنية describes the noun before it.
    while first - 1 > event.index and _is_head_of(scene, first - 1, at):
        first -= 1
    behind = stop if at > event.index else event.index
    while last < min(first + _LONGEST, behind) and _describes(scene, last):
        last += 1
    return range(first, max(last, at + 1))


def _is_head_of(scene: Scene, before: int, at: int) -> bool:
    """The noun of places or things that an adjective like سكنية or عسكرية stands behind."""
    if scene.words[at].noun(*_ADJECTIVES) is None or _opens_another(scene, at):
        return False
    word = scene.words[before]
    return word.noun("area", "area.building", "site", "infra", "civil", "military", "equipment") is not None


def _describes(scene: Scene, at: int) -> bool:
    """An adjective or a genitive: no verb, mark, preposition, day or number, nothing joined by "and"."""
    word = scene.words[at]
    if not word.text[0].isalnum() or word.senses.words or word.verb is not None or _opens_another(scene, at):
        return False
    if word.noun("area") is not None:
        return False
    return (
        at not in scene.time_at and at not in scene.number_at and not word.find("trigger", "light", "speech")
    )


def _opens_another(scene: Scene, at: int) -> bool:
    """A small word written onto it (بصاروخ, وقرية)."""
    word = scene.words[at]
    written = {prefix for reading in word.readings for prefix in reading.prefixes} - {"the"}
    name = scene.name_at.get(at)
    named = name.prefixes if name is not None and name.first == at else frozenset()
    mention = scene.mention_at.get(at)
    joined = mention is not None and at in scene.mention_first and word.start < mention.start
    return bool(written or named or joined)


def unplaced(scene: Scene, event: Event) -> str:
    """قصف قرية زركوب: the name of the settlement that was hit, where no place is known by it."""
    at = event.index + event.reading.length
    while at < event.stop and at not in scene.mention_at and scene.words[at].noun("area") is None:
        word = scene.words[at]
        if word.word("in") or not word.text[0].isalnum():
            return ""
        at += 1
    after = at + 1
    if after >= event.stop or at in scene.mention_at or after in scene.mention_at or after in scene.name_at:
        return ""
    named = scene.words[after]
    known = named.readings or after in scene.time_at or after in scene.number_at
    settled = scene.words[at].noun("area")
    alone = settled is not None and settled.item == "settlement" and not settled.suffix
    return named.text if alone and not known and named.text[0].isalpha() else ""


def _is_doer(scene: Scene, at: int, event: Event) -> bool:
    word = scene.words[at]
    return word.noun("head.army") is not None and "to" not in {p for r in word.readings for p in r.prefixes}
