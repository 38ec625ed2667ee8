"""Which places the names of a report mean: all of them weighed together, with reasons in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gazetteer.index.cues import Cue, cues
from gazetteer.place import Candidate, Hit, Match, Place, distance_km

_MARGIN = 0.05
"""Scores closer than this do not decide."""
_SAME_SPOT_KM = 15.0
_NEAR_KM = 150.0
_WIDE_KM = 300.0
"""Wider places tell nothing about where a report takes place."""


@dataclass(frozen=True, slots=True)
class _Report:
    """What the other names of the report say."""

    named: frozenset[str]
    """Ids of all places that some name may mean."""
    anchors: tuple[Place, ...]
    """Places beyond doubt, each once."""


def resolve(hits: Sequence[Hit]) -> tuple[Match, ...]:
    """One match per hit, in the same order.

    Each candidate starts with the score of its name and gains by the place
    noun before it, by its containing places being named too, and by lying
    near the places of the report that are beyond doubt.
    """
    anchors = {hit.candidates[0].place.id: hit.candidates[0].place for hit in hits if _is_anchor(hit)}
    named = frozenset(candidate.place.id for hit in hits for candidate in hit.candidates)
    report = _Report(named, tuple(anchors.values()))
    return tuple(_match(hit, report) for hit in hits)


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
    others = [anchor for anchor in report.anchors if anchor.id not in own]
    if not others:
        return 0.0, ""
    nearest = min(others, key=lambda anchor: (distance_km(place, anchor), anchor.id))
    km = distance_km(place, nearest)
    near = sum(math.exp(-distance_km(place, anchor) / _NEAR_KM) for anchor in others) / len(others)
    return 0.15 * near, f"{km:.0f} km from {nearest.name}, also in the report" if km < _NEAR_KM else ""


def _by_size(place: Place, hit: Hit) -> tuple[float, str]:
    if not place.population or len(hit.candidates) == 1:
        return 0.0, ""
    return 0.01 * math.log10(place.population), ""


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
