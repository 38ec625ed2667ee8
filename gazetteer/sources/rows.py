"""Rows of tables to Places, with the checks that all tables share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gazetteer.errors import DataError
from gazetteer.place import Place
from gazetteer.sources import codes
from gazetteer.table import Row

MAX_RADIUS_KM = 20_000.0


def point(row: Row) -> tuple[float, float]:
    """(lon, lat) of a row. Raises DataError, and says so where the two look swapped."""
    try:
        lat = row.number("lat", low=-90, high=90)
    except DataError as error:
        if _is_degree(row.text("lat"), 180) and _is_degree(row.text("lon"), 90):
            raise row.fault("lat", f"{row.text('lat')} is no latitude; lat and lon look swapped") from None
        raise error from None
    return row.number("lon", low=-180, high=180), lat


def country(row: Row) -> str:
    """The country of a row (alpha-2), empty where it has none. Raises DataError."""
    code = row.text("country").upper()
    if code and not codes.is_alpha2(code):
        raise row.fault("country", f"{code!r} is not an ISO 3166 alpha-2 code like IQ")
    return code


def _is_degree(text: str, limit: float) -> bool:
    try:
        return abs(float(text)) <= limit
    except ValueError:
        return False


def unique(rows: Iterable[tuple[Row, Place]]) -> Iterator[Place]:
    """The places; a second row with an id is a fault. Raises DataError."""
    lines: dict[str, int] = {}
    for row, place in rows:
        if place.id in lines:
            raise row.fault("id", f"{place.id!r} stands in line {lines[place.id]} too; ids must differ")
        lines[place.id] = row.line
        yield place
