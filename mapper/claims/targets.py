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
                return range(at, min(at + max(found.length, 2), max(stop, at + 1))), kind
    return range(0), "unknown"


def _is_doer(scene: Scene, at: int, event: Event) -> bool:
    word = scene.words[at]
    return word.noun("head.army") is not None and "to" not in {p for r in word.readings for p in r.prefixes}
