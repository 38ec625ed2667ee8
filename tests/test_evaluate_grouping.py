"""How groups are compared and things matched, apart from any annotation."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.evaluate.grouping import bcubed, pairwise
from mapper.evaluate.matching import Edge, match

# --- groups


def groups(told: str) -> list[set[str]]:
    """ "a1 a2 | b1" as two groups."""
    return [set(group.split()) for group in told.split("|")]


LARGE_AND_SMALL = "a1 a2 a3 a4 a5 | b1 b2 | c1 c2 | d1 d2 | e1 e2"


@pytest.mark.parametrize(
    ("gold", "worse", "better"),
    [
        pytest.param("a1 a2 | b1 b2", "a1 a2 b1 b2", "a1 a2 | b1 b2", id="homogeneity"),
        pytest.param("a1 a2 a3 a4", "a1 a2 | a3 a4", "a1 a2 a3 a4", id="completeness"),
        pytest.param(
            "a1 a2 a3 a4 | x | b | c | d | e",
            "a1 a2 a3 a4 x | b c d e",
            "a1 a2 a3 a4 | x b c d e",
            id="rag bag",
        ),
        pytest.param(
            LARGE_AND_SMALL,
            "a1 a2 a3 a4 a5 | b1 | b2 | c1 | c2 | d1 | d2 | e1 | e2",
            "a1 a2 a3 a4 | a5 | b1 b2 | c1 c2 | d1 d2 | e1 e2",
            id="size against quantity",
        ),
    ],
)
def test_bcubed_keeps_the_constraints_of_its_authors(gold: str, worse: str, better: str) -> None:
    assert bcubed(groups(gold), groups(better)).f1 > bcubed(groups(gold), groups(worse)).f1


def test_bcubed_weighs_how_many_groups_are_shared() -> None:
    """Two things together in two events, found in one: the other event is missed, nothing is made up."""
    ratio = bcubed([{"a", "b"}, {"a", "b"}], [{"a", "b"}])

    assert (ratio.precision, ratio.recall) == (1.0, 0.5)


def test_a_thing_in_two_events_is_right_with_the_companions_of_each() -> None:
    both = groups("a b | b c")

    assert bcubed(both, both).f1 == 1
    joined = bcubed(both, groups("a b c"))
    # Of the found pairs ac is wrong: a and c are right with 2 of 3, b with 3 of 3.
    assert joined.precision == pytest.approx((2 / 3 + 1 + 2 / 3) / 3)
    # In the gold b stands with itself twice, found once: 1, 1/2 and 1 make 5/6.
    assert joined.recall == pytest.approx((1 + 5 / 6 + 1) / 3)


def test_pairs_count_once_however_often_they_stand_together() -> None:
    ratio = pairwise(groups("a b c | a b"), groups("a b | c d"))

    assert (ratio.right, ratio.gold, ratio.found) == (1, 3, 2)


def test_a_thing_that_only_one_side_has_is_missed_or_made_up() -> None:
    ratio = bcubed(groups("a | b"), groups("a | x | y"))

    assert (ratio.recall, ratio.precision) == (1 / 2, 1 / 3)


memberships = st.lists(st.sets(st.sampled_from("abcdef"), min_size=1), min_size=1, max_size=5)


@given(memberships, memberships)
def test_precision_one_way_is_recall_the_other(gold: list[set[str]], found: list[set[str]]) -> None:
    """But for pairs of groups that have none: what cannot be missed is not missed."""
    for measure in (pairwise, bcubed):
        there, back = measure(gold, found), measure(found, gold)
        assert measure(gold, gold).f1 == 1
        assert 0 <= there.f1 <= 1
        if there.gold and there.found:
            assert (there.precision, there.recall) == (back.recall, back.precision)


# --- matching

tables = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.sampled_from([0.2, 0.5, 0.9]))


@given(tables)
def test_as_many_are_matched_as_can_be_and_none_twice(table: dict[tuple[int, int], float]) -> None:
    matches = match(Edge((share,), *pair) for pair, share in table.items())
    most = max(sum((i, j) in table for i, j in enumerate(order)) for order in permutations(range(5)))

    assert len(matches) == len(set(matches.values())) == most
    assert matches.items() <= table.keys()


def test_the_closest_are_matched_first_and_parted_only_to_match_more() -> None:
    closest, second = Edge((0.9,), 0, 0), Edge((0.5,), 0, 1)

    assert match([second, closest]) == {0: 0}
    assert match([second, closest, Edge((0.4,), 1, 0)]) == {0: 1, 1: 0}
