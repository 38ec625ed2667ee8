"""Which places are named on the backdrop, and from which zoom on, as ``data/page_labels.csv`` says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gazetteer.place import Place
from gazetteer.table import once, read_table

LABELS_FILE = Path(__file__).parents[1] / "data" / "page_labels.csv"
MOST_ZOOM = 20
OTHER = "*"
"""Stands for every kind that has no row."""


@cache
def label_zooms(path: Path = LABELS_FILE) -> dict[str, int]:
    """The zoom by kind, the most important kind first. Raises DataError."""
    found: dict[str, int] = {}
    row = None
    for row in once(read_table(path, required=("kind", "zoom"), optional=()), "kind"):
        if OTHER in found:
            raise row.fault("kind", "the row of all other kinds stands last")
        found[row.required("kind")] = int(row.number("zoom", low=0, high=MOST_ZOOM))
    if row is not None and OTHER not in found:
        raise row.fault("kind", "the last row is that of *, all other kinds")
    return found


def label_zoom(place: Place) -> int:
    """The zoom of the map from which on the place is named."""
    zooms = label_zooms()
    return zooms.get(place.kind, zooms[OTHER])


def is_labelled(place: Place) -> bool:
    """Countries are named by the basemap, and every lesser place would only be in the way."""
    return not place.line and place.level == "settlement"


def importance(place: Place) -> tuple[int, int, str]:
    """The lower, the sooner it is named."""
    kinds = list(label_zooms())
    rank = kinds.index(place.kind if place.kind in kinds else OTHER)
    return rank, -(place.population or 0), place.id
