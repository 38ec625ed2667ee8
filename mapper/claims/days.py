"""When an event took place: the time words of its clause, then of its sentence, then the news of the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.memory import Frame
from mapper.claims.scene import Part, Scene
from mapper.language import Time

_SINCE = 5


class Days(NamedTuple):
    date_from: date | None
    date_to: date | None
    basis: str
    text: str
    start: int = 0
    end: int = 0


def event_days(scene: Scene, event: Event) -> Days:
    """The days of an event; without a time word, news is of the day of publication or the one before."""
    stop = reach(scene, event.stop, event.part)
    near = [
        t for t in scene.times_in(event.first, stop) if not _is_statement_time(t, event.frame, event.index)
    ]
    if near:
        nearest = min(near, key=lambda t: min(abs(t.first - event.index), abs(t.last - event.index)))
        return _since(scene, nearest, event) or _days(scene, nearest)
    wider = [t for t in scene.times_in(event.part.first, event.part.stop) if _reaches(scene, t, event)]
    if wider:
        nearest = min(wider, key=lambda t: abs(t.first - event.index))
        return _since(scene, nearest, event) or _days(scene, nearest)
    return fresh(scene)


def _since(scene: Scene, time: Time, event: Event) -> Days | None:
    """منذ اندلاع الحرب في 15 أبريل: from that day until today."""
    published = scene.report.published
    before = scene.words[max(event.part.first, time.first - _SINCE) : time.first]
    if event.index < time.first and time.first - event.index <= _SINCE:
        return None
    begins = any(word.word("since") for word in before) and any(
        word.find("light", "begin") for word in before
    )
    if not begins or published is None or time.date_from is None or time.date_from > published:
        return None
    return _days(scene, time)._replace(date_to=published, basis="since")


def speech_days(scene: Scene, part: Part, first: int, stop: int) -> Days:
    """The day on which something was said."""
    said = [t for t in scene.times_in(first, stop) if t.date_from is not None and t.date_from == t.date_to]
    if said:
        return _days(scene, said[0])
    published = scene.report.published
    return Days(published, published, "published" if published else "", "")


def fresh(scene: Scene) -> Days:
    published = scene.report.published
    if published is None:
        return Days(None, None, "", "")
    return Days(published - timedelta(days=1), published, "published", "")


def _days(scene: Scene, time: Time) -> Days:
    words = scene.words
    return Days(
        time.date_from, time.date_to, time.basis, time.text, words[time.first].start, words[time.last].end
    )


def _is_statement_time(time: Time, frame: Frame | None, index: int) -> bool:
    """أعلنت أمس أن ...: a day between the speech verb and "that" is the day of the statement."""
    if frame is None or frame.form == "carrier":
        return False
    return frame.index <= time.first < index and time.first - frame.index <= 6


def _reaches(scene: Scene, time: Time, event: Event) -> bool:
    """A time outside the clause counts if no other verb or event stands between the two."""
    low, high = sorted((time.first, event.index))
    if event.frame is not None and event.frame.index == time.first - 1:
        return True
    if high - low > 13 or scene.has(low + 1, high, "word", "while", "but", "since", "which"):
        return False
    told = scene.spots("trigger", first=low + 1, stop=high)
    return all(scene.words[at].verb is None for at in told)
