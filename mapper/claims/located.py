"""Locations of claims: from a mention, from a place, between two countries."""

from __future__ import annotations

from dataclasses import replace

from gazetteer.place import Place, haversine_km
from mapper.reasons import place_text
from mapper.records import Location, Mention, Relation

_OTHERS = 3
"""Other places of an open name to tell of."""
_BORDER_SHARE = 0.5


def locate(mention: Mention, relation: Relation) -> Location:
    match = mention.match
    located = at_place(match.place, relation, mention.start, mention.end, match.radius_km)
    others = match.others[:_OTHERS] if match.unsure else ()
    return replace(
        located,
        unsure=match.unsure,
        others=tuple(_called(other.place) for other in others),
        other_points=tuple((o.place.lon, o.place.lat) for o in others),
        reasons=match.reasons,
    )


def _called(place: Place) -> str:
    return place_text("in_country", place=place.name, country=place.country) if place.country else place.name


def at_place(place: Place, relation: Relation, start: int, end: int, radius: float | None = None) -> Location:
    return Location(
        place_id=place.id,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km if radius is None else radius,
        relation=relation,
        level=place.level,
        start=start,
        end=end,
    )


def between(a: Place, b: Place, start: int, end: int) -> Location:
    """The border of two countries: somewhere between their points, as wide as half their distance."""
    distance = haversine_km((a.lon, a.lat), (b.lon, b.lat))
    codes = "-".join(sorted(place.id.removeprefix("country:") for place in (a, b)))
    return Location(
        place_id=f"border:{codes}",
        name=place_text("border", first=a.name, second=b.name),
        lat=round((a.lat + b.lat) / 2, 4),
        lon=round((a.lon + b.lon) / 2, 4),
        radius_km=round(distance * _BORDER_SHARE, 1),
        relation="between",
        level="line",
        start=start,
        end=end,
    )
