"""The places of an incident, each once: what a data set puts beside a town, under its name, is that town.

Two points are one place where they bear one name and their circles meet, or where they are within
a kilometre of each other. What one claim names side by side stays two: its author tells them apart.
Of several the one that a report names is kept before one that only coded rows know, and among
those the one of the smaller id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gazetteer.fold import fold
from gazetteer.place import haversine_km
from mapper.merge.node import Part
from mapper.records import Location

_POINTS = ("settlement", "site")
_ONE_KM = 1.0


def sites(parts: Sequence[Part]) -> tuple[Location, ...]:
    """The places of the parts, in their order."""
    found = {place.place_id: place for part in parts for place in part.locations}
    reported = {place.place_id for part in parts if part.claim.coded is None for place in part.locations}
    beside = _side_by_side(parts)
    kept: list[str] = []
    for id_ in sorted(found, key=lambda id_: (id_ not in reported, id_)):
        others = (other for other in kept if other not in beside[id_])
        if not any(_is_one(found[id_], found[other]) for other in others):
            kept.append(id_)
    chosen = set(kept)
    return tuple(place for id_, place in found.items() if id_ in chosen)


def _side_by_side(parts: Sequence[Part]) -> dict[str, set[str]]:
    """By place the places that some claim names beside it."""
    beside: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        named = {place.place_id for place in part.claim.locations}
        for id_ in named if len(named) > 1 else ():
            beside[id_] |= named
    return beside


def _is_one(a: Location, b: Location) -> bool:
    if a.level not in _POINTS or b.level not in _POINTS:
        return False
    reach = _ONE_KM
    if fold(a.name).casefold() == fold(b.name).casefold():
        reach = max(reach, a.radius_km + b.radius_km)
    return haversine_km((a.lon, a.lat), (b.lon, b.lat)) <= reach
