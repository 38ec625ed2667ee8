"""What the plots count: claims by who speaks of whom, by place, and what outlets have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from mapper.layers import MapData, Spot
from mapper.records import Claim, Evidence, Incident
from mapper.taxonomy import family

STANCES = ("asserts", "denies", "acknowledges")
AGREEMENT = ("alike", "partly", "against")
REST = "\0rest"
"""The sides that have no bar, row or column of their own."""
SEVERAL = "\0several"
"""What several sides speak of."""
NOBODY = ""
_DOERS = "+"
"""Stands between two sides that a claim names as doers."""

Cells = dict[tuple[str, str], Counter[str]]
"""Counts by row and column."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A square of bars."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Cells

    @property
    def highest(self) -> int:
        return max((number for cell in self.cells.values() for number in cell.values()), default=0)


def claims_of(incidents: Iterable[Incident]) -> list[Claim]:
    """Each claim once: one that tells of two places stands in two incidents."""
    return list({claim.id: claim for incident in incidents for claim in incident.claims}.values())


def speakers(incidents: Sequence[Incident], most: int) -> tuple[list[str], list[tuple[Incident, str]]]:
    """Groups of a timeline by side, and that of each incident: the sides that speak most, then others."""
    told = [(incident, {claim.claimant_side for claim in incident.claims}) for incident in incidents]
    alone = Counter(next(iter(sides)) for _, sides in told if len(sides) == 1)
    frequent = [side for side, _ in sorted(alone.items(), key=lambda item: (-item[1], item[0]))[:most]]
    grouped = [(incident, _speaker(sides, frequent)) for incident, sides in told]
    found = {group for _, group in grouped}
    return [group for group in (*frequent, SEVERAL, REST) if group in found], grouped


def _speaker(sides: set[str], frequent: Sequence[str]) -> str:
    if len(sides) > 1:
        return SEVERAL
    (side,) = sides or {REST}
    return side if side in frequent else REST


def of_whom(claims: Sequence[Claim], most: int) -> Matrix:
    """Claims by the side that says it, the side that is said to have done it, and stance."""
    doers = {claim.id: claim.actor_side.split(_DOERS) for claim in claims}
    weights = Counter(claim.claimant_side for claim in claims)
    weights.update(side for sides in doers.values() for side in sides if side)
    # In one order for both, so that what a side says of itself stands on the diagonal.
    order = [side for side, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))]
    kept = [*order[:most], *([REST] if len(order) > most else [])]
    cells: Cells = {}
    for claim in claims:
        speaker = _among(claim.claimant_side, kept)
        for doer in dict.fromkeys(_among(side, kept) for side in doers[claim.id]):
            cells.setdefault((speaker, doer), Counter())[claim.stance] += 1
    rows, columns = ({cell[at] for cell in cells} for at in (0, 1))
    return Matrix(
        rows=tuple(side for side in kept if side in rows),
        columns=tuple(side for side in (*kept, NOBODY) if side in columns),
        cells=cells,
    )


def _among(side: str, kept: Sequence[str]) -> str:
    return side if side in kept or not side else REST


def by_place(data: MapData, by: str) -> dict[Spot, Counter[str]]:
    """Claims by place, the most often named first, and by stance or family.

    A place at which, near which or in the area of which claims put events is one, its first spot.
    """
    first: dict[str, Spot] = {}
    found: dict[str, Counter[str]] = {}
    for claim in claims_of(data.incidents):
        kind = claim.stance if by == "stance" else family(claim.event_type)
        spots = [data.spots[data.spot_of(place)] for place in claim.locations]
        for key, spot in {(spot.place_id or spot.name): spot for spot in spots}.items():
            first.setdefault(key, spot)
            found.setdefault(key, Counter())[kind] += 1
    order = sorted(found, key=lambda key: (-found[key].total(), key))
    return {first[key]: found[key] for key in order}


def between_outlets(
    incidents: Iterable[Incident], evidence: Mapping[str, Evidence], most: int
) -> tuple[Matrix, Counter[str]]:
    """For each two outlets the incidents that both tell of, by how they do; and how many each tells of."""
    told = [dict(_carried(incident, evidence)) for incident in incidents]
    counts = Counter(outlet for stances in told for outlet in stances)
    kept = [outlet for outlet, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]]
    cells: Cells = {}
    for stances in told:
        for one, other in combinations([outlet for outlet in kept if outlet in stances], 2):
            # The later one is the row: the half below the diagonal is filled.
            cells.setdefault((other, one), Counter())[_agreement(stances[one], stances[other])] += 1
    return Matrix(tuple(kept), tuple(kept), cells), counts


def _carried(incident: Incident, evidence: Mapping[str, Evidence]) -> Iterator[tuple[str, frozenset[bool]]]:
    """Each outlet that tells of the incident: whether it carries the claim, its denial, or both."""
    told: dict[str, set[bool]] = {}
    for claim in incident.claims:
        outlet = evidence[claim.id].outlet if claim.id in evidence else ""
        if outlet:
            told.setdefault(outlet, set()).add(claim.stance != "denies")
    for outlet, stances in told.items():
        yield outlet, frozenset(stances)


def _agreement(one: frozenset[bool], other: frozenset[bool]) -> str:
    if one == other:
        return "alike"
    return "partly" if one & other else "against"
