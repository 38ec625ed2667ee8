"""Merging what 200 made-up weeks of war are told as; and that those weeks are no walk-over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

import pytest
from variants import Variant, variants

from mapper.evaluate.grouping import bcubed, pairwise
from mapper.evaluate.ratio import Ratio
from mapper.merge import merge

WEEKS = 200


@pytest.fixture(scope="module")
def weeks() -> list[Variant]:
    return list(variants(WEEKS))


def merged(week: Variant) -> list[set[str]]:
    return [{claim.id for claim in one.claims} for one in merge(week.claims, outlets=week.outlets)]


def in_all(weeks: Iterable[Variant], found: Iterable[Collection[Collection[str]]]) -> Ratio:
    pairs = (pairwise(week.groups, groups) for week, groups in zip(weeks, found, strict=True))
    return sum(pairs, Ratio())


@pytest.mark.slow
def test_one_event_told_by_many_is_one_incident(weeks: list[Variant]) -> None:
    found = [merged(week) for week in weeks]

    assert in_all(weeks, found).f1 >= 0.95
    assert sum((bcubed(w.groups, f) for w, f in zip(weeks, found, strict=True)), Ratio()).f1 >= 0.95


def test_the_weeks_are_the_same_every_time(weeks: list[Variant]) -> None:
    assert list(variants(9)) == weeks[:9]


def test_neither_place_and_day_nor_type_and_place_solves_the_weeks(weeks: list[Variant]) -> None:
    """A simple rule that a table's user might try; if one were enough, the weeks would measure nothing."""

    def by(week: Variant, *names: str) -> Collection[Collection[str]]:
        groups: dict[tuple[object, ...], list[str]] = {}
        for claim in week.claims:
            place = claim.locations[0].place_id if claim.locations else ""
            groups.setdefault((place, *(getattr(claim, name) for name in names)), []).append(claim.id)
        return list(groups.values())

    assert in_all(weeks, [by(week, "date_to") for week in weeks]).f1 < 0.8
    assert in_all(weeks, [by(week, "event_type") for week in weeks]).f1 < 0.8
    assert in_all(weeks, [by(week, "event_type", "actor_side", "date_to") for week in weeks]).f1 < 0.8


def test_every_event_is_told_so_that_one_day_fits_all_that_is_said(weeks: list[Variant]) -> None:
    """Else the true groups would contradict themselves; talks may be the day before their truce."""
    for week in weeks:
        claims = {claim.id: claim for claim in week.claims}
        for group in week.groups:
            members = [claims[id_] for id_ in group]
            slack = timedelta(days=1 if members[0].event_type in ("talks", "ceasefire_agreed") else 0)
            latest_start = max(claim.date_from for claim in members if claim.date_from)
            first_end = min(claim.date_to for claim in members if claim.date_to)
            assert latest_start <= first_end + slack


def test_the_weeks_hold_every_trap_and_every_way_of_telling(weeks: list[Variant]) -> None:
    plots = {plot for week in weeks for plot in week.plots.values()}
    twists = {twist for week in weeks for told in week.twists.values() for twist in told}

    assert plots >= {
        "strike",
        "again",
        "reply",
        "opposite",
        "total",
        "other total",
        "umbrella",
        "truce",
        "breach",
    }
    assert twists >= {"denies", "acknowledges", "rounded", "no actor", "type", "district", "quarter", "near"}
    assert twists >= {
        "two days",
        "day of print",
        "two places",
        "other toll",
        "other gazetteer",
        "no place",
        "recalled",
    }
