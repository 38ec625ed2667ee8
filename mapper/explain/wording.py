"""What an explained report says beside its own words: read from ``data/explain_*.csv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gazetteer.table import once, read_table

_DATA = Path(__file__).parents[1] / "data"
FIELDS_FILE = _DATA / "explain_fields.csv"
TEXTS_FILE = _DATA / "explain_texts.csv"
_COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
COLOURS = {name: 30 + n for n, name in enumerate(_COLOURS)} | {
    f"bright_{name}": 90 + n for n, name in enumerate(_COLOURS)
}
"""Codes of ECMA-48 and, for the bright ones, of aixterm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a claim as it is printed."""

    name: str
    label: str
    colour: int
    unmarked: tuple[str, ...]
    """Rules that cite words which do not themselves say the field."""


@cache
def fields() -> dict[str, Field]:
    """Every field by its name in a trace, in the order in which they are printed."""
    columns = ["field", "label", "colour", "unmarked"]
    found: dict[str, Field] = {}
    for row in once(read_table(FIELDS_FILE, required=columns, optional=()), "field"):
        name = row.required("field")
        found[name] = Field(
            name=name,
            label=row.required("label"),
            colour=COLOURS[row.choice("colour", tuple(COLOURS))],
            unmarked=row.parts("unmarked"),
        )
    return found


@cache
def texts() -> dict[str, str]:
    """The printed texts by key."""
    rows = read_table(TEXTS_FILE, required=["key", "text"], optional=())
    return {row.required("key"): row.required("text") for row in once(rows, "key")}
