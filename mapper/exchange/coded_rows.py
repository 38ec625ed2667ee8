"""The rows of a coded CSV file, one at a time and by our names of its columns; each fault with its row.

Rows are numbered as a spreadsheet shows them: the header is row 1, and a cell
of several lines is still one row.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TextIO

from gazetteer.table import once, read_table
from mapper.errors import OnBadRow, RowError, RunError
from mapper.exchange.data_rows import said_yes
from mapper.frames.cells import plain

COLUMNS_FILE = Path(__file__).parents[1] / "data" / "coded_columns.csv"
_LONGEST_HEADER = 1 << 16
_DELIMITERS = ",;\t"
_LOST_BYTES = re.compile("[\udc80-\udcff]")
"""What bytes that are no UTF-8 become on reading, until their row is known."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The header of a file, and where in it the fields of its data set stand."""

    names: tuple[str, ...]
    places: Mapping[str, int]
    """Index of a column by our name of its field."""
    mapped: tuple[tuple[str, str], ...] = ()
    """(field, column) for each column that the user named."""


@dataclass(frozen=True, slots=True)
class CodedRow:
    """One row of a coded file."""

    file: str
    """Its name without its folder."""
    number: int
    columns: Columns
    cells: list[str]

    def text(self, field: str) -> str:
        """The cell without outer spaces; empty where the column or the cell is empty."""
        at = self.columns.places.get(field)
        return "" if at is None else self.cells[at].strip()

    def required(self, field: str) -> str:
        value = self.text(field)
        if not value:
            raise self.fault(field, "is empty; a value is required")
        return value

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Every column and its cell, unchanged."""
        return tuple(map(_pair, self.columns.names, self.cells))

    def fault(self, field: str, problem: str) -> RowError:
        at = self.columns.places.get(field)
        column = field if at is None else self.columns.names[at]
        return RowError(f"{self.file}, row {self.number}, column {column}: {problem}")


@lru_cache(maxsize=1 << 12)
def _pair(column: str, cell: str) -> tuple[str, str]:
    # Most cells of a data set say what the row above says: one object for all of them.
    return column, cell


@dataclass(frozen=True, slots=True)
class FieldColumns:
    """The names that the column of a field has had."""

    names: tuple[str, ...]
    needed: bool


@cache
def known_fields(dataset: str) -> Mapping[str, FieldColumns]:
    """Our fields of a data set with the names that their columns have had."""
    rows = read_table(COLUMNS_FILE, required=("dataset", "field", "columns", "needed"), optional=())
    return {
        row.required("field"): FieldColumns(row.parts("columns"), said_yes(row, "needed"))
        for row in once(rows, "dataset", "field")
        if row.required("dataset") == dataset
    }


def likeness(header: Iterable[str], dataset: str) -> float:
    """The part of the columns a data set needs that a header has, 0-1."""
    names, needed = set(header), [field for field in known_fields(dataset).values() if field.needed]
    return sum(not names.isdisjoint(field.names) for field in needed) / len(needed)


def columns_of(
    header: tuple[str, ...], dataset: str, *, file: str, given: Mapping[str, str] | None = None
) -> Columns:
    """Where the fields of a data set stand in a header; ``given`` names columns by field.

    Raises RunError for a column that is missing or stands twice.
    """
    if doubled := next((name for name in header if name and header.count(name) > 1), ""):
        raise RunError(f"{file}: the column {doubled!r} stands twice; keep one of them")
    known, given = known_fields(dataset), given or {}
    for field, name in given.items():
        if field not in known:
            raise RunError(f"{field!r} is not a field of ours; they are {', '.join(known)}")
        if name not in header:
            raise RunError(f"{file}: there is no column {name!r} for {field}; {_has(header)}")
    wanted = {field: (given[field],) if field in given else f.names for field, f in known.items()}
    found = {field: next((n for n in names if n in header), None) for field, names in wanted.items()}
    if missing := [field for field, name in found.items() if name is None and known[field].needed]:
        names = ", ".join(" or ".join(wanted[field]) for field in missing)
        raise RunError(f"{file}: the header lacks {names}; {_has(header)}")
    places = {field: header.index(name) for field, name in found.items() if name is not None}
    return Columns(header, places, tuple(given.items()))


def _has(header: tuple[str, ...]) -> str:
    return f"it has {', '.join(header)}"


def header_and_rows(
    path: Path, *, on_bad_row: OnBadRow
) -> tuple[tuple[str, ...], Iterator[tuple[int, list[str]]]]:
    """The header of a CSV file and an iterator of its rows with their numbers; empty rows are left out.

    Cells are separated by commas, semicolons or tabs, whichever the header has most
    of. Rows of another length than the header, and those that are no UTF-8, go to
    ``on_bad_row``. Raises RunError where the file cannot be read at all.
    """
    rows = _rows(path, on_bad_row)
    header = next(rows, None)
    if header is None:
        raise RunError(f"{path.name}: the file is empty; give a CSV file with a header")
    names = tuple(cell.strip() for cell in header[1])
    if fault := _broken(header[1], len(names)):
        raise RunError(f"{path.name}, row {header[0]}: the header {fault}")
    return names, _whole(rows, len(names), path.name, on_bad_row)


def _whole(
    rows: Iterator[tuple[int, list[str]]], width: int, file: str, on_bad_row: OnBadRow
) -> Iterator[tuple[int, list[str]]]:
    for number, cells in rows:
        if fault := _broken(cells, width):
            on_bad_row(RowError(f"{file}, row {number}: {fault}"))
        else:
            # What our own export made harmless to spreadsheets is read as it was.
            yield number, [plain(cell) if cell[:1] == "'" else cell for cell in cells]


def _broken(cells: list[str], width: int) -> str:
    if len(cells) != width:
        return f"has {len(cells)} cells, the header has {width}"
    text = "".join(cells)
    if not text.isascii() and _LOST_BYTES.search(text):
        return "is not UTF-8; save the file as UTF-8"
    return "has a NUL character; this is no text" if "\0" in text else ""


def _rows(path: Path, on_bad_row: OnBadRow) -> Iterator[tuple[int, list[str]]]:
    if path.exists() and not path.is_file():
        raise RunError(f"{path}: this is a folder or a pipe; save the rows as a file and give its name")
    try:
        with _opened(path) as file:
            reader = csv.reader(file, delimiter=_delimiter(file), strict=True)
            yield from _numbered(reader, path.name, on_bad_row)
    except FileNotFoundError:
        raise RunError(f"{path}: there is no such file; check the spelling of the path") from None
    except (OSError, UnicodeError) as error:
        raise RunError(f"{path}: cannot be read ({error})") from None


def _opened(path: Path) -> TextIO:
    with path.open("rb") as file:
        wide = file.read(2) in (BOM_UTF16_LE, BOM_UTF16_BE)
    encoding, errors = ("utf-16", "strict") if wide else ("utf-8-sig", "surrogateescape")
    return path.open(encoding=encoding, errors=errors, newline="")


def _delimiter(file: TextIO) -> str:
    line = file.readline(_LONGEST_HEADER)
    file.seek(0)
    return max(_DELIMITERS, key=line.count)


def _numbered(
    reader: Iterator[list[str]], file: str, on_bad_row: OnBadRow
) -> Iterator[tuple[int, list[str]]]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            on_bad_row(RowError(f"{file}, row {number}: {_no_csv(str(error))}"))
            continue
        if any(map(str.strip, cells)):
            yield number, cells


def _no_csv(error: str) -> str:
    if "field limit" in error:
        return f"a cell has more than {csv.field_size_limit()} characters; is a quotation mark not closed?"
    if "end of data" in error:
        return "a quotation mark opens here and is not closed; the rows behind it cannot be told apart"
    return f"is not valid CSV ({error})"
