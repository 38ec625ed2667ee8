"""The visual language of ``data/symbols.csv``: shape by family, fill and ring by status, colours of both."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.table import Row, once, read_table

SYMBOLS_FILE = Path(__file__).parent.parent / "data" / "symbols.csv"
FILLS = ("full", "half", "none")
RINGS = ("solid", "double", "dashed")
PATTERNS = ("plain", "slant", "dots")
MARKS = ("doubt", "doubt-edge", "disputed", "casing", "count", "link")
_COLUMNS = ("kind", "id", "shape", "fill", "ring", "pattern", "colour", "dark")
_OF_KIND = {"family": ("shape", "pattern"), "status": ("fill", "ring"), "mark": ()}
_CHOICES = {"fill": FILLS, "ring": RINGS, "pattern": PATTERNS}
_COLOUR = re.compile(r"#[0-9a-f]{6}([0-9a-f]{2})?")
_PATH = re.compile(r"M[-0-9. MLHVCSQTAZ]*Z")

Table = dict[str, dict[str, dict[str, str]]]


@cache
def symbols() -> Table:
    """Families, statuses and marks by id, in the order of the file, each with what its kind has to say.

    A family has a shape and a pattern, a status a fill and a ring; all have a
    colour for light ground and one for dark.
    """
    return read_symbols(SYMBOLS_FILE)


def read_symbols(path: Path) -> Table:
    """The table of a file. Raises DataError, which names line and column."""
    table: Table = {kind: {} for kind in _OF_KIND}
    looks: dict[tuple[str, ...], int] = {}
    for row in once(read_table(path, required=_COLUMNS, optional=()), "kind", "id"):
        kind = row.choice("kind", tuple(table))
        _only_its_own(row, kind)
        _unlike(row, kind, looks)
        table[kind][_id(row, kind)] = {
            **{column: _cell(row, column) for column in _OF_KIND[kind]},
            **{column: _colour(row, column) for column in ("colour", "dark")},
        }
    missing = [mark for mark in MARKS if mark not in table["mark"]]
    if missing:
        raise DataError(path, f"has no row for the mark {', '.join(missing)}")
    return table


def _id(row: Row, kind: str) -> str:
    return row.choice("id", MARKS) if kind == "mark" else row.required("id")


def _cell(row: Row, column: str) -> str:
    if column in _CHOICES:
        return row.choice(column, _CHOICES[column])
    path = row.required(column)
    if not _PATH.fullmatch(path):
        raise row.fault(column, f"{path!r} is not an SVG path of one closed outline (M ... Z)")
    return path


def _colour(row: Row, column: str) -> str:
    colour = row.required(column)
    if not _COLOUR.fullmatch(colour):
        raise row.fault(column, f"{colour!r} is not a colour; write #rrggbb or #rrggbbaa in lower case")
    return colour


def _only_its_own(row: Row, kind: str) -> None:
    for column in ("shape", "fill", "ring", "pattern"):
        if row.text(column) and column not in _OF_KIND[kind]:
            raise row.fault(column, f"is {row.text(column)!r}; a {kind} has no {column}")


def _unlike(row: Row, kind: str, looks: dict[tuple[str, ...], int]) -> None:
    """What differs by colour alone cannot be told apart in print."""
    apart = {"family": ("shape",), "status": ("fill", "ring")}.get(kind)
    if apart is None:
        return
    look = (kind, *(row.text(column) for column in apart))
    if look in looks:
        raise row.fault(
            apart[-1], f"is the same as in line {looks[look]}; {kind} must not differ by colour alone"
        )
    looks[look] = row.line
