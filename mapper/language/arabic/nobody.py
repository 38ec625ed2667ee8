"""Statements that nobody was harmed, told apart from those that do not know."""

from __future__ import annotations

from collections.abc import Container, Sequence

from mapper.language.base import Token
from mapper.records import Count

from .casualty_span import CasualtySpan
from .casualty_words import STOPS, Harm, harm, is_word, phrase_at
from .numerals import folded_at

_NOBODY = Count(low=0, high=0)
_REACH = 7


def nobody(tokens: Sequence[Token], index: int, numbers: Container[int]) -> tuple[list[CasualtySpan], int]:
    """دون وقوع إصابات, لم يصب أحد: the spans and the last token told of, -1 for none.

    "No news of injuries" is another thing, and tells of its words alone; ``numbers`` holds their last tokens.
    """
    length, kind = phrase_at(tokens, index, "zero_phrase")
    if length:
        return _spans(index, index + length - 1, kind)
    if not is_word(tokens, index, "negator"):
        return [], -1
    unknown = False
    for place in range(index + 1, index + _REACH):
        if folded_at(tokens, place) in STOPS:
            break
        unknown = unknown or is_word(tokens, place, "unknown")
        length, kind = phrase_at(tokens, place, "zero")
        last = place + length - 1
        if unknown and (length or is_word(tokens, place, "many_definite")):
            return [], max(last, place)
        if length and place - 1 not in numbers:
            return _spans(index, last, kind)
    return [], -1


def _spans(first: int, last: int, kind: str) -> tuple[list[CasualtySpan], int]:
    kinds: tuple[Harm, ...] = ("killed", "injured") if kind == "both" else (harm(kind),)
    return [CasualtySpan(first=first, last=last, kind=one, count=_NOBODY) for one in kinds], last
