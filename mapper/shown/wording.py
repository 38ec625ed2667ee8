"""What a record in a notebook says beside its own words, and how they are underlined: ``data/shown_*``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gazetteer.markup import Markup, text
from gazetteer.table import once, read_table

_DATA = Path(__file__).parents[1] / "data"
TEXTS_FILE = _DATA / "shown_texts.csv"
LINES_FILE = _DATA / "shown_lines.csv"
STYLES = ("solid", "double", "dashed", "dotted", "wavy")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Line:
    """How words are underlined."""

    colour: str
    style: str

    @property
    def css(self) -> str:
        return f"text-decoration:underline {self.style} {self.colour};text-underline-offset:.25em"


OTHER = Line("#808080", "wavy")
"""Of a field that the table does not name."""


@cache
def lines() -> dict[str, Line]:
    """The line of each field."""
    return read_lines(LINES_FILE)


def read_lines(path: Path) -> dict[str, Line]:
    """The lines of a file. Raises DataError."""
    found = {}
    for row in once(read_table(path, required=("field", "colour", "line"), optional=()), "field"):
        colour = row.required("colour")
        if not _COLOUR.fullmatch(colour):
            raise row.fault("colour", f"{colour!r} is no colour; write #rrggbb in lower case")
        found[row.required("field")] = Line(colour, row.choice("line", STYLES))
    return found


@cache
def _texts() -> dict[str, str]:
    rows = read_table(TEXTS_FILE, required=("key", "text"), optional=())
    return {row.required("key"): row.required("text") for row in once(rows, "key")}


def say(key: str, **values: object) -> Markup:
    """The text of a key with its values, as HTML."""
    return Markup(text(_texts()[key]).format(**{name: text(value) for name, value in values.items()}))
