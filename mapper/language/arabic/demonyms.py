"""Words of nationality and people (أرميني, الأرمن) and seats of government (باكو) with their side.

A word is looked up folded (``gazetteer.fold``), words of a longer form joined
by one space. Forms with and without ال are both in the table; the caller cuts
the other proclitics (و ف ب ك ل, and turns لل into ال).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from gazetteer.fold import fold
from gazetteer.table import Row, read_table
from mapper.language.classes import side

DEMONYMS_FILE = Path(__file__).parent / "data" / "demonyms.csv"

DemonymKind = Literal["adjective", "people", "seat"]

# Feminine, duals and plurals of a nisba; the indefinite accusative stands apart (see _accusative).
_ENDINGS = ("", "ة", "ان", "ين", "ون", "تان", "تين", "ات")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonym:
    """Whom a word of nationality means."""

    side: str
    place: str
    """Gazetteer id of the country; empty for peoples without a state."""
    kind: DemonymKind
    """"seat" for a capital or palace that stands for its government."""
    needs_head: bool = False
    """Another word, a surname or a town unless the context says otherwise (مالي, تركي, عدن)."""


@cache
def demonyms() -> dict[str, Demonym]:
    """Every folded form; where two rows share a form the first row keeps it.

    >>> demonyms()[fold("الأرمينية")].side   # Armenian, feminine, with article
    'ARM'
    """
    columns = ["side", "place", "nisba", "people", "names", "seats", "needs_head", "note"]
    rows = list(read_table(DEMONYMS_FILE, required=columns, optional=()))
    lands = {fold(name) for row in rows for name in row.parts("names")}
    forms: dict[str, Demonym] = {}
    for row in rows:
        for form, demonym in _row_forms(row, lands):
            forms.setdefault(form, demonym)
    return forms


def _row_forms(row: Row, lands: set[str]) -> Iterator[tuple[str, Demonym]]:
    unsure = {form for listed in row.parts("needs_head") for form in _definite(listed)}
    for kind, form in _kinds(row, lands):
        yield (
            form,
            Demonym(
                side=side(row, "side"),
                place=row.text("place"),
                kind=kind,
                needs_head=form in unsure,
            ),
        )


def _kinds(row: Row, lands: set[str]) -> Iterator[tuple[DemonymKind, str]]:
    for lemma in row.parts("nisba"):
        for form in [*_inflected(lemma), *_accusative(lemma, lands)]:
            yield from (("adjective", folded) for folded in _definite(form))
    for word in row.parts("people"):
        yield from (("people", folded) for folded in _definite(word))
    for seat in row.parts("seats"):
        yield "seat", fold(seat)


def _inflected(lemma: str) -> Iterator[str]:
    """كوري شمالي gives كورية شمالية; a word that is no nisba (جنوب) stays as it is."""
    for ending in _ENDINGS:
        yield " ".join(word + ending if word.endswith("ي") else word for word in lemma.split())


def _accusative(lemma: str, lands: set[str]) -> Iterator[str]:
    """جنديا أذربيجانيا; left out where it is the name of a land (أرمينيا, سوريا)."""
    form = lemma + "ا"
    if fold(form) not in lands:
        yield form


def _definite(form: str) -> Iterator[str]:
    """The folded form without and with ال, on the first word alone and on each."""
    words = fold(form).split()
    yield " ".join(words)
    if not form.startswith("ال"):
        yield " ".join(["ال" + words[0], *words[1:]])
        yield " ".join("ال" + word for word in words)
