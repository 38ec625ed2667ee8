"""The rules for the weeks of a month and for months of the Hijri year."""

from __future__ import annotations

from datetime import date

from .calendar_days import day_in, hijri_day, hijri_month_days, month_days, shifted, year_of
from .date_rules import Absolute, Found, Words
from .date_words import mark, month, read, skip, year

_WEEK = 7


def week_of_month(tokens: Words, index: int, published: date | None) -> Found | None:
    """الأسبوع الثاني من نوفمبر: the seven days from the 8th."""
    week = read(tokens, index, "week")
    nth = read(tokens, week.after, "ordinal") if week is not None else None
    if nth is None or nth.value > 5 or read(tokens, nth.after, "of") is None:
        return None
    named = month(tokens, skip(tokens, nth.after + 1, "month_noun"))
    if named is None:
        return None
    told = year(tokens, named.after)
    meant, after = mark(tokens, told.after if told else named.after)
    if told is None and published is None:
        return Found(after, None, "relative")
    first_day = _WEEK * (nth.value - 1) + 1
    number = told.value if told else year_of(published or date.min, named.value, first_day, mark=meant)
    first, last = day_in(number, named.value, first_day), month_days(number, named.value)[1]
    return Found(after, (first, min(shifted(first, _WEEK - 1), last)), "month") if first is not None else None


def hijri_month(tokens: Words, index: int, published: date | None) -> Found | None:
    """رمضان الماضي, شهر شعبان: a name alone may be a person's or another word."""
    begun = skip(tokens, index, "month_noun")
    named = read(tokens, begun, "hijri_month")
    meant, after = mark(tokens, named.after) if named is not None else ("", index)
    if named is None or published is None or meant == "next" or (begun == index and not meant):
        return None
    first = hijri_day(1, named.value, None, published)
    days = hijri_month_days(first) if first is not None else None
    return Found(after, days, "month") if days is not None else None


MONTHS: dict[Absolute, tuple[str, ...]] = {
    week_of_month: ("week",),
    hijri_month: ("month_noun", "hijri_month"),
}
"""Asked after the rules for days, with the roles of the words that each can begin with."""
