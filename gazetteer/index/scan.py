"""Names found in running text: whole words, proclitics aside, the longest name first.

Every distinct word is looked up once and remembered, so that the cost of a
text is that of cutting it into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from gazetteer.fold import ARABIC, fold, fold_with_offsets, proclitics, skeleton, skeletons
from gazetteer.index.cues import cues
from gazetteer.index.endings import uninflected
from gazetteer.index.layered import LayeredIndex
from gazetteer.index.name_words import name_words
from gazetteer.index.names import WORD, Entry, fold_word, joined
from gazetteer.index.remembered import Remembered
from gazetteer.index.senses import Senses
from gazetteer.place import MatchLevel

# What may stand inside a name between its words: a space, one line break, hyphens, quotes, an underscore.
_INSIDE = re.compile(r"[ \t\u00a0_\-\u2010-\u2014'\"“”„«»‘’]{1,4}|[ \t]*\r?\n[ \t]*")
_MIN_LEFT = 3
"""Letters that must be left of a name when proclitics are taken off."""
_MIN_OPENING = 2
"""Letters of the first word of a longer name behind a single one: وأم درمان, "and Omdurman"."""
_MIN_SOUNDING = 5
"""Letters of a word that may be read by its sound."""
_MEMORY = 60_000
"""Distinct words to remember before starting anew; bounds the memory of long runs."""


class Reading(NamedTuple):
    """One way to read a word as a name or the beginning of one."""

    skip: int
    """Characters of proclitics before it, marks upon them included."""
    key: str
    senses: Senses | None
    """What it means by itself; None where it only begins names."""
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
    senses: Senses


Words = list[re.Match[str]]
"""The words of a text, as the pattern found them."""


def words_of(text: str) -> Words:
    return list(WORD.finditer(text))


@lru_cache(maxsize=1)
def read(text: str) -> tuple[Words, list[str]]:
    """The words of a whole text, and as it writes them; kept for all that is asked of one text in turn."""
    words = words_of(text)
    return words, [word[0] for word in words]


class _Word:
    """What is known of a word: how it reads, what it means alone, and after which words it is alone."""

    __slots__ = ("alone", "ends", "level", "opens", "readings", "skip")

    def __init__(self, word: str, readings: tuple[Reading, ...]) -> None:
        self.readings = readings
        self.opens = any(reading.opens for reading in readings)
        self.ends: set[str] = set()
        """Next words that no name goes on with."""
        self.alone: Senses | None = None
        self.skip = 0
        self.level: MatchLevel = "exact"
        for reading in readings:
            if reading.senses:
                self.alone, self.skip = reading.senses, reading.skip
                self.level = _level(reading, word[reading.skip :], reading.senses)
                break


class Scanner:
    """Finds the names of an index in texts."""

    def __init__(self, index: LayeredIndex) -> None:
        self._index = index
        self._memory = Remembered(self._known, most=_MEMORY)
        self._steps: dict[tuple[str, int, bool], tuple[Senses | None, bool]] = {}
        self._ends = 0

    def scan(self, words: Words, surfaces: Sequence[str]) -> list[Found]:
        """Every span that may be a name, leftmost first, then longest; stop phrases too."""
        if len(self._memory) + len(self._steps) + self._ends >= _MEMORY:
            self._forget()
        spans: list[Found] = []
        done, last = -1, len(words) - 1
        known = map(self._memory.__getitem__, surfaces)
        for position, word in [(at, word) for at, word in enumerate(known) if word is not None]:
            if position <= done:
                continue
            if word.opens and position < last and surfaces[position + 1] not in word.ends:
                if found := self._longest(words, position, word):
                    done = found.last
                    spans.append(found)
            elif word.alone is not None:
                start, end = words[position].span()
                spans.append(Found(start + word.skip, end, position, position, word.level, word.alone))
        return spans

    def _forget(self) -> None:
        self._memory.clear()
        self._steps.clear()
        self._ends = 0

    def _known(self, word: str) -> _Word | None:
        readings = tuple(self._read(word))
        return _Word(word, readings) if readings else None

    def _read(self, word: str) -> Iterator[Reading]:
        """Readings by spelling, whole words before stripped ones; by sound only where no spelling fits."""
        variants = list(_without_proclitics(fold_word(word)))
        spelled = False
        if len(variants) == 1:
            variants += [(0, name) for name in uninflected(variants[0][1]) if self._index.in_text(name)][:1]
        for skip, key in variants:
            senses, opens = self._step(key, 1, False)
            if skip and len(key) < _MIN_LEFT:
                senses = None
            if senses or opens:
                spelled = spelled or senses is not None or bool(self._index.in_text(key))
                yield Reading(_letters(word, skip), key, senses, opens, False)
        if not spelled:
            yield from self._read_sound(word, variants)

    def _read_sound(self, word: str, variants: list[tuple[int, str]]) -> Iterator[Reading]:
        for skip, key in variants:
            if len(key) < _MIN_SOUNDING or key in cues():
                continue
            entries = tuple(self._entries(key, 1, True))
            opens = any(map(self._index.opens_sounding, skeletons(key)))
            if entries or opens:
                yield Reading(_letters(word, skip), key, Senses(entries) if entries else None, opens, True)

    def _longest(self, words: Words, first: int, word: _Word) -> Found | None:
        """The best reading from a word on: by spelling before sound, the longest, with fewest letters off."""
        best: Found | None = None
        ended = True
        for reading in word.readings:
            if reading.sounding and best is not None:
                break
            senses, last, ends = reading.senses, first, True
            if reading.opens:
                senses, last, ends = self._longer(words, first, reading)
            ended = ended and ends
            if senses and (best is None or last > best.last):
                start, end = words[first].start() + reading.skip, words[last].end()
                level = _level(reading, words[first].string[start:end], senses)
                best = Found(start, end, first, last, level, senses)
        if ended:
            word.ends.add(words[first + 1][0])
            self._ends += 1
        return best

    def _longer(self, words: Words, first: int, reading: Reading) -> tuple[Senses | None, int, bool]:
        """The senses of the longest name that begins with a word, the number of its last word, and
        whether no name goes on with the next word."""
        text, key, senses, last = words[first].string, reading.key, reading.senses, first
        for position in range(first + 1, min(first + self._index.longest + 1, len(words))):
            if not _is_inside(text, words[position - 1].end(), words[position].start()):
                break
            more = fold_word(words[position][0])
            key = joined((key, more)) if reading.sounding else key + more
            longer: Senses | None = None
            opens = False
            if not reading.sounding or skeleton(more):
                longer, opens = self._step(key, position - first + 1, reading.sounding)
            if longer:
                senses, last = longer, position
            if not opens:
                return senses, last, last == first and position == first + 1
        return senses, last, False

    def _step(self, key: str, words: int, sounding: bool) -> tuple[Senses | None, bool]:
        """Senses of a key that the text writes in so many words, and whether a longer name may follow."""
        step = self._steps.get((key, words, sounding))
        if step is None:
            opens = self._index.opens(key)
            opens = opens or (sounding and any(map(self._index.opens_sounding, skeletons(key))))
            entries = tuple(self._entries(key, words, sounding))
            step = self._steps[key, words, sounding] = Senses(entries) if entries else None, opens
        return step

    def _entries(self, key: str, words: int, sounding: bool) -> list[Entry]:
        """Entries of a key; an everyday phrase ("contact line") is for searching only."""
        if not sounding:
            entries = self._index.in_text(key, words=words)
            return [e for e in entries if not (e.name.common and e.words > 1)] if entries else entries
        if key.endswith("ي") and self._index.in_text(key + "ا"):
            return []  # موريتاني, "Mauritanian"
        heard = self._index.heard_in_text(key, words=words)
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
    if key.endswith(name_words("verb_ending")) and not name.endswith(name_words("ending_a")):
        return False  # نقلوا "they were moved" is not Mykolaiv
    return not key.endswith("ي") or name.endswith(("ي", "i", "y"))


def _without_proclitics(folded: str) -> Iterator[tuple[int, str]]:
    """The word, and what is left of it after each number of proclitics that it may carry.

    >>> list(_without_proclitics("وباكو"))   # "and Baku", or "and in Aku"
    [(0, 'وباكو'), (1, 'باكو'), (2, 'اكو')]
    """
    yield 0, folded
    if not ARABIC.match(folded):
        return
    for skip in range(1, proclitics(folded) + 1):
        left = folded[skip:]
        if len(left) >= _MIN_LEFT or (skip == 1 and len(left) == _MIN_OPENING):
            yield skip, left
            # لل is the preposition before the article, whose alef it swallows.
            if folded[skip - 1] == "ل" and left.startswith("ل"):
                yield skip, "ا" + left


def _letters(word: str, folded_letters: int) -> int:
    """How many characters of a word hold so many of its folded letters, marks upon them included."""
    _, offsets = fold_with_offsets(word)
    return offsets[folded_letters] if folded_letters else 0


def _level(reading: Reading, surface: str, senses: Senses) -> MatchLevel:
    if reading.sounding:
        return "skeleton"
    return "exact" if surface in senses.texts else "folded"


def _forms(word: str) -> tuple[str, ...]:
    folded = fold(word)
    return tuple([folded[skip:] for skip in range(proclitics(folded) + 1)])


FORMS = Remembered(_forms, most=100_000)
"""A word of a text folded, with and without the proclitics that it may carry."""
