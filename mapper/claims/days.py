"""When an event took place: the time words of its clause, then of its sentence, then the news of the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from mapper.claims.anchors import anchor_before, anchor_beside, moved, outbreak
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.memory import Frame
from mapper.claims.scene import Part, Scene
from mapper.language import Time

_SINCE = 8
_OPENING = 8
"""How many words into its sentence a time may begin that holds for all of it."""
_STRETCH, _NEAR = 16, 60
_LATE = ("recent",)
_HARM = ("casualties_reported", "displacement")
_LONG = timedelta(days=30)
_SAID_WITHIN = timedelta(days=2)


class Days(NamedTuple):
    date_from: date | None
    date_to: date | None
    basis: str
    text: str
    start: int = 0
    end: int = 0


def event_days(scene: Scene, event: Event) -> Days:
    """The days of an event; without a time word, news is of the day of publication or the one before."""
    for times in _rings(scene, event):
        ranked = sorted(times, key=lambda time: (_is_weak(time), _distance(time, event)))
        found = next((days for time in ranked if (days := _told(scene, time, event)) is not None), None)
        if found is not None:
            return found
    return fresh(scene)


def _rings(scene: Scene, event: Event) -> Iterator[Iterable[Time]]:
    """The times of the clause, those of the sentence that reach the event, those that hold for all of it."""
    stop = reach(scene, event.stop, event.part)
    yield [
        time
        for time in scene.times_in(event.first, stop)
        if not _is_statement_time(time, event.frame, event.index)
    ]
    others = _around(scene, event)
    yield [time for time in others if _reaches(scene, time, event)]
    yield [
        time
        for time in others
        if _opens(scene, time, event)
        or _is_since_after(scene, time, event)
        or _of_war(scene, time, event) is not None
    ]


def _around(scene: Scene, event: Event) -> list[Time]:
    """The times of the sentence that can be the event's: those near it and those at its opening."""
    part = event.part
    low, high = max(part.first, event.index - _NEAR), min(part.stop, event.index + _NEAR)
    opening = scene.times_in(part.first, min(part.first + _OPENING + 1, low))
    return [*opening, *scene.times_in(low, high)]


def _is_weak(time: Time) -> bool:
    """Words that say when only by another time, or hardly at all."""
    return time.shift is not None or time.basis in _LATE


def _distance(time: Time, event: Event) -> int:
    return min(abs(time.first - event.index), abs(time.last - event.index))


def _told(scene: Scene, time: Time, event: Event) -> Days | None:
    """The days that a time gives an event; None where it gives none."""
    if time.shift is not None:
        return _shifted(scene, time, event)
    found = _since(scene, time, event) or _lasting(scene, time, event) or _of_war(scene, time, event)
    return found or _days(scene, time)


def _shifted(scene: Scene, time: Time, event: Event) -> Days | None:
    """Days counted from another time of the text."""
    if scene.report.published is None:
        return None
    return _anchored(scene, time, event) if time.basis == "anchored" else _from_anchor(scene, time)


def _from_anchor(scene: Scene, time: Time) -> Days | None:
    published = scene.report.published
    anchor = outbreak(scene) if time.basis == "outbreak" else anchor_before(scene, time)
    if published is None or time.shift is None or anchor is None:
        return None
    if anchor.date_from is None or anchor.date_to is None:
        return None
    low, high = moved((anchor.date_from, anchor.date_to), time.shift)
    lasts = time.basis in ("since", "outbreak") or (time.basis == "during" and _begins_beside(scene, anchor))
    if lasts and low <= published:
        high = published
    return _days(scene, time)._replace(date_from=low, date_to=high)


def _anchored(scene: Scene, time: Time, event: Event) -> Days | None:
    """بعد أسبوعين من اندلاع الحرب: the outbreak was two weeks before what the sentence tells."""
    if time.shift is None:
        return None
    between = scene.words[time.last + 1 : event.index]
    apart = event.verbal or any(word.text in scene.language.comma_marks for word in between)
    if apart or not time.last < event.index <= time.last + 4:
        return _soon_after(scene, time)
    beside = anchor_beside(scene, time, event.part)
    days = (beside.date_from, beside.date_to) if beside is not None else fresh(scene)[:2]
    if days[0] is None or days[1] is None:
        return None
    low, high = time.shift
    first, last = moved((days[0], days[1]), (-high, -low))
    return _days(scene, time)._replace(date_from=first, date_to=last)


def _soon_after(scene: Scene, time: Time) -> Days | None:
    """انتهكت الهدنة بعد ساعات من سريانها: within a day of the time told right before."""
    anchor = anchor_before(scene, time, back=1)
    if anchor is None or time.shift is None or max(map(abs, time.shift)) > 1:
        return None
    if anchor.date_from is None or anchor.date_to is None:
        return None
    low, high = moved((anchor.date_from, anchor.date_to), time.shift)
    return _days(scene, time)._replace(date_from=low, date_to=high)


def _begins_beside(scene: Scene, time: Time) -> bool:
    """بدأت العملية في 27 سبتمبر, وفي 27 سبتمبر بدأت: what begins there goes on."""
    first, stop = max(time.first - _SINCE, 0), min(time.last + 5, len(scene.words))
    return scene.has(first, stop, "light", "begin")


