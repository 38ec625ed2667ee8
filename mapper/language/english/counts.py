"""Numbers, and people killed or injured: "killing five civilians", "12 soldiers were wounded"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mapper.language.base import Number, Toll, Word
from mapper.language.english.lexicon import bounds, fates, numbers, times
from mapper.records import CasualtyClass, Count

_CLASSES: tuple[tuple[str, CasualtyClass], ...] = (
    ("civil", "civilian"),
    ("armed", "military"),
    ("person", "unknown"),
    ("casualty", "unknown"),
)
_REACH = 3
_LARGEST = 12
"""Digits of a number; longer ones count nothing."""


def find_numbers(words: Sequence[Word]) -> Iterator[Number]:
    for index, word in enumerate(words):
        value = _value(word)
        month = index + 1 < len(words) and times().get(words[index + 1].folded, ("",))[0] == "month"
        if value is not None and not month:
            first = next((index - len(b) for b in bounds() if _stands(words, index - len(b), b)), index)
            yield Number(first, index, value, value if first == index else None)


def find_tolls(words: Sequence[Word]) -> Iterator[Toll]:
    """A number of people with the word for their fate before or behind it."""
    for number in find_numbers(words):
        last = number.last + 1
        people = words[last] if last < len(words) else None
        kind = next((cls for value, cls in _CLASSES if people is not None and people.noun(value)), None)
        around = (*range(number.first - 1, number.first - 1 - _REACH, -1), *range(last, last + _REACH))
        near = (n for n in around if 0 <= n < len(words) and words[n].folded in fates())
        fate = next(near, None)
        if fate is not None and (kind is not None or fate == number.last + 1):
            first, stop = min(fate, number.first), max(fate, number.last if kind is None else last)
            count = Count(low=number.low, high=number.high)
            yield Toll(first, stop, fates()[words[fate].folded], count, kind or "unknown")


def _value(word: Word) -> int | None:
    digits = word.folded.replace(",", "")
    if digits.isdecimal() and len(digits) <= _LARGEST:
        return int(digits)
    return numbers().get(word.folded)


def _stands(words: Sequence[Word], first: int, phrase: tuple[str, ...]) -> bool:
    return first >= 0 and tuple(word.folded for word in words[first : first + len(phrase)]) == phrase
