"""English as the stages see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from mapper.language.base import Layout, Name, Number, Time, Toll, Word
from mapper.language.english import lexicon
from mapper.language.english.counts import find_numbers, find_tolls
from mapper.language.english.names import find_names
from mapper.language.english.times import find_times
from mapper.language.english.words import read_words


class English:
    """The language pack; see ``mapper.language.base.Language``."""

    code = "en"
    script = "LATIN"
    sentence_ends = ".!?…"
    comma_marks = ",;"
    quote_marks = "\"“”'‘’"

    def __init__(self) -> None:
        self.abbreviations = lexicon.abbreviations()

    def words(self, text: str) -> tuple[Word, ...]:
        return _words(text)

    def names(self, words: Sequence[Word], *, published: date | None) -> tuple[Name, ...]:
        return tuple(find_names(words))

    def times(self, words: Sequence[Word], *, published: date | None) -> tuple[Time, ...]:
        return tuple(find_times(words, published))

    def tolls(self, words: Sequence[Word]) -> tuple[Toll, ...]:
        return tuple(find_tolls(words))

    def numbers(self, words: Sequence[Word]) -> tuple[Number, ...]:
        return tuple(find_numbers(words))

    def prefixes(self, written: str) -> frozenset[str]:
        """English writes no small words onto a name."""
        return frozenset()

    def layout(self, line: str) -> Layout:
        return ""

    def is_caption(self, line: str) -> bool:
        return False

    def is_dateline(self, line: str) -> bool:
        return False


@lru_cache(maxsize=1)
def _words(text: str) -> tuple[Word, ...]:
    return tuple(read_words(text))
