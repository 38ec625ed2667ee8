"""The English tables: readings of words and phrases by their first word, names, times and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, Literal

from gazetteer.fold import fold
from gazetteer.table import Row, read_table
from mapper.language.base import Form, Kind, Reading
from mapper.language.classes import event_named, needs, side, word_class

DATA: Final = Path(__file__).parent / "data"
FORMS: Final[tuple[Form, ...]] = ("past", "present", "masdar")
VERB_KINDS: Final = ("speech", "light")
NAME_KINDS: Final = ("adjective", "people", "seat", "army", "ministry", "group", "monitor", "agency", "media",
              "office", "person", "government", "organisation")  # fmt: skip
BEFORE: Final = "before."
Phrases = dict[str, tuple[tuple[tuple[str, ...], Reading], ...]]


@cache
def phrases() -> Phrases:
    """Every reading with the words it covers, by the first of them, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Reading]]] = {}
    for form, reading in (
        *_triggers(),
        *_verbs(),
        *_listed("nouns.csv", "noun"),
        *_listed("words.csv", "word"),
    ):
        words = tuple(form.split())
        found.setdefault(words[0], []).append((words, reading))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


@cache
def before() -> dict[str, str]:
    """Words that belong to the next one, and what they make of it."""
    rows = read_table(DATA / "words.csv", required=["forms", "class"], optional=())
    return {
        form: row.text("class").removeprefix(BEFORE)
        for row in rows
        if row.required("class").startswith(BEFORE)
        for form in _folded(row, "forms")
    }


@cache
def names() -> dict[tuple[str, ...], tuple[str, str]]:
    """Side and kind by the words of a name."""
    rows = read_table(DATA / "names.csv", required=["names", "side", "kind"], optional=())
    return {
        tuple(name.split()): (side(row, "side"), row.choice("kind", NAME_KINDS))
        for row in rows
        for name in _folded(row, "names")
    }


@cache
def times() -> dict[str, tuple[str, int]]:
    """Kind and value of the words of time."""
    rows = read_table(DATA / "times.csv", required=["forms", "kind", "value"], optional=())
    return {
        form: (row.choice("kind", ("weekday", "month", "day")), int(row.number("value", low=0, high=12)))
        for row in rows
        for form in _folded(row, "forms")
    }


@cache
def abbreviations() -> frozenset[str]:
    """Words that a full stop is part of."""
    rows = read_table(DATA / "abbreviations.csv", required=["forms"], optional=())
    return frozenset(form for row in rows for form in _folded(row, "forms"))


@cache
def numbers() -> dict[str, int]:
    return {form: int(row.number("value", low=0, high=1e9)) for form, row in _counting("number")}


@cache
def fates() -> dict[str, Literal["killed", "injured"]]:
    return {
        form: "killed" if row.text("kind") == "killed" else "injured"
        for form, row in _counting("killed", "injured")
    }


@cache
def bounds() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(form.split()) for form, _ in _counting("least"))


def _counting(*kinds: str) -> Iterator[tuple[str, Row]]:
    for row in read_table(DATA / "numbers.csv", required=["forms", "kind", "value"], optional=()):
        if row.choice("kind", ("number", "least", "killed", "injured")) in kinds:
            yield from ((form, row) for form in _folded(row, "forms"))


def _triggers() -> Iterator[tuple[str, Reading]]:
    columns = ["lemma", *FORMS, "value", "roles", "needs", "guard"]
    for row in read_table(DATA / "triggers.csv", required=columns, optional=()):
        yield from _inflected(row, "trigger")


def _verbs() -> Iterator[tuple[str, Reading]]:
    for row in read_table(DATA / "verbs.csv", required=["lemma", *FORMS, "kind", "value"], optional=()):
        yield from _inflected(row, "speech" if row.choice("kind", VERB_KINDS) == "speech" else "light")


def _inflected(row: Row, kind: Kind) -> Iterator[tuple[str, Reading]]:
    for form in FORMS:
        for written in _folded(row, form):
            yield (
                written,
                Reading(
                    kind=kind,
                    value=event_named(row, "value") if kind == "trigger" else word_class(row, "value", kind),
                    form=form,
                    lemma=row.required("lemma"),
                    roles=word_class(row, "roles", "roles") if row.text("roles") else "",
                    needs=needs(row, "needs"),
                    guard=word_class(row, "guard", "guard") if row.text("guard") else "",
                    length=len(written.split()),
                ),
            )


def _listed(name: str, kind: Kind) -> Iterator[tuple[str, Reading]]:
    for row in read_table(DATA / name, required=["forms", "class"], optional=("item",)):
        value = word_class(row, "class", *(("noun",) if kind == "noun" else ("word", "shield")))
        for form in _folded(row, "forms") if not value.startswith(BEFORE) else ():
            length = len(form.split())
            yield (
                form,
                Reading(
                    kind,
                    value,
                    "noun" if kind == "noun" else "word",
                    form,
                    item=row.text("item"),
                    length=length,
                ),
            )


def _folded(row: Row, column: str) -> tuple[str, ...]:
    """The forms of a cell as the words of a text are compared with them."""
    return tuple(map(fold, row.parts(column)))
