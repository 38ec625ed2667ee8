"""Merging on the claims that annotators found in the five reference reports, all together."""

from __future__ import annotations

import csv
import json
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from mapper.evaluate.grouping import bcubed
from mapper.merge import merge
from mapper.records import Claim, Count, Incident, Location

CASES = Path(__file__).parent / "cases"
LEVELS = {"landmark": "site", "water": "region", "area": "region"}
# The gold names this place without a toponym of its own: half way between the two countries, as wide as that.
BORDER = {"kind": "line", "lat": 40.2, "lon": 45.9, "radius_km": 150}
REACHED = 0.93
"""A little below what merging reached; it may not fall back."""


def rows(name: str) -> list[dict[str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.fixture(scope="module")
def forms(gold: Path) -> dict[str, dict[str, Any]]:
    files = sorted(gold.glob("*.json"))
    return {file.name[:3]: json.loads(file.read_text(encoding="utf-8")) for file in files}


@pytest.fixture(scope="module")
def groups(forms: dict[str, dict[str, Any]]) -> list[set[str]]:
    """The gold's incidents of each report, those of one link made one."""
    told = [
        {f"{doc}:{claim}" for claim in one["claims"]}
        for doc, form in forms.items()
        for one in form["incidents"]
    ]
    for link in sorted({row["link"] for row in rows("merge_gold_links.csv")}):
        linked = {row["claim"] for row in rows("merge_gold_links.csv") if row["link"] == link}
        # A claim of several places stands in several incidents; the link is with the one that it shares.
        joined = [group for group in told if len(group & linked) > len(group) / 2]
        told = [group for group in told if group not in joined] + [set().union(*joined)]
    return told


@pytest.fixture(scope="module")
def incidents(forms: dict[str, dict[str, Any]]) -> list[Incident]:
    return list(merge(claim for doc, form in forms.items() for claim in claims_of(doc, form)))


def claims_of(doc: str, form: dict[str, Any]) -> list[Claim]:
    places = {place["canonical"]: place for place in reversed(form["toponyms"])}
    return [
        Claim(
            id=f"{doc}:{told['id']}",
            report_id=doc,
            start=told["start"],
            end=told["end"],
            claimant=told["claimant"],
            claimant_side=told["claimant_side"],
            stance=told["stance"],
            event_type=told["event_type"],
            actor_side=told["actor_side"] or "",
            target=told["target"] or "",
            target_class=told["target_class"],
            locations=tuple(location(name, places.get(name, BORDER)) for name in told["places"]),
            date_from=day(told["date_from"]),
            date_to=day(told["date_to"]),
            killed=count(told["killed"]),
            injured=count(told["injured"]),
            cumulative="cumulative" in (told["target"] or ""),
        )
        for told in form["claims"]
    ]


def location(name: str, place: dict[str, Any]) -> Location:
    return Location(
        place_id=name,
        name=name,
        lat=place["lat"],
        lon=place["lon"],
        radius_km=place["radius_km"],
        level=LEVELS.get(place["kind"], place["kind"]),
    )


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def count(number: int | None) -> Count | None:
    return None if number is None else Count(low=number, high=number)


def together(incidents: list[Incident]) -> list[set[str]]:
    return [{claim.id for claim in incident.claims} for incident in incidents]


def test_gold_claims_make_the_gold_incidents(incidents: list[Incident], groups: list[set[str]]) -> None:
    assert bcubed(groups, together(incidents)).f1 >= REACHED


@pytest.mark.parametrize("link", sorted({row["link"] for row in rows("merge_gold_links.csv")}))
def test_what_reports_share_is_one_incident(incidents: list[Incident], link: str) -> None:
    linked = {row["claim"] for row in rows("merge_gold_links.csv") if row["link"] == link}

    assert any(linked == group for group in together(incidents))


@pytest.mark.parametrize(
    "row", rows("merge_gold_traps.csv"), ids=lambda row: f"{row['first']} {row['second']}"
)
def test_traps_stay_apart(incidents: list[Incident], row: dict[str, str]) -> None:
    assert not any({row["first"], row["second"]} <= group for group in together(incidents)), row["why"]


def test_no_days_apart_are_merged(incidents: list[Incident]) -> None:
    """Stages of a truce apart, whatever stands together has a day in common, two by two."""
    for incident in incidents:
        if incident.event_type == "ceasefire_agreed":
            continue
        for a, b in combinations(incident.claims, 2):
            starts = [claim.date_from for claim in (a, b) if claim.date_from]
            ends = [claim.date_to for claim in (a, b) if claim.date_to]
            assert not starts or not ends or max(starts) <= min(ends), (a.id, b.id)
