"""A name as it is asked for: alone, or with what contains its place behind commas (Tripoli, Lebanon)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from gazetteer.index.layered import LayeredIndex
from gazetteer.index.rank import Found
from gazetteer.index.search import search as search_name
from gazetteer.place import Candidate, Place, distance_km
from gazetteer.reasons import reason

Claim = Callable[[Place, str], str]
"""Why a place that has no country is found under one (alpha-2), in words; empty where it is not."""

_COMMA = re.compile(r"\s*[,،;؛]\s*")
_CODE = re.compile("[A-Z]{2}")
_SLACK_KM = 25.0
"""How far outside of a container's radius its places may lie."""
_MOST_CONTAINERS = 5


def search(
    index: LayeredIndex, name: str, *, country: str | None = None, own: frozenset[str], claim: Claim
) -> Found:
    """The places of a name, best first; ``country`` (alpha-2) is one that they must have."""
    first, *behind = [part for part in _COMMA.split(name) if part] or [name]
    found = search_name(index, first, own=own)
    for part in reversed(behind):
        found = _inside(found, part, search_name(index, part, own=own), claim)
    return _of_country(found, country, claim) if country else found


def _inside(found: Found, part: str, containers: Found, claim: Claim) -> Found:
    """Those that lie in what a part of an address names; all of them, doubted, where none is known to."""
    if _CODE.fullmatch(part) and (of_code := _of_country(found, part, claim)).candidates:
        return of_code
    best = containers.candidates[:1]
    if containers.level in ("exact", "folded") and best and best[0].place.level == "country":
        return _of_country(found, best[0].place.country, claim)
    for container in containers.candidates[:_MOST_CONTAINERS]:
        if kept := [c for c in found.candidates if _is_in(c.place, container.place)]:
            why = reason("lies_in", place=container.place.name)
            return found.only([replace(c, reasons=(*c.reasons, why)) for c in kept])
    return replace(found, doubt=reason("none_in", place=part))


def _is_in(place: Place, container: Place) -> bool:
    if place.id == container.id:
        return False
    reach = container.radius_km + place.radius_km + _SLACK_KM
    return container.id in place.parents or distance_km(place, container) <= reach


def _of_country(found: Found, country: str, claim: Claim) -> Found:
    """The places of a country, and those without one that it claims or reaches into."""
    kept: list[Candidate] = []
    for candidate in found.candidates:
        place = candidate.place
        if place.country == country:
            kept.append(candidate)
        elif not place.country and (why := claim(place, country)):
            kept.append(replace(candidate, reasons=(*candidate.reasons, why)))
    return found.only(kept)
