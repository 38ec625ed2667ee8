"""Merging: what stands together, what stays apart, and what the voices add up to."""

from __future__ import annotations

from datetime import date
from itertools import chain, permutations
from random import Random

import pytest
from benchmarks.merge_speed import claims as crowded
from hypothesis import given
from hypothesis import strategies as st

from mapper.merge import merge
from mapper.merge.blocks import near_pairs, party_pairs, report_pairs, total_pairs
from mapper.merge.nodes import nodes
from mapper.records import Claim, Coded, Count, Location

GANJA = Location(place_id="karabakh:ganja", name="Ganja", lat=40.68, lon=46.36, radius_km=6)
TARTAR = Location(place_id="karabakh:tartar", name="Tartar", lat=40.34, lon=46.93, radius_km=4)
KARABAKH = Location(
    place_id="karabakh:nk", name="Nagorno-Karabakh", lat=39.8, lon=46.7, radius_km=55, level="region"
)
OCT_10, OCT_11, OCT_17 = (date(2020, 10, day) for day in (10, 11, 17))


def claim(id_: str, **changes: object) -> Claim:
    values: dict[str, object] = {
        "id": id_,
        "report_id": "r1",
        "start": 0,
        "end": 9,
        "event_type": "shelling",
        "claimant_side": "AZE",
        "actor_side": "ARM",
        "locations": (GANJA,),
        "date_from": OCT_10,
        "date_to": OCT_11,
        **changes,
    }
    return Claim(**values)  # type: ignore[arg-type]


def grouped(*claims: Claim) -> list[set[str]]:
    return [{member.id for member in incident.claims} for incident in merge(claims)]


def test_a_denial_joins_what_it_denies_and_makes_it_contested() -> None:
    [incident] = merge([claim("a"), claim("b", stance="denies", claimant_side="ARM", report_id="r2")])

    assert incident.status == "contested"


def test_two_outlets_quoting_one_side_are_one_voice() -> None:
    [incident] = merge([claim("a"), claim("b", report_id="r2")])

    assert incident.status == "one-sided"


def test_a_third_party_corroborates_and_the_outlet_does_not() -> None:
    [with_third] = merge([claim("a"), claim("b", claimant_side="RUS")])
    [with_outlet] = merge([claim("a"), claim("b", claimant_side="outlet")])

    assert (with_third.status, with_outlet.status) == ("corroborated", "one-sided")


def test_only_a_denial_is_denied_and_an_admission_acknowledged() -> None:
    [denied] = merge([claim("a", stance="denies", claimant_side="ARM")])
    [admitted] = merge([claim("a"), claim("b", stance="acknowledges", claimant_side="ARM")])

    assert (denied.status, admitted.status) == ("denied", "acknowledged")


def test_strikes_a_week_apart_stay_two() -> None:
    assert len(grouped(claim("a"), claim("b", date_from=OCT_17, date_to=OCT_17))) == 2


def test_days_do_not_chain() -> None:
    days = [
        claim(f"{n:02}", date_from=date(2020, 10, n), date_to=date(2020, 10, n + 1)) for n in range(1, 21)
    ]

    for incident in merge(days):
        assert incident.date_from is not None
        assert all(c.date_from <= incident.date_from <= c.date_to for c in incident.claims)  # type: ignore[operator]


def test_a_claim_that_names_nobody_does_not_join_two_actors() -> None:
    groups = grouped(claim("a"), claim("b", actor_side="AZE", claimant_side="ARM"), claim("c", actor_side=""))

    assert sorted(map(len, groups)) == [1, 2]
    assert {"a", "b"} not in groups


def test_opposite_actors_stay_apart() -> None:
    assert len(grouped(claim("a"), claim("b", actor_side="AZE", claimant_side="ARM"))) == 2


def test_a_campaign_never_absorbs_a_single_strike() -> None:
    campaign = claim("b", date_from=date(2020, 9, 27), date_to=OCT_17)

    assert len(grouped(claim("a"), campaign)) == 2


def test_running_totals_stay_apart_from_events() -> None:
    total = claim("b", cumulative=True, killed=Count(low=43, high=43))

    assert len(grouped(claim("a", killed=Count(low=1, high=1)), total)) == 2


