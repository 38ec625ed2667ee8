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
from gazetteer.sources import rows, tab_file
from gazetteer.sources.alternate_names import AlternateNames, Ids, beside, is_names
from gazetteer.sources.theatre import DATA
from gazetteer.table import Row, read_table

COLUMNS = (
    "geonameid", "name", "asciiname", "alternatenames", "lat", "lon", "feature class", "feature code",
    "country code", "cc2", "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population",
    "elevation", "dem", "timezone", "modification date",
)  # fmt: skip
FEATURES = DATA / "feature_codes.csv"


def is_dump(path: Path) -> bool:
    """Whether a file is to be read as a dump: GeoNames calls them ``SY.txt`` or ``SY.zip``."""
    return path.suffix.lower() in (".txt", ".zip")


def load(path: Path) -> Iterator[Listed]:
    """The places of a dump, with the alternate names beside it. Raises DataError with line and column."""
    names_file = beside(path)
    if names_file is None:
        for number, line in tab_file.lines(path):
            yield _listed(_row(path, number, line), ())
        return
    with closing(AlternateNames(names_file, Ids(_numbers(path)))) as names:
        for number, line in tab_file.lines(path):
            row = _row(path, number, line)
            yield _listed(row, names.of(int(row.number("geonameid", low=1, high=1e12))))


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
        found[row.required("code")] = (row.choice("level", LEVELS), row.text("kind"), width)
    return found
