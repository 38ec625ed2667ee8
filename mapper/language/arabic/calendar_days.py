"""Days worked out from the day of publication and what the words say."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

Days = tuple[date, date]

# A day and month without a year that lies this far ahead is meant as to come.
_AHEAD = timedelta(days=45)
_FIRST_HIJRI, _LAST_HIJRI = 1343, 1500
"""The years the table of the Umm al-Qura calendar covers."""


def shifted(day: date, days: int) -> date:
    """The day so many days later, kept within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def weekday_near(published: date, weekday: int, *, mark: str = "") -> date:
    """The latest such weekday up to publication; before it if "past", after it if "next"."""
    if mark == "next":
        return shifted(published, (weekday - published.weekday() - 1) % 7 + 1)
    back = (published.weekday() - weekday) % 7
    return shifted(published, -(back or 7) if mark == "past" else -back)


def day_in(year: int, month: int, day: int) -> date | None:
    """The day, or None where the month has no such day."""
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def year_of(published: date, month: int, day: int, *, mark: str = "") -> int:
    """The year in which a day and month without a year fall, kept within the calendar."""
    named, today = (month, day), (published.month, published.day)
    if mark == "next":
        return min(published.year + (named <= today), date.max.year)
    if named < today or (named == today and mark != "past"):
        return published.year
    ahead = date(published.year, month, min(day, 28)) - published
    near = mark != "past" and ahead <= _AHEAD
    return published.year if near else max(published.year - 1, date.min.year)


def month_days(year: int, month: int, *, third: str = "") -> Days:
    """A month, or its early, middle or late third."""
    last = monthrange(year, month)[1]
    first, final = {"early": (1, 10), "middle": (11, 20), "late": (21, last)}.get(third, (1, last))
    return date(year, month, first), date(year, month, final)


def year_days(year: int, *, third: str = "") -> Days:
    """A year, or its early, middle or late third."""
    first, final = {"early": (1, 4), "middle": (5, 8), "late": (9, 12)}.get(third, (1, 12))
    return date(year, first, 1), date(year, final, monthrange(year, final)[1])


def decade_days(first: int, *, third: str = "") -> Days:
    """A decade, or its early, middle or late years."""
    low, high = {"early": (0, 3), "middle": (4, 6), "late": (6, 9)}.get(third, (0, 9))
    return date(first + low, 1, 1), date(first + high, 12, 31)


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months before, or the last day of a shorter month."""
    index = max(day.year * 12 + day.month - 1 - months, 12)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def season_days(season: int, year: int) -> Days:
    """Winter (1) of a year begins in December before it; then spring, summer, autumn."""
    if season == 1:
        return date(year - 1, 12, 1), date(year, 2, monthrange(year, 2)[1])
    first = 3 * season - 3
    return date(year, first, 1), date(year, first + 2, monthrange(year, first + 2)[1])


def hijri_day(day: int, month: int, year: int | None, published: date | None) -> date | None:
    """The Gregorian day of a Hijri one (Umm al-Qura); without a year the latest up to publication."""
    if year is None and published is not None:
        this = Gregorian.fromdate(published).to_hijri().year if 1925 <= published.year <= 2076 else None
        for candidate in (this, this - 1) if this is not None else ():
            found = hijri_day(day, month, candidate, None)
            if found is not None and found <= published:
                return found
        return None
    if year is None or not _FIRST_HIJRI <= year <= _LAST_HIJRI:
        return None
    try:
        return date.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None


def hijri_month_days(first: date) -> Days | None:
    """The days of the Hijri month that begins on a day; None outside the table of the calendar."""
    try:
        length = Gregorian.fromdate(first).to_hijri().month_length()
    except (ValueError, OverflowError):
        return None
    return first, shifted(first, length - 1)
