"""The rules for days, months and years that are told outright."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from mapper.language.base import Token

from .calendar_days import (
    Days,
    day_in,
    decade_days,
    hijri_day,
    month_days,
    season_days,
    year_days,
    year_of,
)
from .counted import counted
from .date_words import (
    YEARS,
    Read,
    day_of_month,
    is_ambiguous,
    mark,
    marked_year,
    month,
    read,
    skip,
    year,
)
from .numerals import folded_at, is_numeric

_DOTTED = re.compile(r"([0-9]{1,4})\.([0-9]{1,2})\.([0-9]{2,4})")
_NUMBER = re.compile(r"[0-9]{1,4}")
_DASHES = ("-", "–")
_THIRDS = ("early", "middle", "late")


class Found(NamedTuple):
    """The index after an expression, the days it means, and how they were found."""

    after: int
    days: Days | None
    basis: str
    shift: tuple[int, int] | None = None
    """Days from another time or event of the text, for what is counted from it."""


Words = Sequence[Token]


def numeric(tokens: Words, index: int, published: date | None) -> Found | None:
    """14/10/2020, 05-04-2016, 2024-12-05, 27.10.2020."""
    dotted = _DOTTED.fullmatch(folded_at(tokens, index))
    if dotted:
        parts, after = [dotted[1], dotted[2], dotted[3]], index + 1
    else:
        sign = folded_at(tokens, index + 1)
        if sign not in ("/", "-") or folded_at(tokens, index + 3) != sign:
            return None
        parts, after = [folded_at(tokens, index + place) for place in (0, 2, 4)], index + 5
    if not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    day = _ordered([int(part) for part in parts])
    return Found(after, (day, day), "explicit") if day is not None else None


def _ordered(parts: list[int]) -> date | None:
    """Year first, or last; where the month cannot be one it is the day (m/d/y)."""
    if parts[0] in YEARS:
        parts = parts[::-1]
    day, number, in_year = parts
    if number > 12 >= day:
        day, number = number, day
    if in_year not in YEARS or not 1 <= number <= 12:
        return None
    return day_in(in_year, number, day)


def explicit(tokens: Words, index: int, published: date | None) -> Found | None:
    """27 سبتمبر/أيلول 2020, الأربعاء 14 أكتوبر, السابع والعشرين من أيلول, 9 و10 أكتوبر."""
    start = _after_weekday(tokens, index)
    first = day_of_month(tokens, start)
    if first is None or is_name(tokens, index):
        return None
    second = _second_day(tokens, first)
    while second is not None and (third := _second_day(tokens, second)) is not None:
        second = third
    named = _month_after(tokens, second or first)
    if named is None or _is_masthead(tokens, index, named.after):
        return None
    days, after = _resolved(tokens, named, published, first.value, second.value if second else first.value)
    return Found(after, days, "explicit") if days is not None or published is None else None


def _after_weekday(tokens: Words, index: int) -> int:
    start = skip(tokens, index, "lead", "night", "weekday", "day")
    return start + 1 if start > index and folded_at(tokens, start) in ("،", ",", "(") else start


def _is_and(tokens: Words, index: int) -> bool:
    """Whether a word or sign joins the first to the last of several days or years."""
    return folded_at(tokens, index) in ("و", *_DASHES) or read(tokens, index, "up_to") is not None


def _second_day(tokens: Words, first: Read) -> Read | None:
    if not _is_and(tokens, first.after) or _is_list_number(tokens, first.after):
        return None
    second = day_of_month(tokens, first.after + 1)
    return second if second is not None and second.value > first.value else None


def _is_list_number(tokens: Words, sign: int) -> bool:
    """1- 4 يناير: the sign belongs to the number of an item and the day stands apart."""
    if tokens[sign].folded not in _DASHES or sign + 1 >= len(tokens):
        return False
    return tokens[sign].start == tokens[sign - 1].end and tokens[sign].end < tokens[sign + 1].start


def _month_after(tokens: Words, day: Read) -> Read | None:
    after = day.after
    if folded_at(tokens, after) in ("/", *_DASHES) or read(tokens, after, "of"):
        after += 1
    return month(tokens, skip(tokens, after, "month_noun"))


def is_name(tokens: Words, index: int, *roles: str) -> bool:
    """Whether a day is part of a name: صحيفة 14 أكتوبر, سوق السبت, هجمات 11 سبتمبر."""
    return any(read(tokens, index - 1, role) for role in roles or ("name_before", "event_before"))


def _is_masthead(tokens: Words, index: int, after: int) -> bool:
    """موسكو / كييف / 14 أكتوبر / متابعات: the newspaper of that name."""
    return folded_at(tokens, index - 1) == "/" and folded_at(tokens, after) in ("/", ":")


def _resolved(
    tokens: Words, named: Read, published: date | None, first: int, last: int
) -> tuple[Days | None, int]:
    told = _year_of(tokens, named.after, published)
    meant, after = mark(tokens, told.after if told else named.after)
    if told is not None:
        number = told.value
    elif published is not None:
        number = year_of(published, named.value, first, mark=meant)
    else:
        return None, after
    low, high = day_in(number, named.value, first), day_in(number, named.value, last)
    return ((low, high) if low is not None and high is not None else None), after


def _year_of(tokens: Words, index: int, published: date | None) -> Read | None:
    """The year told after a month: its digits, or من العام الماضي."""
    told = year(tokens, index)
    return told if told is not None or published is None else marked_year(tokens, index, published)


def hijri(tokens: Words, index: int, published: date | None) -> Found | None:
    """5 ربيع الأول 1442 هـ."""
    start = _after_weekday(tokens, index)
    day = day_of_month(tokens, start)
    if day is None or is_name(tokens, index):
        return None
    after = skip(tokens, day.after + (read(tokens, day.after, "of") is not None), "month_noun")
    named = read(tokens, after, "hijri_month")
    if named is None:
        return None
    text = folded_at(tokens, skip(tokens, named.after, "year_noun"))
    told = int(text) if _NUMBER.fullmatch(text) and 1300 <= int(text) <= 1500 else None
    after = skip(tokens, named.after, "year_noun") + 1 if told else named.after
    found = hijri_day(day.value, named.value, told, published)
    if found is None and told is None:
        return Found(after, None, "relative") if published is None else None
    return Found(skip(tokens, after, "hijri_sign"), (found, found) if found else None, "hijri")


def feast(tokens: Words, index: int, published: date | None) -> Found | None:
    """ثالث أيام عيد الأضحى: days of the Hijri year, the latest up to publication."""
    nth = read(tokens, index, "ordinal")
    named = read(tokens, nth.after + 1, "feast") if nth and read(tokens, nth.after, "day_unit") else None
    if nth is None or named is None or published is None:
        return None
    month_of_year, first = divmod(named.value, 100)
    day = hijri_day(first + nth.value - 1, month_of_year, None, published)
    return Found(named.after, (day, day), "hijri") if day is not None else None


def month_interval(tokens: Words, index: int, published: date | None) -> Found | None:
    """أكتوبر 2020, مطلع سبتمبر, شهر آب الماضي."""
    third, start = third_at(tokens, index)
    begun = skip(tokens, start, "month_noun")
    named = month(tokens, begun)
    if named is None or (begun == index and (is_name(tokens, index) or _has_day(tokens, index))):
        return None
    parted = folded_at(tokens, named.after) in ("،", ",", "-", "–", "/")
    told = _year_of(tokens, named.after, published) if not parted else None
    meant, after = mark(tokens, told.after if told else named.after)
    if begun == index and not told and not meant and is_ambiguous(tokens, begun):
        return None
    if told is None and published is None:
        return Found(after, None, "relative")
    number = told.value if told else year_of(published or date.min, named.value, 1, mark=meant)
    return Found(after, month_days(number, named.value, third=third), "month")


def _has_day(tokens: Words, index: int) -> bool:
    """A number before a month that is no day of it belongs to a name (صحيفة 14 أكتوبر)."""
    last = index - 2 if read(tokens, index - 1, "of") else index - 1
    return is_numeric(folded_at(tokens, last)) or read(tokens, last, "ordinal") is not None


def third_at(tokens: Words, index: int) -> tuple[str, int]:
    """مطلع, منتصف, أواخر as "early", "middle", "late", and the index after; "" for none."""
    for role in _THIRDS:
        found = read(tokens, index, role)
        if found is not None:
            return role, found.after
    return "", index


def year_interval(tokens: Words, index: int, published: date | None) -> Found | None:
    """عام 2020, نهاية عام 2019, عامي 1992 و1994, خريف 2020, في 2020."""
    third, start = third_at(tokens, index)
    season = read(tokens, start, "season")
    named = skip(tokens, season.after if season else start, "year_noun")
    told = year(tokens, named) if _NUMBER.fullmatch(folded_at(tokens, named)) else None
    if told is None or not (named > index or _stands_as_year(tokens, index, told)):
        return None
    if season is not None:
        return Found(told.after, season_days(season.value, told.value), "month")
    last = _second_year(tokens, told)
    if last is not None:
        return Found(last.after, (date(told.value, 1, 1), date(last.value, 12, 31)), "year")
    return Found(told.after, year_days(told.value, third=third), "year")


def _stands_as_year(tokens: Words, index: int, told: Read) -> bool:
    if read(tokens, index - 1, "between") is not None:
        return _second_year(tokens, told) is not None
    return (
        read(tokens, index - 1, "year_after") is not None and folded_at(tokens, told.after) not in counted()
    )


def _second_year(tokens: Words, first: Read) -> Read | None:
    if not _is_and(tokens, first.after):
        return None
    second = year(tokens, first.after + 1)
    return second if second is not None and second.value > first.value else None


def decade(tokens: Words, index: int, published: date | None) -> Found | None:
    """أواخر الثمانينيات."""
    third, start = third_at(tokens, index)
    found = read(tokens, start, "decade")
    return Found(found.after, decade_days(found.value, third=third), "decade") if found else None


Absolute = Callable[[Words, int, date | None], Found | None]
_DAY = ("lead", "night", "weekday", "day", "ordinal", "digits", "article")
ABSOLUTE: dict[Absolute, tuple[str, ...]] = {
    numeric: ("digits",),
    hijri: _DAY,
    feast: ("ordinal",),
    explicit: _DAY,
    decade: (*_THIRDS, "decade"),
    year_interval: (*_THIRDS, "season", "year_noun", "digits"),
    month_interval: (*_THIRDS, "month_noun", "month"),
}
"""In the order they are asked, with the roles of the words that each can begin with."""
