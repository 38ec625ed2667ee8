"""Every fault of a theatre pack at once; loading stops at the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.place import Place
from gazetteer.sources import columns, theatre
from gazetteer.table import Row, read_table

_SOUND_CELLS = {
    "lat": "0",
    "lon": "0",
    "radius_km": "1",
    "level": "site",
    "id": "-",
    "name": "-",
    "kind": "-",
}
"""Stands in for a faulty cell, so that the rest of its row is looked at too; others are taken as empty."""

Keep = Callable[[DataError], None]


def faults(folder: Path) -> list[DataError]:
    """The faults of a pack's files, each with file, line and column; empty where there is none."""
    found: list[DataError] = []
    _try(lambda: theatre.about(folder / "theatre.toml"), found.append)
    places = list(_places(folder / "places.csv", found.append))
    _check_ids(places, found.append)
    for row, _ in places:
        _try_all(theatre.link_faults(row, {place.id for _, place in places}), found.append)
    _check_lines(folder / "lines.csv", {place.id for _, place in places}, found.append)
    _try(lambda: list(theatre.stop_phrases(folder / "stop_phrases.csv")), found.append)
    return sorted(found, key=lambda fault: (str(fault.path), fault.line or 0))


def _try(step: Callable[[], object], keep: Keep) -> None:
    try:
        step()
    except DataError as fault:
        keep(fault)


def _try_all(found: Iterator[DataError], keep: Keep) -> None:
    for fault in found:
        keep(fault)


def _rows(path: Path, required: Sequence[str], optional: Sequence[str], keep: Keep) -> Iterator[Row]:
    try:
        yield from read_table(path, required=required, optional=optional, on_fault=keep)
    except DataError as fault:
        keep(fault)


def _places(path: Path, keep: Keep) -> Iterator[tuple[Row, Place]]:
    optional = (*theatre.OPTIONAL, *columns.name_columns(columns.header_of(path)))
    for row in _rows(path, theatre.REQUIRED, optional, keep):
        yield row, _mended(row, keep)


def _mended(row: Row, keep: Keep) -> Place:
    """The place of a row, each faulty cell told of and put right."""
    while True:
        try:
            return theatre.place(row, {})
        except DataError as fault:
            keep(fault)
            column = fault.column or ""
            row = replace(row, cells={**row.cells, column: _SOUND_CELLS.get(column, "")})


def _check_ids(places: Sequence[tuple[Row, Place]], keep: Keep) -> None:
    lines: dict[str, int] = {}
    for row, place in places:
        if row.text("id") and place.id in lines:
            keep(row.fault("id", f"{place.id!r} stands in line {lines[place.id]} too; ids must differ"))
        lines.setdefault(place.id, row.line)


def _check_lines(path: Path, known: set[str], keep: Keep) -> None:
    if not path.exists():
        return
    for row in _rows(path, ("id", "points_lat_lon"), ("source", "note"), keep):
        _try(lambda row=row: list(theatre.vertices(row)), keep)  # type: ignore[misc]
        if row.text("id") not in known:
            keep(row.fault("id", f"{row.text('id')!r} is not the id of a place in places.csv"))
