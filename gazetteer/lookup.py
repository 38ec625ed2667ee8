"""The gazetteer: places in layers, looked up by name and found in text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.estimate import Placed, settled
from gazetteer.index import address, cache, keyset
from gazetteer.index.build import build, recipe
from gazetteer.index.hits import Finder
from gazetteer.index.layered import LayeredIndex
from gazetteer.index.merge import merge
from gazetteer.index.names import NameIndex
from gazetteer.index.rank import Found, matches, own_first
from gazetteer.index.unplaced import unplaced
from gazetteer.index.world import WorldIndex
from gazetteer.place import Area, Hit, Listed, Match, Place, PlaceName, haversine_km
from gazetteer.resolve import resolve
from gazetteer.sources import (
    alternate_names,
    cities,
    codes,
    countries,
    disputed,
    geonames,
    given,
    rows,
    table_file,
    theatre,
)
from gazetteer.sources import world as world_cities
from gazetteer.table import read_table

Progress = Callable[[str], None]
"""Told in words what takes long."""


_APART_KM = 25.0
"""So far beyond their radii lie no two points of one place."""


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
        own: Iterable[str] = (),
        missing: str = "",
    ) -> None:
        """Layers of places, the one that outranks the others first; world indexes stand at their ranks.

        A place id that comes back in a lower layer only adds its names to the place above. ``own`` are
        the ids of the user's own places, which outrank all others of their names.
        """
        merged = merge(layers)
        self._places = {place.id: place for layer in merged for place in layer}
        self._worlds = tuple(worlds)
        self._index = LayeredIndex(NameIndex(merged, stop_phrases), self._places, self._worlds)
        self._finder = Finder(self._index, areas)
        self._own = frozenset(own)
        self.missing = missing
        """Why the world's cities are not among the places; empty where they are, or were not asked for."""

    @classmethod
    def of(cls, places: Iterable[Place], *, stop_phrases: Iterable[str] = ()) -> Gazetteer:
        """A gazetteer of just these places.

        Raises ValueError, with the place named, where an id is empty or stands twice, a point is not on
        the Earth or a level is none; TypeError where one is no Place.
        """
        return cls([given.checked(places)], stop_phrases=stop_phrases)

    @classmethod
    def default(
        cls,
        *,
        user_files: Sequence[Path | str] = (),
        world: bool = True,
        on_progress: Progress | None = None,
    ) -> Gazetteer:
        """Bundled theatre packs, countries, the user's own files, well-known cities, cities of the world.

        The user's files are CSV tables of places, GeoNames dumps (.txt, .zip) and folders of theatre
        packs; a pack with the id of a bundled one stands in its place. The index of the world's cities
        is built in the user's cache folder when it is first asked for (some ten seconds;
        ``on_progress`` is told in words). Where it cannot be, the gazetteer does without it and says so
        in ``missing``. Raises DataError for a fault in a file.
        """
        if isinstance(user_files, str | Path):
            raise TypeError(f"user_files is a list of files, not one: [{str(user_files)!r}]")
        files = [Path(path) for path in user_files]
        own_packs = theatre.load_all([path for path in files if path.is_dir()])
        dumps = [path for path in files if not path.is_dir() and geonames.is_dump(path)]
        tables = [path for path in files if not path.is_dir() and path not in dumps]
        rows = [place for path in tables for place in table_file.load(path)]
        packs = [*own_packs, *theatre.load_bundled(without={pack.id for pack in own_packs})]
        layers = [
            [disputed.unsettled(place) for pack in packs for place in pack.places],
            countries.load(),
            rows,
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
        own = [place.id for place in (*rows, *(place for pack in own_packs for place in pack.places))]
        return cls(layers, stop_phrases=phrases, worlds=worlds, areas=areas, own=own, missing=missing)

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

    def names(self, place_id: str) -> tuple[PlaceName, ...]:
        """All names of a place, those of the tables first; empty where there is no such place."""
        known = self._places.get(place_id)
        found = [known, *(world.place(place_id) for world in self._worlds)]
        names: dict[str, PlaceName] = {}
        for name in (name for place in found if place for name in place.names):
            names.setdefault(name.text, name)
        return tuple(names.values())

    def find(self, text: str) -> tuple[Hit, ...]:
        """Names in running text: whole words, without overlaps, in reading order, longest first.

        Offsets are code points into ``text``. Stop phrases hide the names inside them.
        """
        _check_text(text, "a text to be read")
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
        return resolve(own_first(hits, self._own))

    def search(
        self,
        name: str,
        *,
        near: tuple[float, float] | None = None,
        country: str | None = None,
        limit: int = 10,
    ) -> tuple[Match, ...]:
        """Places of a name, best first; nothing found is empty.

        ``name`` may go on with what contains the place, behind commas: "Tripoli, Lebanon". ``near`` is
        a (lat, lon) point: the farther from it, the lower a place stands. ``country`` is an ISO 3166
        code or a country's name that the places must have; a disputed place is found under each that
        claims it. A match is unsure where another place far off fits about as well. Raises ValueError
        for a point that is not on the Earth and a country that is none.

        >>> Gazetteer.default().search("طرابلس", near=(34.4, 35.8))[0].place.name   # "Tripoli"
        'Tripoli (Lebanon)'
        """
        _check_text(name, "a name")
        code = None if country is None else self.country_code(country)
        found = self._asked(name, code)
        return matches(found, near=_lon_lat(near))[: max(0, limit)]

    def _asked(self, name: str, country: str | None = None) -> Found:
        return address.search(self._index, name, country=country, own=self._own, claim=disputed.claim)

    def country_code(self, given: str) -> str:
        """The ISO 3166 alpha-2 code of a country that is given by a code or a name. Raises ValueError."""
        _check_text(given, "a country")
        if codes.is_alpha2(given.upper()):
            return given.upper()
        if known := codes.alpha2_of(given.upper()):
            return known
        found = self._asked(given).candidates
        if found and found[0].place.level == "country":
            return found[0].place.country
        raise ValueError(f"{given!r} is no country; write a code like AM or its name")


def _check_text(given: object, what: str) -> None:
    if not isinstance(given, str):
        raise TypeError(f"{what} is a text, not {type(given).__name__}")


def _lon_lat(near: tuple[float, float] | None) -> tuple[float, float] | None:
    """A (lat, lon) point the other way round. Raises ValueError."""
    if near is None:
        return None
    try:
        lat, lon = map(float, near)
    except (TypeError, ValueError):
        raise ValueError(f"near is a (lat, lon) point, not {near!r}") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"near={near!r} is not on the Earth; it is (lat, lon), latitude first")
    return lon, lat


