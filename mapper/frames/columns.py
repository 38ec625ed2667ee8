"""What stands in each column of the two tables, read from ``data/incident_columns.csv`` and its twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from gazetteer.table import Row, read_table

Form = Literal["text", "list", "json", "day", "number", "count", "flag"]
FORMS: tuple[Form, ...] = get_args(Form)
DTYPES = ("str", "datetime64[s]", "float64", "Int64", "int64", "bool")
DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    name: str
    dtype: str
    """Of pandas, where the table is a frame."""
    form: str
    """How a cell is written where all is text: a list is joined by " | ", a day is 2020-10-12."""
    unit: str
    may_be_empty: bool
    meaning: str


def read_columns(path: Path) -> tuple[Column, ...]:
    """The columns of a table in their order. Raises DataError."""
    header = ("name", "dtype", "form", "unit", "empty", "meaning")
    return tuple(_column(row) for row in read_table(path, required=header, optional=()))


def _column(row: Row) -> Column:
    return Column(
        name=row.required("name"),
        dtype=row.choice("dtype", DTYPES),
        form=row.choice("form", FORMS),
        unit=row.text("unit"),
        may_be_empty=row.choice("empty", ("yes", "no")) == "yes",
        meaning=row.required("meaning"),
    )


COLUMNS = read_columns(DATA / "incident_columns.csv")
"""Of the incidents table; ``geometry`` follows them."""
CLAIM_COLUMNS = read_columns(DATA / "claim_columns.csv")
"""Of the claims table: one row a claim in an incident."""


def joined(names: Sequence[str]) -> str:
    r"""Names in one cell.

    >>> joined(("Ganja", "a|b"))
    'Ganja | a\\|b'
    """
    return " | ".join(name.replace("\\", "\\\\").replace("|", "\\|") for name in names)


def parted(cell: str) -> tuple[str, ...]:
    r"""The names that ``joined`` put in one cell.

    >>> parted("Ganja | a\\|b")
    ('Ganja', 'a|b')
    """
    return tuple(_whole(name) for name in cell.split(" | ")) if cell else ()


def _whole(name: str) -> str:
    pieces = (piece.replace("\\|", "|") for piece in name.split("\\\\"))
    return "\\".join(pieces)
