"""Merging: what stands together, what stays apart, and what the voices add up to."""

from __future__ import annotations

from datetime import date

from merge_samples import GANJA, KARABAKH, OCT_10, OCT_11, OCT_17, TARTAR, claim, grouped

from mapper.merge import merge
from mapper.records import Coded, Count


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


def test_a_denial_of_the_day_after_denies_the_strike_and_does_not_date_it() -> None:
    strike = claim("a", date_from=OCT_10, date_to=OCT_10)
    denial = claim("b", report_id="r2", stance="denies", claimant_side="ARM", date_from=OCT_11)
    [incident] = merge([strike, denial])

    assert (incident.status, incident.date_from, incident.date_to) == ("contested", OCT_10, OCT_10)


def test_who_asserts_and_denies_a_part_of_it_is_one_voice_that_asserts() -> None:
    harm = claim("b", stance="denies", event_type="casualties_reported")
    [incident] = merge([claim("a"), harm])

    assert incident.status == "one-sided"


def test_who_counts_the_dead_of_a_fight_corroborates_nobodys_advance() -> None:
    dead = claim("b", claimant_side="RUS", event_type="casualties_reported")
    [advance] = merge([claim("a", event_type="ground_advance"), dead])
    [strike] = merge([claim("a"), dead])

    assert (advance.status, strike.status) == ("one-sided", "corroborated")


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


def test_two_of_no_party_contradict_each_other_and_nobody_themselves() -> None:
    told = claim("a", claimant_side="other", claimant="residents")
    stranger = claim("b", claimant_side="other", claimant="a doctor", stance="denies")
    same = claim("b", claimant_side="other", claimant="residents", stance="denies")

    assert grouped(told, stranger) == [{"a", "b"}]
    assert len(grouped(told, same)) == 2


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


def test_a_toll_that_rose_is_the_later_figure_and_is_never_added() -> None:
    told = {"report_id": "r2", "event_type": "casualties_reported", "date_from": OCT_11, "cumulative": True}
    strike = claim("a", killed=Count(low=5, high=5)), claim("b", report_id="r3", killed=Count(low=5, high=5))
    [incident] = merge([*strike, claim("c", killed=Count(low=7, high=7), **told)])

    assert incident.killed is not None
    assert (incident.killed.low, incident.killed.best, incident.killed.high) == (5, 7, 7)


def test_a_toll_below_what_most_tell_is_an_earlier_one() -> None:
    told = {"report_id": "r2", "event_type": "casualties_reported", "date_from": OCT_11, "cumulative": True}
    strike = claim("a", killed=Count(low=9, high=9)), claim("b", report_id="r3", killed=Count(low=9, high=9))
    [incident] = merge([*strike, claim("c", killed=Count(low=7, high=7), **told)])

    assert incident.killed is not None
    assert (incident.killed.low, incident.killed.best, incident.killed.high) == (7, 9, 9)
