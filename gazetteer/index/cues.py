"""Place nouns (مدينة "city", محافظات "districts", rayonu) and what they say of the name beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gazetteer.fold import fold
from gazetteer.place import LEVELS
from gazetteer.table import Row, read_table

CUES = Path(__file__).parent.parent / "data" / "cues.csv"


@dataclass(frozen=True, slots=True)
class Cue:
    """A place noun: the levels and kinds it may name; both empty where it fits all ("axis", "outskirts")."""

    word: str
    levels: frozenset[str]
    kinds: frozenset[str]
    plural: bool
    """Governs a whole list: "the cities of A, B and C"."""
    after: bool
    """Stands after the name: Füzuli rayonu."""
    weak: bool
    """Says little by itself: a preposition."""


@lru_cache(maxsize=1)
def cues() -> dict[str, Cue]:
    """The place nouns by folded word. Raises DataError."""
    table = read_table(
        CUES, required=("words", "levels", "kinds", "number", "position", "strength"), optional=("note",)
    )
    return {cue.word: cue for row in table for cue in _cues(row)}


def _cues(row: Row) -> Iterator[Cue]:
    levels, kinds = row.parts("levels"), row.parts("kinds")
    for level in levels:
        if level not in LEVELS:
            raise row.fault("levels", f"{level!r} is not one of {', '.join(LEVELS)}")
    plural = row.choice("number", ("one", "many")) == "many"
    after = row.choice("position", ("before", "after")) == "after"
    weak = row.choice("strength", ("strong", "weak")) == "weak"
    for word in row.parts("words"):
        yield Cue(fold(word), frozenset(levels), frozenset(kinds), plural, after, weak)
