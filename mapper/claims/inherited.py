"""The places that a claim takes over from what was told just before it."""

from __future__ import annotations

from mapper.claims.doers import STRIKES
from mapper.claims.draft import Draft
from mapper.claims.joining import CARRIED_TYPES, FIGHT
from mapper.claims.scene import Scene

_DEEDS = (*FIGHT, "people", "other")
_TOLL = 12
"""How many words after the dead the strike that killed them may stand."""


def inherit(scene: Scene, before: Draft | None, draft: Draft) -> None:
    """A repulse, losses or a further deed of the same speaker's is where that speaker put the fight."""
    if before is not None and not before.locations and _is_coupled(scene, draft):
        _take_over(draft, before, "blow told with it")
    if before is None or draft.locations or not before.locations or before.side != draft.side:
        return
    if draft.type in CARRIED_TYPES:
        draft.locations = before.locations
        draft.cite(before)
    elif _is_next_deed(scene, before, draft):
        _take_over(before, draft, "clause before")
    elif _is_same_statement(scene, before, draft):
        _take_over(before, draft, "same statement before")


def _is_coupled(scene: Scene, draft: Draft) -> bool:
    """غارات وقصف مدفعي على X: two blows that one word for the place is said of."""
    event = draft.event
    if event is None or event.verbal or "and" not in event.reading.prefixes:
        return False
    first = scene.words[event.index - 1].find("trigger") if event.index > event.part.first else None
    return draft.family == "strike" and first is not None and not first.verbal and first.value in STRIKES


def _take_over(before: Draft, draft: Draft, rule: str) -> None:
    draft.locations = before.locations
    draft.note("locations", rule, draft.start, draft.end)


def _is_next_deed(scene: Scene, before: Draft, draft: Draft) -> bool:
    """اقتحم الجيش البلدة واعتقل 8: the next deed told in the sentence, with nobody else brought in."""
    a, b = before.event, draft.event
    if a is None or b is None or a.part != b.part or before.cumulative or draft.cumulative:
        return False
    apart = scene.has(a.index, b.index, "word", "while", "but", "switch")
    # A further strike has a target of its own, which may lie anywhere.
    deeds = before.family in _DEEDS and draft.family in _DEEDS[1:] and before.stance == draft.stance
    return (
        deeds
        and not apart
        and (draft.actor in ("", before.actor) or a.reading.roles == "mutual" or _are_its_dead(before, draft))
    )


def _are_its_dead(before: Draft, draft: Draft) -> bool:
    """صد هجوم ... مشيرا إلى مقتل 20: the dead that the same speaker counts after a fight."""
    return draft.type == "casualties_reported" and before.family in FIGHT


def _is_same_statement(scene: Scene, before: Draft, draft: Draft) -> bool:
    a, b = before.event, draft.event
    if a is None or b is None or a.part == b.part:
        return False
    dropped = (
        b.frame is not None
        and b.frame.speaker is not None
        and not b.part.first <= b.frame.speaker.first < b.part.stop
    )
    near = b.part.sentence.paragraph - a.part.sentence.paragraph <= 1
    if dropped and near and draft.family in FIGHT and before.family in FIGHT:
        return True
    return _recalls(scene, draft)


def _recalls(scene: Scene, draft: Draft) -> bool:
    """القصف, مقتل اثنين في الغارة: the strike that was told of."""
    event = draft.event
    if event is None:
        return False
    far = _TOLL if draft.type == "casualties_reported" else 1
    stop = min(event.index + far, event.part.stop)
    told = (scene.words[at].find("trigger") for at in range(event.index, stop))
    return any(t is not None and "the" in t.prefixes and t.value in STRIKES and not t.verbal for t in told)
