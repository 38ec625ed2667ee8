"""Names behind a place noun that no spelling fits: there, a theatre's name is heard more freely.

A word of three consonants sounds like too many others, and one with a wrong
consonant like none. Where the word before says that a town or district is
named (مدينة, محافظة) and the report is of the theatre, both are heard.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from gazetteer.fold import skeletons
from gazetteer.index import sound
from gazetteer.index.layered import LayeredIndex
from gazetteer.index.names import Entry, fold_word
from gazetteer.index.remembered import Remembered
from gazetteer.index.senses import Senses
from gazetteer.place import MatchLevel

_SHORT = 3
"""Consonants of a name that only a place noun lets be heard."""
_LONG = 5
"""Consonants of a name of which one may be wrong."""
_NEAR_ENOUGH = {"skeleton": 0.6, "fuzzy": 0.75}
"""How alike word and name must be, of 1 and vowels counted."""
_AS_NEAR = 0.1
_MEMORY = 50_000

Heard = tuple[MatchLevel, Senses]


class Listener:
    """Hears words as names of an index's theatres, and remembers them."""

    def __init__(self, index: LayeredIndex) -> None:
        self._index = index
        self.heard = Remembered(self._hear, most=_MEMORY)

    def _hear(self, word: str) -> Heard | None:
        key = fold_word(word)
        if key.startswith("ال"):
            return None  # a word with the article is Arabic, no foreign name
        sounds = [heard for heard in skeletons(key) if len(heard.removeprefix("A")) >= _SHORT]
        same = [entry for heard in sounds for entry in self._index.theatre_names(heard)]
        if entries := _alike(key, same, "skeleton"):
            return "skeleton", Senses(entries)
        long = [heard for heard in sounds if len(heard.removeprefix("A")) >= _LONG]
        near = [entry for heard in long for entry in self._index.nearly_theatre_names(heard)]
        entries = _alike(key, near, "fuzzy")
        return ("fuzzy", Senses(entries)) if entries else None


def _alike(key: str, entries: list[Entry], level: MatchLevel) -> tuple[Entry, ...]:
    """The entries of one word that sound most like a word, or nearly so, if they do so enough."""
    wanted = sound.voiced(key)
    likeness = {
        entry: Levenshtein.normalized_similarity(wanted, sound.voiced(fold_word(entry.name.text)))
        for entry in entries
        if entry.words == 1
    }
    least = max([_NEAR_ENOUGH[level], *(alike - _AS_NEAR for alike in likeness.values())])
    return tuple(entry for entry, alike in likeness.items() if alike >= least)
