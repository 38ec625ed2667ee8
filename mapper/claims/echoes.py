"""What a party says of what was just told: that it was so, that it owns to it, or who is to blame for it."""

from __future__ import annotations

from collections.abc import Iterator

from mapper.claims.accusations import answer, just_claimed
from mapper.claims.draft import Draft
from mapper.claims.memory import OUTLET, Frame
from mapper.claims.scene import Scene
from mapper.claims.speakers import Voices
from mapper.claims.traces import cite
from mapper.claims.witnesses import is_violent
from mapper.records import Stance

_AHEAD = 8
_POINTING = 2
"""How many words behind a verb what points back to the thing told may stand (أقر به)."""


def echoes(scene: Scene, voices: Voices, drafts: list[Draft]) -> Iterator[Draft]:
    """A claim of the speaker's own for the one thing told right before, where his words only point to it."""
    orders = [draft.order for draft in drafts]
    for frame in voices.frames:
        part = scene.part_at(frame.index)
        if part is None or frame.speaker is None or frame.side in (OUTLET, ""):
            continue
        if any(frame.index < order < frame.stop for order in orders):
            continue
        stance = _stance(scene, frame)
        told = [draft for draft in just_claimed(frame, part, drafts) if is_violent(draft.type)]
        if not stance or not told:
            continue
        echo = answer(scene, frame, part, told[-1], stance)
        if frame.accused is not None:
            accused = range(frame.accused.first, frame.accused.last + 1)
            echo.actor = frame.accused.side
            echo.trace = [trace for trace in echo.trace if trace.field != "actor_side"]
            cite(scene, echo, "actor_side", "accused", accused)
        yield echo


def _stance(scene: Scene, frame: Frame) -> Stance | None:
    """وهو ما أكده, الأمر الذي أقر به; وحملته المسؤولية."""
    if frame.value == "blame":
        return (
            "asserts" if frame.accused is not None and frame.accused.side and _is_bare(scene, frame) else None
        )
    before = scene.words[scene.covered_by.get(frame.index - 1, frame.index - 1)] if frame.index else None
    if frame.value not in ("affirm", "admit") or before is None or not before.word("result", "which"):
        return None
    verb = scene.words[frame.index].find("speech")
    stop = min(frame.index + 1 + _POINTING, frame.stop)
    pointed = bool(verb and verb.suffix) or scene.has(frame.index + 1, stop, "word", "pronoun")
    return ("acknowledges" if frame.value == "admit" else "asserts") if pointed else None


def _is_bare(scene: Scene, frame: Frame) -> bool:
    """المسؤولية with nothing said of what for: the thing told before."""
    first, stop = frame.index, min(frame.index + _AHEAD, frame.stop)
    for at in scene.spots("noun", "guilt", first=first, stop=stop):
        after = scene.words[at + 1] if at + 1 < frame.stop else None
        if after is None or not after.text[0].isalnum() or after.word("in", "about"):
            return True
    return False
