"""Theatre packs: a folder of data on one conflict's places (see data/theatres/README.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gazetteer.errors import DataError
from gazetteer.place import LEVELS, Place
from gazetteer.sources import columns, rows
from gazetteer.table import Row, read_table

DATA = Path(__file__).parent.parent / "data"
Line = tuple[tuple[float, float], ...]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Theatre:
    """One conflict's places, and the phrases that only look like them."""

    id: str
    name: str
    parties: tuple[str, ...]
    bbox: tuple[float, float, float, float]
    """West, south, east, north in degrees."""
    places: tuple[Place, ...]
    stop_phrases: tuple[str, ...]


def bundled() -> list[Path]:
    """Folders of the packs that come with the package."""
    return sorted(path.parent for path in (DATA / "theatres").glob("*/theatre.toml"))


def load(folder: Path) -> Theatre:
    """Read and check a pack; nothing of it is used if a line is wrong. Raises DataError."""
    told = about(folder / "theatre.toml")
    lines = dict(_lines(folder / "lines.csv"))
    found = list(_places(folder / "places.csv", lines))
    places = tuple(rows.unique(found))
    _check_links(found, lines, folder / "lines.csv")
    return Theatre(
        id=told["id"],
        name=told["name"],
        parties=tuple(told["parties"]),
        bbox=told["bbox"],
        places=places,
        stop_phrases=tuple(stop_phrases(folder / "stop_phrases.csv")),
    )


def stop_phrases(path: Path) -> Iterator[str]:
    """The phrases of a table; none where there is no such file. Raises DataError."""
    if path.exists():
        for row in read_table(path, required=("phrase",), optional=("note",)):
            yield row.required("phrase")


def common_stop_phrases() -> Iterator[str]:
    """Phrases that are no places in any theatre (Minsk Group, Agence France-Presse)."""
    return stop_phrases(DATA / "stop_phrases.csv")


def about(path: Path) -> dict[str, Any]:
    """What theatre.toml says, checked. Raises DataError."""
    try:
        told: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(path, "no such file; a theatre pack needs one") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(path, f"is not valid TOML: {error}") from None
    for key in ("id", "name"):
        if not isinstance(told.get(key), str) or not told[key]:
            raise DataError(path, f"lacks {key}, a text")
    told["parties"] = [str(party) for party in told.get("parties", [])]
    told["bbox"] = _bbox(path, told.get("bbox"))
    return told


def _bbox(path: Path, value: object) -> tuple[float, float, float, float]:
    numbers = [float(n) for n in value if isinstance(n, int | float)] if isinstance(value, list) else []
    if len(numbers) != 4 or not (
        -180 <= numbers[0] < numbers[2] <= 180 and -90 <= numbers[1] < numbers[3] <= 90
    ):
        raise DataError(path, "lacks bbox = [west, south, east, north] in degrees")
    return (numbers[0], numbers[1], numbers[2], numbers[3])


def _lines(path: Path) -> Iterator[tuple[str, Line]]:
    """Courses by place id; none where there is no such file."""
    if path.exists():
        for row in read_table(path, required=("id", "points_lat_lon"), optional=("source", "note")):
            yield row.required("id"), tuple(vertices(row))


def vertices(row: Row) -> Iterator[tuple[float, float]]:
    """The (lon, lat) points of a line. Raises DataError."""
    parts = row.parts("points_lat_lon", separator=";")
    if len(parts) < 2:
        raise row.fault("points_lat_lon", "needs two points or more: lat lon;lat lon")
    for part in parts:
        cells = dict(zip(("lat", "lon"), part.split(), strict=False))
        try:
            yield rows.point(Row(row.path, row.line, cells))
        except DataError as error:
            raise row.fault("points_lat_lon", f"{part!r}: {error.problem}") from None


def _places(path: Path, lines: dict[str, Line]) -> Iterator[tuple[Row, Place]]:
    optional = (*OPTIONAL, *columns.name_columns(columns.header_of(path)))
    for row in read_table(path, required=REQUIRED, optional=optional):
        yield row, place(row, lines)


def place(row: Row, lines: dict[str, Line]) -> Place:
    """The place of a row, with its course among the lines. Raises DataError."""
    lon, lat = rows.point(row)
    label = row.required("name")
    for column in ("valid_from", "valid_to"):
        _check_date(row, column)
    return Place(
        id=row.required("id"),
        name=label,
        level=row.choice("level", LEVELS),  # type: ignore[arg-type]  # checked to be one of them
        kind=row.required("kind"),
        lat=lat,
        lon=lon,
        radius_km=row.number("radius_km", low=0.1, high=rows.MAX_RADIUS_KM),
        names=tuple(columns.names(row)),
        country=row.text("country"),
        parents=row.parts("parents"),
        same_name=row.parts("same_name"),
        line=lines.get(row.text("id"), ()),
        population=int(row.number("population", low=0, high=1e10)) if row.text("population") else None,
        source=row.text("source"),
        note=row.text("note"),
    )


def _check_date(row: Row, column: str) -> None:
    if value := row.text(column):
        try:
            date.fromisoformat(value)
        except ValueError:
            raise row.fault(column, f"{value!r} is not a date like 2020-09-27") from None


def _check_links(found: list[tuple[Row, Place]], lines: dict[str, Line], lines_path: Path) -> None:
    """Parents and namesakes within the pack must exist; ids of other layers cannot be checked here."""
    known = {place.id for _, place in found}
    for row, _ in found:
        for fault in link_faults(row, known):
            raise fault
    for place_id in lines:
        if place_id not in known:
            raise DataError(lines_path, f"{place_id!r} is not the id of a place in places.csv")


def link_faults(row: Row, known: set[str]) -> Iterator[DataError]:
    """Links of a row to places that its file should have and has not."""
    own = {place_id.partition(":")[0] for place_id in known} - {"country", "region", "geonames"}
    for column in ("parents", "same_name"):
        for other in row.parts(column):
            if other not in known and other.partition(":")[0] in own:
                yield row.fault(column, f"{other!r} is not the id of a place in this file")
