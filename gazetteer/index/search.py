"""Searching one name: by its spelling, behind a place noun, by its sound, by sounds nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from gazetteer.fold import ARABIC, proclitics, skeleton
from gazetteer.index import sound
from gazetteer.index.cues import Cue, cues
from gazetteer.index.hits import candidates
from gazetteer.index.layered import LayeredIndex
from gazetteer.index.name_words import name_words
from gazetteer.index.names import NATIVE_COUNTRIES, Entry, key_words
from gazetteer.index.rank import Found, people_of, ranked, sorted_by_score
from gazetteer.place import Candidate, MatchLevel, Place

_MIN_SOUND = 2
"""Consonants that a name must have to be searched by its skeleton."""
_EDITS = ((6, 2), (3, 1))
"""Consonants of a name, and how many of them may differ."""
_NEAR_ENOUGH = {
    "arabic": ((4, 0.4), (3, 0.52), (0, 0.5)),
    "latin": ((0, 0.65),),
    "native": ((0, 0.85),),
    "city": ((4, 0.7), (3, 0.8), (0, 1.01)),
    "world": ((6, 0.7), (4, 0.85), (0, 1.01)),
    "country": ((4, 0.85), (0, 1.01)),
}
"""How alike a name of so many consonants must be to one of the theatres (written in Arabic or in another
script; in another where Arabic is at home), to a well-known city's or to one of the rest of the world, of 1
and vowels counted: every short word sounds like some village. No country is found by its sound, only by a
slip in its spelling."""
_MINOR = 0.97
"""What the score of a name that is not the main one is multiplied by."""
_MIN_BARE = 3
"""Letters that are left of a word without its proclitics."""
_KNOWN_POPULATION = 15_000
_GREAT = 500_000
"""People of a place that may be meant by a spelling with an alif more or less."""
_UNVOWELLED = 0.95
_BELOW = 0.999


def search(index: LayeredIndex, name: str, *, own: frozenset[str] = frozenset()) -> Found:
    """The places that a name may mean, best first; ``own`` are the ids of the user's, which stand first."""
    words = [word for word in key_words(name) if word not in name_words("behind")] or key_words(name)
    key = "".join(words)
    if entries := index.spelled(key, words=len(words)):
        level: MatchLevel = "exact" if any(e.name.text == name for e in entries) else "folded"
        found = _main_first(ranked(entries, name, level, own=own), words)
        return _with_unvowelled(index, key, name, found)
    for cue, others in _behind_nouns(words):
        if entries := _named(index, cue, others):
            found = _main_first(ranked(entries, name, "folded", own=own), others)
            return found.only(_fitting_first(found.candidates, cue))
    if bare := _bare(index, words, name, own):
        return bare
    if entries := _sounding(index, key):
        return Found("skeleton", _closest(entries, key, name, "skeleton"))
    return Found("fuzzy", _closest(_nearly(index, key), key, name, "fuzzy"))


def _behind_nouns(words: list[str]) -> Iterator[tuple[Cue, list[str]]]:
    """The place noun that a name has before or behind it, and the other words: Ağdam rayonu."""
    if len(words) < 2:
        return
    if (cue := cues().get(words[0])) and not cue.after:
        yield cue, words[1:]
    if (cue := cues().get(words[-1])) and cue.after:
        yield cue, words[:-1]


def _bare(index: LayeredIndex, words: list[str], name: str, own: frozenset[str]) -> Found | None:
    """A well-known name behind an "and" or a preposition that is written onto it: وبرفح, "and in Rafah".

    What it sounds like as a whole stays as another candidate.
    """
    for bare in _without_proclitics(words[0]) if words else ():
        entries = index.spelled("".join([bare, *words[1:]]), words=len(words))
        if entries := [e for e in entries if e.place and (not e.world or _is_town(e.place))]:
            found = _main_first(ranked(entries, name, "folded", own=own), [bare, *words[1:]])
            heard = _closest(_sounding(index, "".join(words)), "".join(words), name, "skeleton")
            known = {c.place.id for c in found.candidates}
            return found.only([*found.candidates, *(c for c in heard if c.place.id not in known)])
    return None


