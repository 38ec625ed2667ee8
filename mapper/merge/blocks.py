"""Which nodes are worth comparing: those near each other in place and days, and those of one report.

Cost grows with the nodes that are near each other and not with the square of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product
from math import cos, radians
from typing import NamedTuple

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
    """Pairs at one place or at neighbouring ones, with days in common or next to each other.

    Each cell is swept along the days, so that a pair far apart in time is never looked at.
    """
    boxes: dict[int, _Box] = {}
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    wide: dict[str, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        if node.spot is None or node.days.loose or node.apart:
            continue
        if node.wide:
            wide[node.spot.place_id].append(number)
            continue
        box = boxes[number] = _box(node.spot)
        for cell in product(range(box.west, box.east + 1), range(box.south, box.north + 1)):
            cells[cell].append(number)
    for _, members in sorted(wide.items()):
        yield from (pair for pair in _days_meet(nodes, members) if _places_meet(nodes, pair))
    for cell, members in sorted(cells.items()):
        for pair in _days_meet(nodes, members):
            if _corner(boxes[pair[0]], boxes[pair[1]]) == cell and _places_meet(nodes, pair):
                yield pair


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


class _Box(NamedTuple):
    """The cells that the circle of a place touches, first and last each way."""

    west: int
    east: int
    south: int
    north: int


@lru_cache(maxsize=65_536)
def _box(spot: Spot) -> _Box:
    high = spot.radius_km / _KM_OF_DEGREE
    wide = high / max(cos(radians(spot.lat)), _LEAST_COS)
    return _Box(
        west=int((spot.lon - wide) // _CELL),
        east=int((spot.lon + wide) // _CELL),
        south=int((spot.lat - high) // _CELL),
        north=int((spot.lat + high) // _CELL),
    )


def _corner(a: _Box, b: _Box) -> tuple[int, int]:
    """The first of the cells that two places share: there, and nowhere else, they are a pair."""
    return max(a.west, b.west), max(a.south, b.south)


def _places_meet(nodes: Sequence[Node], pair: Pair) -> bool:
    a, b = nodes[pair[0]].spot, nodes[pair[1]].spot
    return a is not None and b is not None and places(a, b) is not None


def _days_meet(nodes: Sequence[Node], numbers: Iterable[int]) -> Iterator[Pair]:
    """A sweep along the days.

    Campaigns and running totals are swept apart, so that they do not stay open over every single day.
    """
    members: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in numbers:
        node = nodes[number]
        scope = "" if node.scope == "toll" else node.scope
        members[(scope, node.kind if scope else "")].append(number)
    for same in members.values():
        yield from _sweep(nodes, sorted(same, key=lambda number: (nodes[number].days, number)))


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