def test_a_claim_of_two_places_meets_others_place_by_place() -> None:
    both = claim("a", locations=(GANJA, TARTAR))

    assert sorted(map(sorted, grouped(both, claim("b")))) == [["a"], ["a", "b"]]
    assert grouped(both) == [{"a"}]


def test_two_claims_of_the_same_places_are_one_event_there() -> None:
    both = {"locations": (GANJA, TARTAR)}

    assert grouped(claim("a", **both), claim("b", stance="denies", claimant_side="ARM", **both)) == [
        {"a", "b"}
    ]


def test_a_truce_and_its_breach_are_two_events() -> None:
    agreed = claim("a", event_type="ceasefire_agreed", actor_side="")

    assert len(grouped(agreed, claim("b", event_type="ceasefire_violation", actor_side=""))) == 2


def test_holding_off_an_attack_is_not_taking_the_town() -> None:
    repelled = claim("a", event_type="attack_repelled")

    assert len(grouped(repelled, claim("b", event_type="territory_captured"))) == 2


def test_a_region_is_too_wide_to_make_two_events_one() -> None:
    wide = {"locations": (KARABAKH,)}

    other = claim("b", event_type="missile_strike", report_id="r2", **wide)
    assert len(grouped(claim("a", **wide), other)) == 2
    assert len(grouped(claim("a", **wide), claim("b", claimant_side="RUS", **wide))) == 1


def test_undated_claims_of_two_reports_are_not_one_event() -> None:
    undated = {"date_from": None, "date_to": None}

    assert len(grouped(claim("a", **undated), claim("b", report_id="r2", **undated))) == 2


def test_statements_of_two_speakers_are_two() -> None:
    said = {"event_type": "statement_only", "locations": (), "actor_side": ""}
    claims = claim("a", **said), claim("b", **said), claim("c", claimant_side="RUS", **said)

    assert grouped(*claims) in ([{"a", "b"}, {"c"}], [{"c"}, {"a", "b"}])


def test_who_accuse_each_other_do_not_corroborate() -> None:
    breach = {"event_type": "ceasefire_violation", "locations": (KARABAKH,)}
    accusing = claim("a", **breach), claim("b", claimant_side="ARM", actor_side="AZE", **breach)
    [mutual] = merge(accusing)
    [with_third] = merge([*accusing, claim("c", claimant_side="RUS", **breach)])

    assert (mutual.status, with_third.status) == ("one-sided", "corroborated")


def test_a_coded_row_joins_and_corroborates_nothing() -> None:
    row = Coded(dataset="acled", row_id="AZE1")
    [incident] = merge([claim("a"), claim("b", report_id="rows", claimant_side="other", coded=row)])

    assert incident.status == "one-sided"


def test_two_rows_of_a_data_set_are_two_events() -> None:
    rows = [claim(n, report_id="rows", coded=Coded(dataset="acled", row_id=n)) for n in "ab"]

    assert len(grouped(*rows)) == 2
    assert len(grouped(*rows, claim("c"))) == 2


def test_what_a_denial_says_of_the_dead_is_no_figure() -> None:
    denial = claim("b", stance="denies", claimant_side="ARM", killed=Count(low=0, high=0))
    [incident] = merge([claim("a", killed=Count(low=7, high=7)), denial])

    assert incident.killed is not None
    assert incident.killed.low == 7


def test_each_link_tells_its_reasons() -> None:
    told = claim("b", report_id="r2", event_type="missile_strike", actor_side="", date_from=OCT_11)
    [incident] = merge([claim("a"), told])
    text = "\n".join(incident.trace)

    for words in ("one strike told with different weapons", "both at Ganja", "2020-10-11", "names no doer"):
        assert words in text


def test_an_incident_alone_needs_no_reason() -> None:
    [incident] = merge([claim("a")])

    assert incident.trace == ()


def test_casualties_keep_the_lowest_the_best_and_the_highest() -> None:
    numbers = [Count(low=7, high=7), Count(low=9, high=9), Count(low=9, high=9), Count(low=10, high=None)]
    [incident] = merge([claim(str(i), killed=number) for i, number in enumerate(numbers)])

    assert incident.killed is not None
    assert (incident.killed.low, incident.killed.best, incident.killed.high) == (7, 9, 10)


