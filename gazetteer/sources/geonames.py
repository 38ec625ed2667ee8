"""GeoNames dump files (download.geonames.org/export/dump): one place a line, 19 columns between tabs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.place import Listed
from gazetteer.sources import rows
from gazetteer.table import Row

COLUMNS = (
    "geonameid", "name", "asciiname", "alternatenames", "lat", "lon", "feature class", "feature code",
    "country code", "cc2", "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population",
    "elevation", "dem", "timezone", "modification date",
)  # fmt: skip
_LEVELS = {"P": "settlement", "A": "district"}
_CODES = {"PCLI": "country", "PCLD": "country", "PCLS": "country", "TERR": "country"}
_KINDS = {
    "ADM1": "province", "ADM2": "district", "ADM3": "district", "ADM4": "district", "AIRP": "airport",
    "AIRB": "airport", "STM": "river", "MT": "mountain", "MTS": "range", "LK": "lake", "RSV": "reservoir",
    "DAM": "dam", "BDG": "bridge", "PASS": "pass", "CMPRF": "camp", "PCLI": "country",
}  # fmt: skip

_RADII = {
    "ADM1": 120.0, "ADM2": 40.0, "ADM3": 15.0, "ADM4": 8.0, "PCLI": 300.0, "PCLD": 300.0, "PCLS": 300.0,
    "TERR": 300.0, "STM": 30.0, "MTS": 40.0, "LK": 10.0, "RSV": 10.0,
}  # fmt: skip
"""How wide features are that GeoNames gives a point only, in km; others by their class."""
_RADII_OF_CLASSES = {"A": 40.0, "H": 10.0, "L": 20.0, "R": 10.0, "S": 3.0, "T": 8.0, "U": 50.0, "V": 10.0}


def is_dump(path: Path) -> bool:
    """Whether a file is to be read as a dump: GeoNames calls them ``SY.txt`` and ``allCountries.txt``."""
    return path.suffix.lower() == ".txt"


def load(path: Path) -> Iterator[Listed]:
    """The places of a dump. Raises DataError with line and column."""
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _listed(_row(path, number, line))
    except FileNotFoundError:
        raise DataError(path, "no such file") from None
    except OSError as error:
        raise DataError(path, f"cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise DataError(path, f"is not UTF-8 (byte {error.start}); GeoNames files are") from None


def _row(path: Path, number: int, line: str) -> Row:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != len(COLUMNS):
        problem = f"has {len(cells)} columns between tabs, a GeoNames dump has {len(COLUMNS)}"
        raise DataError(path, problem, line=number)
    return Row(path, number, dict(zip(COLUMNS, cells, strict=True)))


def _listed(row: Row) -> Listed:
    lon, lat = rows.point(row)
    code = row.text("feature code")
    return Listed(
        int(row.number("geonameid", low=1, high=1e12)),
        row.required("name"),
        lat,
        lon,
        row.text("country code"),
        int(row.number("population", low=0, high=1e10)) if row.text("population") else 0,
        (row.text("asciiname"), *row.parts("alternatenames", separator=",")),
        _CODES.get(code) or _LEVELS.get(row.text("feature class"), "site"),
        _KINDS.get(code, "" if row.text("feature class") == "P" else "site"),
        _RADII.get(code) or _RADII_OF_CLASSES.get(row.text("feature class"), 0.0),
    )
