"""Names found in running text: whole words, proclitics aside, the longest name first.

Every distinct word is looked up once and remembered, so that the cost of a
text is that of cutting it into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gazetteer.fold import fold_with_offsets, skeleton, skeletons
from gazetteer.index.layered import LayeredIndex
from gazetteer.index.name_words import name_words
from gazetteer.index.names import WORD, Entry, fold_word
from gazetteer.place import MatchLevel

# What may stand inside a name between its words: a space, one line break, hyphens, quotes, an underscore.
_INSIDE = re.compile(r"[ \t\u00a0_\-\u2010-\u2014'\"“”„«»‘’]{1,4}|[ \t]*\r?\n[ \t]*")
# Conjunction and preposition written onto the word; لل is ل before the article, whose alef it swallows.
_PROCLITICS = re.compile(r"[وف]?[بلك]?")
_ARABIC = re.compile(r"[\u0620-\u064a]")
_MIN_LEFT = 3
"""Letters that must be left of a name when proclitics are taken off."""
_MIN_OPENING = 2
"""Letters of the first word of a longer name behind a single one: وأم درمان, "and Omdurman"."""
_MIN_SOUNDING = 5
"""Letters of a word that may be read by its sound."""
_MEMORY = 400_000
"""Distinct words to remember before starting anew; bounds the memory of long runs."""


class Reading(NamedTuple):
    """One way to read a word as a name or the beginning of one."""

    skip: int
    """Characters of proclitics before it, marks upon them included."""
    key: str
    entries: tuple[Entry, ...]
    opens: bool
    sounding: bool


class Found(NamedTuple):
    """A span of the text that is spelled like names of the index."""

    start: int
    end: int
    first: int
    """Number of its first word in the text."""
    last: int
    level: MatchLevel
    entries: tuple[Entry, ...]


Words = list[re.Match[str]]
"""The words of a text, as the pattern found them."""


def words_of(text: str) -> Words:
    return list(WORD.finditer(text))


class Scanner:
    """Finds the names of an index in texts."""

    def __init__(self, index: LayeredIndex) -> None:
        self._index = index
        self._memory: dict[str, tuple[Reading, ...]] = {}
        self._steps: dict[tuple[str, int, bool], tuple[tuple[Entry, ...], bool]] = {}
        self._dead_ends: set[tuple[str, str, bool]] = set()
        """Beginnings of names with next words that no name goes on with."""

    def scan(self, words: Words) -> Iterator[Found]:
        """Every span that may be a name, leftmost first, then longest; stop phrases too."""
        memory, done = self._memory, -1
        for position, word in enumerate(words):
            readings = memory.get(word[0])
            if readings is None:
                readings = self._remember(word[0])
            if readings and position > done and (found := self._longest(words, position, readings)):
                done = found.last
                yield found

    def _remember(self, word: str) -> tuple[Reading, ...]:
        if len(self._memory) >= _MEMORY:
            self._memory.clear()
            self._steps.clear()
            self._dead_ends.clear()
        readings = self._memory[word] = tuple(self._read(word))
        return readings

    def _read(self, word: str) -> Iterator[Reading]:
        """Readings by spelling, whole words before stripped ones; by sound only where no spelling fits."""
        variants = list(_without_proclitics(fold_word(word)))
        spelled = False
        for skip, key in variants:
            entries, opens = self._step(key, 1, False)
            if skip and len(key) < _MIN_LEFT:
                entries = ()
            if entries or opens:
                spelled = spelled or bool(self._index.in_text(key))
                yield Reading(_letters(word, skip), key, entries, opens, False)
        if not spelled:
            yield from self._read_sound(word, variants)

    def _read_sound(self, word: str, variants: list[tuple[int, str]]) -> Iterator[Reading]:
        for skip, key in variants:
            if len(key) < _MIN_SOUNDING:
                continue
            entries = tuple(self._entries(key, 1, True))
            opens = any(map(self._index.opens_sounding, skeletons(key)))
            if entries or opens:
                yield Reading(_letters(word, skip), key, entries, opens, True)

    def _longest(self, words: Words, first: int, readings: tuple[Reading, ...]) -> Found | None:
        """The best reading from a word on: by spelling before sound, the longest, with fewest letters off."""
        best: Found | None = None
        for reading in readings:
            if reading.sounding and best is not None:
                break
            found = self._extend(words, first, reading)
            if found and (best is None or found.last > best.last):
                best = found
        return best

    def _extend(self, words: Words, first: int, reading: Reading) -> Found | None:
        entries, last = reading.entries, first
        if reading.opens:
            entries, last = self._longer(words, first, reading)
        if not entries:
            return None
        start, end = words[first].start() + reading.skip, words[last].end()
        level = _level(entries, words[first].string[start:end], reading.sounding)
        return Found(start, end, first, last, level, entries)

    def _longer(self, words: Words, first: int, reading: Reading) -> tuple[tuple[Entry, ...], int]:
        """The entries of the longest name that begins with a word, and the number of its last word."""
        text, key, entries, last = words[first].string, reading.key, reading.entries, first
        if first + 1 < len(words) and (key, words[first + 1][0], reading.sounding) in self._dead_ends:
            return entries, last
        for position in range(first + 1, min(first + self._index.longest + 1, len(words))):
            if not _is_inside(text, words[position - 1].end(), words[position].start()):
                break
            more = fold_word(words[position][0])
            if reading.sounding and not skeleton(more):
                break
            key += more
            longer, opens = self._step(key, position - first + 1, reading.sounding)
            if longer:
                entries, last = longer, position
            if not opens:
                if position == first + 1 == last + 1:
                    self._remember_end(reading, words[position][0])
                break
        return entries, last

    def _remember_end(self, reading: Reading, after: str) -> None:
        if len(self._dead_ends) >= _MEMORY:
            self._dead_ends.clear()
        self._dead_ends.add((reading.key, after, reading.sounding))

    def _step(self, key: str, words: int, sounding: bool) -> tuple[tuple[Entry, ...], bool]:
        """Entries of a key that the text writes in so many words, and whether a longer name may follow."""
        step = self._steps.get((key, words, sounding))
        if step is None:
            opens = self._index.opens(key)
            opens = opens or (sounding and any(map(self._index.opens_sounding, skeletons(key))))
            step = tuple(self._entries(key, words, sounding)), opens
            self._steps[key, words, sounding] = step
        return step

    def _entries(self, key: str, words: int, sounding: bool) -> list[Entry]:
        """Entries of a key; an everyday phrase ("contact line") is for searching only."""
        if not sounding:
            entries = self._index.in_text(key, words=words)
            return [e for e in entries if not (e.name.common and e.words > 1)] if entries else entries
        if key.endswith("ي") and self._index.in_text(key + "ا"):
            return []  # موريتاني, "Mauritanian"
        heard = self._index.heard_in_text(key)
        return [e for e in heard if _may_be_foreign(key, fold_word(e.name.text), faint=e.faint)]


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether a gap between two words may stand within a name; nearly all are one space."""
    return (end - start == 1 and text[start] == " ") or _INSIDE.fullmatch(text, start, end) is not None


def _may_be_foreign(key: str, name: str, *, faint: bool) -> bool:
    """Whether a word that sounds like a name may be a spelling of it, and is no Arabic word or adjective."""
    if faint and key.endswith("يه") and name.endswith(("iya", "iyah", "iyya", "iyyah")):
        return True
    if key.endswith(name_words("people_ending")) or ("ع" in key and "ع" not in name and not faint):
        return False
    return not key.endswith("ي") or name.endswith(("ي", "i", "y"))


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
        if len(left) >= _MIN_LEFT or (skip == 1 and len(left) == _MIN_OPENING):
            yield skip, left
            if folded[skip - 1] == "ل" and left.startswith("ل"):
                yield skip, "ا" + left


def _letters(word: str, folded_letters: int) -> int:
    """How many characters of a word hold so many of its folded letters, marks upon them included."""
    _, offsets = fold_with_offsets(word)
    return offsets[folded_letters] if folded_letters else 0


def _level(entries: tuple[Entry, ...], surface: str, sounding: bool) -> MatchLevel:
    if sounding:
        return "skeleton"
    return "exact" if any(entry.name.text == surface for entry in entries) else "folded"