def _without_proclitics(word: str) -> Iterator[str]:
    """The word without each of its proclitics, the article of لل restored; two letters are no name."""
    for skip in range(1, proclitics(word) + 1):
        rest = word[skip:]
        if word[skip - 1] == "ل" and rest.startswith("ل"):
            yield "ا" + rest
        if len(rest) >= _MIN_BARE:
            yield rest


def _is_town(place: Place) -> bool:
    return place.level != "settlement" or (place.population or 0) >= _KNOWN_POPULATION


def _with_unvowelled(index: LayeredIndex, key: str, name: str, found: Found) -> Found:
    """With the great places that are spelled alike but for an alif (غازه and غزة), below the best."""
    letters = key.replace("ا", "")
    if not found.candidates or not ARABIC.search(key) or len(letters) < _MIN_SOUND:
        return found
    known = {c.place.id for c in found.candidates}
    entries = [
        e
        for e in _sounding(index, key)
        if e.place is not None
        and e.place.id not in known
        and people_of(e.place) >= _GREAT
        and key != (other := "".join(key_words(e.name.text)))
        and other.replace("ا", "") == letters
    ]
    best = found.candidates[0].score
    more = ranked(entries, name, "folded", own=frozenset()).candidates
    below = [replace(c, score=min(_times(best, _BELOW), _times(c.score, _UNVOWELLED))) for c in more]
    return found.only(sorted_by_score([*found.candidates, *below]))


def _main_first(found: Found, words: list[str]) -> Found:
    """The candidates of a Latin name, those of which it is not the main name a little behind."""
    if not "".join(words).isascii():
        return found  # which of its other names is the main one, nobody tells
    main = (
        c if _is_main(c.place.name, words) else replace(c, score=_minor(c.score)) for c in found.candidates
    )
    return found.only(sorted_by_score(tuple(main)))


def _fitting_first(found: tuple[Candidate, ...], cue: Cue) -> tuple[Candidate, ...]:
    """The candidates of a name behind a place noun, those that it does not name by itself a little behind.

    مطار "airport" is one first, and the town that it may be called after second.
    """
    fit = (not cue.kinds or c.place.kind in cue.kinds for c in found)
    fitting = (c if fits else replace(c, score=_minor(c.score)) for c, fits in zip(found, fit, strict=True))
    return sorted_by_score(tuple(fitting))


def _is_main(label: str, words: list[str]) -> bool:
    """Whether a label, or one of its sides' names in it, is the name: Khojavend / Martuni (Karabakh).

    A place noun in it counts for nothing (New York City), nor does another way to write it (Odesa, Odessa).
    """
    heard = set(sound.skeletons("".join(words)))
    for side in map(key_words, label.partition(" (")[0].split(" / ")):
        bare = [word for word in side if word not in cues()]
        if words in (side, bare) or not heard.isdisjoint(sound.skeletons("".join(bare))):
            return True
    return False


def _minor(score: float) -> float:
    return _times(score, _MINOR)


def _times(score: float, factor: float) -> float:
    return round(score * factor, 4)


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


def _edits(heard: str) -> int:
    return next((edits for consonants, edits in _EDITS if len(heard) >= consonants), 0)


def _closest(entries: Sequence[Entry], key: str, name: str, level: MatchLevel) -> tuple[Candidate, ...]:
    """The places of entries, each by its name that is nearest in sound, vowels too."""
    wanted = sound.voiced(key)
    nearness = {id(e): near for e in entries if (near := _nearness(wanted, e)) >= _floor(key, wanted, e)}
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


def _floor(key: str, wanted: str, entry: Entry) -> float:
    consonants = sum(letter not in "aui" for letter in wanted)
    table = "world" if entry.world else "city" if entry.rank else "arabic" if skeleton(key) else "latin"
    if table == "latin" and entry.place and entry.place.country in NATIVE_COUNTRIES:
        table = "native"
    if entry.place and entry.place.level == "country":
        table = "country"
    return next(floor for least, floor in _NEAR_ENOUGH[table] if consonants >= least)


def _nearness(wanted: str, entry: Entry) -> float:
    had = sound.voiced("".join(key_words(entry.name.text)))
    return float(Levenshtein.normalized_similarity(wanted, had))
