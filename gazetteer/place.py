"""What the gazetteer knows and answers: places, their names, and matches of names to places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["site", "settlement", "district", "region", "country", "line"]
MatchLevel = Literal["exact", "folded", "skeleton", "fuzzy"]
LEVELS: tuple[Level, ...] = ("site", "settlement", "district", "region", "country", "line")


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
    """Never to be matched bare: a place noun (مدينة, "city") must stand before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
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
    population: int | None = None
    source: str = ""
    """Where the coordinates come from."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may mean, and how well it fits (0-1)."""

    place: Place
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
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
