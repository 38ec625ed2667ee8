"""The rules for expressions of time that relate to another time or event of the text."""

from __future__ import annotations

from datetime import date

from .calendar_days import shifted
from .date_rules import Found, Words
from .date_words import day_of_month, read, skip
from .numerals import numeral_at
from .relative_rules import ABOUT, SOME, UNIT_DAYS, Relative, measure

_LONGEST_RUN = 3000
_LOOSE = ("month_unit", "year_unit")
"""Units too long to be meant to the day."""


def then(tokens: Words, index: int, published: date) -> Found | None:
    """آنذاك, في اليوم نفسه, في اليوم التالي, في العام التالي, منذ ذلك الحين, خلالها."""
    for role, basis in (("since_then", "since"), ("during_then", "during")):
        found = read(tokens, index, role)
        if found is not None:
            return Found(found.after, None, basis, (0, 0))
    following = read(tokens, index, "next_unit")
    if following is not None:
        return Found(following.after, None, "after", (1, 2 * following.value))
    found = read(tokens, skip(tokens, index, "lead", "night"), "then")
    return Found(found.after, None, "after", (found.value, found.value)) if found is not None else None


def later(tokens: Words, index: int, published: date) -> Found | None:
    """بعد يومين, بعد أقل من 24 ساعة, بعد ذلك بيوم, قبلها بساعات; بعد أسبوع من الهجوم."""
    for role, sign in (("later_then", 1), ("earlier_then", -1), ("later", 1)):
        opened = read(tokens, index, role)
        if opened is not None:
            return _counted(tokens, opened.after, sign, from_event=role == "later")
    return None


def _counted(tokens: Words, index: int, sign: int, *, from_event: bool) -> Found | None:
    about, less = read(tokens, index, "about"), read(tokens, index, "at_most")
    start = about.after if about else index
    measured = measure(tokens, start)
    if measured is None or (from_event and _is_no_measure(tokens, start)):
        return None
    unit, number, after = measured
    anchored = from_event and read(tokens, after, "anchor") is not None
    if anchored and read(tokens, after + 1, "anchor_after"):
        return None
    many = read(tokens, start, "plural") is not None
    low, high = _span_of(unit, number, many=many, about=about is not None, less=less is not None)
    shift = (low, high) if sign > 0 else (-high, -low)
    return Found(after, None, "anchored" if anchored else "after", shift)


def _is_no_measure(tokens: Words, index: int) -> bool:
    """بعد اليوم, "from today on": a definite unit without a number counts nothing."""
    return numeral_at(tokens, index) is None and tokens[index].folded.startswith("ال")


def _span_of(unit: str, number: int, *, many: bool, about: bool, less: bool) -> tuple[int, int]:
    """The least and the most days that a measure of time says."""
    if unit == "hour":
        return 0, max(1, -(-number // 24))
    days = int(number * UNIT_DAYS[unit])
    if many:
        return 1, int(SOME[unit] * UNIT_DAYS[unit])
    if less:
        return 0, days
    wide = ABOUT[unit] if about or unit in _LOOSE else 0
    return max(days - wide, 0), days + wide


def run(tokens: Words, index: int, published: date) -> Found | None:
    """لليوم الثالث على التوالي: from the first of those days up to publication."""
    own, any_day = read(tokens, index, "run_own"), read(tokens, index, "run_day")
    opened = own or any_day
    if opened is None:
        return None
    nth = day_of_month(tokens, opened.after) or read(tokens, opened.after, "nth_night")
    if nth is None:
        return None
    row = read(tokens, nth.after, "in_a_row")
    if row is None and own is None:
        return None
    back = min((nth.value - 1) * max(opened.value, 1), _LONGEST_RUN)
    return Found(row.after if row else nth.after, (shifted(published, -back), published), "run")


def outbreak(tokens: Words, index: int, published: date) -> Found | None:
    """منذ اندلاع الحرب: from a beginning that the text may date elsewhere; "the fighting there" is none."""
    opened = read(tokens, index, "outbreak")
    war = read(tokens, opened.after, "war") if opened is not None else None
    if war is None or read(tokens, war.after, "elsewhere"):
        return None
    return Found(war.after, None, "outbreak", (0, 0))


def recent(tokens: Words, index: int, published: date) -> Found | None:
    """مؤخرا, في الآونة الأخيرة: some day of the last weeks."""
    found = read(tokens, index, "recent")
    return Found(found.after, (shifted(published, -found.value), published), "recent") if found else None


ANAPHORIC: dict[Relative, tuple[str, ...]] = {
    run: ("run_own", "run_day"),
    then: ("since_then", "during_then", "next_unit", "then", "lead", "night"),
    later: ("later_then", "earlier_then", "later"),
    outbreak: ("outbreak",),
    recent: ("recent",),
}
"""Asked before the rules that relate to publication, with the roles of the words that each can begin with."""