def _since(scene: Scene, time: Time, event: Event) -> Days | None:
    """منذ اندلاع الحرب في 15 أبريل: from that day until today."""
    published = scene.report.published
    if event.index < time.first and time.first - event.index <= 5:
        return None
    begins = any(scene.words[at].word("since") for at in _back(scene, event.part.first, time.first))
    if not begins or published is None or time.date_from is None or time.date_from > published:
        return None
    return _days(scene, time)._replace(date_to=published, basis="since")


def _back(scene: Scene, first: int, index: int) -> Iterator[int]:
    """The words before an index, as far as a comma, a verb or another time."""
    for at in range(index - 1, max(first - 1, index - 1 - _SINCE), -1):
        word = scene.words[at]
        dated = at in scene.time_at and scene.time_at[at].shift is None
        if word.text in scene.language.comma_marks or dated or (word.verb and not word.find("light")):
            return
        yield at


def _lasting(scene: Scene, time: Time, event: Event) -> Days | None:
    """تحاول القوات منذ ثلاثة أيام: what goes on since then lasts until today."""
    published = scene.report.published
    if time.basis != "ago" or not scene.words[time.first].word("since") or published is None:
        return None
    verbs = (scene.words[at].verb for at in range(event.first, max(event.index, time.first)))
    goes_on = scene.has(event.first, event.stop, "light", "keep")
    if not goes_on and not any(verb is not None and verb.form == "present" for verb in verbs):
        return None
    return _days(scene, time)._replace(date_to=published, basis="since")


def _of_war(scene: Scene, time: Time, event: Event) -> Days | None:
    """اندلعت الحرب في 15 أبريل وأدت إلى مقتل الآلاف: her dead are those of all her days."""
    published = scene.report.published
    if event.type not in _HARM or published is None or time.date_from is None or not time.last < event.index:
        return None
    begun = scene.spots("light", "begin", first=max(event.part.first, time.first - _SINCE), stop=time.first)
    long_ago = published - time.date_from > _LONG
    if not long_ago or not any(scene.words[at + 1].noun("conflict") for at in begun):
        return None
    return _days(scene, time)._replace(date_to=published, basis="since")


def speech_days(scene: Scene, first: int, stop: int) -> Days:
    """The day on which something was said, or the few days."""
    told = [time for time in scene.times_in(first, stop) if time.date_from is not None]
    for widest in (timedelta(0), _SAID_WITHIN):
        said = (t for t in told if t.date_to and t.date_from and t.date_to - t.date_from <= widest)
        if (time := next(said, None)) is not None:
            return _days(scene, time)
    published = scene.report.published
    return Days(published, published, "published" if published else "", "")


def talk_days(scene: Scene, part: Part) -> Days:
    """The days of a meeting: those told outright, or all since a time told before (منذ ذلك الحين)."""
    times = scene.times_in(part.first, part.stop)
    since = next((time for time in times if time.basis == "since" and time.shift is not None), None)
    days = _from_anchor(scene, since) if since is not None else None
    return days or _talks_month(scene, times) or speech_days(scene, part.first, part.stop)


def _talks_month(scene: Scene, times: Sequence[Time]) -> Days | None:
    """محادثات جدة في مايو 2023: a month gone by, where the sentence tells no day."""
    published = scene.report.published
    dated = [time for time in times if time.date_to is not None]
    if published is None or len(dated) != 1 or dated[0].basis != "month":
        return None
    return _days(scene, dated[0]) if dated[0].date_to is not None and dated[0].date_to < published else None


def fresh(scene: Scene) -> Days:
    published = scene.report.published
    if published is None:
        return Days(None, None, "", "")
    first, _ = moved((published, published), (-1, 0))
    return Days(first, published, "published", "")


def _days(scene: Scene, time: Time) -> Days:
    start, end = scene.words[time.first].start, scene.words[time.last].end
    return Days(time.date_from, time.date_to, time.basis, scene.report.text[start:end], start, end)


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
    return all(_is_stage(scene, at, event) for at in told if _tells_verb(scene, at))


def _tells_verb(scene: Scene, at: int) -> bool:
    """Whether a trigger is a verb here, and not a noun that looks like one (لغم)."""
    word = scene.words[at]
    return word.verb is not None and word.noun("weapon", "equipment", "site", "area", "military") is None


def _is_stage(scene: Scene, at: int, event: Event) -> bool:
    """أبرمت الهدنة ودخلت حيز التنفيذ الاثنين: another word of the same event."""
    return scene.words[at].find("trigger", event.type) is not None


def _opens(scene: Scene, time: Time, event: Event) -> bool:
    """منذ اندلاع الحرب في أبريل، قتل ... ونزح ...: a time that opens a sentence holds for all its verbs."""
    first = event.part.first
    if not time.last < event.index or time.first - first > _OPENING:
        return False
    if scene.has(time.last + 1, event.index, "word", "while", "but", "which"):
        return False
    return not any(_tells_verb(scene, at) for at in range(first, time.first) if at not in scene.time_at)


def _is_since_after(scene: Scene, time: Time, event: Event) -> bool:
    """قتل المئات ونزح الآلاف منذ ذلك الحين: what was counted since then, all of it."""
    if not event.index < time.first <= event.index + _STRETCH:
        return False
    if time.basis != "since":
        # عدد القتلى منذ انطلاق العملية مطلع أكتوبر: the beginning is told with its day.
        return _since(scene, time, event) is not None
    counted = any(
        event.index < toll.first < time.first for toll in scene.tolls_in(event.index, time.first + 1)
    )
    return counted or not scene.has(event.index + 1, time.first, "word", "while", "but", "which", "that")
