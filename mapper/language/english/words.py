"""Words of an English text with their readings; "and", "the", "will", "its" belong to the word behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gazetteer.fold import fold
from mapper.language.base import NO_SENSES, Reading, Senses, Word
from mapper.language.english.lexicon import before, phrases

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|['’]s\b|\S")
_PRONOUNS = ("he", "they", "we")
_MOST_SMALL = 3
"""How many small words are looked at before a word."""


def read_words(text: str) -> Iterator[Word]:
    """Every token as a word; a phrase is a reading of its first word, and its other words have none."""
    found = list(_TOKEN.finditer(text))
    folded = [fold(match[0]) for match in found]
    covered = 0
    for index, match in enumerate(found):
        senses = _senses(folded, index) if index >= covered else NO_SENSES
        covered = max(covered, index + senses.longest)
        yield Word(index, match.start(), match.end(), match[0], folded[index], senses)


def _senses(folded: list[str], index: int) -> Senses:
    small = _before(folded, index)
    prefixes = small - {*_PRONOUNS}
    suffix = next((word for word in _PRONOUNS if word in small), "")
    there = [
        replace(reading, prefixes=prefixes, suffix=suffix)
        for words, reading in phrases().get(folded[index], ())
        if tuple(folded[index : index + len(words)]) == words and _fits(reading, prefixes)
    ]
    longest = max((reading.length for reading in there), default=0)
    kept = tuple(reading for reading in there if reading.length == longest)
    return Senses.of(kept) if kept else NO_SENSES


def _before(folded: list[str], index: int) -> frozenset[str]:
    """What the words before it make of a word: "and the army" is the army, joined."""
    found = set()
    for at in range(index - 1, max(index - 1 - _MOST_SMALL, -1), -1):
        small = before().get(folded[at])
        if small is None:
            break
        found.add(small)
    return frozenset(found)


def _fits(reading: Reading, prefixes: frozenset[str]) -> bool:
    """After "the" stands no verb, after "will" nothing else."""
    if "will" in prefixes:
        return reading.form == "present"
    return not (reading.verbal and "the" in prefixes)
