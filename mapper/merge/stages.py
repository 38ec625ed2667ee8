"""The order of merging: what has a place, what denies it, what was told at the same places, then the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from mapper.merge.blocks import near_pairs, party_pairs, report_pairs, total_pairs
from mapper.merge.clusters import Cluster, Clusters
from mapper.merge.node import Node
from mapper.merge.score import Link, score


def clusters(nodes: Sequence[Node]) -> list[Cluster]:
    """Nodes that speak of one event; a denial may stand in two of them."""
    links = list(_links(nodes))
    told = _told(nodes, links)
    return _told_without_place(nodes, links, _by_claims(nodes, told))


def _links(nodes: Sequence[Node]) -> Iterator[Link]:
    seen: set[tuple[int, int]] = set()
    found = (near_pairs(nodes), report_pairs(nodes), party_pairs(nodes), total_pairs(nodes))
    for pair in chain.from_iterable(found):
        if pair in seen:
            continue
        seen.add(pair)
        value = score(nodes[pair[0]], nodes[pair[1]])
        if value is not None:
            yield Link(value, *pair)


def _told(nodes: Sequence[Node], links: Sequence[Link]) -> list[Cluster]:
    """Clusters of what has a place, with the denials that have one."""
    placed = [number for number, node in enumerate(nodes) if node.spot is not None]
    here = [link for link in links if nodes[link.first].spot and nodes[link.second].spot]
    return _with_denials(nodes, here, [Cluster([n]) for n in placed if not nodes[n].denies], placed)


def _told_without_place(nodes: Sequence[Node], links: Sequence[Link], groups: list[Cluster]) -> list[Cluster]:
    """What names no place joins one cluster of its report, or of its parties."""
    homeless = [number for number, node in enumerate(nodes) if node.spot is None]
    singles = [Cluster([number]) for number in homeless if not nodes[number].denies]
    return _with_denials(nodes, links, [*groups, *singles], homeless, placed=False)


def _with_denials(
    nodes: Sequence[Node],
    links: Iterable[Link],
    groups: list[Cluster],
    new: list[int],
    *,
    placed: bool = True,
) -> list[Cluster]:
    """Clusters united by their links; a denial among the ``new`` nodes joins what it denies."""
    denials = {number for number in new if nodes[number].denies}
    started = {number for group in groups for number in group.nodes}
    between: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        first, second = link.first in started, link.second in started
        if (first or link.first in denials) and (second or link.second in denials):
            between[first + second].append(link)
    made = Clusters(nodes, groups, placed=placed)
    made.unite(between[2])
    alone = made.deny(between[1], denials)
    left = Clusters(nodes, [Cluster([number]) for number in sorted(alone)], placed=placed)
    left.unite(link for link in between[0] if {link.first, link.second} <= alone)
    return made.groups() + left.groups()


def _by_claims(nodes: Sequence[Node], groups: Iterable[Cluster]) -> list[Cluster]:
    """What the same claims say of several places is one event there."""
    told: dict[frozenset[str], Cluster] = {}
    for group in groups:
        members = [*group.nodes, *_denying(nodes, group)]
        claims = frozenset(part.claim.id for number in members for part in nodes[number].parts)
        into = told.setdefault(claims, group)
        if into is not group:
            into.nodes += group.nodes
            into.links += group.links
            into.denials += group.denials
    return list(told.values())


def _denying(nodes: Sequence[Node], group: Cluster) -> list[int]:
    own = set(group.nodes)
    return [
        n for link in group.denials for n in (link.first, link.second) if n not in own and nodes[n].denies
    ]
