"""One-to-one matching of the gold's things with those found: the closest first, and as many as can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Span = tuple[int, int]


class Edge(NamedTuple):
    """A possible match, and how good it is: the greater the better, compared from the left."""

    closeness: tuple[float, ...]
    gold: int
    found: int


def match(edges: Iterable[Edge]) -> dict[int, int]:
    """Found things by gold things. Good matches are made first; one is undone only where that makes more."""
    order = sorted(edges, key=lambda edge: ([-value for value in edge.closeness], edge.gold, edge.found))
    choices: defaultdict[int, list[int]] = defaultdict(list)
    by_found: dict[int, int] = {}
    matched: set[int] = set()
    for _, gold, found in order:
        choices[gold].append(found)
        if gold not in matched and found not in by_found:
            by_found[found] = gold
            matched.add(gold)
    for gold in choices:
        if gold not in matched:
            _make_room(gold, choices, by_found)
    return {gold: found for found, gold in by_found.items()}


def _make_room(newcomer: int, choices: dict[int, list[int]], by_found: dict[int, int]) -> None:
    """Follow an augmenting path: each on it moves on to another of its choices, the last to a free one."""
    path = [(newcomer, iter(choices[newcomer]))]
    taken: list[int] = []
    seen: set[int] = set()
    while path:
        _, options = path[-1]
        found = next((option for option in options if option not in seen), None)
        if found is None:
            path.pop()
            if taken:
                taken.pop()
            continue
        seen.add(found)
        taken.append(found)
        if found not in by_found:
            by_found |= {choice: mover for choice, (mover, _) in zip(taken, path, strict=True)}
            return
        path.append((by_found[found], iter(choices[by_found[found]])))


def overlap(a: Span, b: Span) -> float:
    """Shared characters of two spans among all they cover, 0-1."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (a[1] - a[0] + b[1] - b[0] - shared) if shared > 0 else 0.0


def match_spans(gold: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """Spans that share characters, matched one to one."""
    shares = ((i, j, overlap(a, b)) for i, a in enumerate(gold) for j, b in enumerate(found))
    return match(Edge((share,), i, j) for i, j, share in shares if share)
