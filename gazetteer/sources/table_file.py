"""Tables of places that users write: a CSV file with name, lat, lon and, if they like, more.

Columns: ``name``, ``lat``, ``lon`` (WGS84 degrees); optional ``id``, ``level``,
``kind``, ``radius_km``, ``country`` (ISO 3166 alpha-2), ``parents`` and
``same_name`` (ids, separated by ``|``), ``population``, ``source``, ``note``,
``other_names`` (separated by ``|``) and the name columns of theatre packs
(``names_ar``, ``needs_cue_ar``, ...).

A row with the id of a known place (``karabakh:ganja``) only adds names to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gazetteer.place import LEVELS, Level, Place, PlaceName
from gazetteer.sources import codes, columns, rows
from gazetteer.table import Row, header_of, read_table

REQUIRED = ("name", "lat", "lon")
OPTIONAL = (
    "id", "level", "kind", "radius_km", "country", "parents", "same_name", "population", "source", "note",
    "other_names",
)  # fmt: skip
_RADIUS_KM: dict[str, float] = {
    "site": 2,
    "settlement": 5,
    "district": 25,
    "region": 75,
    "country": 300,
    "line": 25,
}


def load(path: Path) -> list[Place]:
    """The places of a table. Raises DataError, with nothing half-loaded."""
    header = header_of(path)
    for fault in columns.language_faults(header):
        raise fault
    optional = (*OPTIONAL, *columns.name_columns(header))
    return list(rows.unique(_places(path, optional)))


def _places(path: Path, optional: tuple[str, ...]) -> Iterator[tuple[Row, Place]]:
    for row in read_table(path, required=REQUIRED, optional=optional):
        yield row, _place(row, path.stem)


def _place(row: Row, source: str) -> Place:
    country, (lon, lat) = rows.country(row), rows.point(row)
    if country and codes.far_from(country, (lon, lat)) and codes.near_to(country, (lat, lon)):
        raise row.fault("lat", f"lat and lon look swapped: the other way round they lie in {country}")
    level: Level = "settlement"
    if row.text("level"):
        level = row.choice("level", LEVELS)  # type: ignore[assignment]  # checked to be one of them
    return Place(
        id=row.text("id") or f"{source}:{row.line}",
        name=row.required("name"),
        level=level,
        kind=row.text("kind") or level,
        lat=lat,
        lon=lon,
        radius_km=_radius(row, level),
        names=(*(PlaceName(text=part) for part in row.parts("other_names")), *columns.names(row)),
        country=country,
        parents=row.parts("parents"),
        same_name=row.parts("same_name"),
        population=int(row.number("population", low=0, high=1e10)) if row.text("population") else None,
        source=row.text("source") or row.path.name,
        note=row.text("note"),
    )


def _radius(row: Row, level: Level) -> float:
    if not row.text("radius_km"):
        return _RADIUS_KM[level]
    return row.number("radius_km", low=0.1, high=rows.MAX_RADIUS_KM)
