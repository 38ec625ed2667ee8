"""Claims place by place, and what tells the same of type, place, days and doer taken as one node."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from gazetteer.place import haversine_km
from mapper.merge.agreement import LAST_DAY, Days, spot
from mapper.merge.gathering import MOST, few, gathered
from mapper.merge.node import Node, Part, Scope
from mapper.merge.tables import BY_PARTIES, affinities, vague_bases
from mapper.records import Claim, Location

SPECIFIC_DAYS = 4
"""An interval longer than this speaks of a campaign, which never absorbs a single event."""
_LETTERS = 4
"""A shorter word of a target tells nothing."""
_AROUND = 1.5
"""A region is no circle: what lies a little outside its radius may still be in it."""
_NOBODY = frozenset({"", "unknown"})
_NO_PARTY = frozenset({"outlet", "other"})
_WORD = re.compile(r"\w+")


def parts(claim: Claim) -> list[Part]:
    """The claim at each of its places; a country or region named beside a place in it is no second one."""
    narrow = [place for place in claim.locations if not spot(place).wide]
    wide = [place for place in claim.locations if spot(place).wide]
    if not claim.locations:
        return [Part(claim)]
    if not narrow:
        return [Part(claim, (place,)) for place in _distinct(wide)]
    around: dict[str, list[Location]] = defaultdict(list)
    alone = []
    for place in _distinct(wide):
        inside = min(narrow, key=lambda other, place=place: _km(place, other))  # type: ignore[misc]
        if place.level == "line" or _km(place, inside) > _AROUND * place.radius_km:
            alone.append(Part(claim, (place,)))
        else:
            around[inside.place_id].append(place)
    return [Part(claim, (place, *around[place.place_id])) for place in _distinct(narrow)] + alone


def _distinct(places: Iterable[Location]) -> list[Location]:
    return list({place.place_id: place for place in places}.values())


def _km(a: Location, b: Location) -> float:
    return haversine_km((a.lon, a.lat), (b.lon, b.lat))


def nodes(claims: Iterable[Claim]) -> list[Node]:
    """All nodes, ordered by their content."""
    found: dict[tuple[str, ...], Node] = {}
    ordered = list(claims)
    for claim in ordered:
        for part in parts(claim):
            key = _key(part)
            node = found.get(key)
            if node is None:
                node = found[key] = _node(key, part)
            node.parts.append(part)
    sides = _sides(ordered)
    for node in found.values():
        _sum_up(node, sides)
    return sorted(gathered(found.values()), key=lambda node: node.key)


def _key(part: Part) -> tuple[str, ...]:
    """What parts must share to be taken as one before anything is compared."""
    claim = part.claim
    place = part.locations[0] if part.locations else None
    apart = _apart(claim.event_type)
    own = affinities().get((claim.event_type, claim.event_type))
    homeless = place is None and (own is None or own.reach not in BY_PARTIES)
    undated = claim.date_from is None or claim.date_to is None
    vague = not doers_of(claim.actor_side) and (place is None or spot(place).wide)
    by_report = not claim.cumulative and (homeless or vague)
    return (
        claim.event_type,
        "denies" if claim.stance == "denies" else "",
        "+".join(sorted(doers_of(claim.actor_side))),
        f"{place.place_id}/{place.relation}" if place else "",
        str(claim.date_from or ""),
        str(claim.date_to or ""),
        "vague" if claim.date_basis in vague_bases() else "",
        "total" if claim.cumulative else "",
        f"{claim.killed}/{claim.injured}" if homeless or claim.cumulative else "",
        claim.report_id if by_report or undated or apart else "",
        f"{claim.coded.dataset}/{claim.coded.row_id}" if claim.coded else "",
        claim.id if apart else "",
    )


def _apart(kind: str) -> bool:
    own = affinities().get((kind, kind))
    return own is None or own.reach == "speaker"


@lru_cache(maxsize=4096)
def doers_of(actor: str) -> frozenset[str]:
    """ "AZE+ARM" are two doers; an unknown one is none."""
    return frozenset(actor.split("+")) - _NOBODY


def _node(key: tuple[str, ...], part: Part) -> Node:
    claim = part.claim
    first = claim.date_from.toordinal() if claim.date_from else 0
    last = claim.date_to.toordinal() if claim.date_to else LAST_DAY
    # "Denied on Monday that it had shelled": the day of a denial may be that on which it was said.
    vague = (claim.date_basis in vague_bases() or claim.stance == "denies") and first == last
    days = Days(first, last, 1 if vague else 0)
    return Node(
        key=key,
        kind=claim.event_type,
        denies=claim.stance == "denies",
        doers=doers_of(claim.actor_side),
        spot=spot(part.locations[0]) if part.locations else None,
        days=days,
        scope=_scope(claim, days),
        apart=_apart(claim.event_type),
        row=(claim.coded.dataset, claim.coded.row_id) if claim.coded else None,
    )


def _scope(claim: Claim, days: Days) -> Scope:
    if claim.cumulative:
        return "toll" if is_toll(claim) else "total"
    own = affinities().get((claim.event_type, claim.event_type))
    if own is not None and own.reach == "theatre":
        return ""
    if days.open:
        return "long" if sum(not spot(place).wide for place in claim.locations) > 1 else ""
    return "long" if days.last - days.first > SPECIFIC_DAYS and not days.month else ""


def is_toll(claim: Claim) -> bool:
    """A running total of one event: told for one day, given as such, and for one town."""
    known = claim.date_from is not None and claim.date_basis not in vague_bases()
    one_day = known and claim.date_from == claim.date_to
    one_town = len(claim.locations) == 1 and claim.locations[0].level in ("settlement", "site")
    return claim.cumulative and one_day and one_town


def _sides(claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """Who is said to do things in each report; where nobody is, who speaks."""
    doing: dict[str, set[str]] = defaultdict(set)
    speaking: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        doing[claim.report_id] |= doers_of(claim.actor_side)
        speaking[claim.report_id] |= {claim.claimant_side} - _NO_PARTY
    return {report: frozenset(doing[report] or sides) for report, sides in speaking.items()}


def _sum_up(node: Node, sides: Mapping[str, frozenset[str]]) -> None:
    """What the parts of a node say together; a coded row has no report to share with others."""
    claims = [part.claim for part in node.parts]
    node.reports = {claim.report_id for claim in claims if claim.coded is None}
    for name in ("killed", "injured"):
        told = {count.low for claim in claims if (count := getattr(claim, name)) is not None}
        node.figures[name] = few(frozenset(told))
    words = {word for claim in claims[:MOST] for word in _WORD.findall(claim.target.casefold())}
    node.words = frozenset(word for word in words if len(word) >= _LETTERS)
    node.voices = frozenset(claim.claimant_side for claim in claims)
    node.parties = node.doers or sides[claims[0].report_id]
    node.classes = frozenset({claim.target_class for claim in claims}) - {"unknown"}
