"""Nodes to clusters: the best links first, each only where the whole cluster agrees with it.

So days do not chain, foes never share a strike and two towns of one district stay two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from mapper.merge.agreement import Spot, doers, places
from mapper.merge.node import Node
from mapper.merge.score import Link
from mapper.merge.tables import affinities, weights

Face = tuple[str, frozenset[str]]
"""What is said to have been done and by whom."""
_MOST_DENIED = 2
"""A denial speaks of so many events at most."""


@dataclass(slots=True)
class _Agreed:
    """What all nodes of a cluster agree on; its days are those of its denials too."""

    first: int
    last: int
    faces: frozenset[Face]
    spots: frozenset[Spot]
    rows: frozenset[tuple[str, str]]
    stages: bool
    """Stages of one event, which may follow each other by a day."""


@dataclass(slots=True)
class Cluster:
    """Nodes of one event, the links that made it and the denials that speak of it."""

    nodes: list[int]
    links: list[Link] = field(default_factory=list)
    denials: list[Link] = field(default_factory=list)


class Clusters:
    """Clusters of some nodes, united link by link."""

    def __init__(self, nodes: Sequence[Node], groups: Iterable[Cluster], *, placed: bool) -> None:
        self._nodes = nodes
        self._groups = list(groups)
        self._at = {node: number for number, group in enumerate(self._groups) for node in group.nodes}
        self._known: dict[int, _Agreed] = {}
        self._placed = placed
        """Whether claims at a place are united; later only those without one join them."""

    def unite(self, links: Iterable[Link]) -> None:
        for link in sorted(links, key=lambda link: (-link.score, link.first, link.second)):
            a, b = self._at[link.first], self._at[link.second]
            if a == b:
                continue
            both = _both(self._agreed(a), self._agreed(b), placed=self._placed)
            if both is not None:
                self._join(a, b, link, both)

    def _join(self, a: int, b: int, link: Link, both: _Agreed) -> None:
        """The smaller cluster moves into the larger."""
        if len(self._groups[a].nodes) < len(self._groups[b].nodes):
            a, b = b, a
        into, out = self._groups[a], self._groups[b]
        for node in out.nodes:
            self._at[node] = a
        into.nodes += out.nodes
        into.links += [*out.links, link]
        into.denials += out.denials
        self._known[a] = both
        self._groups[b] = Cluster([])

    def deny(self, links: Iterable[Link], denials: set[int]) -> set[int]:
        """Let denials speak of what they deny best; those that found nothing."""
        found: dict[int, list[Link]] = defaultdict(list)
        for link in links:
            found[link.first if link.first in denials else link.second].append(link)
        order = sorted(
            denials, key=lambda denial: (-max((x.score for x in found[denial]), default=0.0), denial)
        )
        return {denial for denial in order if not self._attach(denial, found[denial])}

    def _attach(self, denial: int, links: list[Link]) -> int:
        if not links:
            return 0
        best: dict[int, Link] = {}
        own = _agreed(self._nodes, Cluster([denial]))
        for link in sorted(links, key=lambda link: (-link.score, link.first, link.second)):
            group = self._at[link.second if link.first == denial else link.first]
            if group in best:
                continue
            if _both(self._agreed(group), own, placed=self._placed, denial=True) is not None:
                best[group] = link
        most = max((link.score for link in best.values()), default=0.0)
        near = [item for item in best.items() if item[1].score >= most - weights()["tie"]]
        for group, link in near[:_MOST_DENIED]:
            agreed = self._agreed(group)
            agreed.first, agreed.last = max(agreed.first, own.first), min(agreed.last, own.last)
            self._groups[group].denials.append(link)
        return len(near)

    def _agreed(self, group: int) -> _Agreed:
        """Worked out when first asked for: most clusters never meet another."""
        if group not in self._known:
            self._known[group] = _agreed(self._nodes, self._groups[group])
        return self._known[group]

    def groups(self) -> list[Cluster]:
        return [group for group in self._groups if group.nodes]


def _agreed(nodes: Sequence[Node], group: Cluster) -> _Agreed:
    members = [nodes[number] for number in group.nodes]
    timed = [nodes[number] for link in group.denials for number in (link.first, link.second)] + members
    stages = all(_is_staged(node.kind) for node in members)
    return _Agreed(
        first=max(node.days.first - _slack(node) for node in timed),
        last=min(node.days.last + _slack(node) for node in timed),
        faces=frozenset((node.kind, node.doers) for node in members),
        spots=frozenset(node.spot for node in members if node.spot is not None),
        rows=frozenset(node.row for node in members if node.row is not None),
        stages=stages,
    )


def _slack(node: Node) -> int:
    return node.days.slack + _is_staged(node.kind)


def _both(a: _Agreed, b: _Agreed, *, placed: bool, denial: bool = False) -> _Agreed | None:
    """What two clusters agree on together; None where they contradict each other.

    A denial need not agree with all that the others say was done, only with when and where.
    """
    first, last = max(a.first, b.first), min(a.last, b.last)
    if first > last or not _rows_agree(a.rows, b.rows):
        return None
    if not denial and not _faces_agree(a.faces, b.faces):
        return None
    staged = a.stages and b.stages
    if a.spots and b.spots and not staged and not (placed and _spots_agree(a.spots, b.spots)):
        return None
    return replace(
        a, first=first, last=last, faces=a.faces | b.faces, spots=a.spots | b.spots, rows=a.rows | b.rows,
        stages=staged,
    )  # fmt: skip


def _rows_agree(a: frozenset[tuple[str, str]], b: frozenset[tuple[str, str]]) -> bool:
    """At most one row of each data set."""
    return not a or not b or len({dataset for dataset, _ in a | b}) == len(a | b)


@lru_cache(maxsize=65_536)
def _faces_agree(a: frozenset[Face], b: frozenset[Face]) -> bool:
    kinds = affinities()
    for kind, who in a:
        for other, whom in b:
            affinity = kinds.get((kind, other))
            if affinity is None or doers(who, whom, affinity.doers) is None:
                return False
    return True


@lru_cache(maxsize=65_536)
def _spots_agree(a: frozenset[Spot], b: frozenset[Spot]) -> bool:
    return all(places(x, y) is not None for x in a for y in b)


@cache
def _is_staged(kind: str) -> bool:
    own = affinities().get((kind, kind))
    return own is not None and own.reach == "stages"
