"""Place names of conflicts, in every spelling, with coordinates and doubts.

>>> from gazetteer import Gazetteer
>>> Gazetteer.default().search("كنجة")[0].place.name   # Ganja
'Ganja'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gazetteer.errors import DataError, GazetteerError
from gazetteer.place import Candidate, Hit, Match, Place, PlaceName

if TYPE_CHECKING:
    from gazetteer.geocoder import Geocoder
    from gazetteer.lookup import Gazetteer

__all__ = [
    "Candidate", "DataError", "Gazetteer", "GazetteerError", "Geocoder", "Hit", "Match", "Place", "PlaceName",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Load the heavier names when first asked for: ``import gazetteer`` must cost nothing in ``--help``."""
    if name == "Gazetteer":
        from gazetteer.lookup import Gazetteer

        return Gazetteer
    if name == "Geocoder":
        from gazetteer.geocoder import Geocoder

        return Geocoder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
