"""Arabic as the stages see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from gazetteer.fold import fold
from mapper.language.arabic import layout
from mapper.language.arabic.actors import find_names
from mapper.language.arabic.casualties import tolls
from mapper.language.arabic.dates import find_times
from mapper.language.arabic.forms import prefix_names
from mapper.language.arabic.numbers import NumberSpan, find_numbers
from mapper.language.arabic.words import read_words
from mapper.language.base import Layout, Name, Number, Time, Toll, Word


class Arabic:
    """The language pack; see ``mapper.language.base.Language``."""

    code = "ar"
    script = "ARABIC"
    sentence_ends = ".!?؟…"
    comma_marks = "،,؛;"
    quote_marks = "\"“”«»'‘’"
    abbreviations: frozenset[str] = frozenset()

    def words(self, text: str) -> tuple[Word, ...]:
        """Every word and mark of the text, with its readings."""
        return _words(text)

    def names(self, words: Sequence[Word], *, published: date | None) -> tuple[Name, ...]:
        """Actors and words of nationality, longest first at each word."""
        return (
            _names(words, published) if isinstance(words, _Read) else find_names(words, published=published)
        )

    def times(self, words: Sequence[Word], *, published: date | None) -> tuple[Time, ...]:
        """Time expressions, resolved against the day of publication."""
        return tuple(find_times(words, published=published))

    def tolls(self, words: Sequence[Word]) -> tuple[Toll, ...]:
        """People killed, injured, captured or displaced."""
        return tuple(tolls(words, _numbers(words)))

    def numbers(self, words: Sequence[Word]) -> tuple[Number, ...]:
        return tuple(Number(n.first, n.last, n.low, n.high) for n in _numbers(words))

    def prefixes(self, written: str) -> frozenset[str]:
        return _prefixes(written)

    def layout(self, line: str) -> Layout:
        """Page furniture: this line alone, or it and all the rest; empty for text."""
        return layout.layout(line)

    def is_caption(self, line: str) -> bool:
        return layout.is_caption(line)

    def is_dateline(self, line: str) -> bool:
        return layout.is_dateline(line)


class _Read(tuple[Word, ...]):
    """The words of one text, told from another's by identity, so that they can key a cache for nothing."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


@lru_cache(maxsize=4096)
def _prefixes(written: str) -> frozenset[str]:
    return prefix_names(fold(written))


@lru_cache(maxsize=1)
def _words(text: str) -> _Read:
    """Read once for the stages that follow one another on a report."""
    return _Read(read_words(text))


@lru_cache(maxsize=1)
def _names(words: _Read, published: date | None) -> tuple[Name, ...]:
    return find_names(words, published=published)


def _numbers(words: Sequence[Word]) -> list[NumberSpan]:
    return _numbers_of(words) if isinstance(words, _Read) else find_numbers(words)


@lru_cache(maxsize=1)
def _numbers_of(words: _Read) -> list[NumberSpan]:
    return find_numbers(words)
