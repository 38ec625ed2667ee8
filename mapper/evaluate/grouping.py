"""How well groups of things agree with other groups of the same things; a thing may be in several.

>>> gold = [{"a", "b", "c"}, {"d"}]
>>> round(pairwise(gold, [{"a", "b"}, {"c"}, {"d"}]).recall, 3)     # of ab, ac, bc only ab
0.333
>>> round(bcubed(gold, [{"a", "b"}, {"c"}, {"d"}]).precision, 3)
1.0
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations

from mapper.evaluate.ratio import Ratio

Groups = Iterable[Collection[str]]
Pair = tuple[str, str]


def pairwise(gold: Groups, found: Groups) -> Ratio:
    """Pairs of things that stand together in some group: how many of the gold's, how many of those found."""
    wanted, made = pairs(gold), pairs(found)
    return Ratio.of(len(wanted & made), gold=len(wanted), found=len(made))


def pairs(groups: Groups) -> set[Pair]:
    """Every two things that stand together in at least one group, the lesser first."""
    return {pair for group in groups for pair in combinations(sorted(set(group)), 2)}


def bcubed(gold: Groups, found: Groups) -> Ratio:
    """Extended B-cubed (Amigó, Gonzalo, Artiles and Verdejo 2009, "A comparison of extrinsic clustering
    evaluation metrics based on formal constraints", Information Retrieval 12(4)).

    For each thing the mean, over those that share a group with it (itself among
    them), of how many of the shared groups are warranted; then the mean over the
    things of the gold (recall) and of what was found (precision). A thing that
    only one of the two has is missed, or made up.
    """
    wanted, made = _shared(gold), _shared(found)
    right = sum(_warranted(thing, wanted, made) for thing in wanted)
    found_right = sum(_warranted(thing, made, wanted) for thing in made)
    return Ratio(right, len(wanted), found_right, len(made))


def _shared(groups: Groups) -> dict[str, Counter[str]]:
    """For each thing, in how many groups each other thing stands with it, and it with itself."""
    shared: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        members = set(group)
        for thing in members:
            shared[thing].update(members)
    return dict(shared)


def _warranted(thing: str, stated: dict[str, Counter[str]], other: dict[str, Counter[str]]) -> float:
    """The mean share of the groups that ``thing`` has with each of its companions which ``other`` has too."""
    there = other.get(thing, Counter())
    shares = [min(count, there[mate]) / count for mate, count in stated[thing].items()]
    return sum(shares) / len(shares)
