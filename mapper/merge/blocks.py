"""Which nodes are worth comparing: those near each other in place and days, and those of one report.

Cost grows with the nodes that are near each other and not with the square of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from math import cos, radians

from mapper.merge.agreement import Spot, places
from mapper.merge.node import Node
from mapper.merge.tables import BY_PARTIES, affinities
from mapper.sides import camps

_CELL = 0.25
"""Degrees of a cell; a place looks into every cell that its circle touches."""
_KM_OF_DEGREE = 111.2
_LEAST_COS = 0.05
"""Near the poles a degree of longitude is short; cells stop growing here."""
_CROWD = 40_000
"""More pairs than this in one report are compared only where they tell the same days."""

Pair = tuple[int, int]


def near_pairs(nodes: Sequence[Node]) -> Iterator[Pair]:
    """Pairs at one place or at neighbouring ones, with days in common or next to each other."""
    at: dict[Spot, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        if node.spot is not None and not node.days.loose and not node.apart:
            at[node.spot].append(number)
    for spot, near in _neighbours(at):
        yield from _days_meet(nodes, at[spot], () if near == spot else at[near])


def report_pairs(nodes: Sequence[Node]) -> Iterator[Pair]:
    """Pairs of one report of which one is not tied to a narrow place or to known days."""
    told: dict[str, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        for report in node.reports:
            told[report].append(number)
    for report in sorted(told):
        members = told[report]
        loose = [number for number in members if _loose(nodes[number])]
        if len(loose) * len(members) <= _CROWD:
            yield from _loose_pairs(loose, members)
        else:
            yield from _same_days(nodes, members)


def party_pairs(nodes: Sequence[Node]) -> Iterator[Pair]:
    """Pairs of kinds that parties and days decide, place or none."""
    blocks: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        own = affinities().get((node.kind, node.kind))
        if own is None or own.reach not in BY_PARTIES or node.days.loose:
            continue
        if own.reach != "theatre" or node.spot is None or node.wide:
            for war in {war for side in node.parties for war in _wars(side)}:
                blocks[(own.reach == "theatre", war)].append(number)
    for _, members in sorted(blocks.items()):
        yield from _days_meet(nodes, members)


def total_pairs(nodes: Sequence[Node]) -> Iterator[Pair]:
    """Running totals that are counted from one day, wherever they are told."""
    counted: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        if node.scope == "total" and not node.days.open:
            counted[(node.kind, node.days.first)].append(number)
    for _, members in sorted(counted.items()):
        figures: dict[int, list[int]] = defaultdict(list)
        for number in members:
            for magnitude in {len(str(x)) for told in nodes[number].figures.values() for x in told}:
                figures[magnitude].append(number)
        for same in figures.values():
            yield from combinations(same, 2)


@lru_cache(maxsize=4096)
def _wars(side: str) -> tuple[str, ...]:
    """The conflicts a side has a part in; the side itself where none is known."""
    known = {pair.conflict for pair in camps() if side in (*pair.first, *pair.second)}
    return (side, *sorted(known))


def _loose(node: Node) -> bool:
    return node.spot is None or node.wide or node.days.loose or node.apart


def _loose_pairs(loose: Iterable[int], members: Sequence[int]) -> Iterator[Pair]:
    free = set(loose)
    for a in free:
        for b in members:
            if a != b and not (b in free and b < a):
                yield (a, b) if a < b else (b, a)


def _same_days(nodes: Sequence[Node], members: Iterable[int]) -> Iterator[Pair]:
    days: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number in members:
        days[nodes[number].days].append(number)
    for same in days.values():
        loose = [number for number in same if _loose(nodes[number])]
        if len(loose) * len(same) <= _CROWD:
            yield from _loose_pairs(loose, same)


def _neighbours(spots: Iterable[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Each place with itself and with the places that it may be one with, each pair once."""
    cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    wide: dict[str, list[Spot]] = defaultdict(list)
    for spot in sorted(spots):
        yield spot, spot
        if spot.wide:
            wide[spot.place_id].append(spot)
        else:
            for cell in _cells(spot):
                cells[cell].append(spot)
    pairs = {pair for near in cells.values() for pair in combinations(near, 2)}
    pairs |= {pair for same in wide.values() for pair in combinations(same, 2)}
    yield from sorted(pair for pair in pairs if places(*pair))


def _cells(spot: Spot) -> Iterator[tuple[int, int]]:
    high = spot.radius_km / _KM_OF_DEGREE
    wide = high / max(cos(radians(spot.lat)), _LEAST_COS)
    for x in range(int((spot.lon - wide) // _CELL), int((spot.lon + wide) // _CELL) + 1):
        for y in range(int((spot.lat - high) // _CELL), int((spot.lat + high) // _CELL) + 1):
            yield x, y


def _days_meet(nodes: Sequence[Node], first: Sequence[int], second: Sequence[int] = ()) -> Iterator[Pair]:
    """A sweep along the days: pairs within ``first``, or of one from each where there are two.

    Campaigns and running totals are swept apart, so that they do not stay open over every single day.
    """
    inner = set(first) if second else set()
    members: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in (*first, *second):
        node = nodes[number]
        members[(node.scope, node.kind if node.scope else "")].append(number)
    for same in members.values():
        for pair in _sweep(nodes, sorted(same, key=lambda number: (nodes[number].days, number))):
            if not second or (pair[0] in inner) != (pair[1] in inner):
                yield pair


def _sweep(nodes: Sequence[Node], ordered: Iterable[int]) -> Iterator[Pair]:
    kinds = affinities()
    open_now: list[int] = []
    for number in ordered:
        node = nodes[number]
        first = node.days.first - 1
        open_now = [other for other in open_now if nodes[other].days.last >= first]
        for other in open_now:
            if (node.kind, nodes[other].kind) in kinds:
                yield (number, other) if number < other else (other, number)
        open_now.append(number)
