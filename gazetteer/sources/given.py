"""Places that a program gives, checked as those of files are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gazetteer.place import LEVELS, Place, PlaceName


def checked(places: Iterable[Place]) -> list[Place]:
    """The places; one without names gets its main name. Raises TypeError and ValueError, the place named."""
    found: dict[str, Place] = {}
    for place in places:
        if not isinstance(place, Place):
            raise TypeError(f"a gazetteer is made of Places, not of {type(place).__name__}: {place!r}")
        if problem := _problem(place):
            raise ValueError(f"{place.id!r} ({place.name}): {problem}")
        if place.id in found:
            other = found[place.id].name
            raise ValueError(f"{place.id!r} ({place.name}): the id is that of {other} too; ids must differ")
        found[place.id] = place if place.names else replace(place, names=(main_name(place.name),))
    return list(found.values())


def main_name(label: str) -> PlaceName:
    """The label of a place that has no other name, as a name to be found in text."""
    return PlaceName(text=label, needs_capital=label[:1] != label[:1].lower())


def _problem(place: Place) -> str:
    """What is wrong with a place; empty where nothing is."""
    if not place.id.strip():
        return "the id is empty"
    if not place.name.strip():
        return "the name is empty"
    if place.level not in LEVELS:
        return f"the level {place.level!r} is not one of {', '.join(LEVELS)}"
    if not -90 <= place.lat <= 90:
        return f"lat {place.lat:g} is outside -90..90"
    if not -180 <= place.lon <= 180:
        return f"lon {place.lon:g} is outside -180..180"
    return "" if 0 <= place.radius_km < float("inf") else f"radius_km {place.radius_km:g} is no distance"
