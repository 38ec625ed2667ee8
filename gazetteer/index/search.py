"""Searching one name: by its spelling, behind a place noun, by its sound, by sounds nearly the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from gazetteer.index import sound
from gazetteer.index.cues import Cue, cues
from gazetteer.index.hits import candidates
from gazetteer.index.layered import LayeredIndex
from gazetteer.index.names import Entry, key_words
from gazetteer.place import Candidate, MatchLevel

_MIN_SOUND = 2
"""Consonants that a name must have to be searched by its skeleton."""
_EDITS = ((6, 2), (3, 1))
"""Consonants of a name, and how many of them may differ."""
_NEAR_ENOUGH = {"skeleton": 0.4, "fuzzy": 0.6}
"""How alike two names must be, vowels counted, of 1; else nothing was found."""
_NOUNS = {"الدولي", "السريع"}
"""Adjectives that stand behind names of airports and roads, or do not."""


def search(index: LayeredIndex, name: str) -> tuple[MatchLevel, tuple[Candidate, ...]]:
    """The places that a name may mean, best first, and how they match; empty where there are none."""
    words = [word for word in key_words(name) if word not in _NOUNS] or key_words(name)
    key = "".join(words)
    if found := index.spelled(key, words=len(words)):
        return ("exact" if any(e.name.text == name for e in found) else "folded"), candidates(
            found, name, "folded"
        )
    if len(words) > 1 and (cue := cues().get(words[0])) and (found := _named(index, cue, words[1:])):
        return "folded", candidates(found, name, "folded")
    if found := _sounding(index, key):
        return "skeleton", _closest(found, key, name, "skeleton")
    return "fuzzy", _closest(_nearly(index, key), key, name, "fuzzy")


def _named(index: LayeredIndex, cue: Cue, words: list[str]) -> list[Entry]:
    """Entries of a name that follows a place noun which fits them: نهر أراس, "the river Aras"."""
    found = index.spelled("".join(words), words=len(words))
    return [e for e in found if e.place is not None and (not cue.levels or e.place.level in cue.levels)]


def _sounding(index: LayeredIndex, key: str) -> list[Entry]:
    sounds = [s for s in sound.skeletons(key) if len(s) >= _MIN_SOUND]
    return [entry for s in sounds for entry in index.sounding(s)]


def _nearly(index: LayeredIndex, key: str) -> list[Entry]:
    sounds = [(s, edits) for s in sound.skeletons(key) if (edits := _edits(s))]
    return [entry for s, edits in sounds for entry in index.nearly_sounding(s, edits)]


def _edits(skeleton: str) -> int:
    return next((edits for consonants, edits in _EDITS if len(skeleton) >= consonants), 0)


def _closest(entries: Sequence[Entry], key: str, name: str, level: MatchLevel) -> tuple[Candidate, ...]:
    """The places of entries, each by its name that is nearest in sound, vowels too."""
    wanted = sound.voiced(key)
    nearness = {id(e): near for e in entries if (near := _nearness(wanted, e)) >= _NEAR_ENOUGH[level]}
    entries = [e for e in entries if id(e) in nearness]
    nearest: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: -nearness[id(e)]):
        if entry.place is not None:
            nearest.setdefault(entry.place.id, entry)
    found = [
        replace(candidate, score=round(candidate.score * (0.5 + 0.5 * nearness[id(entry)]), 4))
        for entry in nearest.values()
        for candidate in candidates([entry], name, level)
    ]
    return tuple(sorted(found, key=lambda c: (-c.score, c.place.id)))


def _nearness(wanted: str, entry: Entry) -> float:
    had = sound.voiced("".join(key_words(entry.name.text)))
    return float(Levenshtein.normalized_similarity(wanted, had))
