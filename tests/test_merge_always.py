"""What holds of merging whatever the claims are."""

from __future__ import annotations

from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from merge_samples import GANJA, KARABAKH, TARTAR, claim, one_claim, spans_of_days

from mapper.merge import merge
from mapper.records import Claim, Location


def test_the_order_of_claims_does_not_matter() -> None:
    claims = [
        claim("a"),
        claim("b", report_id="r2", claimant_side="ARM", stance="denies"),
        claim("c", locations=(GANJA, TARTAR)),
        claim("d", locations=(), event_type="armed_clash"),
    ]
    results = {tuple(merge(order)) for order in permutations(claims)}

    assert len(results) == 1


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
