"""Incidents made by hand for the tests of layers, page and browser; every sentence is our own."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from mapper.layers import MapData, layers
from mapper.records import (
    Casualties,
    Claim,
    Count,
    Coverage,
    Evidence,
    Incident,
    Location,
    Stance,
    Status,
    Trace,
)

CASES = Path(__file__).parent / "cases"
PLACES = {
    "كنجة": ("karabakh:ganja", "Ganja", 40.683, 46.361, 6.0, "settlement"),
    "خانكندي": ("karabakh:stepanakert", "Stepanakert / Khankendi", 39.815, 46.752, 4.0, "settlement"),
    "هادروت": ("karabakh:hadrut", "Hadrut", 39.52, 47.03, 12.0, "settlement"),
    "ترتر": ("karabakh:tartar", "Tartar", 40.343, 46.932, 4.0, "settlement"),
    "قره باغ": ("karabakh:karabakh", "Karabakh", 39.8, 46.75, 60.0, "region"),
    "خط التماس": ("karabakh:contact_line", "Line of Contact (1994-2020)", 39.95, 47.0, 8.0, "line"),
}
COVERAGE = Coverage(
    reports=12,
    without_claims=3,
    unread=("broken.txt: not a text file",),
    unresolved=("تل الريح", "وادي السدر"),
)
HOSTILE = (
    "<script>alert(1)</script></script><img src=x onerror=alert(2)>${alert(3)}`\\1{{7*7}}{% raw %}"
    "\u202eطلقة\u2066 <!-- ]]> &amp; \"'"
)


def incidents() -> tuple[list[Incident], dict[str, Evidence]]:
    """The incidents of ``cases/page_incidents.csv`` with their evidence: a row is a claim."""
    claims: dict[str, list[Claim]] = {}
    evidence: dict[str, Evidence] = {}
    first: dict[str, dict[str, str]] = {}
    for number, row in enumerate(_rows()):
        claim = _claim(number, row)
        claims.setdefault(row["incident"], []).append(claim)
        first.setdefault(row["incident"], row)
        evidence[claim.id] = _evidence(row)
    return [_incident(name, first[name], claims[name]) for name in claims], evidence


def map_data() -> MapData:
    found, evidence = incidents()
    return layers(found, evidence, coverage=COVERAGE)


def hostile_data() -> MapData:
    """One incident whose every text tries to break out of the page."""
    found, evidence = incidents()
    victim = found[0]
    claims = tuple(
        replace(claim, claimant=HOSTILE, via=HOSTILE, target=HOSTILE, weapon=HOSTILE, time_text=HOSTILE)
        for claim in victim.claims
    )
    words = {
        claim.id: replace(
            evidence[claim.id], quote=HOSTILE, outlet=HOSTILE, report_title=HOSTILE, url="javascript:alert(4)"
        )
        for claim in claims
    }
    places = tuple(replace(place, name=HOSTILE) for place in victim.locations)
    coverage = Coverage(reports=1, unread=(HOSTILE,), unresolved=(HOSTILE,))
    attacked = replace(
        victim, claims=claims, title=HOSTILE, outlets=(HOSTILE,), locations=places, trace=(HOSTILE,)
    )
    return layers([attacked, *found[1:]], {**evidence, **words}, coverage=coverage)


def _rows() -> Iterator[dict[str, str]]:
    with (CASES / "page_incidents.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _claim(number: int, row: dict[str, str]) -> Claim:
    start = 100 * number
    stance: Stance = row["stance"]  # type: ignore[assignment]
    words = (("event_type", row["trigger"]), ("claimant", row["claimant"]), ("killed", row["killed_words"]))
    return Claim(
        id=f"c{number}",
        report_id=f"r{number}",
        start=start,
        end=start + len(row["quote"]),
        claimant=row["claimant"],
        claimant_side=row["side"],
        stance=stance,
        event_type=row["type"],
        locations=tuple(_location(name, row["quote"], start) for name in row["places"].split("|") if name),
        date_from=_day(row["date"]),
        killed=Count(low=int(row["killed"]), high=int(row["killed"])) if row["killed"] else None,
        trace=tuple(
            _trace(field, word, row["quote"], start) for field, word in words if word in row["quote"] and word
        ),
    )


def _trace(field: str, word: str, quote: str, start: int) -> Trace:
    at = start + quote.index(word)
    return Trace(field=field, rule="test", start=at, end=at + len(word))


def _location(name: str, quote: str, start: int) -> Location:
    place_id, label, lat, lon, radius, level = PLACES[name]
    at = quote.find(name)
    return Location(
        place_id=place_id,
        name=label,
        lat=lat,
        lon=lon,
        radius_km=radius,
        level=level,  # type: ignore[arg-type]
        start=start + at if at >= 0 else None,
        end=start + at + len(name) if at >= 0 else None,
    )


def _evidence(row: dict[str, str]) -> Evidence:
    return Evidence(
        quote=row["quote"],
        outlet=row["outlet"],
        url=row["url"],
        published=_day(row["published"]),
        language=row["language"],
        report_title="",
        path="report.txt",
    )


def _incident(name: str, row: dict[str, str], claims: list[Claim]) -> Incident:
    status: Status = row["status"]  # type: ignore[assignment]
    told = [claim.killed.low for claim in claims if claim.killed]
    places = {place.place_id: place for claim in claims for place in claim.locations}
    return Incident(
        id=name,
        event_type=row["type"],
        title=f"{row['type']} {name}",
        status=status,
        claims=tuple(claims),
        locations=tuple(places.values()),
        date_from=claims[0].date_from,
        killed=Casualties(low=min(told), best=max(told), high=max(told)) if told else None,
        outlets=tuple(dict.fromkeys(row["outlet"] for row in _rows() if row["incident"] == name)),
        trace=("same place, same day",) if len(claims) > 1 else (),
    )
