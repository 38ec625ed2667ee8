"""A cluster to an incident: its dates, places, status and numbers, and why its claims stand together."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from mapper.merge.agreement import doers
from mapper.merge.clusters import Cluster
from mapper.merge.node import Node, Part
from mapper.merge.nodes import doers_of, is_toll
from mapper.merge.score import Link, reasons
from mapper.merge.sites import sites
from mapper.merge.tables import affinities, texts
from mapper.records import Casualties, Claim, Count, Incident, Location, Status
from mapper.taxonomy import event_types, family

_NAMED_LAST = ("losses", "diplomacy", "other")
"""Families that name an incident only where no other one does: losses follow from something."""
_SAID_ALIKE = 0.8
"""Affinity from which two types say the same: who counts the dead of a fight confirms nobody's advance."""
_MOST_REASONS = 12
_NO_VOICE = frozenset({"outlet"})


def incident(nodes: Sequence[Node], cluster: Cluster, outlets: Mapping[str, str]) -> Incident:
    parts = list(_parts(nodes, cluster))
    claims = _claims(parts)
    locations = sites(parts)
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
        trace=tuple(_trace(nodes, cluster, claims)),
    )


def _parts(nodes: Sequence[Node], cluster: Cluster) -> Iterator[Part]:
    denials = {number for link in cluster.denials for number in (link.first, link.second)}
    members = {*cluster.nodes, *(number for number in denials if nodes[number].denies)}
    for number in sorted(members):
        yield from nodes[number].parts


def _claims(parts: Iterable[Part]) -> tuple[Claim, ...]:
    """In reading order."""
    found = {part.claim.id: part.claim for part in parts}.values()
    return tuple(sorted(found, key=lambda claim: (claim.report_id, claim.start, claim.end, claim.id)))


def _id(claims: tuple[Claim, ...], locations: tuple[Location, ...]) -> str:
    """From what it is made of, so that it lasts as long as its claims and places do."""
    content = "\n".join([*sorted(claim.id for claim in claims), "", *sorted(p.place_id for p in locations)])
    return "i" + hashlib.sha256(content.encode()).hexdigest()[:12]


def _title(event_type: str, locations: tuple[Location, ...]) -> str:
    label = event_types()[event_type].labels["en"]
    return f"{label}: {', '.join(place.name for place in locations)}" if locations else label


def _event_type(claims: tuple[Claim, ...]) -> str:
    """The type most claims name; among equals the first in the taxonomy."""
    order = list(event_types())
    counts = Counter(claim.event_type for claim in claims)
    return min(counts, key=lambda name: (family(name) in _NAMED_LAST, -counts[name], order.index(name)))


def _dates(claims: tuple[Claim, ...]) -> tuple[date | None, date | None]:
    """What all intervals share; where they share nothing, or tell stages of one event, what they span.

    Denials date an incident only where nothing else does.
    """
    told = [claim for claim in claims if claim.stance != "denies"] or claims
    starts = [claim.date_from for claim in told if claim.date_from]
    ends = [claim.date_to for claim in told if claim.date_to]
    if not starts or not ends:
        return (min(starts) if starts else None), (max(ends) if ends else None)
    if max(starts) <= min(ends) and not all(_staged(claim.event_type) for claim in claims):
        return max(starts), min(ends)
    return min(starts), max(ends)


def _staged(kind: str) -> bool:
    own = affinities().get((kind, kind))
    return own is not None and own.reach == "stages"


def _status(claims: tuple[Claim, ...]) -> Status:
    """From who says what, never from how many outlets repeat it."""
    denying = {claim.claimant_side for claim in claims if claim.stance == "denies"}
    admitting = {claim.claimant_side for claim in claims if claim.stance == "acknowledges"}
    asserting = {claim.claimant_side for claim in claims if claim.stance == "asserts"}
    if denying and (asserting | admitting) - denying:
        return "contested"
    if admitting:
        return "acknowledged"
    if denying and not asserting:
        return "denied"
    return "corroborated" if _corroborated(claims) else "one-sided"


def _corroborated(claims: tuple[Claim, ...]) -> bool:
    """Two sides say so, and of the same doer: who accuse each other agree on nothing.

    An outlet's own voice and a coded row never corroborate: most often they repeat somebody.
    """
    told = {
        (claim.claimant_side, claim.event_type, doers_of(claim.actor_side))
        for claim in claims
        if claim.coded is None and claim.claimant_side not in _NO_VOICE
    }
    return any(
        side != other and _agree(kind, who, another, whom)
        for side, kind, who in told
        for other, another, whom in told
    )


def _agree(kind: str, who: frozenset[str], another: str, whom: frozenset[str]) -> bool:
    affinity = affinities().get((kind, another))
    if affinity is None or affinity.score < _SAID_ALIKE:
        return False
    found = doers(who, whom, "opposed" if affinity.doers == "opposed" else "same")
    return found is not None and found.key != "doer_allies"


def _casualties(claims: tuple[Claim, ...], field: str) -> Casualties | None:
    """Lowest and highest figure told; best is the one most claims give, among equals the lowest.

    A toll of the event that has risen above that is the later one, and best.
    """
    told = [claim for claim in claims if claim.stance != "denies"]
    counts: list[Count] = [count for claim in told if (count := getattr(claim, field)) is not None]
    if not counts:
        return None
    figures = Counter(map(_figure, counts))
    most_told = min(figures, key=lambda number: (-figures[number], number))
    tolls = [_figure(count) for claim in told if is_toll(claim) and (count := getattr(claim, field))]
    return Casualties(
        low=min(count.low for count in counts),
        best=max([most_told, *tolls]),
        high=max(count.low if count.high is None else count.high for count in counts),
    )


def _figure(count: Count) -> int:
    return count.low if count.best is None else count.best


def _trace(nodes: Sequence[Node], cluster: Cluster, claims: tuple[Claim, ...]) -> Iterator[str]:
    if len(claims) == 1:
        return
    say = texts()
    yield say["summary"].format(
        claims=_counted(len(claims), "claim"),
        reports=_counted(len({claim.report_id for claim in claims}), "report"),
        voices=_counted(len({claim.claimant_side for claim in claims}), "voice"),
        kinds=", ".join(sorted({claim.event_type for claim in claims})),
    )
    lines = list(dict.fromkeys(_reasons(nodes, cluster)))
    yield from lines[:_MOST_REASONS]
    if len(lines) > _MOST_REASONS:
        yield say["more"].format(number=len(lines) - _MOST_REASONS)


def _reasons(nodes: Sequence[Node], cluster: Cluster) -> Iterator[str]:
    say = texts()
    for number in cluster.nodes:
        told = {part.claim.id for part in nodes[number].parts}
        if len(told) > 1:
            yield say["same"].format(label=_label(nodes[number]), claims=_counted(len(told), "claim"))
    for key, links in (("link", cluster.links), ("denial", cluster.denials)):
        for link in sorted(links, key=lambda one: (-one.score, one.first, one.second)):
            yield say[key].format(**_said(nodes, link, denial=key == "denial"))


def _said(nodes: Sequence[Node], link: Link, *, denial: bool) -> dict[str, str]:
    a, b = nodes[link.first], nodes[link.second]
    if denial and b.denies:
        a, b = b, a
    return {
        "label": _label(a),
        "other_label": _label(b),
        "reasons": reasons(a, b),
        "score": f"{link.score:.2f}",
    }


def _label(node: Node) -> str:
    sides = ", ".join(sorted({part.claim.claimant_side for part in node.parts}))
    return texts()["label"].format(type=event_types()[node.kind].labels["en"], sides=sides)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
