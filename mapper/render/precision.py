"""The classes of ``data/page_precision.csv``: how sure the place of an incident is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gazetteer.table import read_table

PRECISION_FILE = Path(__file__).parent.parent / "data" / "page_precision.csv"
NO_PLACE = "none"
MOST_KM = 50_000.0


@cache
def precisions() -> dict[str, float]:
    """The widest radius of each class in km, finest first; the class of no place stands last."""
    found: dict[str, float] = {}
    for row in read_table(PRECISION_FILE, required=("id", "up_to_km"), optional=()):
        limit = row.number("up_to_km", low=0, high=MOST_KM) if row.text("up_to_km") else MOST_KM
        if row.required("id") in found or limit < max(found.values(), default=0):
            raise row.fault("id", "each class stands once, the finest first")
        found[row.required("id")] = limit
    return found


def precision(radii: list[float]) -> int:
    """Number of the class of an incident, by the radius of its surest spot."""
    classes = list(precisions().items())
    if not radii:
        return [name for name, _ in classes].index(NO_PLACE)
    least = min(radii)
    return next(number for number, (_, limit) in enumerate(classes) if least <= limit)
