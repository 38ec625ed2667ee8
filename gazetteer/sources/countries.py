"""Countries and regions of the world: names from CLDR (by Babel), points from our own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazetteer.place import Place, PlaceName
from gazetteer.sources import columns, rows
from gazetteer.sources.theatre import DATA
from gazetteer.table import Row, header_of, read_table

LANGUAGES = ("ar", "en", "fr", "ru", "az", "hy", "tr", "fa")
_CASED = ("en", "fr", "ru", "az", "hy", "tr")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_PERSIAN = re.compile("[پچژگ]")
"""Persian names without a letter of their own read as Arabic adjectives: روسیه "Russia", روسية "Russian"."""
_MIN_LATIN = 4
"""Shorter names of countries in other scripts (Çin, Man) are too many other words."""


def load() -> list[Place]:
    """Countries, then regions. Raises DataError."""
    return [*states(), *_regions()]


def states() -> Iterator[Place]:
    """The countries alone. Raises DataError."""
    cldr, more = _cldr_names(), _more_names()
    table = read_table(
        DATA / "countries.csv", required=("alpha2", "alpha3", "lat", "lon", "radius_km"), optional=("source",)
    )
    for row in table:
        alpha2 = row.required("alpha2")
        yield _country(row, cldr.get(alpha2, {}), more.get(alpha2, []))


def _country(row: Row, cldr: dict[str, str], more: list[Row]) -> Place:
    lon, lat = rows.point(row)
    marked = {r.required("name"): r.text("mark") for r in more}
    names = [n for language, text in cldr.items() for n in _names(language, text) if n.text not in marked]
    names += [_marked(r) for r in more]
    return Place(
        id=f"country:{row.required('alpha3')}",
        name=bare(cldr.get("en", row.required("alpha2"))),
        level="country",
        kind="country",
        lat=lat,
        lon=lon,
        radius_km=row.number("radius_km", low=0.1, high=rows.MAX_RADIUS_KM),
        names=tuple(names),
        country=row.required("alpha2"),
        source=row.text("source"),
    )


def bare(text: str) -> str:
    """A name of CLDR without what stands in brackets."""
    return _BRACKETS.sub("", text).strip()


def _names(language: str, text: str) -> Iterator[PlaceName]:
    name = bare(text)
    if language == "fa" and not _PERSIAN.search(name):
        return
    if language == "ar" or len(name) >= _MIN_LATIN:
        yield PlaceName(text=name, language=language, needs_capital=language in _CASED)


def _marked(row: Row) -> PlaceName:
    language, mark = row.required("language"), row.text("mark")
    if mark:
        row.choice("mark", ("needs_cue", "common"))
    return PlaceName(
        text=row.required("name"),
        language=language,
        needs_cue=mark in ("needs_cue", "common"),
        common=mark == "common",
        needs_capital=language in _CASED,
    )


def _cldr_names() -> dict[str, dict[str, str]]:
    """Names by territory and language."""
    from babel import Locale  # 30 ms, and only countries need it

    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            found.setdefault(code, {})[language] = name
    return found


def _more_names() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    required = ("alpha2", "language", "name", "mark")
    for row in read_table(DATA / "country_names.csv", required=required, optional=("note",)):
        found.setdefault(row.required("alpha2"), []).append(row)
    return found


def _regions() -> Iterator[Place]:
    path = DATA / "regions.csv"
    required = ("id", "kind", "name", "lat", "lon", "radius_km")
    optional = ("note", *columns.name_columns(header_of(path)))
    table = read_table(path, required=required, optional=optional)
    yield from rows.unique((row, _region(row)) for row in table)


def _region(row: Row) -> Place:
    lon, lat = rows.point(row)
    kind = row.required("kind")
    return Place(
        id=row.required("id"),
        name=row.required("name"),
        level="site" if kind in ("site", "strait") else "region",
        kind=kind,
        lat=lat,
        lon=lon,
        radius_km=row.number("radius_km", low=0.1, high=rows.MAX_RADIUS_KM),
        names=tuple(columns.names(row)),
        source="by hand",
        note=row.text("note"),
    )
