"""The gazetteer: places in layers, looked up by name and found in text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from gazetteer.fold import skeletons
from gazetteer.index.cues import Cue, cues
from gazetteer.index.hits import candidates, find_hits
from gazetteer.index.names import Entry, NameIndex, key_words
from gazetteer.index.scan import Scanner
from gazetteer.place import Candidate, Hit, Match, MatchLevel, Place, PlaceName, haversine_km
from gazetteer.resolve import resolve
from gazetteer.sources import cities, countries, table_file, theatre

_MIN_SOUND = 3
"""Consonants that a name must have to be searched by its skeleton."""


class Gazetteer:
    """Places that can be searched by name, found in text and told apart.

    >>> point = {"lat": 40.18, "lon": 44.51, "radius_km": 10}
    >>> yerevan = Place(id="x:1", name="Yerevan", level="settlement", kind="city", **point)
    >>> Gazetteer.of([yerevan]).search("yerevan")[0].place.id
    'x:1'
    """

    def __init__(self, layers: Sequence[Iterable[Place]], *, stop_phrases: Iterable[str] = ()) -> None:
        """Layers of places, the one that outranks the others first.

        A place id that comes back in a lower layer only adds its names to the place above.
        """
        merged = _merged(layers)
        self._places = {place.id: place for layer in merged for place in layer}
        self._index = NameIndex(merged, stop_phrases)
        self._scanner = Scanner(self._index)

    @classmethod
    def of(cls, places: Iterable[Place], *, stop_phrases: Iterable[str] = ()) -> Gazetteer:
        """A gazetteer of just these places."""
        return cls([places], stop_phrases=stop_phrases)

    @classmethod
    def default(cls, *, user_files: Sequence[Path] = ()) -> Gazetteer:
        """Bundled theatre packs, countries, the user's own files, well-known cities. Raises DataError."""
        packs = [theatre.load(folder) for folder in theatre.bundled()]
        layers = [
            [place for pack in packs for place in pack.places],
            countries.load(),
            [place for path in user_files for place in table_file.load(path)],
            cities.load(),
        ]
        phrases = [phrase for pack in packs for phrase in pack.stop_phrases]
        return cls(layers, stop_phrases=[*phrases, *theatre.common_stop_phrases()])

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def place(self, place_id: str) -> Place | None:
        """The place of an id; None where there is none."""
        return self._places.get(place_id)

    def find(self, text: str) -> tuple[Hit, ...]:
        """Names in running text: whole words, without overlaps, in reading order, longest first.

        Offsets are code points into ``text``. Stop phrases hide the names inside them.
        """
        return find_hits(self._scanner, text)

    def resolve(self, hits: Sequence[Hit]) -> tuple[Match, ...]:
        """The places that the hits of one report mean, weighed together; same length and order."""
        return resolve(hits)

    def search(
        self,
        name: str,
        *,
        near: tuple[float, float] | None = None,
        country: str | None = None,
        limit: int = 10,
    ) -> tuple[Match, ...]:
        """Places of a name, best first; nothing found is empty.

        ``near`` is a (lon, lat) point that breaks ties, ``country`` an ISO 3166 alpha-2 code that
        the places must have.
        """
        level, entries = self._entries(name)
        if country is not None:
            entries = [e for e in entries if e.place is not None and e.place.country == country.upper()]
        found = candidates(entries, name, level)
        ranked = sorted(found, key=lambda c: _search_order(c, near))
        return tuple(_search_match(c, level) for c in ranked[: max(0, limit)])

    def _entries(self, name: str) -> tuple[MatchLevel, list[Entry]]:
        words = key_words(name)
        key = "".join(words)
        if entries := self._index.spelled(key, words=len(words)):
            return ("exact" if any(e.name.text == name for e in entries) else "folded"), entries
        if len(words) > 1 and (cue := cues().get(words[0])) and (entries := self._named(cue, words[1:])):
            return "folded", entries
        sounds = [sound for sound in skeletons(key) if len(sound) >= _MIN_SOUND]
        return "skeleton", [entry for sound in sounds for entry in self._index.sounding(sound)]

    def _named(self, cue: Cue, words: list[str]) -> list[Entry]:
        """Entries of a name that follows a place noun which fits them: نهر أراس, "the river Aras"."""
        entries = self._index.spelled("".join(words), words=len(words))
        return [e for e in entries if e.place is not None and (not cue.levels or e.place.level in cue.levels)]


def _search_order(
    candidate: Candidate, near: tuple[float, float] | None
) -> tuple[float, float, bool, int, str]:
    place = candidate.place
    km = haversine_km(near, (place.lon, place.lat)) if near else 0.0
    closeness = candidate.score - min(km, 5000.0) / 5000.0
    return (-closeness, km, place.level == "district", -(place.population or 0), place.id)


def _search_match(candidate: Candidate, level: MatchLevel) -> Match:
    return Match(
        place=candidate.place,
        level=level,
        score=candidate.score,
        name=candidate.name,
        reasons=candidate.reasons,
    )


def _merged(layers: Sequence[Iterable[Place]]) -> list[list[Place]]:
    """Each place once, in its highest layer, with the names of all, and with all its ancestors."""
    layer_of: dict[str, int] = {}
    places: dict[str, Place] = {}
    for rank, layer in enumerate(layers):
        for place in layer:
            known = places.get(place.id)
            layer_of.setdefault(place.id, rank)
            places[place.id] = replace(known, names=_joined(known, place)) if known else place
    merged: list[list[Place]] = [[] for _ in layers]
    for place_id, place in places.items():
        merged[layer_of[place_id]].append(replace(place, parents=_ancestors(place, places)))
    return merged


def _joined(known: Place, more: Place) -> tuple[PlaceName, ...]:
    return tuple(dict.fromkeys((*known.names, *more.names)))


def _ancestors(place: Place, places: dict[str, Place]) -> tuple[str, ...]:
    """Ids of all containing places, nearest first."""
    found: dict[str, None] = {}
    queue = list(place.parents)
    while queue:
        parent = queue.pop(0)
        if parent not in found and parent != place.id:
            found[parent] = None
            queue.extend(places[parent].parents if parent in places else ())
    return tuple(found)
