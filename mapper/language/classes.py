"""The classes that the tables of a language may give a word, read from ``data/word_classes.csv``."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path

from gazetteer.table import Row, read_table
from mapper.sides import SIDES_FILE, sides
from mapper.taxonomy import event_types

CLASSES_FILE = Path(__file__).parents[1] / "data" / "word_classes.csv"
KINDS = ("event", "roles", "guard", "light", "speech", "need", "noun", "word", "shield")
OTHER = "other"


@cache
def classes(*kinds: str) -> frozenset[str]:
    """The classes of some kinds."""
    rows = read_table(CLASSES_FILE, required=["kind", "classes", "meaning"], optional=())
    return frozenset(
        name for row in rows if row.choice("kind", KINDS) in kinds for name in row.parts("classes")
    )


@cache
def noun_classes() -> frozenset[str]:
    """The classes of nouns and the wider ones above them: weapon.air, weapon."""
    parts = [name.split(".") for name in classes("noun")]
    return frozenset(".".join(part[:length]) for part in parts for length in range(1, len(part) + 1))


def word_class(row: Row, column: str, *kinds: str) -> str:
    """A cell that names a class of one of these kinds. Raises DataError."""
    return _one_of(row, column, row.required(column), classes(*kinds))


def event_named(row: Row, column: str) -> str:
    """A cell that names a type of event, or what stands for several."""
    return _one_of(row, column, row.required(column), classes("event") | {*event_types()})


def needs(row: Row, column: str) -> tuple[str, ...]:
    """A cell of what must stand near a trigger."""
    known = noun_classes() | classes("need")
    return tuple(_one_of(row, column, need, known) for need in row.parts(column))


def side(row: Row, column: str) -> str:
    """A cell that names a side of ``sides.csv``."""
    return _one_of(row, column, row.required(column), frozenset(sides()) | {OTHER}, SIDES_FILE)


def _one_of(row: Row, column: str, value: str, known: frozenset[str], table: Path = CLASSES_FILE) -> str:
    if value in known:
        return value
    close = get_close_matches(value, sorted(known), n=1)
    hint = f"; {close[0]!r} is" if close else ""
    raise row.fault(column, f"{value!r} is not in {table.name}{hint}")
