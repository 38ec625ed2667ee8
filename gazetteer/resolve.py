"""Which places the names of a report mean: all of them weighed together, with reasons in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gazetteer.index.cues import Cue, cues
from gazetteer.place import Candidate, Hit, Match, Place, distance_km, haversine_km

_MARGIN = 0.05
"""Scores closer than this do not decide."""
_COUNTRY = 0.06
_SAME_SPOT_KM = 15.0
_NEAR_KM = 150.0
_PEOPLE = {"city": 100_000, "town": 15_000, "village": 500}
"""How many live in a place that the data counts nobody of."""
_WIDE_KM = 300.0
"""Wider places tell nothing about where a report takes place."""


@dataclass(frozen=True, slots=True)
class _Report:
    """What the other names of the report say."""

    named: frozenset[str]
    """Ids of all places that some name may mean."""
    points: tuple[tuple[float, float, str, str], ...]
    """Longitude, latitude, id and name of the places beyond doubt, each once."""
    countries: frozenset[str]
    """The countries that are named, ISO 3166 alpha-2."""


def resolve(hits: Sequence[Hit]) -> tuple[Match, ...]:
    """One match per hit, in the same order.

    Each candidate starts with the score of its name and gains by the place
    noun before it, by its containing places being named too, and by lying
    near the places of the report that are beyond doubt.
    """
    distinct = {(id(hit.candidates), hit.cue, hit.level): hit for hit in hits}
    anchors = {
        hit.candidates[0].place.id: hit.candidates[0].place for hit in distinct.values() if _is_anchor(hit)
    }
    named = frozenset(candidate.place.id for hit in distinct.values() for candidate in hit.candidates)
    first = (hit.candidates[0].place for hit in distinct.values())
    countries = frozenset(place.country for place in first if place.level == "country")
    countries = countries.union(*(hit.countries for hit in distinct.values()))
    points = tuple((place.lon, place.lat, place.id, place.name) for place in anchors.values())
    report = _Report(named, points, countries)
    matches = {key: _match(hit, report) for key, hit in distinct.items()}
    return tuple(matches[id(hit.candidates), hit.cue, hit.level] for hit in hits)


def _is_anchor(hit: Hit) -> bool:
    first = hit.candidates[0].place
    if first.radius_km > _WIDE_KM:
        return False
    return all(distance_km(first, other.place) < 2 * _SAME_SPOT_KM for other in hit.candidates[1:])


def _match(hit: Hit, report: _Report) -> Match:
    cue = cues().get(hit.cue)
    weighed = [_weigh(candidate, cue, hit, report) for candidate in hit.candidates]
    ranked = sorted(weighed, key=lambda c: (-c.score, c.place.id))
    best = ranked[0]
    doubt = _doubt(ranked, cue)
    return Match(
        place=best.place,
        level=hit.level,
        score=best.score,
        name=best.name,
        others=tuple(ranked[1:]),
        unsure=bool(doubt),
        reasons=(*best.reasons, *doubt),
    )


def _weigh(candidate: Candidate, cue: Cue | None, hit: Hit, report: _Report) -> Candidate:
    place = candidate.place
    gains = [
        _by_cue(place, cue),
        _by_parents(place, hit, report),
        _by_distance(place, hit, report),
        _by_country(place, hit, report),
        _by_size(place, hit),
    ]
    score = 0.6 * candidate.score + sum(gain for gain, _ in gains)
    reasons = tuple(reason for _, reason in gains if reason)
    score = round(min(1.0, max(0.0, score)), 3)
    return replace(candidate, score=score, reasons=(*candidate.reasons, *reasons))


def _by_cue(place: Place, cue: Cue | None) -> tuple[float, str]:
    """A fitting place noun decides between a district and its town; a misfit counts against."""
    if cue is None or not cue.levels:
        return (0.08, "") if place.level == "settlement" else (0.0, "")
    if place.level not in cue.levels:
        return -0.2, ""
    exact = not cue.kinds or place.kind in cue.kinds
    return (0.2 if exact else 0.12), f"the noun “{cue.word}” beside it fits a {place.kind}"


def _by_parents(place: Place, hit: Hit, report: _Report) -> tuple[float, str]:
    own = {candidate.place.id for candidate in hit.candidates}
    parents = [p for p in place.parents if p in report.named - own]
    return (0.05, "a place that contains it is named in the report") if parents else (0.0, "")


def _by_distance(place: Place, hit: Hit, report: _Report) -> tuple[float, str]:
    own = {candidate.place.id for candidate in hit.candidates}
    lon, lat = place.lon, place.lat
    others = [
        (*_apart(lon, lat, anchor_lon, anchor_lat), anchor_id, name)
        for anchor_lon, anchor_lat, anchor_id, name in report.points
        if anchor_id not in own
    ]
    if not others:
        return 0.0, ""
    km, _, _, name = min(others)
    near = sum([other[1] for other in others]) / len(others)
    return 0.15 * near, f"{km:.0f} km from {name}, also in the report" if km < _NEAR_KM else ""


def _by_country(place: Place, hit: Hit, report: _Report) -> tuple[float, str]:
    """The country that a report names decides between its town and one far from all that is named."""
    if len(hit.candidates) == 1 or place.level == "country" or place.country not in report.countries:
        return 0.0, ""
    return _COUNTRY, f"its country ({place.country}) is named in the report"


@lru_cache(maxsize=200_000)
def _apart(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> tuple[float, float]:
    """Distance of two points in km, and how close that is: 1 at one spot, towards 0 far away."""
    km = haversine_km((lon_a, lat_a), (lon_b, lat_b))
    return km, math.exp(-km / _NEAR_KM)


def _by_size(place: Place, hit: Hit) -> tuple[float, str]:
    people = place.population or _PEOPLE.get(place.kind, 0)
    if not people or len(hit.candidates) == 1:
        return 0.0, ""
    return 0.01 * math.log10(people), ""


def _doubt(ranked: Sequence[Candidate], cue: Cue | None) -> tuple[str, ...]:
    """Why the first candidate is not certain, in words; empty where it is."""
    best = ranked[0]
    for other in ranked[1:]:
        if (
            other.place.id in best.place.same_name
            and not (cue and cue.levels)
            and best.score - other.score < 0.2
        ):
            return (f"nothing says whether the {best.place.kind} or the {other.place.kind} is meant",)
        if best.score - other.score >= _MARGIN:
            continue
        if distance_km(best.place, other.place) > _SAME_SPOT_KM:
            return (f"{other.place.name} is as likely",)
    return ()
