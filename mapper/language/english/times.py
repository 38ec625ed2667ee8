"""Time expressions: weekdays, "yesterday", "9 October 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from mapper.language.base import Time, Word
from mapper.language.english.lexicon import times

_DAY, _YEAR = re.compile(r"\d{1,2}"), re.compile(r"(?:19|20)\d{2}", re.ASCII)


def find_times(words: Sequence[Word], published: date | None) -> Iterator[Time]:
    """Every day named, resolved against the day of publication."""
    for index, word in enumerate(words):
        kind, value = times().get(word.folded, ("", 0))
        if kind == "month" and word.text[:1].isupper():
            yield from _dated(words, index, value, published)
        elif kind in ("weekday", "day"):
            day = _counted(kind, value, published)
            yield Time(index, index, day, day, "weekday" if kind == "weekday" else "relative", word.text)


def _counted(kind: str, value: int, published: date | None) -> date | None:
    if published is None:
        return None
    back = (published.weekday() - value) % 7 if kind == "weekday" else value
    return date.fromordinal(max(published.toordinal() - back, date.min.toordinal()))


def _dated(words: Sequence[Word], index: int, month: int, published: date | None) -> Iterator[Time]:
    """The day stands before the month; without a year it is the last such day."""
    before = words[index - 1].text if index else ""
    if not _DAY.fullmatch(before):
        return
    year = words[index + 1].text if index + 1 < len(words) else ""
    told = _YEAR.fullmatch(year) is not None
    latest = published.year if published else None
    day = _day(int(year) if told else latest, month, int(before))
    if day is not None and not told and published is not None and day > published:
        day = _day(day.year - 1, month, day.day)
    last = index + 1 if told else index
    text = " ".join(word.text for word in words[index - 1 : last + 1])
    if day is not None:
        yield Time(index - 1, last, day, day, "explicit", text)


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None
