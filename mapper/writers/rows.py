"""Rows of text as CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mapper.atomic import replacing
from mapper.frames.cells import neutral

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write the rows; a column that a row lacks is empty. Raises WriteError.

    Text that a spreadsheet would run is made harmless (``cells.plain`` undoes it); numbers stay.
    No byte order mark: the programs that read these data sets take it for a part of the first name.
    """
    with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(map(_cell, columns))
        writer.writerows([_cell(row.get(name, "")) for name in columns] for row in rows)


def _cell(value: str) -> str:
    return value if _NUMBER.fullmatch(value) else neutral(value)
