"""A geopy geocoder over the gazetteer: no network, and any name in any of its spellings.

>>> location = Geocoder().geocode("ستيباناكيرت")   # Stepanakert
>>> round(location.latitude, 1), round(location.longitude, 1)
(39.8, 46.8)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from geopy.exc import ConfigurationError, GeocoderQueryError, GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL
from geopy.geocoders.base import Geocoder as GeopyGeocoder
from geopy.location import Location

from gazetteer.errors import GazetteerError
from gazetteer.lookup import Gazetteer
from gazetteer.place import Match


class Geocoder(GeopyGeocoder):  # type: ignore[misc]  # geopy has no types
    """Works wherever geopy's geocoders do: ``geopandas.tools.geocode(names, provider=Geocoder)``."""

    def __init__(
        self,
        *,
        gazetteer: Gazetteer | None = None,
        user_files: Sequence[Path | str] = (),
        **geopy_options: Any,
    ) -> None:
        """Over a gazetteer, or the default one with the user's own tables, dumps and theatre packs.

        Raises geopy's ConfigurationError where a table has a fault or cannot be read.
        """
        super().__init__(**geopy_options)
        try:
            self.gazetteer = Gazetteer.default(user_files=user_files) if gazetteer is None else gazetteer
        except (GazetteerError, OSError, TypeError) as error:
            raise ConfigurationError(str(error)) from error

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        country: str | None = None,
        near: tuple[float, float] | None = None,
        language: str | None = None,
        limit: int = 10,
        timeout: object = DEFAULT_SENTINEL,  # geopy passes it; nothing here can time out
    ) -> Location | list[Location] | None:
        """The place of a name ("Tripoli", "Tripoli, Lebanon"), or the places; None where nothing is found.

        ``country`` is an ISO 3166 code or a country's name, ``near`` a (lat, lon) point; with ``language``
        (a BCP 47 tag) the address names the place in it, where a name is known. Raises GeocoderQueryError
        where query, country or point cannot be one, and GeocoderServiceError where the index of places
        can be neither read nor built.
        """
        if not isinstance(query, str):
            raise GeocoderQueryError(f"a name is a text, not {type(query).__name__}")
        most = 1 if exactly_one else limit
        try:
            matches = self.gazetteer.search(query, near=near, country=country, limit=most)
        except (GazetteerError, OSError) as error:
            raise GeocoderServiceError(str(error)) from error
        except (ValueError, TypeError) as error:
            raise GeocoderQueryError(str(error)) from error
        if not matches:
            return None
        locations = [_location(match, language) for match in matches]
        return locations[0] if exactly_one else locations

    def reverse(self, query: object, **_: object) -> NoReturn:
        """Not offered: raises GeocoderServiceError."""
        raise GeocoderServiceError("the gazetteer finds places by name; it cannot name the place of a point")


def _location(match: Match, language: str | None) -> Location:
    place = match.place
    raw = {
        "id": place.id,
        "level": place.level,
        "kind": place.kind,
        "radius_km": match.radius_km,
        "match": match.level,
        "score": match.score,
        "unsure": match.unsure,
        "reasons": list(match.reasons),
        "others": [other.place.id for other in match.others],
    }
    named = next((n.text for n in place.names if language and n.language == language), place.name)
    address = ", ".join(part for part in (named, place.country) if part)
    return Location(address, (place.lat, place.lon, 0.0), raw)
