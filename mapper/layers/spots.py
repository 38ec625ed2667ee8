"""Positions on the map with their doubt and their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from gazetteer.place import Level, Place
from mapper.reasons import place_texts
from mapper.records import Location, Relation
from mapper.sides import sides

SpotKey = tuple[str, float, float, float, str]
"""What makes a position distinct: place, lat, lon, radius, relation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A position on the map with its doubt: a point and its disc, or a line."""

    place_id: str
    name: str
    names: tuple[tuple[str, str], ...] = ()
    """(language, name) where the gazetteer knows the place."""
    spellings: tuple[str, ...] = ()
    """Every further way to write it that the gazetteer knows."""
    lat: float
    lon: float
    radius_km: float
    relation: Relation = "at"
    level: Level = "settlement"
    line: tuple[tuple[float, float], ...] = ()
    """(lon, lat) pairs of a place that is a line; empty for points."""


spot_key: Callable[[Location], SpotKey] = attrgetter("place_id", "lat", "lon", "radius_km", "relation")
"""What two locations share that are drawn as one spot."""


def spot_at(location: Location, place: Place | None) -> Spot:
    return Spot(
        place_id=location.place_id,
        name=location.name,
        names=names_of(place) if place else _border_names(location),
        spellings=_spellings(place) if place else (),
        lat=location.lat,
        lon=location.lon,
        radius_km=location.radius_km,
        relation=location.relation,
        level=location.level,
        line=place.line if place else (),
    )


def _border_names(location: Location) -> tuple[tuple[str, str], ...]:
    """(language, name) of the border of two states, unless it was given a name of its own."""
    wording = place_texts()["border"]
    codes = location.place_id.removeprefix("border:").split("-")
    states = sorted((sides()[code] for code in codes if code in sides()), key=lambda side: side.labels["en"])
    if len(states) != 2 or not location.name.endswith(wording["en"].rpartition("}")[2]):
        return ()
    labels = [(tag, [side.labels[tag] for side in states]) for tag in wording if tag != "en"]
    return tuple((tag, wording[tag].format(first=first, second=second)) for tag, (first, second) in labels)


def names_of(place: Place) -> tuple[tuple[str, str], ...]:
    """(language, name) of a place; where sides differ, one name of each side stands beside the other."""
    by_language: dict[str, dict[str, str]] = {}
    for name in place.names:
        if name.language and not name.needs_cue:
            by_language.setdefault(name.language, {}).setdefault(name.side, name.text)
    return tuple((tag, " / ".join(dict.fromkeys(sides.values()))) for tag, sides in by_language.items())


def _spellings(place: Place) -> tuple[str, ...]:
    """Every way to write it that is not among its names."""
    shown = {place.name, *(text for _, text in names_of(place))}
    return tuple(dict.fromkeys(name.text for name in place.names if name.text not in shown))
