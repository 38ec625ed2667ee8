"""Tables written and read by the ending of the file; whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mapper.atomic import replacing
from mapper.errors import OnBadRow, RunError
from mapper.frames import (
    CLAIM_COLUMNS,
    COLUMNS,
    COVERAGE,
    VERSION,
    Column,
    Faults,
    checked,
    checked_claims,
    claims_of,
)
from mapper.frames.claims import Claims
from mapper.frames.conform import extras
from mapper.writers import comma, geojson, geopackage, geoparquet

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

Write = Callable[["gpd.GeoDataFrame", Claims, Path], None]
"""Writes the incidents table, and the claims table in formats that hold two."""
Read = Callable[[Path, Faults], "pd.DataFrame"]
"""Reads the cells as they stand in the file; the index holds the numbers of the rows."""

FORMATS: dict[str, tuple[Write, Read]] = {
    ".parquet": (geoparquet.write, geoparquet.read),
    ".gpkg": (geopackage.write, geopackage.read),
    ".geojson": (geojson.write, geojson.read),
    ".csv": (comma.write, comma.read),
}
CLAIM_FORMATS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    ".parquet": geoparquet.write_claims,
    ".csv": comma.write_claims,
}
"""Formats that can hold a claims table by itself."""
_KEPT_TYPES = (str, int, float, type(None))


def save(frame: pd.DataFrame, path: str | Path) -> None:
    """Write an incidents or claims table, also one that was filtered, in the format of the file's ending.

    Columns of your own are written too. Raises RunError for an ending we do not know and for a table
    that ``load`` would not read back, WriteError where it cannot be written.
    """
    path = Path(path)
    if "incident_id" in frame.columns:
        write_claims, claims = _claim_format(path), checked_claims(frame)
        _check_own_columns(claims, CLAIM_COLUMNS)
        return _save(path, lambda beside: write_claims(claims, beside))
    check_format(path)
    write, _ = FORMATS[path.suffix.lower()]
    whole, (incidents, evidence) = checked(frame)
    _check_own_columns(whole, COLUMNS)
    whole.attrs = {key: value for key, value in whole.attrs.items() if key in (COVERAGE, VERSION)}
    return _save(path, lambda beside: write(whole, lambda: claims_of(incidents, evidence), beside))


def load(
    path: str | Path, *, on_bad_row: OnBadRow | None = None, on_note: Callable[[str], None] = lambda _: None
) -> gpd.GeoDataFrame:
    """An incidents table that ``save`` wrote, with the columns of ``mapper.frames.COLUMNS`` and ``geometry``.

    Columns of your own stay; ``on_note`` is told of them. Raises RunError where the file cannot be read, a
    column is missing, or rows do not fit, and names them; with ``on_bad_row`` those rows are left out,
    and it is told of each. Rows are numbered as a spreadsheet does: a header is row 1.
    """
    path, faults = Path(path), Faults(str(path))
    found = _found(path, faults, _reader(path))
    numbers = found.index.tolist()
    table, _ = checked(found, name=str(path), numbers=numbers, faults=faults, on_bad_row=on_bad_row)
    if own := _own(table, COLUMNS):
        on_note(f"{path}: {', '.join(map(repr, own))} is none of our columns; it is kept and not used")
    return table


def load_claims(path: str | Path, *, on_bad_row: OnBadRow | None = None) -> pd.DataFrame:
    """A claims table that ``save`` wrote as .parquet or .csv. Raises RunError as ``load`` does."""
    path, faults = Path(path), Faults(str(path))
    _claim_format(path)
    return checked_claims(_found(path, faults, _reader(path)), faults, on_bad_row=on_bad_row)


def check_format(path: Path) -> None:
    """Raise RunError now where ``save`` would not know the ending of ``path``."""
    if path.suffix.lower() not in FORMATS:
        raise RunError(
            f"{path}: tables are written as {', '.join(FORMATS)}; give the file one of these endings"
        )


def _reader(path: Path) -> Read:
    try:
        return FORMATS[path.suffix.lower()][1]
    except KeyError:
        lines = path.suffix.lower() in (".jsonl", ".ndjson")
        way = "; of claim lines `mapper render FILE` makes a map" if lines else ""
        raise RunError(f"{path}: tables are read from {', '.join(FORMATS)}{way}") from None


def _claim_format(path: Path) -> Callable[[pd.DataFrame, Path], None]:
    try:
        return CLAIM_FORMATS[path.suffix.lower()]
    except KeyError:
        raise RunError(
            f"{path}: a claims table is written as {', '.join(CLAIM_FORMATS)}; the .gpkg of an incidents "
            "table holds its claims"
        ) from None


def _save(path: Path, write: Callable[[Path], None]) -> None:
    with replacing(path) as beside:
        try:
            write(beside)
        except (ValueError, TypeError, RuntimeError, sqlite3.Error) as error:
            why = _first_line(error)
            raise RunError(
                f"{path}: the table cannot be written ({why}); what stood there before is unchanged"
            ) from error


def _found(path: Path, faults: Faults, read: Read) -> pd.DataFrame:
    if not path.is_file():
        raise RunError(f"{path}: there is no such file; check the spelling of the path")
    try:
        return read(path, faults)
    except (ValueError, KeyError, TypeError, OSError, RuntimeError, AttributeError, sqlite3.Error) as error:
        # The reader libraries have many errors for a broken file; a person needs one sentence.
        raise RunError(
            f"{path}: cannot be read as {path.suffix.lstrip('.')} ({_first_line(error)})"
        ) from error


def _own(frame: pd.DataFrame, columns: Sequence[Column]) -> list[str]:
    return [name for name in extras(frame, columns) if name != "geometry"]


def _check_own_columns(frame: pd.DataFrame, columns: Sequence[Column]) -> None:
    """Raise RunError for a column of the user's own that not every format can keep."""
    for name in _own(frame, columns):
        series = frame[name]
        if getattr(series.dtype, "kind", "O") in "biufM":
            continue
        odd = next((cell for cell in series.tolist() if not isinstance(cell, _KEPT_TYPES)), None)
        if odd is not None or str(series.dtype) == "geometry":
            raise RunError(
                f"the column {name!r} holds {series.dtype} ({type(odd).__name__}), which no "
                "table file keeps; drop it or turn it into text"
            )


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
