"""Where a row lies: its places, its point columns and its geometry say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mapper.frames.conform import is_missing
from mapper.frames.faults import CellError
from mapper.records import Location

Point = tuple[float, float]
_TOLERANCE_DEGREES = 1e-6
"""Programs that write a table again round coordinates; a tenth of a metre moves nothing."""
_RANGES = {"lat": 90, "lon": 180}


def geometry_of(locations: Sequence[Location]) -> Any:
    """A point, several points, or None where there is no place."""
    from shapely import MultiPoint, Point

    points = [(place.lon, place.lat) for place in locations]
    if not points:
        return None
    return Point(points[0]) if len(points) == 1 else MultiPoint(points)


def first_point(locations: Sequence[Location]) -> dict[str, float | None]:
    """Latitude and longitude of the first place, each None where there is none."""
    place = locations[0] if locations else None
    return {"lat": place.lat if place else None, "lon": place.lon if place else None}


def check_point(row: Mapping[str, Any], locations: Sequence[Location]) -> None:
    """Raise CellError where ``lat`` and ``lon`` are off the Earth or are not the first place's."""
    for column, limit in _RANGES.items():
        value = row[column]
        if not is_missing(value) and not -limit <= value <= limit:
            raise CellError(column, f"{value:g} is outside -{limit}..{limit}")
    for column, value in first_point(locations).items():
        told = None if is_missing(row[column]) else row[column]
        if (told is None) != (value is None) or (told is not None and not _same(told, value)):
            raise CellError(column, f"is {told}, and {value} in `locations`, which is what counts")


def check_geometry(cell: Any, locations: Sequence[Location]) -> None:
    """Raise CellError where a geometry lies off the Earth or elsewhere than the places.

    The cell may be a shapely geometry, WKT, WKB, or a geometry of GeoJSON.
    """
    points = _points(cell)
    for lon, lat in points:
        for column, value in (("lat", lat), ("lon", lon)):
            if not -_RANGES[column] <= value <= _RANGES[column]:
                raise CellError("geometry", f"{column} {value:g} is outside ±{_RANGES[column]}")
    places = [(place.lon, place.lat) for place in locations]
    if len(points) != len(places) or not all(map(_near, points, places)):
        raise CellError("geometry", "lies elsewhere than `locations` says, which is what counts")


def _points(cell: Any) -> list[Point]:
    from shapely.errors import ShapelyError

    try:
        shape = None if is_missing(cell) or cell == "" else _shape(cell)
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise CellError("geometry", f"is no geometry ({str(error).splitlines()[0]})") from None
    if shape is None or shape.is_empty:
        return []
    if shape.geom_type not in ("Point", "MultiPoint"):
        raise CellError("geometry", f"is a {shape.geom_type}; incidents are points")
    return [(point.x, point.y) for point in getattr(shape, "geoms", [shape])]


def _shape(cell: Any) -> Any:
    import shapely

    if isinstance(cell, str):
        return shapely.from_wkt(cell)
    if isinstance(cell, bytes):
        return shapely.from_wkb(cell)
    if isinstance(cell, dict):
        return shapely.geometry.shape(cell)
    return cell


def _near(point: Point, place: Point) -> bool:
    return _same(point[0], place[0]) and _same(point[1], place[1])


def _same(told: float, value: float | None) -> bool:
    return value is not None and abs(told - value) <= _TOLERANCE_DEGREES
