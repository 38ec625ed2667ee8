"""Which pairs merging looks at: all that may be one event, and few others."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from itertools import chain, combinations
from unittest.mock import Mock

import pytest
from benchmarks.merge_speed import claims as crowded
from hypothesis import given
from hypothesis import strategies as st
from merge_samples import claim, one_claim, spans_of_days

from mapper.merge.agreement import places
from mapper.merge.blocks import near_pairs, party_pairs, report_pairs, total_pairs
from mapper.merge.node import Node
from mapper.merge.nodes import nodes
from mapper.records import Location

points = st.builds(
    lambda lat, lon, radius: Location(
        place_id=f"{lat:.3f},{lon:.3f}", name="", lat=lat, lon=lon, radius_km=radius
    ),
    st.floats(39.5, 40.5),
    st.floats(46, 47),
    st.sampled_from([0.5, 5, 25]),
)


@given(st.lists(st.tuples(points, spans_of_days), max_size=15))
def test_the_sweep_finds_each_pair_that_meets_in_place_and_days_once(told: list) -> None:  # type: ignore[type-arg]
    """Against every pair looked at."""
    plain = [one_claim(span, id_=str(n), locations=(place,)) for n, (place, span) in enumerate(told)]
    made = nodes(plain)
    meeting = [
        (a, b)
        for a, b in combinations(range(len(made)), 2)
        if made[a].scope == made[b].scope and _meet(made[a], made[b])
    ]

    assert sorted(near_pairs(made)) == meeting


def _meet(a: Node, b: Node) -> bool:
    assert a.spot is not None
    assert b.spot is not None
    near = max(a.days.first, b.days.first) - min(a.days.last, b.days.last) <= 1
    return near and places(a.spot, b.spot) is not None


def test_points_of_other_days_are_not_looked_at_on_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = Mock(return_value=None)
    monkeypatch.setattr(import_module("mapper.merge.blocks"), "places", looked_at)
    days = [date(2020, month, day) for month in range(1, 13) for day in range(1, 28, 3)]
    rows = [
        claim(
            f"{n}",
            locations=(Location(place_id=f"p{n}", name="", lat=40 + n / 1000, lon=46, radius_km=2),),
            date_from=day,
            date_to=day,
        )
        for n, day in enumerate(days)
    ]

    assert list(near_pairs(nodes(rows))) == []
    assert looked_at.call_count == 0


@pytest.mark.slow
@pytest.mark.parametrize(("crowd", "claims"), [("one_day", 4_000), ("undated", 4_000), ("dense", 20_000)])
def test_twice_the_claims_are_hardly_more_than_twice_the_pairs(crowd: str, claims: int) -> None:
    """Counted and not timed: what a crowd on one town costs is the pairs that are looked at."""

    def pairs(number: int) -> int:
        told = nodes(crowded(crowd, number))
        found = chain(near_pairs(told), report_pairs(told), party_pairs(told), total_pairs(told))
        return sum(1 for _ in found)

    assert pairs(2 * claims) <= 2.3 * pairs(claims)
