"""Places whose country is disputed: data/disputed.csv names them, and they are given no country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from gazetteer.place import Listed, Place
from gazetteer.sources import codes
from gazetteer.table import read_table

TABLE = codes.DATA / "disputed.csv"


@lru_cache(maxsize=1)
def disputed() -> dict[str, tuple[str, ...]]:
    """Who disputes each place, by its id. Raises DataError."""
    sides: dict[str, tuple[str, ...]] = {}
    for row in read_table(TABLE, required=("place", "name", "disputed_by"), optional=("note",)):
        place = row.required("place")
        if place in sides:
            raise row.fault("place", f"{place!r} stands twice")
        sides[place] = row.parts("disputed_by")
        if len(sides[place]) < 2:
            raise row.fault("disputed_by", "names fewer than two sides")
    return sides


def claimants(place_id: str) -> tuple[str, ...]:
    """The states that dispute a place, as alpha-2 codes; none where it is not disputed. Raises DataError."""
    return tuple(side for side in disputed().get(place_id, ()) if codes.is_alpha2(side))


def claim(place: Place, country: str) -> str:
    """Why a place that has no country is found under one, in words; empty where it is not."""
    if sides := claimants(place.id):
        return f"its country is disputed: {', '.join(sides)}" if country in sides else ""
    if place.level == "settlement":
        near = codes.near_to(country, (place.lon, place.lat))
        return "its country is left open; it lies in or near the one asked for" if near else ""
    reaches = codes.meets(country, (place.lon, place.lat), place.radius_km)
    return "it reaches into the country asked for" if reaches else ""


def unsettled(place: Place) -> Place:
    """The place, without its country where that is disputed."""
    return replace(place, country="") if place.country and place.id in disputed() else place


def unsettled_rows(listed: Iterable[Listed]) -> Iterator[Listed]:
    """The same for the rows of a list of GeoNames places."""
    numbers = {int(number) for key in disputed() if (number := key.removeprefix("geonames:")).isdecimal()}
    for place in listed:
        yield place._replace(country="") if place.id in numbers else place
