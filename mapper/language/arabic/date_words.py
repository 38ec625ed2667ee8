"""Reading days, months and years off the tokens: no calendar, only what the words say."""

from __future__ import annotations

import re
from collections.abc import KeysView, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gazetteer.table import Row
from mapper.language.base import Token

from .numerals import folded_at
from .phrases import Phrases

DATES_FILE = Path(__file__).parent / "data" / "dates.csv"

YEARS = range(1900, 2101)
_DAY = re.compile(r"[0-9]{1,2}")
_YEAR = re.compile(r"[0-9]{4}")
_NUMBER = re.compile(r"-?[0-9]{1,6}")
_SLASHES = ("/", "-", "–")
STARTING = (
    "weekday", "month", "hijri_month", "ordinal", "lead", "night", "midnight", "eve", "morrow", "day",
    "last_night", "later", "later_then", "earlier_then", "then", "next_unit", "since_then", "during_then",
    "run_own", "run_day", "recent", "outbreak", "this", "early", "middle", "late", "month_noun", "year_noun",
    "hour", "day_unit", "week", "month_unit", "year_unit", "ago", "window", "season", "decade",
)  # fmt: skip


class Read(NamedTuple):
    """A value read, and the index after its last token."""

    value: int
    after: int


@cache
def _phrases() -> Phrases:
    return Phrases(DATES_FILE, value="value", read=_number)


def _number(row: Row) -> str:
    text = row.text("value")
    if text and not _NUMBER.fullmatch(text):
        raise row.fault("value", f"{text!r} is not a whole number")
    return text


@cache
def starters() -> frozenset[str]:
    """Every word an expression of time can begin with."""
    return _phrases().starters((*STARTING, "article"))


def roles_of(word: str) -> KeysView[str]:
    """The roles of the phrases that a folded word may open."""
    return _phrases().opened(word).keys()


def openings(word: str) -> list[tuple[str, set[str]]]:
    """Each role that a folded word may open, with the second words of its phrases; "" for no second word."""
    opened = _phrases().opened(word)
    return [(role, {others[0] if others else "" for others, _ in found}) for role, found in opened.items()]


def read(tokens: Sequence[Token], index: int, role: str) -> Read | None:
    """The phrase of a role at an index; its value is 0 where the table gives none."""
    phrases = _phrases()
    # Nearly all words open nothing of the role asked for.
    if not 0 <= index < len(tokens) or role not in phrases.known[tokens[index].folded]:
        return None
    length, value = phrases.at(tokens, index, role)
    return Read(int(value or 0), index + length) if length else None


def skip(tokens: Sequence[Token], index: int, *roles: str) -> int:
    """The index after the phrases of these roles that stand at an index, four at most."""
    known = _phrases().known
    for _ in range(4):
        opened = known[tokens[index].folded] if 0 <= index < len(tokens) else None
        if not opened or opened.keys().isdisjoint(roles):
            break
        found = next((r for role in roles if role in opened and (r := read(tokens, index, role))), None)
        if found is None:
            break
        index = found.after
    return index


def mark(tokens: Sequence[Token], index: int) -> tuple[str, int]:
    """ "past", "next" or "current" (الماضي, المقبل, الجاري) and the index after; "" for none."""
    for role in ("past", "next", "current"):
        found = read(tokens, index, role)
        if found is not None:
            return role, found.after
    return "", index


def day_of_month(tokens: Sequence[Token], index: int) -> Read | None:
    """14, الـ14, السابع والعشرين, الحادي عشر, العشرين."""
    index = skip(tokens, index, "article")
    text = folded_at(tokens, index)
    if _DAY.fullmatch(text):
        return Read(int(text), index + 1) if 1 <= int(text) <= 31 else None
    ordinal = read(tokens, index, "ordinal")
    if ordinal is None:
        return None
    for role in ("teen", "tens"):
        more = read(tokens, ordinal.after, role)
        if (
            more is not None
            and ordinal.value < 10
            and not (role == "tens" and more.value + ordinal.value > 31)
        ):
            return Read(ordinal.value + more.value, more.after)
    return ordinal


def month(tokens: Sequence[Token], index: int) -> Read | None:
    """A month, with its name of another system beside it (سبتمبر/أيلول, تشرين الأول (أكتوبر))."""
    first = read(tokens, index, "month")
    if first is None:
        return None
    sign = folded_at(tokens, first.after)
    if sign in (*_SLASHES, "("):
        second = read(tokens, first.after + 1, "month")
        if second is not None:
            closing = sign == "(" and folded_at(tokens, second.after) == ")"
            return Read(first.value, second.after + closing)
    second = read(tokens, first.after, "month")
    return Read(first.value, second.after) if second is not None and second.value == first.value else first


def marked_year(tokens: Sequence[Token], index: int, published: date) -> Read | None:
    """العام الماضي, من هذا العام, من العام الجاري: the year that words relate to publication."""
    start = skip(tokens, index, "of")
    near = read(tokens, start, "this")
    named = read(tokens, near.after if near else start, "year_unit")
    if named is None or not folded_at(tokens, named.after - 1).startswith("ال"):
        return None
    meant, after = ("current", named.after) if near else mark(tokens, named.after)
    step = {"past": -1, "current": 0, "next": 1}.get(meant)
    return Read(min(max(published.year + step, 2), 9998), after) if step is not None else None


def is_ambiguous(tokens: Sequence[Token], index: int) -> bool:
    """Whether a month's name is another word too (مارس, آب)."""
    return read(tokens, index, "ambiguous") is not None


def year(tokens: Sequence[Token], index: int) -> Read | None:
    """2020, عام 2020, من 2020, ، 2020, with a sign of the era after it."""
    start = index + 1 if _is_link(tokens, index) else index
    start = skip(tokens, start, "year_noun")
    text = folded_at(tokens, start)
    if not is_year(text):
        return None
    return Read(int(text), skip(tokens, start + 1, "ce_sign") if _is_sign(tokens, start + 1) else start + 1)


def _is_link(tokens: Sequence[Token], index: int) -> bool:
    return folded_at(tokens, index) in ("،", ",", *_SLASHES) or read(tokens, index, "of") is not None


def is_year(word: str) -> bool:
    return bool(_YEAR.fullmatch(word)) and int(word) in YEARS


def _is_sign(tokens: Sequence[Token], index: int) -> bool:
    """م right after the digits; a word of its own may be something else."""
    return 0 < index < len(tokens) and tokens[index].start - tokens[index - 1].end <= 1
