"""Capitals and cities often in the news: a small layer, until the world index is built."""

from __future__ import annotations

from gazetteer.place import Place
from gazetteer.sources import table_file
from gazetteer.sources.theatre import DATA


def load() -> list[Place]:
    """The bundled cities. Raises DataError."""
    return table_file.load(DATA / "cities.csv")
