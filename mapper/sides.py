"""The sides of conflicts, states and others, with their labels, read from ``data/sides.csv``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gazetteer.table import Row, read_table

SIDES_FILE = Path(__file__).parent / "data" / "sides.csv"
LABEL_LANGUAGES = ("en", "ar", "fr", "ru")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A state (id ISO 3166 alpha-3) or another actor (id a slug such as "hezbollah")."""

    id: str
    labels: dict[str, str]
    """By language: en, ar, fr, ru."""
    colour: str
    """As #rrggbb; empty where the page may choose."""


@cache
def sides() -> dict[str, Side]:
    """Every side by id, in the order of the file."""
    columns = ["id", *(f"label_{tag}" for tag in LABEL_LANGUAGES), "colour"]
    found: dict[str, Side] = {}
    for row in read_table(SIDES_FILE, required=columns, optional=()):
        side = _side(row)
        if side.id in found:
            raise row.fault("id", f"{side.id!r} stands twice")
        found[side.id] = side
    return found


def _side(row: Row) -> Side:
    colour = row.text("colour")
    if colour and not _COLOUR.fullmatch(colour):
        raise row.fault("colour", f"{colour!r} is not a colour; write it as #1b7f5c")
    labels = {tag: row.required(f"label_{tag}") for tag in LABEL_LANGUAGES}
    return Side(id=row.required("id"), labels=labels, colour=colour)