def test_the_order_of_claims_does_not_matter() -> None:
    claims = [
        claim("a"),
        claim("b", report_id="r2", claimant_side="ARM", stance="denies"),
        claim("c", locations=(GANJA, TARTAR)),
        claim("d", locations=(), event_type="armed_clash"),
    ]
    results = {tuple(merge(order)) for order in permutations(claims)}

    assert len(results) == 1


spans_of_days = st.tuples(st.integers(1, 25), st.integers(0, 6)).map(
    lambda pair: (date(2020, 10, pair[0]), date(2020, 10, min(31, pair[0] + pair[1])))
)


def one_claim(span: tuple[date, date], **changes: object) -> Claim:
    return claim(date_from=span[0], date_to=span[1], **changes)  # type: ignore[arg-type]


claims_of_any_kind = st.lists(
    st.builds(
        one_claim,
        spans_of_days,
        id_=st.uuids().map(str),
        locations=st.lists(st.sampled_from([GANJA, TARTAR, KARABAKH]), unique=True).map(tuple),
        actor_side=st.sampled_from(["ARM", "AZE", ""]),
        stance=st.sampled_from(["asserts", "denies", "acknowledges"]),
        claimant_side=st.sampled_from(["ARM", "AZE", "RUS", "outlet"]),
        event_type=st.sampled_from(["shelling", "missile_strike", "armed_clash", "ceasefire_agreed"]),
    ),
    max_size=12,
)


@given(claims_of_any_kind)
def test_every_claim_keeps_each_of_its_places_and_only_denials_stand_twice(claims: list[Claim]) -> None:
    incidents = list(merge(claims))
    told = sorted((c.id, place.place_id) for c in claims for place in c.locations)
    kept = sorted(
        (c.id, place.place_id)
        for incident in incidents
        for c in incident.claims
        for place in incident.locations
        if place in c.locations
    )

    denials = {c.id for c in claims if c.stance == "denies"}
    assert [pair for pair in kept if pair[0] not in denials] == [
        pair for pair in told if pair[0] not in denials
    ]
    assert set(kept) == set(told)
    assert {c.id for incident in incidents for c in incident.claims} == {c.id for c in claims}
    assert len({incident.id for incident in incidents}) == len(incidents)


@given(claims_of_any_kind)
def test_all_claims_of_an_incident_share_a_day_and_strikes_a_doer(claims: list[Claim]) -> None:
    for incident in merge(claims):
        starts, ends = zip(*((c.date_from, c.date_to) for c in incident.claims), strict=True)
        if incident.event_type != "ceasefire_agreed":
            assert max(starts) <= min(ends)
        if incident.event_type in ("shelling", "missile_strike"):
            told = {c.actor_side for c in incident.claims if c.stance != "denies"}
            assert len(told - {""}) <= 1


@given(claims_of_any_kind, st.randoms())
def test_any_order_gives_the_same_incidents(claims: list[Claim], rng: Random) -> None:
    shuffled = list(claims)
    rng.shuffle(shuffled)

    assert tuple(merge(claims)) == tuple(merge(shuffled))


BAKU = Location(place_id="world:baku", name="Baku", lat=40.38, lon=49.87, radius_km=12)


@given(claims_of_any_kind, st.lists(spans_of_days, min_size=1, max_size=5))
def test_a_report_of_something_else_leaves_every_incident_its_id(claims: list[Claim], days: list) -> None:  # type: ignore[type-arg]
    """It tells of another town, which nobody else names."""
    unrelated = [
        one_claim(span, id_=f"new{n}", report_id="new", locations=(BAKU,)) for n, span in enumerate(days)
    ]
    before = {incident.id: incident for incident in merge(claims)}
    after = {incident.id: incident for incident in merge([*claims, *unrelated])}

    assert before == {id_: incident for id_, incident in after.items() if id_ in before}


@pytest.mark.slow
@pytest.mark.parametrize(("crowd", "claims"), [("one_day", 4_000), ("undated", 4_000), ("dense", 20_000)])
def test_twice_the_claims_are_hardly_more_than_twice_the_pairs(crowd: str, claims: int) -> None:
    """Counted and not timed: what a crowd on one town costs is the pairs that are looked at."""

    def pairs(number: int) -> int:
        told = nodes(crowded(crowd, number))
        found = chain(near_pairs(told), report_pairs(told), party_pairs(told), total_pairs(told))
        return sum(1 for _ in found)

    assert pairs(2 * claims) <= 2.3 * pairs(claims)
