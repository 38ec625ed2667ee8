"""The courses of a theatre pack's lines (lines.csv), and its stop phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.place import Place
from gazetteer.sources import rows
from gazetteer.sources.settings import Settings
from gazetteer.table import OnFault, Row, read_table

Line = tuple[tuple[float, float], ...]


def read(
    path: Path, settings: Settings, places: Mapping[str, Place] | None, tell: OnFault
) -> dict[str, Line]:
    """Courses by place id; none where there is no such file. Each fault is told.

    ``places`` are those that the ids must be of; None where they are not known.
    """
    if not path.exists():
        return {}
    lines: dict[str, Line] = {}
    first: dict[str, int] = {}
    required, optional = ("id", "points_lat_lon"), ("source", "note")
    for row in read_table(path, required=required, optional=optional, on_fault=tell):
        place_id = row.text("id")
        if not place_id:
            tell(row.fault("id", "is empty; a value is required"))
            continue
        for fault in _id_faults(row, place_id, places, first):
            tell(fault)
        first.setdefault(place_id, row.line)
        lines[place_id] = tuple(_vertices(row, settings, tell))
    return lines


def _id_faults(
    row: Row, place_id: str, places: Mapping[str, Place] | None, first: Mapping[str, int]
) -> Iterator[DataError]:
    if place_id in first:
        yield row.fault("id", f"{place_id!r} stands in line {first[place_id]} too; ids must differ")
    if places is None:
        return
    if place_id not in places:
        yield row.fault("id", f"{place_id!r} is not the id of a place in places.csv")
    elif places[place_id].level != "line":
        yield row.fault("id", f"{place_id!r} is of level {places[place_id].level}, not line")


def _vertices(row: Row, settings: Settings, tell: OnFault) -> Iterator[tuple[float, float]]:
    """The (lon, lat) points of a line; each fault is told."""
    parts = row.parts("points_lat_lon", separator=";")
    if len(parts) < 2:
        tell(row.fault("points_lat_lon", "needs two points or more: lat lon;lat lon"))
    for part in parts:
        cells = part.split()
        if len(cells) != 2:
            tell(row.fault("points_lat_lon", f"{part!r} is not a point: lat lon"))
            continue
        try:
            point = rows.point(Row(row.path, row.line, dict(zip(("lat", "lon"), cells, strict=True))))
        except DataError as error:
            tell(row.fault("points_lat_lon", f"{part!r}: {error.problem}"))
            continue
        yield point
        if not settings.holds(point):
            swapped = settings.holds((point[1], point[0]))
            problem = "lat and lon look swapped" if swapped else "is outside the bbox of theatre.toml"
            tell(row.fault("points_lat_lon", f"{part!r}: {problem}"))


def phrases(path: Path, tell: OnFault) -> Iterator[str]:
    """The stop phrases of a table; none where there is no such file. Each fault is told."""
    if not path.exists():
        return
    first: dict[str, int] = {}
    for row in read_table(path, required=("phrase",), optional=("note",), on_fault=tell):
        phrase = row.text("phrase")
        if not any(map(str.isalpha, phrase)):
            tell(row.fault("phrase", "is empty" if not phrase else f"{phrase!r} has no letter"))
        elif phrase in first:
            tell(row.fault("phrase", f"{phrase!r} stands in line {first[phrase]} too"))
        else:
            first[phrase] = row.line
            yield phrase
