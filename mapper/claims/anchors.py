"""The time that "since then" and "the next day" relate to: the one told last."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from mapper.claims.scene import Part, Scene
from mapper.language import Time

_PARTS_BACK = 3
"""How many sentences back a time told may lie."""
_BESIDE, _FAR = 5, 120
_FIRST = 200
"""Among how many times of a report its outbreak of war is looked for."""


def moved(days: tuple[date, date], shift: tuple[int, int]) -> tuple[date, date]:
    """Days so much earlier or later, kept within the calendar."""
    return _moved(days[0], shift[0]), _moved(days[1], shift[1])


def _moved(day: date, days: int) -> date:
    room = (date.min - day).days, (date.max - day).days
    return day + timedelta(days=min(max(days, room[0]), room[1]))


def anchor_before(scene: Scene, time: Time, *, back: int = _PARTS_BACK) -> Time | None:
    """The time told last before the words that relate to it; for "since then" rather that of a beginning."""
    here = scene.part_at(time.first)
    if here is None:
        return None
    at = bisect_right(scene.parts, time.first, key=lambda part: part.first) - 1
    for part in reversed(scene.parts[max(at - back, 0) : at + 1]):
        if part is not here and part.sentence.kind == "caption":
            continue
        stop = min(part.stop, time.first)
        told = [t for t in scene.times_in(max(part.first, stop - _FAR), stop) if _is_dated(t)]
        begun = [t for t in told if _begins(scene, t)] if time.basis == "since" else []
        if told:
            return (begun or told)[-1]
    return None


def anchor_beside(scene: Scene, time: Time, part: Part) -> Time | None:
    """The time of the sentence that what is counted belongs to, the nearest one."""
    first, stop = max(part.first, time.first - _FAR), min(part.stop, time.first + _FAR)
    told = [t for t in scene.times_in(first, stop) if _is_dated(t)]
    return min(told, key=lambda t: abs(t.first - time.first), default=None)


def _is_dated(time: Time) -> bool:
    return time.shift is None and time.date_from is not None and time.basis not in ("recent", "run")


def _begins(scene: Scene, time: Time) -> bool:
    first, stop = max(time.first - _BESIDE, 0), min(time.last + 1 + _BESIDE, len(scene.words))
    return scene.has(first, stop, "light", "begin", "do")


def outbreak(scene: Scene) -> Time | None:
    """The earliest day at which the report puts the beginning of something, or since when it counts."""
    begun = [t for t in scene.times[:_FIRST] if _is_dated(t) and (t.basis == "since" or _begins(scene, t))]
    return min(begun, key=lambda t: t.date_from or date.max, default=None)
