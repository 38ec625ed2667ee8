"""What the gazetteer knows and answers: places, their names, and matches of names to places."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from gazetteer.record import Record

_KM_OF_LATITUDE = 111.0
"""Of one degree, rounded down."""

Level = Literal["site", "settlement", "district", "region", "country", "line"]
MatchLevel = Literal["exact", "folded", "skeleton", "fuzzy", "estimated"]
LEVELS: tuple[Level, ...] = ("site", "settlement", "district", "region", "country", "line")
GEONAMES = "GeoNames (CC BY 4.0)"
"""The source of points that GeoNames has made."""
HISTORIC = "-x-historic"
"""Ends the language tag of a name out of use: it can be searched, but no report is taken to mean it."""
SEARCH_ONLY = "-x-search"
"""The same for a name in use that is an everyday word in some other language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """One name of a place, as some side writes it in some language."""

    text: str
    language: str = ""
    """BCP 47 tag ("ar", "az", "hy", "hy-Latn", "ru", "en"); empty where not known."""
    side: str = ""
    """Who uses it: ISO 3166 alpha-3 or a slug; empty for a name of no side."""
    evidence: Literal["attested", "reference", "unattested"] = "reference"
    needs_cue: bool = False
    """The bare name is not enough: a place noun (مدينة, "city"), a list or its company must say so."""
    common: bool = False
    """An everyday word too (شهر, "month"): a place beside its noun or its neighbours in a list."""
    needs_capital: bool = False
    """To be matched only where the text has a capital at its start (Turkey, Chad)."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Place(Record):
    """A named place of the world.

    ``lat`` and ``lon`` are WGS84 degrees of a representative point; ``radius_km``
    is how wide the place is, or how doubtful its point, whichever is more.
    """

    id: str
    """Unique within all layers: "karabakh:ganja", "country:ARM", "geonames:147435"."""
    name: str
    """The label to show, in English."""
    level: Level
    kind: str
    """Finer than the level: city, town, village, river, pass, corridor, ..."""
    lat: float
    lon: float
    radius_km: float
    names: tuple[PlaceName, ...] = ()
    country: str = ""
    """ISO 3166 alpha-2, for look-ups only; empty where disputed or none."""
    parents: tuple[str, ...] = ()
    """Ids of the places that contain it, nearest first."""
    same_name: tuple[str, ...] = ()
    """Ids of places that share its name by nature: the district of a town."""
    line: tuple[tuple[float, float], ...] = ()
    """Schematic course of a line as (lon, lat) pairs; empty for points."""
    valid_from: str = ""
    """First day on which it existed as such (ISO 8601); empty where not known or always."""
    valid_to: str = ""
    """Last such day."""
    population: int | None = None
    theatre: str = ""
    """Id of the theatre pack that it is from; empty for a place that reports of any theatre may name."""
    source: str = ""
    """Where the coordinates come from."""
    note: str = ""

    @property
    def period(self) -> str:
        """When it existed as such, in words; empty where always."""
        since = f"since {self.valid_from}" if self.valid_from else ""
        until = f"until {self.valid_to}" if self.valid_to else ""
        return f"{self.valid_from} to {self.valid_to}" if since and until else since or until


class Listed(NamedTuple):
    """A row of a list of the world's places, light enough for hundreds of thousands; see ``Place``."""

    id: int
    """Of GeoNames."""
    name: str
    lat: float
    lon: float
    country: str
    population: int
    names: Sequence[str]
    level: str = "settlement"
    kind: str = ""
    radius_km: float = 0.0
    """0 where the list has none."""
    source: str = GEONAMES


class Area(NamedTuple):
    """Where the places of a theatre lie, and the id of its pack."""

    id: str
    bbox: tuple[float, float, float, float]
    """West, south, east, north in degrees."""

    def holds(self, place: Place) -> bool:
        west, south, east, north = self.bbox
        return west <= place.lon <= east and south <= place.lat <= north


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may mean, and how well it fits (0-1)."""

    place: Place
    score: float
    name: str = ""
    """The name in the data that matched."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Match(Record):
    """A name matched to a place, with what else it could have been."""

    place: Place
    level: MatchLevel
    score: float
    """How well name and place fit, 0-1."""
    name: str
    """The name in the data that matched."""
    others: tuple[Candidate, ...] = ()
    """The other candidates, best first."""
    unsure: bool = False
    """True where the evidence does not decide between candidates."""
    reasons: tuple[str, ...] = ()
    """Why this place, in words."""

    @property
    def radius_km(self) -> float:
        """How wide the answer is: the place's own radius, or wide enough to hold its open namesake too."""
        open_pairs = (
            [c.place for c in self.others if c.place.id in self.place.same_name] if self.unsure else []
        )
        reach = [distance_km(self.place, other) + other.radius_km for other in open_pairs]
        return round(max([self.place.radius_km, *reach]), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A name found in running text, and the places it may mean.

    ``start`` and ``end`` are code points into the text as given; the surface
    excludes proclitics written onto the name (وبردة "and Barda" gives بردة).
    """

    start: int
    end: int
    surface: str
    cue: str = ""
    """The place noun that governs the name (مدينة "city", محافظات "districts"), folded; empty for none."""
    level: MatchLevel
    candidates: tuple[Candidate, ...]
    """Never empty; best first by the name alone."""
    countries: frozenset[str] = frozenset()
    """The countries that the text is about (ISO 3166 alpha-2), by its adjectives and its certain places."""


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance between the points of two places."""
    return haversine_km((a.lon, a.lat), (b.lon, b.lat))


def is_nearer(a: Place, b: Place, km: float) -> bool:
    """Whether the points of two places are less than ``km`` apart; their latitudes tell it of most."""
    return abs(a.lat - b.lat) * _KM_OF_LATITUDE < km and distance_km(a, b) < km


def haversine_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (lon, lat) points, on a sphere of the Earth's mean radius."""
    # Not remembered: pairs of points hardly ever come back, and hundreds of thousands took up 80 MB.
    lon_a, lat_a = math.radians(a[0]), math.radians(a[1])
    lon_b, lat_b = math.radians(b[0]), math.radians(b[1])
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(min(1.0, half)))
