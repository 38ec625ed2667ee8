"""Scoring the claims of a document: found or not, and what the matched ones say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gazetteer.place import haversine_km
from mapper.evaluate.folding import family, form_type, parties, side
from mapper.evaluate.forms import Form, Place, Point, Told
from mapper.evaluate.matching import Edge, match, overlap
from mapper.evaluate.ratio import NOTHING, Mean, Ratio

SAME_PLACE_KM = 10
FIELDS = (
    "claimant_side",
    "stance",
    "event_type_exact",
    "actor_side",
    "date_exact_day",
    "date_from_day",
    "date_null_kept",
    "date_within_a_day_where_text_says",
    "places_jaccard",
    "places_jaccard_when_gold_has_places",
    "killed",
    "killed_when_gold_has_number",
    "claimant_side_as_written",
    "actor_parties_as_written",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTally:
    """Counts of one document or of several."""

    found: Ratio = NOTHING
    fields: Mapping[str, Mean] = field(default_factory=lambda: dict.fromkeys(FIELDS, Mean()))
    """What was judged on matched claims, by the names in FIELDS."""

    def __add__(self, other: ClaimTally) -> ClaimTally:
        added = {name: self.fields[name] + other.fields[name] for name in FIELDS}
        return ClaimTally(found=self.found + other.found, fields=added)


def match_claims(gold: Form, found: Form) -> dict[int, int]:
    """Claims of one event family that share words; by their ids where no words are given."""
    if found.by_id or gold.by_id:
        numbers = {claim.id: number for number, claim in enumerate(found.claims)}
        return {i: numbers[claim.id] for i, claim in enumerate(gold.claims) if claim.id in numbers}
    return match(
        Edge((shared, *_ties(one, other)), i, j)
        for i, one in enumerate(gold.claims)
        for j, other in enumerate(found.claims)
        if family(one.event_type) == family(other.event_type)
        and (shared := max((overlap(a, b) for a in one.spans for b in other.spans), default=0))
    )


def _ties(one: Told, other: Told) -> tuple[bool, ...]:
    """What decides between two matches whose words are equally close."""
    return (
        one.event_type == other.event_type,
        one.stance == other.stance,
        one.claimant_side == other.claimant_side,
    )


def claims(gold: Form, found: Form, matches: Mapping[int, int]) -> ClaimTally:
    """Score the claims of one document, given which belong together."""
    points, others = _points(gold), _points(found)
    fields = dict.fromkeys(FIELDS, Mean())
    for i, j in matches.items():
        one, other = gold.claims[i], found.claims[j]
        for name, value in (_judged(one, other) | _places_judged(one, other, points, others)).items():
            fields[name] += Mean(value, 1)
    ratio = Ratio.of(len(matches), gold=len(gold.claims), found=len(found.claims))
    return ClaimTally(found=ratio, fields=fields)


def _judged(one: Told, other: Told) -> dict[str, float]:
    """Each field of a matched claim that the gold lets us judge, 1 where it is right."""
    judged = {
        "claimant_side": side(one.claimant_side) == side(other.claimant_side),
        "actor_side": side(one.actor_side) == side(other.actor_side),
        "claimant_side_as_written": one.claimant_side == other.claimant_side,
        "actor_parties_as_written": parties(one.actor_side) == parties(other.actor_side),
        "stance": one.stance == other.stance,
        "event_type_exact": one.event_type == form_type(other.event_type),
        "killed": one.killed == other.killed,
    }
    if one.killed is not None:
        judged["killed_when_gold_has_number"] = one.killed == other.killed
    if one.time_text and (one.date_from or one.date_to):
        judged["date_within_a_day_where_text_says"] = _within_a_day(one, other)
    if one.date_from:
        judged["date_from_day"] = one.date_from == other.date_from
        judged["date_exact_day"] = _interval(one) == _interval(other)
    else:
        judged["date_null_kept"] = other.date_from is None
    return {name: float(right) for name, right in judged.items()}


def _interval(claim: Told) -> tuple[date | None, date | None]:
    return claim.date_from, claim.date_to or claim.date_from


def _within_a_day(one: Told, other: Told) -> bool:
    """Whether both ends are at most a day apart; an open end counts as the other one."""
    ends = [(claim.date_from or claim.date_to, claim.date_to or claim.date_from) for claim in (one, other)]
    return all(a and b and abs((a - b).days) <= 1 for a, b in zip(*ends, strict=True))


def _points(form: Form) -> dict[str, Point]:
    """Where each name of the document's toponyms lies; the first that has a point decides."""
    points: dict[str, Point] = {}
    for toponym in form.toponyms:
        if toponym.point:
            for name in toponym.names:
                points.setdefault(name.strip().lower(), toponym.point)
    return points


def _places_judged(
    one: Told, other: Told, points: Mapping[str, Point], others: Mapping[str, Point]
) -> dict[str, float]:
    wanted, told = _distinct(one.places, points), _distinct(other.places, others)
    share = _jaccard(wanted, told)
    return {"places_jaccard": share} | ({"places_jaccard_when_gold_has_places": share} if wanted else {})


def _distinct(places: Sequence[Place], points: Mapping[str, Point]) -> list[Place]:
    """The places of a claim with their points, without those that are an earlier one again."""
    kept: list[Place] = []
    for place in places:
        located = Place(name=place.name, point=place.point or points.get(place.name.strip().lower()))
        if not any(_is_near(located, other) or _is_named_as(located, other) for other in kept):
            kept.append(located)
    return kept


def _is_named_as(place: Place, other: Place) -> bool:
    return bool(place.name) and place.name.lower() == other.name.lower()


def _is_near(place: Place, other: Place) -> bool:
    return (
        place.point is not None
        and other.point is not None
        and haversine_km(place.point, other.point) <= SAME_PLACE_KM
    )


def _jaccard(wanted: Sequence[Place], told: Sequence[Place]) -> float:
    """Places in common among all places of both; those without a point are compared by name."""
    if not wanted and not told:
        return 1.0
    edges = [
        Edge((-_apart(place, other),), i, j)
        for i, place in enumerate(wanted)
        for j, other in enumerate(told)
        if _apart(place, other) <= SAME_PLACE_KM
    ]
    shared = len(match(edges))
    return shared / (len(wanted) + len(told) - shared)


def _apart(place: Place, other: Place) -> float:
    """Km between two places; one of the same name without a point is as far as the same place may be."""
    if place.point and other.point:
        return haversine_km(place.point, other.point)
    return float(SAME_PLACE_KM) if _is_named_as(place, other) else float("inf")