def world_index(*, rank: int = 0, anew: bool = False, on_progress: Progress | None = None) -> WorldIndex:
    """The index of the world's cities, built where the cache has none. Raises ImportError and OSError."""
    path = cache.folder() / f"world-{world_cities.data_version()}-{recipe()}.sqlite"
    return _index(path, world_cities.load, rank, anew, on_progress)


def far_from_geonames(table: Path) -> list[DataError] | None:
    """Rows of a table whose geonames: id is that of a place elsewhere; None where no index is built yet.

    What cannot be read of the table is left out: see the faults of the pack.
    """
    path = cache.folder() / f"world-{world_cities.data_version()}-{recipe()}.sqlite"
    if not path.exists():
        return None
    world = world_index()
    found: list[DataError] = []
    for row in read_table(table, required=("id", "lat", "lon", "radius_km"), on_fault=lambda _: None):
        with suppress(DataError):
            lon, lat = rows.point(row)
            own = row.number("radius_km", low=0, high=rows.MAX_RADIUS_KM)
            place = world.place(row.text("id"))
            km = haversine_km((lon, lat), (place.lon, place.lat)) if place else 0.0
            if place and km > own + place.radius_km + _APART_KM:
                problem = f"{place.id} is {place.name} in GeoNames, {km:,.0f} km from this point"
                found.append(row.fault("id", problem))
    return found


def dump_index(
    path: Path, *, rank: int = 0, anew: bool = False, on_progress: Progress | None = None
) -> WorldIndex:
    """The index of a GeoNames dump file, built where it is new or changed. Raises DataError and OSError."""
    try:
        files = [path, *filter(None, [alternate_names.beside(path)])]
        about = [(str(file.absolute()), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    except OSError as error:
        raise DataError(path, error.strerror or "cannot be read") from None
    mark = sha256(repr(about).encode()).hexdigest()[:16]
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
