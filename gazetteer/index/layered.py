"""One index over the tables in memory and the world indexes below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from gazetteer.fold import skeletons
from gazetteer.index.cues import cues
from gazetteer.index.names import Entry, NameIndex, glues
from gazetteer.index.world import WorldIndex
from gazetteer.place import Place, distance_km

_SAME_PLACE_KM = 20.0
"""A place of the world so near to one of its name above is that place."""
_MOST_NEARLY = 40
_MIN_BROKEN = 9
"""Letters of a name of the world that a text may write in more words than the data."""
_FAR_KM = 500.0
"""A town of the world must be so far from a region of its name to be meant instead."""


class LayeredIndex:
    """Asks the tables first; what they know of a name or a place stands above the world."""

    def __init__(
        self, tables: NameIndex, places: dict[str, Place], worlds: Sequence[WorldIndex] = ()
    ) -> None:
        self._tables, self._places, self._worlds = tables, places, worlds
        self._spots: dict[tuple[str, float, float], Place] = {}
        self.longest = max([tables.longest, *(world.longest for world in worlds)])

    def spelled(self, key: str, *, words: int = 1) -> list[Entry]:
        """Entries of a key that a search writes in so many words."""
        own = self._tables.spelled(key, words=words)
        below = [e for world in self._worlds for e in world.spelled(key) if glues(e, key, words)]
        return self._joined(own, below) if below else own

    def in_text(self, key: str, *, words: int = 1) -> list[Entry]:
        """Entries of a key that running text may mean."""
        own = self._tables.spelled(key, words=words)
        if key in cues() or any(e.place is None or e.place.level == "country" for e in own):
            return own
        below = [e for world in self._worlds for e in world.in_text(key) if _glues_in_text(e, key, words)]
        regions = [e.place for e in own if e.place and e.place.level == "region"]
        if regions:
            below = [replace(e, namesake=True) for e in below if e.place and _is_far(e.place, regions)]
        return self._joined(own, below) if below else own

    def sounding(self, key: str) -> list[Entry]:
        """Entries that share a skeleton."""
        own = self._tables.heard().get(key, [])
        return self._joined(own, [e for world in self._worlds for e in world.sounding(key)])

    def nearly_sounding(self, key: str, edits: int) -> list[Entry]:
        """Entries of the tables whose skeleton differs by so many consonants at most."""
        heard = self._tables.heard()
        near = process.extract(
            key, heard.keys(), scorer=Levenshtein.distance, score_cutoff=edits, limit=_MOST_NEARLY
        )
        return [entry for found, _, _ in near for entry in heard[found]]

    def heard_in_text(self, word: str) -> list[Entry]:
        """Entries of the theatres that a word sounds like; where there are none, towns of the world."""
        sounds = (key for key in skeletons(word) if self._tables.sounds(key))
        own = [e for key in sounds for e in self._tables.sounding(key) if e.rank == 0]
        if word.startswith("ال"):
            own = []  # a word with the article is Arabic, no foreign name
        if own or word in cues():
            return own
        return [e for world in self._worlds for e in world.heard_in_text(word)]

    def opens(self, key: str) -> bool:
        return self._tables.opens(key) or any(world.opens(key) for world in self._worlds)

    def opens_sounding(self, key: str) -> bool:
        return self._tables.opens_sounding(key)

    def _at_spot(self) -> dict[tuple[str, float, float], Place]:
        """Places of the tables by level and point: one of the world that lies there is the same."""
        if not self._spots:
            towns = (place for place in self._places.values() if place.level == "settlement")
            self._spots = {_spot(place): place for place in towns}
        return self._spots

    def _joined(self, own: list[Entry], below: Iterable[Entry]) -> list[Entry]:
        """The entries of the tables, and those below that are other places."""
        known = [e.place for e in own if e.place is not None]
        joined = list(own)
        for entry in below:
            if entry.place is not None and not any(_is_one(entry.place, place) for place in known):
                joined.append(self._as_known(entry))
        return joined

    def _as_known(self, entry: Entry) -> Entry:
        """The entry, for the place as a table has it where one does."""
        place = entry.place and (self._places.get(entry.place.id) or self._at_spot().get(_spot(entry.place)))
        return replace(entry, place=place) if place else entry


def _glues_in_text(entry: Entry, key: str, words: int) -> bool:
    """Two words of a text make up a village's one (به وأنه) sooner than its name is written broken."""
    return glues(entry, key, words) and (words <= entry.words or len(key) >= _MIN_BROKEN)


def _is_far(place: Place, regions: Sequence[Place]) -> bool:
    """Whether a place is in another country than the regions of its name, and far from them."""
    return all(r.country not in ("", place.country) and distance_km(place, r) > _FAR_KM for r in regions)


def _spot(place: Place) -> tuple[str, float, float]:
    return place.level, round(place.lat, 3), round(place.lon, 3)


def _is_one(a: Place, b: Place) -> bool:
    return a.id == b.id or (a.level == b.level and distance_km(a, b) < _SAME_PLACE_KM)
