"""The rules for expressions of time that relate to the day of publication."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from .calendar_days import (
    Days,
    day_in,
    month_days,
    months_before,
    season_days,
    shifted,
    weekday_near,
    year_days,
)
from .date_rules import Found, Words, is_name, third_at
from .date_words import Read, day_of_month, mark, marked_year, read, skip
from .numerals import folded_at, numeral_at

UNIT_DAYS = {"hour": 1 / 24, "day_unit": 1, "week": 7, "month_unit": 30, "year_unit": 365}
# What "the last days, weeks ..." without a number reaches back to, in units.
SOME = {"hour": 24, "day_unit": 7, "week": 4, "month_unit": 6, "year_unit": 5}
# By how many days "about" may be off.
ABOUT = {"hour": 1, "day_unit": 1, "week": 1, "month_unit": 7, "year_unit": 180}


def near_day(tokens: Words, index: int, published: date) -> Found | None:
    """اليوم, أمس الثلاثاء, أول أمس, الليلة الماضية, فجر اليوم."""
    night = read(tokens, index, "last_night")
    if night is not None:
        return Found(night.after, (shifted(published, -1), published), "relative")
    by_night, start = _leads(tokens, index)
    found = read(tokens, start, "day")
    if found is None or _is_other_today(tokens, start, found):
        return None
    day, after = shifted(published, found.value), found.after
    bracket = folded_at(tokens, after) in ("(", "،")
    named = read(tokens, after + bracket, "weekday")
    if named is not None:
        closing = bracket and folded_at(tokens, named.after) == ")"
        after = named.after + closing
        day = day if day.weekday() == named.value else weekday_near(published, named.value)
    return _with_part(tokens, after, day, published, night=by_night, basis="relative")


def _is_other_today(tokens: Words, index: int, found: Read) -> bool:
    """بغداد اليوم is an agency, اليوم السابع a paper, اليوم الثالث a day of a count."""
    if found.value or folded_at(tokens, index).removeprefix("و") != "اليوم":
        return False
    if read(tokens, index - 1, "today_name_before") is not None:
        return True
    after = folded_at(tokens, found.after)
    return read(tokens, found.after, "today_ordinal") is not None and after[:1] not in "وفبل"


def _leads(tokens: Words, index: int) -> tuple[bool, int]:
    """Whether night stands before a day (ليل, مساء is none), and the index of the day."""
    start = skip(tokens, index, "lead", "night")
    return any(read(tokens, place, "night") for place in range(index, start)), start


def _with_part(tokens: Words, after: int, day: date, published: date, *, night: bool, basis: str) -> Found:
    late = read(tokens, after, "night_after")
    part = late or read(tokens, after, "part_after")
    last = min(shifted(day, 1), max(day, published)) if night or late else day
    return Found(part.after if part else after, (day, last), basis)


def named_day(tokens: Words, index: int, published: date) -> Found | None:
    """الثلاثاء, مساء الاثنين, الجمعة والسبت الماضيين, ليل الثلاثاء الأربعاء, غداة الأحد."""
    turn = next((role for role in ("midnight", "eve", "morrow") if read(tokens, index, role)), "")
    start = skip(tokens, index, turn) if turn else index
    by_night, start = _leads(tokens, start)
    first = read(tokens, start, "weekday")
    if first is None or is_name(tokens, index, "name_before") or read(tokens, first.after, "teen"):
        return None
    last = _last_weekday(tokens, first, night=by_night or turn == "midnight")
    meant, after = mark(tokens, (last or first).after)
    day = weekday_near(published, (last or first).value, mark=meant)
    if last is not None:
        return Found(after, (shifted(day, -((last.value - first.value) % 7)), day), "weekday")
    if turn:
        return Found(after, _turned(turn, day, published), "weekday")
    return _with_part(tokens, after, day, published, night=by_night, basis="weekday")


def _turned(turn: str, day: date, published: date) -> Days:
    """عشية the day before, غداة the day after; midnight is said of both ends of a day."""
    if turn == "midnight":
        return shifted(day, -1), min(shifted(day, 1), max(published, day))
    other = shifted(day, -1 if turn == "eve" else 1)
    return other, other


def _last_weekday(tokens: Words, first: Read, *, night: bool) -> Read | None:
    """The second of two days: والسبت, - السبت, or after night the bare name."""
    sign = folded_at(tokens, first.after)
    signed = sign in ("/", "-", "–", "و") or (night and read(tokens, first.after, "into") is not None)
    second = read(tokens, first.after + signed, "weekday")
    if second is None or not (signed or night or sign.startswith("و")):
        return None
    return second if 1 <= (second.value - first.value) % 7 <= 3 else None


def counted_back(tokens: Words, index: int, published: date) -> Found | None:
    """قبل 3 أيام, منذ أسبوعين, قبل نحو شهر; counted from another event it has no days."""
    if read(tokens, index, "ago") is None:
        return None
    about, less = read(tokens, index + 1, "about"), read(tokens, index + 1, "at_most")
    start = about.after if about else index + 1
    measured = measure(tokens, start)
    if measured is None:
        return None
    unit, number, after = measured
    if read(tokens, after, "anchor") and not read(tokens, after + 1, "anchor_after"):
        back = int(number * UNIT_DAYS[unit])
        wide = ABOUT[unit] if about else 0
        return Found(after, None, "anchored", (-back - wide, min(wide - back, 0)))
    days = _back(published, unit, number, about=about is not None)
    if less is not None:
        days = _back(published, unit, number, about=False)[0], published
    elif (some := _some_ago(tokens, start, published, unit)) is not None:
        days, after = some, skip(tokens, after, "few")
    return Found(after, days, "ago")


def _some_ago(tokens: Words, index: int, published: date, unit: str) -> Days | None:
    """قبل أيام, قبل بضعة أيام: from the most that "some" may mean to the least; hours stay one day."""
    number = numeral_at(tokens, index)
    if unit == "hour" or (number is None and not read(tokens, index, "plural")):
        return None
    if number is None:
        most, least = SOME[unit], 1
    elif number.vague and number.high is not None:
        most, least = number.high, number.low
    else:
        return None
    return _back(published, unit, most, about=False)[0], _back(published, unit, least, about=False)[1]


def measure(tokens: Words, index: int) -> tuple[str, int, int] | None:
    """Unit, number and index after of "3 days", "two weeks", "a month", "24 hours"."""
    start = skip(tokens, index, "article")
    number = numeral_at(tokens, start)
    begin = number.last + 1 if number is not None else index
    for unit in UNIT_DAYS:
        found = read(tokens, begin, unit)
        if found is not None:
            many = number.low if number is not None else _alone(tokens, begin, unit, found)
            return unit, min(many, 5000), found.after
    return None


def _alone(tokens: Words, index: int, unit: str, found: Read) -> int:
    """A unit without a number: one, two, or as many as "some" reaches."""
    return SOME[unit] if read(tokens, index, "plural") else found.value


def _back(published: date, unit: str, number: int, *, about: bool) -> Days:
    if unit == "year_unit":
        return year_days(max(published.year - number, 1))
    if unit == "month_unit":
        day = months_before(published, number)
        return shifted(day, -3), min(shifted(day, 3), published)
    day = published - timedelta(days=min(int(number * UNIT_DAYS[unit]), published.toordinal() - 1))
    return (shifted(day, -1), min(shifted(day, 1), published)) if about else (day, day)


def window(tokens: Words, index: int, published: date) -> Found | None:
    """خلال الـ24 ساعة الماضية, آخر 48 ساعة, الأيام الماضية, اليومين الماضيين."""
    opened = read(tokens, index, "window")
    start = opened.after if opened else index
    measured = measure(tokens, start)
    if measured is None:
        return None
    unit, number, after = measured
    after = skip(tokens, after, "few")
    trailing = numeral_at(tokens, skip(tokens, after, "article"))
    meant, end = mark(tokens, trailing.last + 1 if trailing else after)
    if trailing is not None and meant == "past":
        number, after = trailing.low, end
    elif trailing is not None:
        meant, end = mark(tokens, after)
    if (
        not meant
        and unit == "week"
        and read(tokens, index, "in_course")
        and not read(tokens, after, "anchor")
    ):
        return Found(after, (shifted(published, -int(number * UNIT_DAYS[unit])), published), "recent")
    last = folded_at(tokens, start - 1).endswith("اخر")
    if meant != "past" and not (opened is not None and last):
        return None
    if meant == "past" and number == 1 and unit not in ("hour", "day_unit"):
        return None
    back = -(-number // 24) if unit == "hour" else int(number * UNIT_DAYS[unit])
    return Found(max(after, end), (shifted(published, -back), published), "window")


def unit_before(tokens: Words, index: int, published: date) -> Found | None:
    """الأسبوع الماضي, هذا الشهر, العام الجاري, مطلع الشهر الجاري, الصيف الماضي."""
    third, begun = third_at(tokens, index)
    near = read(tokens, begun, "this")
    start = near.after if near else begun
    for unit in ("week", "month_unit", "year_unit", "season"):
        found = read(tokens, start, unit)
        if found is None:
            continue
        meant, after = ("current", found.after) if near else mark(tokens, found.after)
        told = marked_year(tokens, found.after, published) if unit == "season" and not meant else None
        if told is not None:
            return Found(told.after, season_days(found.value, told.value), "relative")
        meant = meant or ("current" if third and folded_at(tokens, start).startswith("ال") else "")
        if not meant or (near and folded_at(tokens, start)[:2] != "ال"):
            return None
        low, high = _unit_days(unit, meant, published, season=found.value)
        if third and unit == "month_unit":
            low, high = month_days(low.year, low.month, third=third)
        elif third and unit == "year_unit":
            low, high = year_days(low.year, third=third)
        ends = min(high, published) if meant == "current" and low <= published else high
        return Found(after, (low, ends), "relative")
    return None


def _unit_days(unit: str, meant: str, published: date, *, season: int = 0) -> Days:
    step = {"past": -1, "next": 1}.get(meant, 0)
    if unit == "week":
        monday = shifted(published, 7 * step - published.weekday())
        return monday, shifted(monday, 6)
    if unit == "month_unit":
        index = max(published.year * 12 + published.month - 1 + step, 12)
        return month_days(min(index // 12, 9999), index % 12 + 1)
    if unit == "season":
        return _season_near(season, step, published)
    return year_days(min(max(published.year + step, 1), 9999))


def _season_near(season: int, step: int, published: date) -> Days:
    year = min(max(published.year, 3), 9998)
    years = [season_days(season, number) for number in (year - 1, year, year + 1)]
    if step > 0:
        return next((days for days in years if days[0] > published), years[-1])
    return next((days for days in reversed(years) if days[1] < published), years[0])


def day_of_unit(tokens: Words, index: int, published: date) -> Found | None:
    """في الخامس من الشهر الجاري."""
    day = day_of_month(tokens, index)
    if day is None or not read(tokens, day.after, "of") or not read(tokens, day.after + 1, "month_unit"):
        return None
    meant, after = mark(tokens, day.after + 2)
    if not meant:
        return None
    first, _ = _unit_days("month_unit", meant, published)
    found = day_in(first.year, first.month, day.value)
    return Found(after, (found, found), "relative") if found is not None else None


Relative = Callable[[Words, int, date], Found | None]
RELATIVE: dict[Relative, tuple[str, ...]] = {
    day_of_unit: ("ordinal", "digits", "article"),
    near_day: ("last_night", "lead", "night", "day"),
    counted_back: ("ago",),
    window: ("window", "number", "article", *UNIT_DAYS),
    unit_before: ("this", "early", "middle", "late", "week", "month_unit", "year_unit", "season"),
    named_day: ("midnight", "eve", "morrow", "lead", "night", "weekday"),
}
"""In the order they are asked, with the roles of the words that each can begin with."""
