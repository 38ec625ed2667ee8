"""Data tables (CSV) read row by row, each fault named with file, line and column."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import DataError, UnreadableError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column name, and where it stands."""

    path: Path
    line: int
    cells: dict[str, str]

    def fault(self, column: str, problem: str) -> DataError:
        return DataError(self.path, problem, line=self.line, column=column)

    def text(self, column: str) -> str:
        """The cell without outer spaces; empty where the column or the cell is empty."""
        return self.cells.get(column, "").strip()

    def required(self, column: str) -> str:
        value = self.text(column)
        if not value:
            raise self.fault(column, "is empty; a value is required")
        return value

    def number(self, column: str, *, low: float, high: float) -> float:
        """A number within low..high. Raises DataError."""
        value = self.required(column)
        try:
            number = float(value)
        except ValueError:
            raise self.fault(column, f"{value!r} is not a number") from None
        if not low <= number <= high:
            raise self.fault(column, f"{value} is outside {low:g}..{high:g}")
        return number

    def choice(self, column: str, allowed: Sequence[str]) -> str:
        value = self.required(column)
        if value not in allowed:
            raise self.fault(column, f"{value!r} is not one of {', '.join(allowed)}")
        return value

    def parts(self, column: str, *, separator: str = "|") -> tuple[str, ...]:
        text = self.text(column)
        if not text or separator not in text:
            return (text,) if text else ()
        return tuple(part.strip() for part in text.split(separator) if part.strip())


OnFault = Callable[[DataError], None]
"""Told of each fault, so that the others are found too."""


def read_table(
    path: Path,
    *,
    required: Sequence[str],
    optional: Sequence[str] | None = None,
    on_fault: OnFault | None = None,
) -> Iterator[Row]:
    """Rows of a UTF-8 CSV file with a header line; lines that start with # are comments.

    With ``optional`` given, any other column is a fault: a misspelt header is
    named at once and never silently dropped. Each fault of the header or of a
    line goes to ``on_fault`` and the line is left out; where there is none, the
    first is raised. Raises DataError.
    """
    tell = on_fault or _raise
    header: list[str] | None = None
    try:
        for line, cells in _lines(path):
            if header is None:
                header = [cell.strip() for cell in cells]
                faults = [*_header_faults(path, line, header, required, optional)]
                for fault in faults:
                    tell(fault)
                if faults:
                    return
            elif len(cells) != len(header):
                tell(DataError(path, f"has {len(cells)} cells, the header has {len(header)}", line=line))
            else:
                yield Row(path, line, dict(zip(header, cells, strict=True)))
        if header is None:
            tell(DataError(path, f"has no header line; expected {','.join(required)}"))
    except UnreadableError as fault:
        tell(fault)


def once(rows: Iterable[Row], *columns: str) -> Iterator[Row]:
    """The rows; raises DataError for one that repeats these cells of an earlier one, in whatever case."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.required(column).casefold() for column in columns)
        if key in seen:
            told = ", ".join(row.text(column) for column in columns)
            raise row.fault(columns[-1], f"{told} stands twice; line {seen[key]} has it already")
        seen[key] = row.line
        yield row


def header_of(path: Path) -> Row:
    """The header of a table, each cell by its own name; without cells where it cannot be read."""
    try:
        line, cells = next(_lines(path), (1, []))
    except UnreadableError:
        line, cells = 1, []
    return Row(path, line, {cell.strip(): cell.strip() for cell in cells})


def _raise(fault: DataError) -> None:
    raise fault


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(path, "no such file") from None
    except OSError as error:
        raise UnreadableError(path, f"cannot be read: {error.strerror or error}") from None
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise UnreadableError(path, "is UTF-16; save it as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            path, f"is not UTF-8 (byte {error.start}); save it as UTF-8", line=line
        ) from None


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that is neither empty nor a comment, with the number of the line."""
    # A comment keeps its line as an empty one, so that line numbers stay those of the file.
    kept = "\n".join("" if line.startswith("#") else line for line in _text(path).split("\n"))
    reader = csv.reader(io.StringIO(kept, newline=""), strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableError(path, f"is not valid CSV: {error}", line=reader.line_num) from None
        if any(cell.strip() for cell in cells):
            yield start, cells


def _header_faults(
    path: Path, line: int, header: list[str], required: Sequence[str], optional: Sequence[str] | None
) -> Iterator[DataError]:
    if len(header) == 1 and (mark := next((m for m in ";\t" if m in header[0]), "")):
        name = "tabs" if mark == "\t" else mark
        yield DataError(path, f"its cells are separated by {name}; save it with commas", line=line)
        return
    for column in required:
        if column not in header:
            problem = f"the header lacks the column; it has {', '.join(header)}"
            yield DataError(path, problem, line=line, column=column)
    for column in dict.fromkeys(header):
        if header.count(column) > 1:
            yield DataError(path, "stands twice in the header", line=line, column=column)
        if optional is not None and column not in required and column not in optional:
            known = ", ".join([*required, *optional])
            yield DataError(path, f"is not a known column; known are {known}", line=line, column=column)
