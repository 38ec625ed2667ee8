"""One index over the tables in memory and the world indexes below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from gazetteer.fold import skeletons
from gazetteer.index import keyset
from gazetteer.index.cues import cues
from gazetteer.index.keyset import KeySet
from gazetteer.index.names import Entry, NameIndex, glues
from gazetteer.index.world import WorldIndex
from gazetteer.place import Place, distance_km

SAME_PLACE_KM = 20.0
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
        self._known: list[tuple[WorldIndex, dict[str, KeySet]]] = []
        self._spots: dict[tuple[str, float, float] | tuple[str, str], Place] = {}
        self.longest = max([tables.longest, *(world.longest for world in worlds)])

    def _knowing(self, keys: str, key: str) -> list[WorldIndex]:
        """The worlds that may have a key among those of a name; most have not, and need not be asked."""
        if len(self._known) < len(self._worlds):
            self._known = [(world, keyset.of_index(world.path)) for world in self._worlds]
        return [world for world, sets in self._known if key in sets[keys]]

    def spelled(self, key: str, *, words: int = 1) -> list[Entry]:
        """Entries of a key that a search writes in so many words."""
        own = self._tables.spelled(key, words=words)
        below = [e for world in self._worlds for e in world.spelled(key) if glues(e, key, words)]
        return self._joined(own, below) if below else own

    def in_text(self, key: str, *, words: int = 1) -> list[Entry]:
        """Entries of a key that running text may mean."""
        own = self._tables.spelled(key, words=words)
        worlds = self._knowing("in_text", key)
        if not worlds:
            return own
        if key in cues() or any(e.place is None or e.place.level == "country" for e in own):
            return own
        below = [e for world in worlds for e in world.in_text(key) if _glues_in_text(e, key, words)]
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

    def heard_in_text(self, word: str, *, words: int = 1) -> list[Entry]:
        """Entries of the theatres that a word sounds like; where there are none, towns of the world.

        What a text writes in several words is a name of as many, and may be a well-known city's too.
        """
        heard = skeletons(word)
        sounds = [key for key in heard if self._tables.sounds(key)]
        own = [e for key in sounds for e in self._tables.sounding(key) if e.rank == 0 or words > 1]
        if word.startswith("ال"):
            own = []  # a word with the article is Arabic, no foreign name
        if not own and words == 1 and word not in cues():
            worlds = dict.fromkeys(world for key in heard for world in self._knowing("sounds", key))
            own = [e for world in worlds for e in world.heard_in_text(word)]
        return own if words == 1 else [e for e in own if e.words == words]

    def theatre_names(self, heard: str) -> list[Entry]:
        """Entries of the theatres of a skeleton."""
        return [entry for entry in self._tables.sounding(heard) if entry.rank == 0]

    def nearly_theatre_names(self, heard: str) -> list[Entry]:
        """Entries of the theatres whose skeleton differs in one consonant."""
        return [entry for entry in self._tables.nearly(heard) if entry.rank == 0]

    def opens(self, key: str) -> bool:
        return self._tables.opens(key) or any(w.opens(key) for w in self._knowing("openings", key))

    def opens_sounding(self, key: str) -> bool:
        return self._tables.opens_sounding(key)

    def _at_spot(self) -> dict[tuple[str, float, float] | tuple[str, str], Place]:
        """Places of the tables by level and point or country: one of the world there is the same."""
        if not self._spots:
            known = (p for p in self._places.values() if p.level in ("settlement", "country"))
            self._spots = {_spot(place): place for place in known}
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


def _spot(place: Place) -> tuple[str, float, float] | tuple[str, str]:
    """The same for two records of a place: the point of a town, the code of a country."""
    if place.level == "country":
        return place.level, place.country
    return place.level, round(place.lat, 3), round(place.lon, 3)


def _is_one(a: Place, b: Place) -> bool:
    return a.id == b.id or (a.level == b.level and distance_km(a, b) < SAME_PLACE_KM)
