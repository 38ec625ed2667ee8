"""The words of ``casualties.csv``, looked up by token."""

from __future__ import annotations

from collections.abc import KeysView, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from gazetteer.table import Row
from mapper.language.base import Token

from .phrases import Phrases

CASUALTIES_FILE = Path(__file__).parent / "data" / "casualties.csv"

Harm = Literal["killed", "injured", "captured", "displaced", "missing"]

QUOTES = frozenset('"«»“”')
STOPS = frozenset('.!?؟؛:"«»()[]…')
_COUNTS = ("one", "two", "both", "many")
"""How many people a noun means, where that is what a row tells."""
# The roles a statement of harm can begin with.
_TRIGGERS = (
    "head",
    "active",
    "only",
    "singular",
    "person",
    "plural",
    "open",
    "leave",
    "loser",
    "estimate",
    "one",
    "two",
    "many",
    "many_definite",
    "total",
    "negator",
)


@cache
def _phrases() -> Phrases:
    return Phrases(CASUALTIES_FILE, value="kind", read=_kind)


def _kind(row: Row) -> str:
    return row.choice("kind", (*get_args(Harm), *_COUNTS)) if row.text("kind") else ""


@cache
def triggers() -> frozenset[str]:
    """Every word at which a statement of harm can begin, with the proclitics it can carry."""
    return _phrases().starters((*_TRIGGERS, "zero_phrase"))


def phrase_at(tokens: Sequence[Token], index: int, role: str) -> tuple[int, str]:
    """Number of tokens and kind of the phrase of a role at an index; (0, "") for none."""
    return _phrases().at(tokens, index, role)


def roles_of(word: str) -> KeysView[str]:
    """The roles of the phrases that a folded word may open."""
    return _phrases().opened(word).keys()


def is_word(tokens: Sequence[Token], index: int, role: str) -> bool:
    """Whether a phrase of the role begins at the index."""
    return phrase_at(tokens, index, role)[0] > 0


def harm(kind: str) -> Harm:
    """A kind of the table as its type. Raises ValueError for another word."""
    if kind not in get_args(Harm):
        raise ValueError(f"{kind!r} is no kind of harm")
    return cast(Harm, kind)
