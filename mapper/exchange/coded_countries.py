"""Countries by the names that coded data sets write: their ISO 3166 code and how wide they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from gazetteer.place import Place
from gazetteer.sources.countries import states
from gazetteer.table import once, read_table

COUNTRIES_FILE = Path(__file__).parents[1] / "data" / "coded_countries.csv"
_BRACKETS = re.compile(r"\([^)]*\)")
_BLANKS = re.compile(r"\s+")


def without_brackets(name: str) -> str:
    """ "Russia (Soviet Union)" as "Russia"; "Military Forces of Syria (2000-2024)" without its years."""
    return _BLANKS.sub(" ", _BRACKETS.sub(" ", name)).strip()


def country_code(name: str) -> str:
    """ISO 3166 alpha-3 of a country by its name in English; empty if it is not known."""
    found = country_place(name)
    return found.id.removeprefix("country:") if found else ""


def country_radius(name: str) -> float | None:
    """How wide a country is, in km, by its name or its ISO 3166 code; None if it is not known."""
    found = country_place(name) or _codes().get(name.upper())
    return found.radius_km if found else None


@lru_cache(maxsize=1 << 12)
def country_place(name: str) -> Place | None:
    """A country by its name in English; None if it is not known."""
    return _countries().get(without_brackets(name).casefold().removeprefix("the "))


@cache
def _codes() -> Mapping[str, Place]:
    """By alpha-2 and alpha-3; apart from the names, for PA is an agency too."""
    found = tuple(states())
    by_three = {place.id.removeprefix("country:"): place for place in found}
    return by_three | {place.country: place for place in found}


@cache
def _countries() -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    for place in _codes().values():
        names = (name.text for name in place.names if name.language == "en")
        found |= {name.casefold(): place for name in (place.name, *names)}
    for row in once(read_table(COUNTRIES_FILE, required=("name", "alpha3"), optional=()), "name"):
        found[row.required("name").casefold()] = _codes()[row.choice("alpha3", tuple(_codes()))]
    return found
