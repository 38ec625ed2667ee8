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

from mapper.records import Casualties, Claim, Count, Incident, Location, Status
from mapper.taxonomy import event_types

SPECIFIC_DAYS = 4
"""An interval longer than this speaks of a campaign, which never absorbs a single event."""
_UNPLACED = ("region", "country")
"""Levels too wide to tell two events apart."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A claim at one of its places, or at none."""

    claim: Claim
    location: Location | None


@dataclass(slots=True)
class _Group:
    """Parts of one event: every member agrees with every other on days and actor."""

    parts: list[_Part]
    start: date
    end: date
    actor: str

    def takes(self, claim: Claim) -> bool:
        start, end = _days(claim)
        agreed = not self.actor or not claim.actor_side or self.actor == claim.actor_side
        return agreed and start <= self.end and self.start <= end

    def add(self, part: _Part) -> None:
        start, end = _days(part.claim)
        self.parts.append(part)
        self.start, self.end = max(self.start, start), min(self.end, end)
        self.actor = self.actor or part.claim.actor_side


def merge(claims: Iterable[Claim], *, outlets: Mapping[str, str] | None = None) -> Iterator[Incident]:
    """The incidents, ordered by date and id; the order of the claims does not matter.

    ``outlets`` gives the outlet of each report id.
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    names = outlets or {}
    incidents = [_incident(group, names) for group in _groups(ordered)]
    yield from sorted(incidents, key=lambda incident: (incident.date_from or date.max, incident.id))


def _groups(claims: list[Claim]) -> Iterable[list[_Part]]:
    """Parts that belong together; what the same claims say of several places is one event there."""
    parts = [_Part(claim, place) for claim in claims for place in claim.locations or (None,)]
    told: dict[tuple[str, ...], list[_Part]] = defaultdict(list)
    for block in _blocks(parts).values():
        for group in _grouped(block):
            told[tuple(sorted({part.claim.id for part in group}))].extend(group)
    return told.values()


def _blocks(parts: list[_Part]) -> dict[tuple[object, ...], list[_Part]]:
    blocks: dict[tuple[object, ...], list[_Part]] = defaultdict(list)
    for part in parts:
        blocks[_block(part)].append(part)
    return blocks


def _block(part: _Part) -> tuple[object, ...]:
    """What parts must share to be one event at all.

    At a point on the map that is the merge group of its type. Without one, type,
    dates and actor must be equal too, and undated claims of two reports never meet.
    """
    claim, place = part.claim, part.location
    merge_group = event_types()[claim.event_type].merge_group
    if not merge_group:
        return (claim.id,)
    undated = claim.date_from is None or claim.date_to is None
    common = (claim.cumulative, place.place_id if place else "", claim.report_id if undated else "")
    if place is None or place.level in _UNPLACED:
        return (*common, claim.event_type, claim.date_from, claim.date_to, claim.actor_side)
    return (*common, merge_group, _is_long(claim))


def _grouped(block: list[_Part]) -> Iterator[list[_Part]]:
    """The parts of a block, the narrowest first into the first group that takes them.

    A sweep along the days: a group that ended before a part starts is closed,
    so that cost grows with the parts and not with their square.
    """
    open_groups: list[_Group] = []
    for part in sorted(block, key=_sweep_order):
        start, end = _days(part.claim)
        yield from (group.parts for group in open_groups if group.end < start)
        open_groups = [group for group in open_groups if group.end >= start]
        home = next((group for group in open_groups if group.takes(part.claim)), None)
        if home is None:
            open_groups.append(_Group([part], start, end, part.claim.actor_side))
        else:
            home.add(part)
    yield from (group.parts for group in open_groups)


def _sweep_order(part: _Part) -> tuple[date, date, bool, str]:
    return (*_days(part.claim), not part.claim.actor_side, part.claim.id)


def _days(claim: Claim) -> tuple[date, date]:
    return claim.date_from or date.min, claim.date_to or date.max


def _is_long(claim: Claim) -> bool:
    start, end = _days(claim)
    return end - start > timedelta(days=SPECIFIC_DAYS)


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
    """From who says what, never from how many outlets repeat it.

    An outlet's own voice can be contradicted, but never corroborates: most often it is wire copy.
    """
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
    where = ", ".join(place.name for place in locations) or "no place named"
    kinds = ", ".join(sorted({claim.event_type for claim in claims}))
    return (f"{len(claims)} claims of one kind of event ({kinds}), one place ({where}) and common days",)
