"""The sides of conflicts, states and others, with their labels, read from ``data/sides.csv``."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from gazetteer.table import Row, read_table

SIDES_FILE = Path(__file__).parent / "data" / "sides.csv"
CAMPS_FILE = Path(__file__).parent / "data" / "camps.csv"
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


def side_of(given: str) -> str | None:
    """The id of the side with this id, or this label in any language; None where there is none."""
    return _by_name().get(" ".join(str(given).casefold().split()))


@cache
def _by_name() -> dict[str, str]:
    """Ids by folded label and, above those, by folded id."""
    labels = {label.casefold(): side.id for side in sides().values() for label in side.labels.values()}
    return labels | {name.casefold(): name for name in sides()}


def _side(row: Row) -> Side:
    colour = row.text("colour")
    if colour and not _COLOUR.fullmatch(colour):
        raise row.fault("colour", f"{colour!r} is not a colour; write it as #1b7f5c")
    labels = {tag: row.required(f"label_{tag}") for tag in LABEL_LANGUAGES}
    return Side(id=row.required("id"), labels=labels, colour=colour)


@dataclass(frozen=True, slots=True, kw_only=True)
class Camps:
    """The two camps of a conflict, by ids of sides."""

    conflict: str
    first: tuple[str, ...]
    second: tuple[str, ...]

    def against(self, side: str) -> tuple[str, ...]:
        """The camp that fights a side; empty where the side is in neither."""
        if side in self.first:
            return self.second
        return self.first if side in self.second else ()


@cache
def camps() -> tuple[Camps, ...]:
    """Every pair of camps, in the order of the file."""
    rows = read_table(CAMPS_FILE, required=["conflict", "first", "second"], optional=())
    return tuple(
        Camps(conflict=row.required("conflict"), first=row.parts("first"), second=row.parts("second"))
        for row in rows
    )


@lru_cache(maxsize=4096)
def enemies(side: str) -> frozenset[str]:
    """All sides that fight this one in some conflict."""
    return frozenset(enemy for pair in camps() for enemy in pair.against(side))


def conflicts_between(found: Collection[str]) -> set[str]:
    """The conflicts of which both camps are among these sides."""
    return {
        pair.conflict
        for pair in camps()
        if not set(pair.first).isdisjoint(found) and not set(pair.second).isdisjoint(found)
    }


def is_state(side: str) -> bool:
    """Whether a side is a state, by its ISO 3166 alpha-3 code, and no armed group."""
    return side in sides() and side.isupper()
