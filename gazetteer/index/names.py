"""The name index: from a folded spelling to the names and places that are written so.

A key is a folded name without spaces and punctuation, so that قره باغ, قره_باغ
and قرهباغ (Karabakh) share one. Word boundaries inside names are kept aside as
"openings": the keys of their first words, after which a longer name may follow.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from gazetteer.fold import lookup_key, skeletons
from gazetteer.index import sound
from gazetteer.place import Place, PlaceName

WORD = re.compile(
    "[^\\W_]+(?:(?:[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]+"
    "|[\u200b-\u200f\u2060\u00ad\u061c\ufeff\u202a-\u202e\u2066-\u2069'’ʼʻ]+(?=[^\\W_]))[^\\W_]*)*"
)

_MIN_GLUED = 6
"""A name cut or joined otherwise than in the data must have so many letters; shorter ones meet by chance."""
_MIN_BROKEN = 4
"""A first piece of a broken name has so many letters, else every "من" (from) would open one."""
_MIN_SKELETON = 4
_LONG_SKELETON = 4
_MIN_SKELETON_OF_FIRST = 3
"""Consonants of the first word of a name of several words, if all of them have very many together."""
_MIN_LABEL = 5
NATIVE_COUNTRIES = frozenset(
    [
        "AE",
        "BH",
        "DZ",
        "EG",
        "IQ",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SY",
        "TN",
        "YE",
    ]
)
"""Where Arabic names are Arabic words, that nobody has to spell by ear."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One spelling of one place; ``place`` is None for a stop phrase. Each equals only itself."""

    place: Place | None
    name: PlaceName
    rank: int
    """Layer of the place, 0 the highest."""
    words: int
    small: bool = False
    """So small a place that a preposition before its name says nothing."""
    world: bool = False
    """Of a list of the whole world, where every word is some village's name."""
    theatre: str = ""
    """Id of the theatre pack that it is from, if any."""
    faint: bool = False
    """So small a place, reached only by sound, that the report must be about its country."""
    namesake: bool = False
    """Of the world, with the name of a region in the tables: needs a report about its country."""


class NameIndex:
    """All spellings of a set of places, with their keys."""

    def __init__(self, layers: Iterable[Iterable[Place]], stop_phrases: Iterable[str] = ()) -> None:
        self._keys: dict[str, list[Entry]] = {}
        self._skeletons: dict[str, list[Entry]] = {}
        self._openings: set[str] = set()
        self._skeleton_openings: set[str] = set()
        self.longest = 1
        for rank, places in enumerate(layers):
            for place in places:
                self._add_place(place, rank)
        for phrase in stop_phrases:
            self._add(Entry(None, PlaceName(text=phrase), 0, len(key_words(phrase))))
        self._sorted = sorted(self._keys)
        self._heard: dict[str, list[Entry]] = {}
        self._shortened: dict[str, set[str]] = {}

    def _add_place(self, place: Place, rank: int) -> None:
        seen: set[str] = set()
        for name in (*place.names, _label(place.name)):
            if name.text not in seen:
                seen.add(name.text)
                self._add(Entry(place, name, rank, len(key_words(name.text)), theatre=place.theatre))

    def _add(self, entry: Entry) -> None:
        words = key_words(entry.name.text)
        if not words:
            return
        self.longest = max(self.longest, len(words))
        self._keys.setdefault("".join(words), []).append(entry)
        self._openings.update("".join(words[:count]) for count in range(1, len(words)))
        # Names of countries are too well known to be misspelt, and their skeletons are those of the people.
        if entry.place is not None and entry.place.level != "country" and not entry.name.common:
            self._add_skeletons(entry, words)

    def _add_skeletons(self, entry: Entry, words: list[str]) -> None:
        if entry.place and entry.place.country in NATIVE_COUNTRIES:
            return
        keys = skeletons(joined(words))
        for key in keys:
            if len(key) >= 2:
                self._skeletons.setdefault(key, []).append(entry)
        least = _MIN_SKELETON_OF_FIRST if max(map(len, keys), default=0) >= _LONG_SKELETON else _MIN_SKELETON
        for count in range(1, len(words)):
            heard = skeletons(joined(words[:count]))
            self._skeleton_openings.update(key for key in heard if len(key.removeprefix("A")) >= least)

    def spelled(self, key: str, *, words: int = 1) -> list[Entry]:
        """Entries of a key that the text writes in so many words."""
        entries = self._keys.get(key, [])
        return [e for e in entries if glues(e, key, words)] if entries else entries

    def sounding(self, key: str) -> list[Entry]:
        """Entries that share a skeleton."""
        return self._skeletons.get(key, [])

    def nearly(self, key: str) -> list[Entry]:
        """Entries whose skeleton differs in one consonant: one more, one less or another."""
        if not self._shortened:
            for known in self._skeletons:
                for short in shortened(known):
                    self._shortened.setdefault(short, set()).add(known)
        near = {known for short in shortened(key) for known in self._shortened.get(short, ())} - {key}
        found = sorted(known for known in near if Levenshtein.distance(key, known) == 1)
        return [entry for known in found for entry in self._skeletons[known]]

    def heard(self) -> dict[str, list[Entry]]:
        """All entries by the skeletons of their names in any script, for searching; made when first asked."""
        if not self._heard:
            for entry in (e for entries in self._keys.values() for e in entries if e.place is not None):
                for key in sound.of_name(entry.name.text, entry.name.language):
                    self._heard.setdefault(key, []).append(entry)
        return self._heard

    def sounds(self, key: str) -> bool:
        """Whether a word's skeleton is long enough to be trusted, and known."""
        return len(key.removeprefix("A")) >= _MIN_SKELETON and key in self._skeletons

    def opens(self, key: str) -> bool:
        """Whether a longer key may begin so."""
        if key in self._openings:
            return True
        if len(key) < _MIN_BROKEN:
            return False
        place = bisect_left(self._sorted, key + "\0")
        return place < len(self._sorted) and self._sorted[place].startswith(key)

    def opens_sounding(self, key: str) -> bool:
        return key in self._skeleton_openings


def shortened(key: str) -> set[str]:
    """A key, and it without each of its letters: two that differ in one letter share one of these."""
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}


def _label(text: str) -> PlaceName:
    """The label as a name; written small or short, it is a word of English too (Hit, Bara)."""
    short = len(text) < _MIN_LABEL
    return PlaceName(text=text, language="en", needs_capital=text[:1].isupper(), needs_cue=short)


def glues(entry: Entry, key: str, words: int) -> bool:
    """Whether a name may be written in so many words: as in the data, or otherwise if it is long."""
    return entry.words == words or len(key) >= _MIN_GLUED


def joined(words: Sequence[str]) -> str:
    """Folded words as one, to be heard: the vowel that ه stands for at a word's end is none inside."""
    return "".join([word.removesuffix("ه") for word in words[:-1]]) + words[-1]


def key_words(text: str) -> list[str]:
    """The folded words of a name or a text."""
    folded = (fold_word(word) for word in WORD.findall(text))
    return [word for word in folded if word]


@lru_cache(maxsize=32_768)
def fold_word(word: str) -> str:
    return lookup_key(word)
