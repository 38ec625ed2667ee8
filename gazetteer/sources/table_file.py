"""Tables of places that users write: a CSV file with name, lat, lon and, if they like, more.

Columns: ``name``, ``lat``, ``lon`` (WGS84 degrees; ``latitude`` and ``longitude`` will
do); optional ``id``, ``level``, ``kind``, ``radius_km``, ``country`` (ISO 3166
alpha-2), ``parents`` and ``same_name`` (ids, separated by ``|``), ``population``,
``source``, ``note``, ``other_names`` (separated by ``|``) and the name columns of
theatre packs (``names_ar``, ``needs_cue_ar``, ...).

A row with the id of a place of the packs or countries (``karabakh:ganja``) only adds names to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.place import LEVELS, Level, Place, PlaceName
from gazetteer.sources import codes, columns, given, row_checks, rows
from gazetteer.table import OnFault, Row, header_of, read_table

REQUIRED = ("name", "lat", "lon")
OPTIONAL = (
    "id", "level", "kind", "radius_km", "country", "parents", "same_name", "population", "source", "note",
    "other_names",
)  # fmt: skip
_ALSO_CALLED = {"latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon"}
_RADIUS_KM: dict[str, float] = {
    "site": 2,
    "settlement": 5,
    "district": 25,
    "region": 75,
    "country": 300,
    "line": 25,
}
_SOUND_CELLS = {"name": "-", "lat": "0", "lon": "0", "level": "site"}
"""Stands in for a faulty cell, so that the rest of its row is looked at too; others are taken as empty."""


def load(path: Path) -> list[Place]:
    """The places of a table. Raises DataError, the first fault, with nothing half-loaded."""
    found: list[DataError] = []
    places = read(path, found.append)
    if found:
        raise min(found, key=lambda fault: fault.line or 0)
    return places


def faults(path: Path) -> list[DataError]:
    """Every fault of a table by its line; empty where there is none."""
    found: list[DataError] = []
    read(path, found.append)
    return sorted(found, key=lambda fault: fault.line or 0)


def read(path: Path, tell: OnFault) -> list[Place]:
    """What can be read of a table; each fault is told, by the name that its column has in the file."""
    header = header_of(path)
    called = {column: name for name, column in _ALSO_CALLED.items() if name in header.cells}

    def told(fault: DataError) -> None:
        fault.column = called.get(fault.column or "", fault.column)
        tell(fault)

    problems: list[DataError] = [*columns.language_faults(header), *_named_twice(header)]
    for problem in problems:
        tell(problem)
    required = tuple(called.get(column, column) for column in REQUIRED)
    optional = (*OPTIONAL, *columns.name_columns(header))
    found: list[row_checks.Placed] = []
    for row in read_table(path, required=required, optional=optional, on_fault=_counted(tell, problems)):
        row = replace(row, cells={_ALSO_CALLED.get(name, name): cell for name, cell in row.cells.items()})
        found.append(row_checks.placed(row, _place, _SOUND_CELLS, told))
    if not found and not problems:
        tell(DataError(path, "has a header and no place below it"))
    for fault in row_checks.of_all(found):
        told(fault)
    return [placed.place for placed in found]


def _counted(tell: OnFault, problems: list[DataError]) -> OnFault:
    def told(fault: DataError) -> None:
        problems.append(fault)
        tell(fault)

    return told


def _named_twice(header: Row) -> Iterator[DataError]:
    """Columns that stand there under two names."""
    for name, column in _ALSO_CALLED.items():
        others = [n for n in (column, *_ALSO_CALLED) if n in header.cells and n != name]
        if name in header.cells and any(_ALSO_CALLED.get(other, other) == column for other in others):
            yield header.fault(name, f"says what {column} says; keep one of the columns")


def _place(row: Row) -> Place:
    country, (lon, lat) = rows.country(row), rows.point(row)
    if country and codes.far_from(country, (lon, lat)) and codes.near_to(country, (lat, lon)):
        raise row.fault("lat", f"lat and lon look swapped: the other way round they lie in {country}")
    level: Level = "settlement"
    if row.text("level"):
        level = row.choice("level", LEVELS)  # type: ignore[assignment]  # checked to be one of them
    label = row.required("name")
    names = (*(PlaceName(text=part) for part in row.parts("other_names")), *columns.names(row))
    return Place(
        id=row.text("id") or f"{row.path.stem}:{row.line}",
        name=label,
        level=level,
        kind=row.text("kind") or level,
        lat=lat,
        lon=lon,
        radius_km=_radius(row, level),
        names=names or (given.main_name(label),),
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
