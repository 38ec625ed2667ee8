"""The lexicon: every form of the lemmas in ``data/*.csv`` with what it may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from gazetteer.fold import fold
from gazetteer.table import Row, read_table
from mapper.language.arabic import forms
from mapper.language.base import Form, Kind, Reading
from mapper.language.classes import event_named, needs, word_class

DATA = Path(__file__).parent / "data"
WORLDS = ("accident", "ballot", "crime", "culture", "economy", "education", "farming", "fiction", "health",
          "history", "labour", "science", "sport", "technology", "weather")  # fmt: skip
WEIGHTS = ("full", "half")
_MAKERS: tuple[tuple[str, Form, Callable[[str], Iterator[tuple[str, str]]]], ...] = (
    ("past", "past", forms.past_forms),
    ("present", "present", forms.present_forms),
    ("masdar", "masdar", forms.noun_forms),
    ("participle", "participle", forms.participle_forms),
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Readings by folded form; entries of several words by their first word, longest first."""

    single: dict[str, tuple[Reading, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Reading], ...]]


@cache
def lexicon() -> Lexicon:
    """All tables of the lexicon. Raises DataError with file and line for a fault in one."""
    single: dict[str, dict[Reading, None]] = {}
    phrases: dict[str, dict[tuple[tuple[str, ...], Reading], None]] = {}
    for form, reading in _entries():
        first, *others = form.split()
        if others:
            long = replace(reading, length=1 + len(others))
            phrases.setdefault(first, {})[(tuple(others), long)] = None
        else:
            single.setdefault(first, {})[reading] = None
    ordered = {first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in phrases.items()}
    return Lexicon({form: tuple(found) for form, found in single.items()}, ordered)


def _entries() -> Iterator[tuple[str, Reading]]:
    for row in _verbs("triggers.csv", "participle", "roles", "needs", "guard"):
        yield from _inflected(row, "trigger")
    for row in _verbs("light.csv", "participle"):
        yield from _inflected(row, "light")
    for row in _verbs("speech.csv", "participle"):
        yield from _inflected(row, "speech")
    for row in read_table(DATA / "nouns.csv", required=["forms", "class", "item"], optional=()):
        yield from _listed(row, "noun", "noun")
    for row in read_table(DATA / "words.csv", required=["forms", "class"], optional=()):
        yield from _listed(row, "word", "word")
    for row in read_table(DATA / "worlds.csv", required=["lemma", "world", "weight", "nouns", "persons"]):
        yield from _of_world(row)


def _verbs(name: str, *optional: str) -> Iterator[Row]:
    columns = ["lemma", "past", "present", "masdar", "value", "note"]
    return read_table(DATA / name, required=columns, optional=optional)


def _inflected(row: Row, kind: Kind) -> Iterator[tuple[str, Reading]]:
    base = Reading(
        kind=kind,
        value=event_named(row, "value") if kind == "trigger" else word_class(row, "value", kind),
        form="noun",
        lemma=row.required("lemma"),
        roles=word_class(row, "roles", "roles") if row.text("roles") else "",
        needs=needs(row, "needs"),
        guard=word_class(row, "guard", "guard") if row.text("guard") else "",
    )
    for column, form, make in _MAKERS:
        for lemma in row.parts(column):
            for made, number in make(lemma):
                yield made, replace(base, form=form, number=number)


def _of_world(row: Row) -> Iterator[tuple[str, Reading]]:
    world, weight = f"world.{row.choice('world', WORLDS)}", row.choice("weight", WEIGHTS)
    reading = Reading("noun", world, "noun", row.required("lemma"), item=weight)
    for noun in row.parts("nouns"):
        yield fold(noun), reading
    for person in row.parts("persons"):
        for made, number in forms.person_forms(person):
            yield made, replace(reading, number=number)


def _listed(row: Row, kind: Kind, form: Form) -> Iterator[tuple[str, Reading]]:
    value = word_class(row, "class", *(("noun",) if kind == "noun" else ("word", "shield")))
    for text in row.parts("forms"):
        lemma = text.removeprefix("ال") if kind == "noun" else text
        yield fold(text), Reading(kind, value, form, lemma, item=row.text("item"))
