"""Codes that tables of places may use: countries, regions, kinds of places, languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from gazetteer.place import haversine_km
from gazetteer.table import read_table

DATA = Path(__file__).parent.parent / "data"

_FAR = 1.5
_FAR_KM = 100.0
"""So many times a country's extent, and so far beyond it, lie none of its places."""


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[str, float, float, float]]:
    """Alpha-3 code, longitude, latitude and extent in km, by alpha-2 code."""
    table = read_table(DATA / "countries.csv", required=("alpha2", "alpha3", "lat", "lon", "radius_km"))
    return {
        row.text("alpha2"): (
            row.text("alpha3"),
            row.number("lon", low=-180, high=180),
            row.number("lat", low=-90, high=90),
            row.number("radius_km", low=0, high=20_000),
        )
        for row in table
    }


def is_alpha2(code: str) -> bool:
    return code in _countries()


def alpha3_of(alpha2: str) -> str:
    """The longer code of a country; empty for none."""
    return _countries()[alpha2][0] if alpha2 in _countries() else ""


def alpha2_of(alpha3: str) -> str:
    """The shorter code of a country; empty for none."""
    return next((alpha2 for alpha2, (longer, *_) in _countries().items() if longer == alpha3), "")


def meets(country: str, point: tuple[float, float], radius_km: float) -> bool:
    """Whether a wide place around a (lon, lat) point reaches into a country (alpha-2)."""
    _, lon, lat, radius = _countries()[country]
    return haversine_km((lon, lat), point) <= radius + radius_km


@lru_cache(maxsize=1)
def _alpha3() -> frozenset[str]:
    return frozenset(alpha3 for alpha3, *_ in _countries().values())


def is_alpha3(code: str) -> bool:
    return code in _alpha3()


def far_from(country: str, point: tuple[float, float]) -> bool:
    """Whether a (lon, lat) point lies far outside a country (alpha-2)."""
    _, lon, lat, radius = _countries()[country]
    return haversine_km((lon, lat), point) > _FAR * radius + _FAR_KM


def near_to(country: str, point: tuple[float, float]) -> bool:
    """Whether a (lon, lat) point lies in a country (alpha-2) or near it."""
    _, lon, lat, radius = _countries()[country]
    return haversine_km((lon, lat), point) <= _FAR * radius


@lru_cache(maxsize=1)
def regions() -> frozenset[str]:
    """Ids of the regions of the world that have a row."""
    return frozenset(row.text("id") for row in read_table(DATA / "regions.csv", required=("id",)))


@lru_cache(maxsize=1)
def kinds() -> dict[str, tuple[str, ...]]:
    """The levels that each kind of place may have."""
    table = read_table(DATA / "kinds.csv", required=("kind", "levels"), optional=("note",))
    return {row.required("kind"): row.parts("levels") for row in table}


@lru_cache(maxsize=256)
def is_language(tag: str) -> bool:
    """Whether a BCP 47 tag (``ar``, ``hy-Latn``) is of a language, and of a script or territory, of CLDR."""
    from babel import Locale  # 30 ms that --help need not pay

    english = Locale("en")
    language, *others = tag.split("-")
    return language in english.languages and all(
        part in english.scripts or part in english.territories for part in others
    )
