"""The places of a theatre pack (places.csv): each row checked cell by cell, then against the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.place import LEVELS, Place
from gazetteer.sources import codes, columns, row_checks, rows
from gazetteer.sources.settings import Settings
from gazetteer.table import OnFault, Row, header_of, read_table

REQUIRED = ("id", "level", "kind", "name", "lat", "lon", "radius_km")
OPTIONAL = (
    "country",
    "parents",
    "same_name",
    "valid_from",
    "valid_to",
    "population",
    "source",
    "checked",
    "note",
)
_WIDEST_KM = {
    "site": 100.0,
    "settlement": 60.0,
    "district": 600.0,
    "region": 5000.0,
    "country": 5000.0,
    "line": 2000.0,
}
_SOUND_CELLS = {
    "lat": "0",
    "lon": "0",
    "radius_km": "1",
    "level": "site",
    "id": "-",
    "name": "-",
    "kind": "site",
}

Rows = Sequence[row_checks.Placed]


def read(path: Path, settings: Settings, tell: OnFault) -> list[Place]:
    """The places of a table; each fault is told."""
    header = header_of(path)
    for fault in columns.language_faults(header):
        tell(fault)
    optional = (*OPTIONAL, *columns.name_columns(header))
    found = []
    for row in read_table(path, required=REQUIRED, optional=optional, on_fault=tell):
        found.append(row_checks.placed(row, _place, _SOUND_CELLS, tell))
        for fault in _row_faults(found[-1], settings):
            tell(fault)
    for fault in (*row_checks.repeated(found), *_link_faults(found), *_cycles(found)):
        tell(fault)
    return [one.place for one in found]


def _place(row: Row) -> Place:
    """The place of a row, without its course. Raises DataError."""
    lon, lat = rows.point(row)
    label = row.required("name")
    level = row.choice("level", LEVELS)
    return Place(
        id=row.required("id"),
        name=label,
        level=level,  # type: ignore[arg-type]  # checked to be one of them
        kind=row.choice("kind", tuple(codes.kinds())),
        lat=lat,
        lon=lon,
        radius_km=row.number("radius_km", low=0.1, high=_WIDEST_KM[level]),
        names=tuple(columns.names(row)),
        country=rows.country(row),
        parents=row.parts("parents"),
        same_name=row.parts("same_name"),
        valid_from=_day(row, "valid_from"),
        valid_to=_day(row, "valid_to"),
        population=int(row.number("population", low=0, high=1e8)) if row.text("population") else None,
        source=row.text("source"),
        note=row.text("note"),
    )


def _day(row: Row, column: str) -> str:
    if value := row.text(column):
        try:
            date.fromisoformat(value)
        except ValueError:
            raise row.fault(column, f"{value!r} is not a date like 2020-09-27") from None
    return value


def _row_faults(one: row_checks.Placed, settings: Settings) -> Iterator[DataError]:
    """What one row says that cannot be, though each of its cells may be."""
    row, place, mended = one
    if "id" not in mended:
        yield from _id_faults(row, place, settings)
    if mended.isdisjoint(("level", "kind")) and place.level not in codes.kinds()[place.kind]:
        known = ", ".join(codes.kinds()[place.kind])
        yield row.fault("kind", f"a {place.kind} is of level {known}, not {place.level}")
    own = place.id.startswith(f"{settings.id}:")
    if own and one.has_point and not settings.holds((place.lon, place.lat)):
        if settings.holds((place.lat, place.lon)):
            yield row.fault("lat", "lat and lon look swapped: the other way round they lie in the bbox")
        else:
            yield row.fault("lat", f"{place.lat:g} {place.lon:g} is outside the bbox of theatre.toml")
    yield from row_checks.of_row(row, zero=one.has_point)
    if place.valid_from and place.valid_to and place.valid_from > place.valid_to:
        yield row.fault("valid_to", f"{place.valid_to} is before valid_from, {place.valid_from}")
    yield from columns.name_faults(row, settings.parties)


def _id_faults(row: Row, place: Place, settings: Settings) -> Iterator[DataError]:
    prefix, _, rest = place.id.partition(":")
    if not rest or any(map(str.isspace, place.id)):
        yield row.fault("id", f"{place.id!r} is not of the form {settings.id or 'theatre'}:slug")
    elif not _is_of_another_layer(place.id) and settings.id and prefix != settings.id:
        yield row.fault(
            "id", f"{place.id!r} begins neither with {settings.id}: nor is the id of another layer"
        )


def _is_of_another_layer(place_id: str) -> bool:
    prefix, _, rest = place_id.partition(":")
    return (
        (prefix == "country" and codes.is_alpha3(rest))
        or (prefix == "region" and place_id in codes.regions())
        or (prefix == "geonames" and rest.isdecimal())
    )


def _link_faults(found: Rows) -> Iterator[DataError]:
    """Parents and namesakes that are not there; whether GeoNames has an id cannot be checked here."""
    known = {one.place.id: one.place for one in found}
    for row, place, _ in found:
        for column, linked in (("parents", place.parents), ("same_name", place.same_name)):
            for other in linked:
                if other == place.id:
                    yield row.fault(column, f"{other!r} is the place itself")
                elif other not in known and not _is_of_another_layer(other):
                    yield row.fault(column, f"{other!r} is not the id of a place in this file")
                elif column == "same_name" and other in known and place.id not in known[other].same_name:
                    yield row.fault(column, f"{other!r} does not name this place in its same_name")


def _cycles(found: Rows) -> Iterator[DataError]:
    """Places that by their parents contain themselves; each circle is told once, at its first row."""
    parents = {place.id: [p for p in place.parents if p != place.id] for _, place, _ in found}
    told: set[str] = set()
    for row, place, _ in found:
        circle = _way_back(place.id, parents)
        if circle and told.isdisjoint(circle):
            yield row.fault("parents", f"makes a circle: {' in '.join([*circle, place.id])}")
        told.update(circle)


def _way_back(start: str, parents: dict[str, list[str]]) -> list[str]:
    """The shortest way from a place up to itself; empty where there is none."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        for parent in parents.get(way[-1], ()):
            if parent == start:
                return way
            if parent not in seen:
                seen.add(parent)
                ways.append([*way, parent])
    return []
