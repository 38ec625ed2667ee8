"""The gazetteer: places in layers, looked up by name and found in text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.estimate import Placed, settled
from gazetteer.index import cache, keyset
from gazetteer.index.build import build, recipe
from gazetteer.index.hits import Finder
from gazetteer.index.layered import LayeredIndex
from gazetteer.index.merge import merge
from gazetteer.index.names import NameIndex
from gazetteer.index.search import matches, search
from gazetteer.index.unplaced import unplaced
from gazetteer.index.world import WorldIndex
from gazetteer.place import Area, Hit, Listed, Match, Place
from gazetteer.resolve import resolve
from gazetteer.sources import cities, countries, disputed, geonames, table_file, theatre
from gazetteer.sources import world as world_cities

Progress = Callable[[str], None]
"""Told in words what takes long."""


class Gazetteer:
    """Places that can be searched by name, found in text and told apart.

    >>> point = {"lat": 40.18, "lon": 44.51, "radius_km": 10}
    >>> yerevan = Place(id="x:1", name="Yerevan", level="settlement", kind="city", **point)
    >>> Gazetteer.of([yerevan]).search("yerevan")[0].place.id
    'x:1'
    """

    def __init__(
        self,
        layers: Sequence[Iterable[Place]],
        *,
        stop_phrases: Iterable[str] = (),
        worlds: Sequence[WorldIndex] = (),
        areas: Sequence[Area] = (),
        missing: str = "",
    ) -> None:
        """Layers of places, the one that outranks the others first; world indexes stand at their ranks.

        A place id that comes back in a lower layer only adds its names to the place above.
        """
        merged = merge(layers)
        self._places = {place.id: place for layer in merged for place in layer}
        self._worlds = tuple(worlds)
        self._index = LayeredIndex(NameIndex(merged, stop_phrases), self._places, self._worlds)
        self._finder = Finder(self._index, areas)
        self.missing = missing
        """Why the world's cities are not among the places; empty where they are, or were not asked for."""

    @classmethod
    def of(cls, places: Iterable[Place], *, stop_phrases: Iterable[str] = ()) -> Gazetteer:
        """A gazetteer of just these places."""
        return cls([places], stop_phrases=stop_phrases)

    @classmethod
    def default(
        cls,
        *,
        user_files: Sequence[Path] = (),
        world: bool = True,
        on_progress: Progress | None = None,
    ) -> Gazetteer:
        """Bundled theatre packs, countries, the user's own files, well-known cities, cities of the world.

        The index of the world's cities is built in the user's cache folder when it is first asked for
        (some ten seconds; ``on_progress`` is told in words). Where it cannot be, the gazetteer does
        without it and says so in ``missing``. Raises DataError for a fault in a file.
        """
        packs = [theatre.load(folder) for folder in theatre.bundled()]
        dumps = [path for path in user_files if geonames.is_dump(path)]
        tables = [path for path in user_files if path not in dumps]
        layers = [
            [disputed.unsettled(place) for pack in packs for place in pack.places],
            countries.load(),
            [place for path in tables for place in table_file.load(path)],
            [disputed.unsettled(place) for place in cities.load()],
        ]
        worlds = [_of_dump(path, rank=2, on_progress=on_progress) for path in dumps]
        missing = ""
        if world:
            try:
                worlds.append(world_index(rank=len(layers), on_progress=on_progress))
            except (ImportError, OSError) as error:
                missing = f"the world's cities are missing: {error}"
        phrases = [phrase for pack in packs for phrase in pack.stop_phrases]
        phrases += theatre.common_stop_phrases()
        areas = [Area(pack.id, pack.bbox) for pack in packs]
        return cls(layers, stop_phrases=phrases, worlds=worlds, areas=areas, missing=missing)

    def __iter__(self) -> Iterator[Place]:
        """The places of the tables; those of the world are too many to go through."""
        return iter(self._places.values())

    def __len__(self) -> int:
        """How many places the tables have; the world's are not counted."""
        return len(self._places)

    def place(self, place_id: str) -> Place | None:
        """The place of an id; None where there is none."""
        if known := self._places.get(place_id):
            return known
        found = (world.place(place_id) for world in self._worlds)
        return next((place for place in found if place), None)

    def find(self, text: str) -> tuple[Hit, ...]:
        """Names in running text: whole words, without overlaps, in reading order, longest first.

        Offsets are code points into ``text``. Stop phrases hide the names inside them.
        """
        return self._finder.find(text)

    def unplaced(self, text: str, taken: Iterable[tuple[int, int]]) -> tuple[tuple[int, int, str], ...]:
        """Names behind a place noun (مدينة, "city") outside the spans taken: start, end, surface of each."""
        return tuple(unplaced(text, taken))

    def settle(self, text: str, placed: Sequence[Placed]) -> list[Placed]:
        """Matched names with what their own text says of where they lie; names in no gazetteer join them.

        Each is start, end and match; those given must be in reading order. A place that no gazetteer
        has gets the point and the radius of what the text puts it in, and is unsure.
        """
        return settled(text, placed, unplaced(text, [(start, end) for start, end, _ in placed]))

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
        the places must have. A match is unsure where another place far off fits about as well.
        """
        level, found = search(self._index, name)
        if country is not None:
            found = tuple(c for c in found if c.place.country == country.upper())
        return matches(found, level, near=near)[: max(0, limit)]


def world_index(*, rank: int = 0, anew: bool = False, on_progress: Progress | None = None) -> WorldIndex:
    """The index of the world's cities, built where the cache has none. Raises ImportError and OSError."""
    path = cache.folder() / f"world-{world_cities.data_version()}-{recipe()}.sqlite"
    return _index(path, world_cities.load, rank, anew, on_progress)


def dump_index(
    path: Path, *, rank: int = 0, anew: bool = False, on_progress: Progress | None = None
) -> WorldIndex:
    """The index of a GeoNames dump file, built where it is new or changed. Raises DataError and OSError."""
    try:
        about = path.stat()
    except OSError as error:
        raise DataError(path, error.strerror or "cannot be read") from None
    mark = sha256(f"{path.absolute()}|{about.st_size}|{about.st_mtime_ns}".encode()).hexdigest()[:16]
    stored = cache.folder() / f"dump-{mark}-{recipe()}.sqlite"
    return _index(stored, partial(geonames.load, path), rank, anew, on_progress)


def _of_dump(path: Path, *, rank: int, on_progress: Progress | None) -> WorldIndex:
    try:
        return dump_index(path, rank=rank, on_progress=on_progress)
    except OSError as error:  # nothing else has the user's own places, so it cannot do without
        raise DataError(path, f"cannot be indexed: {error}") from error


def _index(
    path: Path, load: Callable[[], Iterable[Listed]], rank: int, anew: bool, on_progress: Progress | None
) -> WorldIndex:
    def fill(half: Path) -> None:
        build(half, disputed.unsettled_rows(load()), on_progress=told)
        keyset.add(half)

    def told(count: int) -> None:
        if on_progress is not None:
            on_progress(f"building the index of places: {count:,}")

    mend = partial(cache.ensure, path, fill, anew=True)
    return WorldIndex(cache.ensure(path, fill, anew=anew), rank=rank, mend=mend)
