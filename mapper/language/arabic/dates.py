"""When: every expression of time, worked out against the day of publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from .date_rules import ABSOLUTE, Found
from .date_words import starters
from .numerals import folded_at
from .relative_rules import RELATIVE
from .tokens import Token

__all__ = ["TimeSpan", "find_times"]

_LAST_WORD = ("الي", "حتي", "-", "–", "و", "ولغايه")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """An expression of time: token indexes, both included, and the days it means."""

    first: int
    last: int
    date_from: date | None
    date_to: date | None
    """Both None where the words are relative and nothing is known to relate them to."""
    basis: str
    """"explicit", "month", "year", "decade", "hijri", "weekday", "relative", "ago", "window",
    "since" (from a day up to publication), or "anchored" (counted from another event)."""
    text: str


def find_times(tokens: Sequence[Token], *, published: date | None) -> list[TimeSpan]:
    """All expressions of time in reading order, without overlap.

    Relative ones have no days and the basis "relative" where ``published`` is None.
    """
    spans: list[TimeSpan] = []
    starts = starters()
    index = 0
    while index < len(tokens):
        folded = tokens[index].folded
        found = _at(tokens, index, published) if folded in starts or folded[:1].isdigit() else None
        if found is None:
            index += 1
            continue
        spans.append(_span(tokens, index, found, published))
        index = found.after
    return _joined(tokens, spans)


def _at(tokens: Sequence[Token], index: int, published: date | None) -> Found | None:
    for absolute in ABSOLUTE:
        if (found := absolute(tokens, index, published)) is not None:
            return found
    for relative in RELATIVE:
        # Without a day to relate to, the rule still says which words are of time.
        found = relative(tokens, index, published or date(2000, 1, 1))
        if found is not None:
            return found if published is not None else replace(found, days=None, basis="relative")
    return None


def _span(tokens: Sequence[Token], index: int, found: Found, published: date | None) -> TimeSpan:
    first, basis, days = index, found.basis, found.days
    if folded_at(tokens, index - 1).removeprefix("و") == "منذ" and basis not in ("ago", "window", "anchored"):
        first = index - 1
        if days is not None and published is not None and days[0] <= published:
            basis, days = "since", (days[0], published)
    last = found.after - 1
    low, high = days or (None, None)
    return TimeSpan(
        first=first, last=last, date_from=low, date_to=high, basis=basis, text=_text(tokens, first, last)
    )


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words as written, one space for each gap."""
    parts = [tokens[first].text]
    for before, token in zip(tokens[first:last], tokens[first + 1 : last + 1], strict=True):
        parts.append((" " if token.start > before.end else "") + token.text)
    return "".join(parts)


def _joined(tokens: Sequence[Token], spans: list[TimeSpan]) -> list[TimeSpan]:
    """من 27 سبتمبر إلى 10 نوفمبر is one interval; a Hijri day and its الموافق are one day."""
    joined: list[TimeSpan] = []
    for span in spans:
        before = joined[-1] if joined else None
        pair = _pair(tokens, before, span) if before is not None else None
        if before is None or pair is None:
            joined.append(span)
        else:
            text = _text(tokens, before.first, span.last)
            joined[-1] = replace(span, first=before.first, date_from=pair[0], date_to=pair[1], text=text)
    return joined


def _pair(tokens: Sequence[Token], before: TimeSpan, span: TimeSpan) -> tuple[date, date] | None:
    if before.date_from is None or span.date_from is None or span.date_to is None:
        return None
    between = [token.folded for token in tokens[before.last + 1 : span.first]]
    if before.basis == "hijri" and len(between) <= 2 and any("موافق" in word for word in between):
        return span.date_from, span.date_to
    absolute = {"explicit", "month", "year", "decade"}
    opened = folded_at(tokens, before.first - 1).removeprefix("و") in ("من", "بين", "وبين", "الفتره")
    linked = len(between) == 1 and between[0] in _LAST_WORD and (opened or between[0] in ("-", "–"))
    if linked and {before.basis, span.basis} <= absolute and before.date_from < span.date_to:
        return before.date_from, span.date_to
    return None
