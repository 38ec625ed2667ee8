"""Searching one name: by its spelling, behind a place noun, by its sound, by sounds nearly the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from gazetteer.fold import skeleton
from gazetteer.index import sound
from gazetteer.index.cues import Cue, cues
from gazetteer.index.hits import candidates
from gazetteer.index.layered import SAME_PLACE_KM, LayeredIndex
from gazetteer.index.name_words import name_words
from gazetteer.index.names import Entry, key_words
from gazetteer.place import Candidate, Match, MatchLevel, distance_km, haversine_km

_MIN_SOUND = 2
"""Consonants that a name must have to be searched by its skeleton."""
_EDITS = ((6, 2), (3, 1))
"""Consonants of a name, and how many of them may differ."""
_NEAR_ENOUGH = {
    "arabic": ((4, 0.4), (3, 0.52), (0, 0.5)),
    "latin": ((0, 0.65),),
    "city": ((4, 0.7), (3, 0.8), (0, 1.01)),
    "world": ((6, 0.7), (4, 0.85), (0, 1.01)),
    "country": ((4, 0.85), (0, 1.01)),
}
"""How alike a name of so many consonants must be to one of the theatres (written in Arabic or not), to a
well-known city's or to one of the rest of the world, of 1 and vowels counted: every short word sounds
like some village. No country is found by its sound, only by a slip in its spelling."""
_MINOR = 0.97
"""What the score of a name that is not the main one is multiplied by."""
_LOWER_LAYER = 0.95
"""Candidates of one name whose scores differ by more are of two layers."""
_MARGIN = 0.05
_FAR_KM = 15.0
_MOST_OTHERS = 9
_LARGER = 10
"""A city so many times as large as its namesakes is meant."""


def search(index: LayeredIndex, name: str) -> tuple[MatchLevel, tuple[Candidate, ...]]:
    """The places that a name may mean, best first, and how they match; empty where there are none."""
    words = [word for word in key_words(name) if word not in name_words("behind")] or key_words(name)
    key = "".join(words)
    if found := index.spelled(key, words=len(words)):
        level: MatchLevel = "exact" if any(e.name.text == name for e in found) else "folded"
        return level, _main_first(candidates(found, name, "folded"), words)
    if len(words) > 1 and (cue := cues().get(words[0])) and (found := _named(index, cue, words[1:])):
        return "folded", _main_first(candidates(found, name, "folded"), words[1:])
    if found := _sounding(index, key):
        return "skeleton", _closest(found, key, name, "skeleton")
    return "fuzzy", _closest(_nearly(index, key), key, name, "fuzzy")


def _main_first(found: tuple[Candidate, ...], words: list[str]) -> tuple[Candidate, ...]:
    """The candidates of a Latin name, those of which it is not the main name a little behind."""
    if not "".join(words).isascii():
        return found  # which of its other names is the main one, nobody tells
    ranked = (c if _is_main(c.place.name, words) else replace(c, score=_minor(c.score)) for c in found)
    return tuple(sorted(ranked, key=lambda c: (-c.score, c.place.id)))


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
    return round(score * _MINOR, 4)


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
    if entry.place and entry.place.level == "country":
        table = "country"
    return next(floor for least, floor in _NEAR_ENOUGH[table] if consonants >= least)


def _nearness(wanted: str, entry: Entry) -> float:
    had = sound.voiced("".join(key_words(entry.name.text)))
    return float(Levenshtein.normalized_similarity(wanted, had))


def matches(
    found: Sequence[Candidate], level: MatchLevel, *, near: tuple[float, float] | None = None
) -> tuple[Match, ...]:
    """The candidates of a search as matches, best first; ``near`` is a (lon, lat) point that breaks ties."""
    people = _people(found)
    ranked = sorted((c for c in found if c.place.id in people), key=lambda c: _order(c, near, people))
    made = []
    for candidate in ranked:
        doubt = next((o for o in ranked if _is_as_likely(o, candidate, near, people)), None)
        made.append(
            Match(
                place=candidate.place,
                level=level,
                score=candidate.score,
                name=candidate.name,
                others=tuple([o for o in ranked[: _MOST_OTHERS + 1] if o is not candidate][:_MOST_OTHERS]),
                unsure=doubt is not None,
                reasons=(*candidate.reasons, *((f"{doubt.place.name} is as likely",) if doubt else ())),
            )
        )
    return tuple(made)


def _people(found: Sequence[Candidate]) -> dict[str, int]:
    """How many live in each place that is found, by id; a town that two layers have is there once.

    The higher layer's stays, with the people that the lower one counts.
    """
    people: dict[str, int] = {}
    kept: list[Candidate] = []
    for candidate in found:
        place = candidate.place
        same = next((k for k in kept if _is_same_town(k, candidate)), None)
        if same is None:
            kept.append(candidate)
        home = same.place.id if same else place.id
        people[home] = max(people.get(home, 0), place.population or 0)
    return people


def _is_same_town(known: Candidate, other: Candidate) -> bool:
    """Whether a candidate is a town that a higher layer has too; two of one layer are two towns."""
    if known.place.level != "settlement" or other.place.level != "settlement":
        return False
    return other.score <= known.score * _LOWER_LAYER and distance_km(known.place, other.place) < SAME_PLACE_KM


def _order(
    candidate: Candidate, near: tuple[float, float] | None, people: dict[str, int]
) -> tuple[float, float, bool, int, str]:
    place = candidate.place
    km = haversine_km(near, (place.lon, place.lat)) if near else 0.0
    return (-_fit(candidate, near), km, place.level == "district", -people[place.id], place.id)


def _fit(candidate: Candidate, near: tuple[float, float] | None) -> float:
    km = haversine_km(near, (candidate.place.lon, candidate.place.lat)) if near else 0.0
    return candidate.score - min(km, 5000.0) / 5000.0


def _is_as_likely(
    other: Candidate, best: Candidate, near: tuple[float, float] | None, people: dict[str, int]
) -> bool:
    """Whether another place far off fits a name as well, and the first is not a much larger one."""
    if other is best or _fit(best, near) - _fit(other, near) >= _MARGIN:
        return False
    larger = people[best.place.id] >= _LARGER * max(people[other.place.id], 1)
    return not larger and distance_km(best.place, other.place) > _FAR_KM + best.place.radius_km
