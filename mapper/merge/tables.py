"""The tables behind merging: which types may meet, what a link weighs, and the words of its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from gazetteer.reasons import LANGUAGES, Wording, wording, wordings
from gazetteer.table import once, read_table
from mapper.taxonomy import event_types

_DATA = Path(__file__).parents[1] / "data"
KINDS_FILE = _DATA / "merge_kinds.csv"
WEIGHTS_FILE = _DATA / "merge_weights.csv"
VAGUE_DAYS_FILE = _DATA / "merge_vague_days.csv"
TEXTS_FILE = _DATA / "merge_texts.csv"
Doers = Literal["same", "either", "opposed", "parties"]
Reach = Literal["any", "speaker", "theatre", "parties", "stages"]
BY_PARTIES: tuple[Reach, ...] = ("theatre", "parties", "stages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Affinity:
    """How two types of event go together in one incident."""

    score: float
    doers: Doers
    reach: Reach
    reason: Wording


@cache
def affinities() -> dict[tuple[str, str], Affinity]:
    """Every pair of types that may meet, in both orders."""
    columns = ["first", "second", "affinity", "doers", "reach", "reason", *LANGUAGES[1:]]
    found: dict[tuple[str, str], Affinity] = {}
    for row in read_table(KINDS_FILE, required=columns, optional=()):
        affinity = Affinity(
            score=row.number("affinity", low=0, high=1),
            doers=cast(Doers, row.choice("doers", get_args(Doers))),
            reach=cast(Reach, row.choice("reach", get_args(Reach))),
            reason=wording(row, "reason"),
        )
        for column in ("first", "second"):
            for name in row.parts(column):
                if name not in event_types():
                    raise row.fault(column, f"{name!r} is no event type")
        for pair in ((a, b) for a in row.parts("first") for b in row.parts("second")):
            if pair in found:
                raise row.fault("second", f"{' and '.join(pair)} stand twice")
            found[pair] = found[pair[::-1]] = affinity
    return found


@cache
def weights() -> dict[str, float]:
    """The numbers of the score by name."""
    rows = read_table(WEIGHTS_FILE, required=["name", "value", "meaning"], optional=())
    return {row.required("name"): row.number("value", low=-1, high=1) for row in once(rows, "name")}


@cache
def vague_bases() -> frozenset[str]:
    """Bases of dates that may miss the day by one."""
    rows = read_table(VAGUE_DAYS_FILE, required=["basis", "meaning"], optional=())
    return frozenset(row.required("basis") for row in rows)


@cache
def texts() -> dict[str, str]:
    """The words of the reasons by key, as records keep them."""
    return {key: told["en"] for key, told in all_texts().items()}


@cache
def all_texts() -> Mapping[str, Wording]:
    """The words of the reasons in every language, by key."""
    return wordings(TEXTS_FILE)
