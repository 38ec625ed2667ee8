"""Case endings of names in languages that inflect them, from data/endings.csv."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from gazetteer.fold import ARABIC, fold
from gazetteer.table import read_table

ENDINGS = Path(__file__).parent.parent / "data" / "endings.csv"
_NO_BASE = "-"
_MIN_NAME = 5
"""Letters of a name that is known in its other cases; shorter ones are too many words' beginnings."""


def uninflected(folded: str) -> Iterator[str]:
    """What a folded word may be a case of, the longest ending first; none in scripts without endings.

    >>> "бахмут" in uninflected("бахмутом")
    True
    """
    if ARABIC.match(folded) or folded.isascii():
        return
    for length in range(min(_longest(), len(folded) - 1), 0, -1):
        for base in _endings().get(folded[-length:], ()):
            if len(name := folded[:-length] + base) >= _MIN_NAME:
                yield name


@lru_cache(maxsize=1)
def _endings() -> dict[str, tuple[str, ...]]:
    """What each ending may stand for, folded. Raises DataError."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table(ENDINGS, required=("endings", "base"), optional=("note",)):
        base = row.required("base")
        for ending in map(fold, row.parts("endings")):
            found[ending] = (*found.get(ending, ()), "" if base == _NO_BASE else fold(base))
    return found


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _endings()))
