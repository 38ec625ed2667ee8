"""GeoNames dump files (download.geonames.org/export/dump): one place a line, 19 columns between tabs.

What a feature code means here stands in data/feature_codes.csv; alternate names
that lie beside the dump are added to its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.place import LEVELS, Listed
from gazetteer.sources import codes, rows, tab_file
from gazetteer.sources.alternate_names import AlternateNames, Ids, beside, is_names
from gazetteer.sources.theatre import DATA
from gazetteer.table import OnFault, Row, read_table

COLUMNS = (
    "geonameid", "name", "asciiname", "alternatenames", "lat", "lon", "feature class", "feature code",
    "country code", "cc2", "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population",
    "elevation", "dem", "timezone", "modification date",
)  # fmt: skip
_EMPTY = "has no place; a GeoNames dump has one a line"
FEATURES = DATA / "feature_codes.csv"


def is_dump(path: Path) -> bool:
    """Whether a file is to be read as a dump: GeoNames calls them ``SY.txt`` or ``SY.zip``."""
    return path.suffix.lower() in (".txt", ".zip")


def load(path: Path) -> Iterator[Listed]:
    """The places of a dump, with the alternate names beside it. Raises DataError with line and column."""
    names_file = beside(path)
    if not any(True for _ in tab_file.lines(path)):
        raise DataError(path, _EMPTY)
    if names_file is None:
        for number, line in tab_file.lines(path):
            yield _listed(_row(path, number, line), ())
        return
    with closing(AlternateNames(names_file, Ids(_numbers(path)))) as names:
        for number, line in tab_file.lines(path):
            row = _row(path, number, line)
            yield _listed(row, names.of(int(row.number("geonameid", low=1, high=1e12))))


def check(path: Path, tell: OnFault) -> int:
    """How many places a dump has; each line that cannot be read is told, by its first fault."""
    count = 0
    try:
        for number, line in tab_file.lines(path):
            count += 1
            try:
                _listed(_row(path, number, line), ())
            except DataError as fault:
                tell(fault)
    except DataError as fault:
        tell(fault)
        return count
    if not count:
        tell(DataError(path, _EMPTY))
    return count


def _numbers(path: Path) -> Iterator[int]:
    """The ids of a dump; lines without one are faults that are named when the places are read."""
    for _, line in tab_file.lines(path):
        number, _, _ = line.partition("\t")
        if number.isdecimal():
            yield int(number)


def _row(path: Path, number: int, line: str) -> Row:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        problem = f"has {len(cells)} columns between tabs, a GeoNames dump has {len(COLUMNS)}"
        if is_names(len(cells)):
            problem += "; if these are alternate names, put the file beside the dump and build that"
        raise DataError(path, problem, line=number)
    return Row(path, number, dict(zip(COLUMNS, cells, strict=True)))


def _listed(row: Row, names: Iterator[str] | tuple[str, ...]) -> Listed:
    lon, lat = rows.point(row)
    level, kind, radius_km = _feature(row.text("feature class"), row.text("feature code"))
    return Listed(
        int(row.number("geonameid", low=1, high=1e12)),
        row.required("name"),
        lat,
        lon,
        row.text("country code"),
        int(row.number("population", low=0, high=1e10)) if row.text("population") else 0,
        (*names, row.text("asciiname"), *row.parts("alternatenames", separator=",")),
        level,
        kind,
        radius_km,
    )


def _feature(letter: str, code: str) -> tuple[str, str, float]:
    """Level, kind and radius of a feature code, or of its class; a site where both are unknown."""
    known = _features()
    return known.get(code) or known.get(letter) or ("site", "site", 0.0)


@lru_cache(maxsize=1)
def _features() -> dict[str, tuple[str, str, float]]:
    """Raises DataError."""
    found = {}
    for row in read_table(FEATURES, required=("code", "level", "kind", "radius_km"), optional=("note",)):
        width = row.number("radius_km", low=0.1, high=rows.MAX_RADIUS_KM) if row.text("radius_km") else 0.0
        found[row.required("code")] = (row.choice("level", LEVELS), _kind(row), width)
    return found


def _kind(row: Row) -> str:
    """One that places of the row's level may have; empty where it goes by the population."""
    kind = row.text("kind")
    if kind and row.text("level") not in codes.kinds()[row.choice("kind", tuple(codes.kinds()))]:
        raise row.fault("kind", f"a {kind} is of level {', '.join(codes.kinds()[kind])} in kinds.csv")
    return kind
