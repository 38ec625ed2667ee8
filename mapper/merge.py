"""Claims of one or more reports to incidents: what speaks of the same event stands together.

A claim that names several places is looked at place by place: where another
claim speaks of one of them alone the two meet there, and the places nobody
else speaks of stay together as one incident. Merging decides nothing about
truth; the status counts voices.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from mapper.records import Casualties, Claim, Count, Incident, Location, Status
from mapper.taxonomy import event_types, family

SPECIFIC_DAYS = 4
"""An interval longer than this speaks of a campaign, which never absorbs a single event."""
NEVER_MERGED = ("statement_only",)
_AREAS = ("region", "country")


@dataclass(frozen=True, slots=True)
class _Part:
    """A claim at one of its places, or at none."""

    claim: Claim
    location: Location | None


def merge(claims: Iterable[Claim], *, outlets: Mapping[str, str] | None = None) -> Iterator[Incident]:
    """The incidents, ordered by date and id; the order of the claims does not matter.

    ``outlets`` gives the outlet of each report id.
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    names = outlets or {}
    incidents = [_incident(group, names) for group in _groups(ordered)]
    yield from sorted(incidents, key=lambda incident: (incident.date_from or date.max, incident.id))


def _groups(claims: list[Claim]) -> Iterator[list[_Part]]:
    """Parts that belong together; parts of one claim that met no other stay together."""
    parts = [_Part(claim, place) for claim in claims for place in claim.locations or (None,)]
    joined: dict[int, list[_Part]] = defaultdict(list)
    for part, root in zip(parts, _roots(parts), strict=True):
        joined[root].append(part)
    alone: dict[str, list[_Part]] = defaultdict(list)
    for group in joined.values():
        if len({part.claim.id for part in group}) > 1:
            yield group
        else:
            alone[group[0].claim.id].extend(group)
    yield from alone.values()


def _roots(parts: list[_Part]) -> list[int]:
    """For each part the number of its group (union-find over the links)."""
    root = list(range(len(parts)))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for block in _blocks(parts).values():
        for first, second in combinations(block, 2):
            if _same_event(parts[first], parts[second]):
                root[find(second)] = find(first)
    return [find(index) for index in range(len(parts))]


def _blocks(parts: list[_Part]) -> dict[tuple[str, ...], list[int]]:
    """Parts that may meet: one family at one place."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, part in enumerate(parts):
        if part.claim.event_type not in NEVER_MERGED:
            place = part.location.place_id if part.location else ""
            blocks[(family(part.claim.event_type), place)].append(index)
    return blocks


def _same_event(first: _Part, second: _Part) -> bool:
    one, other = first.claim, second.claim
    if one.cumulative != other.cumulative or not _actors_agree(one, other):
        return False
    if first.location is None or first.location.level in _AREAS:
        return _equal_but_for_the_speaker(one, other)
    return _dates_meet(one, other)


def _actors_agree(one: Claim, other: Claim) -> bool:
    return one.actor_side == other.actor_side or not one.actor_side or not other.actor_side


def _equal_but_for_the_speaker(one: Claim, other: Claim) -> bool:
    """Without a point on the map, only claims that agree in type and dates are one event."""
    if one.event_type != other.event_type or (one.date_from, one.date_to) != (other.date_from, other.date_to):
        return False
    return one.date_from is not None or one.report_id == other.report_id


def _dates_meet(one: Claim, other: Claim) -> bool:
    if one.date_from is None or one.date_to is None or other.date_from is None or other.date_to is None:
        return one.report_id == other.report_id
    if _is_long(one) != _is_long(other):
        return False
    return one.date_from <= other.date_to and other.date_from <= one.date_to


def _is_long(claim: Claim) -> bool:
    assert claim.date_from is not None
    assert claim.date_to is not None
    return claim.date_to - claim.date_from > timedelta(days=SPECIFIC_DAYS)


def _incident(group: list[_Part], outlets: Mapping[str, str]) -> Incident:
    claims = tuple({part.claim.id: part.claim for part in group}.values())
    locations = tuple({part.location.place_id: part.location for part in group if part.location}.values())
    date_from, date_to = _dates(claims)
    event_type = _event_type(claims)
    return Incident(
        id=_id(claims, locations),
        event_type=event_type,
        title=_title(event_type, locations),
        status=_status(claims),
        claims=claims,
        locations=locations,
        date_from=date_from,
        date_to=date_to,
        killed=_casualties(claims, "killed"),
        injured=_casualties(claims, "injured"),
        outlets=tuple(sorted({name for claim in claims if (name := outlets.get(claim.report_id, ""))})),
        trace=_reasons(claims, locations),
    )


def _id(claims: tuple[Claim, ...], locations: tuple[Location, ...]) -> str:
    content = "\n".join([*(claim.id for claim in claims), "", *(place.place_id for place in locations)])
    return "i" + hashlib.sha256(content.encode()).hexdigest()[:12]


def _title(event_type: str, locations: tuple[Location, ...]) -> str:
    label = event_types()[event_type].labels["en"]
    return f"{label}: {', '.join(place.name for place in locations)}" if locations else label


def _event_type(claims: tuple[Claim, ...]) -> str:
    """The type most claims name; among equals the first in the taxonomy."""
    order = list(event_types())
    counts = Counter(claim.event_type for claim in claims)
    return min(counts, key=lambda name: (-counts[name], order.index(name)))


def _dates(claims: tuple[Claim, ...]) -> tuple[date | None, date | None]:
    """What all intervals share; where they share nothing, what they span."""
    starts = [claim.date_from for claim in claims if claim.date_from]
    ends = [claim.date_to for claim in claims if claim.date_to]
    if not starts or not ends:
        return (min(starts) if starts else None), (max(ends) if ends else None)
    if max(starts) <= min(ends):
        return max(starts), min(ends)
    return min(starts), max(ends)


def _status(claims: tuple[Claim, ...]) -> Status:
    """From who says what, never from how many outlets repeat it; the outlet's own voice is nobody's side."""
    asserting = {claim.claimant_side for claim in claims if claim.stance == "asserts"}
    denying = {claim.claimant_side for claim in claims if claim.stance == "denies"}
    admitting = {claim.claimant_side for claim in claims if claim.stance == "acknowledges"}
    if denying and (asserting | admitting) - denying:
        return "contested"
    if admitting:
        return "acknowledged"
    if denying:
        return "denied"
    return "corroborated" if len(asserting - {"outlet"}) > 1 else "one-sided"


def _casualties(claims: tuple[Claim, ...], field: str) -> Casualties | None:
    """Lowest and highest figure told; best is the one most claims give, among equals the lowest."""
    counts: list[Count] = [count for claim in claims if (count := getattr(claim, field)) is not None]
    if not counts:
        return None
    told = Counter(count.low for count in counts)
    return Casualties(
        low=min(told),
        best=min(told, key=lambda number: (-told[number], number)),
        high=max(count.low if count.high is None else count.high for count in counts),
    )


def _reasons(claims: tuple[Claim, ...], locations: tuple[Location, ...]) -> tuple[str, ...]:
    if len(claims) == 1:
        return ()
    where = locations[0].name if locations else "no place named"
    kinds = ", ".join(sorted({claim.event_type for claim in claims}))
    return (f"{len(claims)} claims of one family ({kinds}) at one place ({where}) on days that meet",)
