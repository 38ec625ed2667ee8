"""Nodes that differ in nothing but their days, gathered where these have a day in common.

A crowd on one town is brought down to a few nodes before any pair is looked at:
cost stays near linear however many claims fall on it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mapper.merge.agreement import Days, numbers
from mapper.merge.node import Node

MOST = 12
"""How many different figures or words of a node are looked at."""


@dataclass(slots=True)
class _Gathered:
    nodes: list[Node]
    first: int
    last: int
    figures: dict[str, frozenset[int]]


def gathered(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes, those that surely tell one event made one."""
    frames: dict[tuple[object, ...], list[Node]] = defaultdict(list)
    for node in nodes:
        if _can_gather(node):
            frames[(node.kind, node.denies, node.doers, node.spot)].append(node)
        else:
            yield node
    for frame in frames.values():
        for group in _groups(frame):
            yield _one(group) if len(group.nodes) > 1 else group.nodes[0]


def _can_gather(node: Node) -> bool:
    if node.spot is None or node.row or node.scope or node.apart or node.days.loose:
        return False
    return bool(node.doers) or not node.wide


def _groups(frame: list[Node]) -> list[_Gathered]:
    """The narrowest days first, each into the group that it shares a day with.

    The groups' days never overlap, so those that a node meets stand side by side.
    """
    groups: list[_Gathered] = []
    for node in sorted(frame, key=lambda node: (node.days.last - node.days.first, node.key)):
        at = bisect_left(groups, node.days.first, key=lambda group: group.last)
        met = []
        while at < len(groups) and groups[at].first <= node.days.last:
            met.append(groups[at])
            at += 1
        if met:
            _add(max(met, key=lambda group: _fit(group, node)), node)
        else:
            groups.insert(at, _Gathered([node], node.days.first, node.days.last, node.figures))
    return groups


def _fit(group: _Gathered, node: Node) -> tuple[float, int, int]:
    """Figures first, then common days, then the earlier."""
    told = [
        found.score for name in node.figures if (found := numbers(group.figures[name], node.figures[name]))
    ]
    common = min(group.last, node.days.last) - max(group.first, node.days.first)
    return max(told, default=0.0), common, -group.first


def _add(group: _Gathered, node: Node) -> None:
    group.nodes.append(node)
    group.first, group.last = max(group.first, node.days.first), min(group.last, node.days.last)
    group.figures = {name: few(group.figures[name] | node.figures[name]) for name in node.figures}


def _one(group: _Gathered) -> Node:
    first = min(group.nodes, key=lambda node: node.key)
    return Node(
        key=first.key,
        kind=first.kind,
        denies=first.denies,
        doers=first.doers,
        spot=first.spot,
        days=Days(group.first, group.last, min(node.days.slack for node in group.nodes)),
        scope=first.scope,
        apart=first.apart,
        row=None,
        parts=[part for node in group.nodes for part in node.parts],
        reports=set().union(*(node.reports for node in group.nodes)),
        figures=group.figures,
        words=frozenset().union(*(node.words for node in group.nodes[:MOST])),
        classes=frozenset().union(*(node.classes for node in group.nodes)),
        voices=frozenset().union(*(node.voices for node in group.nodes)),
        parties=first.parties,
    )


def few(figures: frozenset[int]) -> frozenset[int]:
    return frozenset(sorted(figures)[:MOST]) if len(figures) > MOST else figures
