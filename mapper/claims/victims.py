"""Who caused the dead that a party counts, where the words name only those who died."""

from __future__ import annotations

from mapper.claims.admissions import losers
from mapper.claims.arguments import Cast
from mapper.claims.draft import Draft
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.scene import Scene
from mapper.claims.witnesses import is_witness
from mapper.records import INFERRED
from mapper.sides import enemies

_ARMED = ("army", "ministry", "head.army", "head.ministry", "head.source.official")


def put_down(scene: Scene, cast: Cast, draft: Draft) -> None:
    """خسائر العدو, القوات الروسية خسرت 200 جندي: the dead of a foe are put down to whoever counts them."""
    event, foes = draft.event, enemies(draft.side)
    if event is None or draft.type != "casualties_reported" or event.reading.roles != "victim":
        return
    named = [trace for trace in draft.trace if trace.field == "actor_side"]
    if not foes or draft.stance != "asserts" or "civilian" in (draft.target_class, draft.casualty_class):
        return
    if draft.actor and not all(trace.rule.startswith(INFERRED) for trace in named):
        return
    stop = reach(scene, event.stop, event.part)
    # قتل 900 جندي بحسب كييف: who counts them stands behind them.
    said = event.frame.index if event.frame is not None and event.frame.index > event.index else stop
    lost = losers(scene, cast, event, min(stop, said))
    if draft.side in lost or not (lost & {"enemy", *foes} or _are_gunmen(scene, event, min(stop, said))):
        return
    draft.actor = draft.side
    draft.trace = [trace for trace in draft.trace if trace.field != "actor_side"]
    word = scene.words[event.index]
    draft.note("actor_side", f"{INFERRED}: counts the dead of its foe", word.start, word.end)


def _are_gunmen(scene: Scene, event: Event, stop: int) -> bool:
    """أعلن الجيش مقتل 12 إرهابيا: an army calls none of its own dead so."""
    frame, beyond = event.frame, scene.toll_at.get(event.index)
    if frame is None or frame.speaker is None or frame.speaker.kind not in _ARMED:
        return False
    if is_witness(scene, frame.speaker):
        return False
    first = min(event.index, beyond.first) if beyond is not None else event.index
    return scene.has(first, stop, "noun", "armed.foe")
