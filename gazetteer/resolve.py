"""Which places the names of a report mean: all of them weighed together, with reasons in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gazetteer.index.cues import Cue, cues
from gazetteer.index.name_words import name_words
from gazetteer.place import Candidate, Hit, Match, Place, distance_km
from gazetteer.reasons import reason

_MARGIN = 0.05
"""Scores closer than this do not decide."""
_PARENT = 0.05
_PROVINCES = ("province", "state")
_COUNTRY = 0.06
_NEARNESS = 0.15
_SAME_SPOT_KM = 15.0
_NEAR_KM = 150.0
_PEOPLE = {"city": 100_000, "town": 15_000, "village": 500}
"""How many live in a place that the data counts nobody of."""
_WIDE_KM = 300.0
"""Wider places tell nothing about where a report takes place."""


_FAR_KM = 2000.0
"""Places farther apart tell nothing about each other."""
_EARTH_KM = 6371.0088
_FAR_CHORD = (2 * math.sin(_FAR_KM / 2 / _EARTH_KM)) ** 2
"""The same as the square of a distance between unit vectors."""

_Vector = tuple[float, float, float]
"""A point of the globe as a unit vector: distances of vectors are cheap."""


@dataclass(frozen=True, slots=True)
class _Report:
    """What the other names of the report say."""

    named: frozenset[str]
    """Ids of all places that some name may mean."""
    points: tuple[tuple[_Vector, str, str], ...]
    """Point, id and name of the places beyond doubt, each once."""
    countries: frozenset[str]
    """The countries that are named, ISO 3166 alpha-2."""


def resolve(hits: Sequence[Hit]) -> tuple[Match, ...]:
    """One match per hit, in the same order.

    Each candidate starts with the score of its name and gains by the place
    noun before it, by its containing places being named too, and by lying
    near the places of the report that are beyond doubt.
    """
    keys = [(id(hit.candidates), hit.cue, hit.level) for hit in hits]
    distinct = dict(zip(keys, hits, strict=True))
    report = _report(list(distinct.values()))
    matches = {key: _match(hit, report) for key, hit in distinct.items()}
    return tuple([matches[key] for key in keys])


def _report(hits: Sequence[Hit]) -> _Report:
    first = [hit.candidates[0].place for hit in hits]
    anchors = {place.id: place for place, hit in zip(first, hits, strict=True) if _is_anchor(hit)}
    countries = {place.country for place in first if place.level == "country"}
    return _Report(
        named=frozenset([candidate.place.id for hit in hits for candidate in hit.candidates]),
        points=tuple([(_vector(p.lon, p.lat), p.id, p.name) for p in anchors.values()]),
        countries=frozenset(countries.union(*[hit.countries for hit in hits])),
    )


def _is_anchor(hit: Hit) -> bool:
    first = hit.candidates[0].place
    if first.radius_km > _WIDE_KM:
        return False
    if len(hit.candidates) == 1:
        return True
    return all(distance_km(first, other.place) < 2 * _SAME_SPOT_KM for other in hit.candidates[1:])


def _match(hit: Hit, report: _Report) -> Match:
    cue = cues().get(hit.cue)
    own = {candidate.place.id for candidate in hit.candidates}
    ranked = [_weigh(candidate, cue, own, report) for candidate in hit.candidates]
    if len(ranked) > 1:
        ranked.sort(key=lambda c: (-c.score, c.place.id))
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


def _weigh(candidate: Candidate, cue: Cue | None, own: set[str], report: _Report) -> Candidate:
    """The candidate with what speaks for it; ``own`` are the ids of all candidates of its name."""
    place, reasons = candidate.place, list(candidate.reasons)
    gain, why = _by_cue(place, cue)
    if why:
        reasons.append(why)
    if not report.named.isdisjoint(place.parents) and not own.issuperset(report.named & {*place.parents}):
        gain += _PARENT
        reasons.append(reason("parent"))
    near, why = _by_distance(place, own, report)
    gain += near
    if why:
        reasons.append(why)
    if len(own) > 1:
        if place.level != "country" and place.country in report.countries:
            gain += _COUNTRY
            reasons.append(reason("country", country=place.country))
        gain += _by_size(place)
    score = round(min(1.0, max(0.0, 0.6 * candidate.score + gain)), 3)
    return Candidate(place=place, score=score, name=candidate.name, reasons=tuple(reasons))


def _by_cue(place: Place, cue: Cue | None) -> tuple[float, str]:
    """A fitting place noun decides between a district and its town; a misfit counts against."""
    if cue is not None and place.kind in _PROVINCES and cue.word in name_words("front"):
        return 0.2, reason("noun_sooner", word=cue.word, kind=place.kind)
    if cue is None or not cue.levels:
        return (0.08, "") if place.level == "settlement" else (0.0, "")
    if place.level not in cue.levels:
        return -0.2, ""
    exact = not cue.kinds or place.kind in cue.kinds
    return (0.2 if exact else 0.12), reason("noun_fits", word=cue.word, kind=place.kind)


def _by_distance(place: Place, own: set[str], report: _Report) -> tuple[float, str]:
    x, y, z = _vector(place.lon, place.lat)
    count, nearness, nearest, neighbour = 0, 0.0, _NEAR_KM, ""
    for (other_x, other_y, other_z), other_id, name in report.points:
        if other_id in own:
            continue
        count += 1
        chord = (x - other_x) ** 2 + (y - other_y) ** 2 + (z - other_z) ** 2
        if chord < _FAR_CHORD:
            km = 2 * _EARTH_KM * math.asin(math.sqrt(chord) / 2)
            nearness += math.exp(-km / _NEAR_KM)
            if km < nearest:
                nearest, neighbour = km, name
    if not count:
        return 0.0, ""
    why = reason("near", km=f"{nearest:.0f}", place=neighbour) if neighbour else ""
    return _NEARNESS * nearness / count, why


@lru_cache(maxsize=20_000)
def _vector(lon: float, lat: float) -> _Vector:
    lon, lat = math.radians(lon), math.radians(lat)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _by_size(place: Place) -> float:
    """Among namesakes, the larger one is likelier."""
    people = place.population or _PEOPLE.get(place.kind, 0)
    return 0.01 * math.log10(people) if people else 0.0


def _doubt(ranked: Sequence[Candidate], cue: Cue | None) -> tuple[str, ...]:
    """Why the first candidate is not certain, in words; empty where it is."""
    best = ranked[0]
    for other in ranked[1:]:
        if (
            other.place.id in best.place.same_name
            and not (cue and cue.levels)
            and best.score - other.score < 0.2
        ):
            return (reason("which_kind", kind=best.place.kind, other_kind=other.place.kind),)
        if best.score - other.score >= _MARGIN:
            continue
        if distance_km(best.place, other.place) > _SAME_SPOT_KM:
            return (reason("as_likely", place=other.place.name),)
    return ()
