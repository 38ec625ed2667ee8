"""Capitals and cities often in the news: a small layer that is there without the world index too."""

from __future__ import annotations

from dataclasses import replace

from gazetteer.place import GEONAMES, Place
from gazetteer.sources import table_file
from gazetteer.sources.theatre import DATA


def load() -> list[Place]:
    """The bundled cities. Raises DataError."""
    return [
        replace(place, source=GEONAMES) if place.id.startswith("geonames:") else place
        for place in table_file.load(DATA / "cities.csv")
    ]
