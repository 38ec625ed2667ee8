"""What stands together and what stays apart, case by case, from ``cases/merge_cases.csv``."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from mapper.merge import merge
from mapper.records import Claim, Count, Location

CASES = Path(__file__).parent / "cases" / "merge_cases.csv"
# lat, lon, radius in km, level
PLACES = {
    "Ganja": (40.683, 46.361, 6, "settlement"),
    "Ganja (coded)": (40.69, 46.37, 15, "settlement"),
    "Goygol": (40.587, 46.316, 3, "settlement"),
    "Tartar": (40.34, 46.93, 4, "settlement"),
    "Tartar District": (40.34, 46.93, 22, "district"),
    "Narli": (40.42, 46.95, 3, "settlement"),
    "Barda": (40.374, 47.127, 4, "settlement"),
    "Jabrayil": (39.399, 47.028, 4, "settlement"),
    "Hadrut": (39.519, 47.031, 3, "settlement"),
    "Stepanakert": (39.818, 46.752, 5, "settlement"),
    "Mingachevir": (40.77, 47.05, 6, "settlement"),
    "Moscow": (55.75, 37.62, 25, "settlement"),
    "Karabakh": (39.8, 46.7, 55, "region"),
    "Armenia": (40.2, 45.0, 150, "country"),
    "Azerbaijan": (40.4, 47.8, 220, "country"),
}


def _cases() -> dict[str, list[dict[str, str]]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    cases: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(lines):
        cases[row["case"]].append(row)
    return cases


def _day(text: str) -> date | None:
    return date(2020, 10, int(text)) if text else None


def _claim(number: int, row: dict[str, str]) -> Claim:
    days = row["days"].lstrip("~")
    first, _, last = days.partition("-") if "-" in days else (days, "", days)
    killed = row["dead"].removeprefix("total ")
    return Claim(
        id=str(number),
        report_id=row["report"],
        start=number * 10,
        end=number * 10 + 9,
        claimant_side=row["side"],
        stance=row["stance"],  # type: ignore[arg-type]
        event_type=row["type"],
        actor_side=row["doer"],
        target=row["words"],
        locations=tuple(_location(name) for name in row["place"].split("|") if name),
        date_from=_day(first),
        date_to=_day(last),
        date_basis="published" if row["days"].startswith("~") else "explicit" if days else "",
        killed=Count(low=int(killed), high=int(killed)) if killed else None,
        cumulative=row["dead"].startswith("total"),
    )


def _location(name: str) -> Location:
    lat, lon, radius, level = PLACES[name]
    return Location(place_id=name, name=name, lat=lat, lon=lon, radius_km=radius, level=level)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", _cases())
def test_cases(name: str) -> None:
    rows = _cases()[name]
    expected: dict[str, set[str]] = defaultdict(set)
    for number, row in enumerate(rows):
        for letter in row["incident"].split("|"):
            expected[letter].add(str(number))

    found = [{claim.id for claim in one.claims} for one in merge(_claim(n, r) for n, r in enumerate(rows))]

    assert sorted(map(sorted, expected.values())) == sorted(map(sorted, found))


def test_there_are_more_cases_than_forty() -> None:
    assert len(_cases()) > 40
