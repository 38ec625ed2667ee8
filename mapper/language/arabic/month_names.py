"""The names of months, those of ``dates.csv``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gazetteer.fold import fold
from gazetteer.table import read_table

DATES_FILE = Path(__file__).parent / "data" / "dates.csv"


@cache
def months() -> dict[str, list[tuple[str, ...]]]:
    """Folded names by their first word, each with its further ones."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in read_table(DATES_FILE, required=["role", "forms"]):
        for form in row.parts("forms") if row.text("role") in ("month", "hijri_month") else ():
            first, *others = fold(form).split()
            found.setdefault(first, []).append(tuple(others))
    return found
