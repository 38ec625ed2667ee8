"""Names found in running text: whole words, proclitics aside, the longest name first.

Every distinct word is looked up once and remembered, so that the cost of a
text is that of cutting it into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gazetteer.fold import fold_with_offsets, skeleton, skeletons
from gazetteer.index.names import WORD, Entry, NameIndex, fold_word
from gazetteer.place import MatchLevel

# What may stand inside a name between its words: a space, one line break, hyphens, quotes, an underscore.
_INSIDE = re.compile(r"[ \t\u00a0_\-\u2010-\u2014'\"“”„«»‘’]{1,4}|[ \t]*\r?\n[ \t]*")
# Conjunction and preposition written onto the word; لل is ل before the article, whose alef it swallows.
_PROCLITICS = re.compile(r"[وف]?[بلك]?")
_ARABIC = re.compile(r"[\u0620-\u064a]")
_ENDINGS_OF_PEOPLE = ("يه", "يون", "يين", "يات", "يتين")
_MIN_LEFT = 3
"""Letters that must be left of a name when proclitics are taken off."""
_MIN_SOUNDING = 5
"""Letters of a word that may be read by its sound."""
_MEMORY = 400_000
"""Distinct words to remember before starting anew; bounds the memory of long runs."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word as a name or the beginning of one."""

    skip: int
    """Folded letters of proclitics before it."""
    key: str
    whole: bool
    opens: bool
    sounding: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A span of the text that is spelled like names of the index."""

    start: int
    end: int
    first: int
    """Number of its first word in the text."""
    last: int
    level: MatchLevel
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    text: str


def words_of(text: str) -> list[Word]:
    return [Word(m.start(), m.end(), m.group()) for m in WORD.finditer(text)]


class Scanner:
    """Finds the names of an index in texts."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._memory: dict[str, tuple[Reading, ...]] = {}

    def scan(self, text: str, words: list[Word]) -> Iterator[Found]:
        """Every span that may be a name, leftmost first, then longest; stop phrases too."""
        memory, done = self._memory, -1
        for position, word in enumerate(words):
            readings = memory.get(word.text)
            if readings is None:
                readings = self._remember(word.text)
            if readings and position > done and (found := self._longest(text, words, position, readings)):
                done = found.last
                yield found

    def _remember(self, word: str) -> tuple[Reading, ...]:
        if len(self._memory) >= _MEMORY:
            self._memory.clear()
        readings = self._memory[word] = tuple(self._read(fold_word(word)))
        return readings

    def _read(self, folded: str) -> Iterator[Reading]:
        """Readings by spelling, whole words before stripped ones; by sound only where no spelling fits."""
        variants = list(_without_proclitics(folded))
        spelled = False
        for skip, key in variants:
            whole, opens = bool(self._index.spelled(key)), self._index.opens(key)
            if whole or opens:
                spelled = spelled or whole
                yield Reading(skip, key, whole, opens, False)
        if not spelled:
            yield from self._read_sound(variants)

    def _read_sound(self, variants: list[tuple[int, str]]) -> Iterator[Reading]:
        for skip, key in variants:
            # A word with the article is Arabic, no foreign name.
            if len(key) < _MIN_SOUNDING or key.startswith("ال"):
                continue
            sounds = skeletons(key)
            whole = bool(self._entries(key, 1, True))
            opens = any(map(self._index.opens_sounding, sounds))
            if whole or opens:
                yield Reading(skip, key, whole, opens, True)

    def _longest(
        self, text: str, words: list[Word], first: int, readings: tuple[Reading, ...]
    ) -> Found | None:
        """The best reading from a word on: by spelling before sound, the longest, with fewest letters off."""
        best: Found | None = None
        for reading in readings:
            if reading.sounding and best is not None:
                break
            found = self._extend(text, words, first, reading)
            if found and (best is None or found.last > best.last):
                best = found
        return best

    def _extend(self, text: str, words: list[Word], first: int, reading: Reading) -> Found | None:
        index, key = self._index, reading.key
        entries: list[Entry] = self._entries(key, 1, reading.sounding) if reading.whole else []
        last, opens = first, reading.opens
        for position in range(first + 1, min(first + index.longest + 1, len(words))):
            gap = text[words[position - 1].end : words[position].start]
            if not opens or not _INSIDE.fullmatch(gap):
                break
            more = fold_word(words[position].text)
            if reading.sounding and not skeleton(more):
                break
            key += more
            if longer := self._entries(key, position - first + 1, reading.sounding):
                entries, last = longer, position
            opens = index.opens(key) or (reading.sounding and any(map(index.opens_sounding, skeletons(key))))
        if not entries:
            return None
        start = words[first].start + _letters(words[first].text, reading.skip)
        end = words[last].end
        return Found(
            start, end, first, last, _level(entries, text[start:end], reading.sounding), tuple(entries)
        )

    def _entries(self, key: str, words: int, sounding: bool) -> list[Entry]:
        """Entries of a key; an everyday phrase ("contact line") is for searching only."""
        if not sounding:
            entries = self._index.spelled(key, words=words)
            return [e for e in entries if not (e.name.common and e.words > 1)] if entries else entries
        if key.endswith("ي") and self._index.spelled(key + "ا"):
            return []  # موريتاني, "Mauritanian"
        found = (
            e for sound in skeletons(key) if self._index.sounds(sound) for e in self._index.sounding(sound)
        )
        return [e for e in found if e.rank == 0 and _may_be_foreign(key, fold_word(e.name.text))]


def _may_be_foreign(key: str, name: str) -> bool:
    """Whether a word that sounds like a name may be a spelling of it, and is no Arabic word or adjective.

    Names of the theatre only are read by sound: elsewhere the chance of a native word is too great.
    """
    if key.endswith(_ENDINGS_OF_PEOPLE) or ("ع" in key and "ع" not in name):
        return False
    return not key.endswith("ي") or name.endswith("ي")


def _without_proclitics(folded: str) -> Iterator[tuple[int, str]]:
    """The word, and what is left of it after each number of proclitics that it may carry.

    >>> list(_without_proclitics("وباكو"))   # "and Baku", or "and in Aku"
    [(0, 'وباكو'), (1, 'باكو'), (2, 'اكو')]
    """
    yield 0, folded
    if not _ARABIC.match(folded):
        return
    longest = _PROCLITICS.match(folded)
    for skip in range(1, (longest.end() if longest else 0) + 1):
        left = folded[skip:]
        if len(left) >= _MIN_LEFT:
            yield skip, left
            if folded[skip - 1] == "ل" and left.startswith("ل"):
                yield skip, "ا" + left


def _letters(word: str, folded_letters: int) -> int:
    """How many characters of a word hold so many of its folded letters, marks upon them included."""
    _, offsets = fold_with_offsets(word)
    return offsets[folded_letters] if folded_letters else 0


def _level(entries: list[Entry], surface: str, sounding: bool) -> MatchLevel:
    if sounding:
        return "skeleton"
    return "exact" if any(entry.name.text == surface for entry in entries) else "folded"
