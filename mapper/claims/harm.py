"""The people killed and injured that the words of an event count."""

from __future__ import annotations

from mapper.claims.draft import Draft, meet
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.scene import Scene
from mapper.claims.traces import cite
from mapper.language import Toll
from mapper.records import Count

_HARMING = ("strike", "losses", "ground")
_KINDS = ("killed", "injured")
_NEAR = 30
"""How far from its event a toll may be told, in words."""
_BESIDE = 2
"""How many words may stand between two tolls of one breath (قتل جندي وجرح اثنان)."""


def fill(scene: Scene, draft: Draft, event: Event, start: int) -> None:
    """Give a draft its dead and injured; ``start`` is where the words of this event alone begin."""
    stop = reach(scene, event.stop, event.part)
    itself = scene.toll_at.get(event.index)
    counted = itself is not None and itself.count is not None and not itself.cumulative
    if event.light_value == "total" and not counted:
        draft.cumulative = True
        _fill_total(scene, draft, event)
        return
    if event.type == "war":
        return
    told = [toll for toll in _own(scene, draft, event, start, stop) if not toll.cumulative]
    beside = _beside(scene, event, told)
    for toll in (*told, *beside) if told or beside else _later(scene, draft, event, stop):
        _count(scene, draft, toll)
    if draft.type == "casualties_reported" and not (draft.killed or draft.injured):
        _fill_running(scene, draft, event, stop)


def _own(scene: Scene, draft: Draft, event: Event, start: int, stop: int) -> list[Toll]:
    """The tolls of the clause; one whose subject stands before its verb begins before it."""
    after = draft.family == "ground" and scene.is_after(event.index, "after")
    first = start if draft.family not in _HARMING else event.index if after else event.first
    told = scene.tolls_in(max(event.first, first), stop)
    itself = scene.toll_at.get(event.index)
    return told if itself is None or itself in told else [itself, *told]


def _later(scene: Scene, draft: Draft, event: Event, stop: int) -> list[Toll]:
    """قصفت القرية، بحسب ناشطين أحصوا 8 قتلى: the toll of the only event of the words before it."""
    if draft.family not in _HARMING or draft.type == "casualties_reported":
        return []
    for toll in scene.tolls_in(stop, min(event.part.stop, stop + _NEAR)):
        told = scene.spots("trigger", first=stop, stop=toll.first + 1)
        apart = scene.has(stop, toll.first, "word", "while", "but", "that", "response", "among")
        if apart or toll.cumulative or not all(_is_harm(scene, at, toll) for at in told):
            return []
        return [toll, *(other for other in scene.tolls_in(toll.last + 1, toll.last + 3))]
    return []


def _is_harm(scene: Scene, at: int, toll: Toll) -> bool:
    """A word that tells of the toll and of nothing else: a noun, or a verb of what followed (فقتل سائقها)."""
    trigger = scene.words[at].find("trigger", "casualties_reported")
    follows = at == toll.first and trigger is not None and "so" in trigger.prefixes
    return follows or scene.words[at].noun("casualty") is not None


def _beside(scene: Scene, event: Event, told: list[Toll]) -> list[Toll]:
    """The other half of what befell them, told right before: قتل جندي وجرح اثنان بقذيفة."""
    kinds = {toll.kind for toll in told}
    opening = scene.words[event.first].find("trigger", "casualties_reported")
    if len(kinds) > 1 or not kinds <= {*_KINDS} or (not told and opening is None):
        return []
    first = told[0].first if told else event.first
    return [
        toll
        for toll in scene.tolls_in(max(event.part.first, first - _NEAR), first)[-1:]
        if toll.kind in _KINDS
        and toll.kind not in kinds
        and not toll.cumulative
        and first - toll.last <= _BESIDE
    ]


def completes(scene: Scene, before: Draft, draft: Draft) -> bool:
    """مقتل شرطي وإصابة اثنين, قتل 3 وأصيب 5 في انفجار: the dead and the injured of one blow."""
    a, b = before.event, draft.event
    if a is not None and b is not None and _is_struck_down(scene, a, b):
        return True
    if a is None or b is None or b.type != "casualties_reported" or not b.reading.prefixes & {"and", "so"}:
        return False
    other = scene.toll_at.get(b.index)
    if other is None or other.kind not in _KINDS or before.stance != draft.stance:
        return False
    if other.first <= a.index < b.index:
        return True
    if getattr(before, other.kind) is not None and getattr(before, other.kind) != other.count:
        return False
    if before.killed is None and before.injured is None:
        return False
    places = [{place.place_id for place in told.locations} for told in (before, draft)]
    near = any(meet(x, y) for x in before.locations for y in draft.locations)
    # استشهد ثلاثة وأصيب اثنان بغارة على X: no place of its own stands by the first of them.
    if all(places) and not near and scene.mentions_in(a.index, b.index):
        return False
    return not scene.has(a.index, b.index, "word", "while", "but", "that")


def _is_struck_down(scene: Scene, a: Event, b: Event) -> bool:
    """قتلت غارة إسرائيلية خمسة: the strike is the subject of the verb that counts its dead."""
    kills = scene.words[a.index].word("kills", "wounds") is not None and a.verbal
    return kills and b.index == a.index + 1 and not b.verbal and not b.reading.prefixes


def _fill_running(scene: Scene, draft: Draft, event: Event, stop: int) -> None:
    """The dead since the war began, where the words count no others."""
    itself = scene.toll_at.get(event.index)
    told = scene.tolls_in(event.index, stop)
    for toll in told if itself is None or itself in told else [itself, *told]:
        if toll.count is not None and toll.cumulative:
            draft.cumulative = True
            _count(scene, draft, toll)


def _fill_total(scene: Scene, draft: Draft, event: Event) -> None:
    """The number a toll has risen to, and the injured counted with it."""
    killed = _risen(scene, event)
    if killed is not None and draft.family != "people":
        draft.killed, words = killed
        cite(scene, draft, "killed", "total", words)
    later = scene.tolls_in(event.index, min(event.part.stop, event.index + _NEAR))
    injured = next((toll for toll in later if toll.kind == "injured" and toll.count), None)
    if injured is not None:
        _count(scene, draft, injured)


def _risen(scene: Scene, event: Event) -> tuple[Count, range] | None:
    """The counted total of the sentence, or the number after "to"; of the dead alone."""
    for at in range(event.index, min(event.part.stop, event.index + _NEAR)):
        toll = scene.toll_at.get(at)
        if toll is not None and toll.kind != "killed":
            continue
        if toll is not None and toll.cumulative and toll.count is not None:
            return None if toll.vague else (toll.count, range(toll.first, toll.last + 1))
        number = scene.number_at.get(at)
        mixed = scene.has(event.first, at, "noun", "losses")
        if number is not None and scene.is_after(at, "to") and not mixed:
            return Count(low=number.low, high=number.high), range(number.first, number.last + 1)
    return None


def _count(scene: Scene, draft: Draft, toll: Toll) -> None:
    words = range(toll.first, toll.last + 1)
    if toll.kind == "killed" and draft.killed is None and toll.count is not None and not toll.vague:
        draft.killed = toll.count
        cite(scene, draft, "killed", "toll", words)
    if toll.kind == "injured" and draft.injured is None and toll.count is not None and not toll.vague:
        draft.injured = toll.count
        cite(scene, draft, "injured", "toll", words)
    if toll.kind in _KINDS and draft.casualty_class in (None, "unknown"):
        draft.casualty_class = toll.casualty_class
