"""Data tables (CSV) read row by row, each fault named with file, line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import DataError


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
        return tuple(part.strip() for part in self.text(column).split(separator) if part.strip())


def read_table(
    path: Path,
    *,
    required: Sequence[str],
    optional: Sequence[str] | None = None,
    on_fault: Callable[[DataError], None] | None = None,
) -> Iterator[Row]:
    """Rows of a UTF-8 CSV file with a header line; lines that start with # are comments.

    With ``optional`` given, any other column is a fault: a misspelt header is
    named at once and never silently dropped. A line with too few or too many
    cells goes to ``on_fault`` and is left out, or is raised where there is none.
    Raises DataError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError(path, "no such file") from None
    except OSError as error:
        raise DataError(path, f"cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise DataError(path, f"is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    # A comment keeps its line as an empty one, so that line numbers stay those of the file.
    kept = "\n".join("" if line.startswith("#") else line for line in text.split("\n"))
    reader = csv.reader(io.StringIO(kept, newline=""), strict=True)
    header: list[str] | None = None
    end = 0
    while True:
        start = end + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            raise DataError(path, f"is not valid CSV: {error}", line=reader.line_num) from None
        end = reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = _header(path, start, cells, required, optional)
        elif len(cells) != len(header):
            fault = DataError(path, f"has {len(cells)} cells, the header has {len(header)}", line=start)
            if on_fault is None:
                raise fault
            on_fault(fault)
        else:
            yield Row(path, start, dict(zip(header, cells, strict=True)))
    if header is None:
        raise DataError(path, f"has no header line; expected {','.join(required)}")


def _header(
    path: Path, line: int, cells: list[str], required: Sequence[str], optional: Sequence[str] | None
) -> list[str]:
    header = [cell.strip() for cell in cells]
    for column in required:
        if column not in header:
            raise DataError(
                path, f"the header lacks the column; it has {', '.join(header)}", line=line, column=column
            )
    for column in header:
        if header.count(column) > 1:
            raise DataError(path, "stands twice in the header", line=line, column=column)
        if optional is not None and column not in required and column not in optional:
            known = ", ".join([*required, *optional])
            raise DataError(path, f"is not a known column; known are {known}", line=line, column=column)
    return header
