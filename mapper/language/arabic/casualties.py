"""Who was killed, injured, captured, displaced or is missing, and how many.

Spans are facts of the words alone: a denied or threatened death is still a
span, and to which event it belongs is the caller's question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mapper.language.base import Token, Toll
from mapper.records import Count

from .casualty_rules import Reader
from .casualty_span import CasualtySpan
from .casualty_words import STOPS, Harm, is_word, roles_of
from .numbers import NumberSpan, find_numbers
from .numerals import folded_at

__all__ = ["CasualtySpan", "casualties", "tolls", "total"]

# How far from a number the word stands that makes it a running total, in tokens.
_REACH = 14


def casualties(tokens: Sequence[Token], *, numbers: Sequence[NumberSpan] | None = None) -> list[CasualtySpan]:
    """All statements of harm, in reading order; ``numbers`` are those of the same tokens, if known."""
    found = find_numbers(tokens) if numbers is None else numbers
    spans: list[CasualtySpan] = []
    for span in Reader(tokens, found).spans():
        spans.append(_as_total(tokens, span, spans[-1] if spans else None))
    return spans


def tolls(tokens: Sequence[Token], numbers: Sequence[NumberSpan]) -> list[Toll]:
    """The statements of harm as the stages see them: the classes of one list summed (3 جنود ومدنيان)."""
    found: list[Toll] = []
    vague = {number.low for number in numbers if number.vague}
    for span in casualties(tokens, numbers=numbers):
        toll = Toll(
            span.first, span.last, span.kind, span.count, span.cls, span.cumulative, _is_vague(span, vague)
        )
        if found and span.listed and _is_more(found[-1], toll):
            found[-1] = _sum(found[-1], toll)
        else:
            found.append(toll)
    return found


def _is_vague(span: CasualtySpan, vague: set[int]) -> bool:
    count = span.count
    return count is not None and count.low != count.high and count.low in vague


def _is_more(before: Toll, toll: Toll) -> bool:
    """Whether a toll of a list can be added to the one before: no running totals, and both told."""
    totals = before.cumulative or toll.cumulative
    return not totals and before.kind == toll.kind and None not in (before.count, toll.count)


def _sum(before: Toll, toll: Toll) -> Toll:
    a, b = before.count, toll.count
    if a is None or b is None:
        return before
    high = None if a.high is None or b.high is None else a.high + b.high
    return replace(
        before,
        last=toll.last,
        count=Count(low=a.low + b.low, high=high),
        casualty_class=before.casualty_class if before.casualty_class == toll.casualty_class else "unknown",
        vague=before.vague or toll.vague,
    )


def total(spans: Iterable[CasualtySpan], kind: Harm) -> Count | None:
    """The sum over the spans of a kind that are no running totals; None where no number is told."""
    counts = [
        span.count for span in spans if span.kind == kind and not span.cumulative and span.count is not None
    ]
    if not counts:
        return None
    highs = [count.high for count in counts if count.high is not None]
    return Count(
        low=sum(count.low for count in counts), high=sum(highs) if len(highs) == len(counts) else None
    )


def _as_total(tokens: Sequence[Token], span: CasualtySpan, before: CasualtySpan | None) -> CasualtySpan:
    """The span, marked where words before or after it, or its neighbour, make it a running total."""
    if span.cumulative or (span.count is not None and span.count.high == 0):
        return span
    if before is not None and before.cumulative and _joined(tokens, before, span):
        return replace(span, cumulative=True, cue=before.cue)
    cue = _cue_before(tokens, span.first) or _cue_after(tokens, span.last)
    return replace(span, cumulative=True, cue=cue) if cue else span


def _joined(tokens: Sequence[Token], before: CasualtySpan, span: CasualtySpan) -> bool:
    """43 قتيلا و120 جريحا: one total with two parts."""
    gap = span.first - before.last
    return (gap == 1 and tokens[span.first].folded.startswith("و")) or (
        gap == 2 and folded_at(tokens, span.first - 1) == "و"
    )


def _cue_before(tokens: Sequence[Token], first: int) -> str:
    for place in range(first, max(-1, first - _REACH), -1):
        word = tokens[place].folded
        opened = roles_of(word)
        if place < first and (word in STOPS or ("clause" in opened and is_word(tokens, place, "clause"))):
            return ""
        if opened and (is_word(tokens, place, "total") or is_word(tokens, place, "since")):
            return "" if is_word(tokens, place, "provisional") else tokens[place].text
    return ""


def _cue_after(tokens: Sequence[Token], last: int) -> str:
    for place in range(last + 1, min(len(tokens), last + _REACH)):
        word = tokens[place].folded
        if word in STOPS or is_word(tokens, place, "clause"):
            return ""
        if is_word(tokens, place, "since"):
            return tokens[place].text
    return ""
