"""Incidents drawn by lot for the property tests of the page; every word is our own."""

from __future__ import annotations

import random
from datetime import date, timedelta

from page_sample import PLACES

from mapper.layers import MapData, layers
from mapper.records import STATUSES, Casualties, Claim, Count, Evidence, Incident, Location
from mapper.taxonomy import event_types

SIDES = ("AZE", "ARM", "RUS", "TUR", "hezbollah", "un", "other", "outlet")
OUTLETS = tuple(f"Outlet {letter}, daily" for letter in "ABCDEFGHIJKLMNOP")
SPEAKERS = ("وزارة الدفاع", "شهود", "Красный Крест", "le maire", "Governor Aliyev", "")
QUOTES = (
    "سقطت قذائف على أطراف المدينة ليلاً",
    "قالت إنّ الطائرة المسيّرة أُسقطت فوق الجسر",
    "The convoy of 12 trucks was hit near the old mill",
    "Колонна вышла из села утром",
    "لم يصب أحد في القصف على السوق القديم",
    "L’école a été touchée deux fois",
)
WAR = date(2020, 9, 20)
DAYS = 70


def incidents(number: int, seed: int) -> tuple[list[Incident], dict[str, Evidence]]:
    """So many incidents with one to three claims each, and the words of the claims."""
    rng = random.Random(seed)
    found, evidence = [], {}
    for n in range(number):
        first, last = _days(rng)
        places = tuple(_place(rng) for _ in range(rng.choice((0, 1, 1, 1, 2))))
        claims = tuple(_claim(rng, f"c{n}-{k}", places, first) for k in range(rng.randint(1, 3)))
        evidence |= {claim.id: _evidence(rng) for claim in claims}
        outlets = tuple(dict.fromkeys(evidence[claim.id].outlet for claim in claims))
        found.append(_incident(rng, n, claims, places, (first, last), outlets))
    return found, evidence


def map_data(number: int = 260, seed: int = 3) -> MapData:
    return layers(*incidents(number, seed))


def _days(rng: random.Random) -> tuple[date | None, date | None]:
    if rng.random() < 0.1:
        return None, None
    first = WAR + timedelta(days=rng.randrange(DAYS))
    return first, first + timedelta(days=rng.randint(1, 15)) if rng.random() < 0.25 else None


def _place(rng: random.Random) -> Location:
    place_id, name, lat, lon, radius, level = PLACES[rng.choice(list(PLACES))]
    radius = rng.choice((1.0, 5.0, 5.5, 25.0, radius, 60.0))
    return Location(place_id=place_id, name=name, lat=lat, lon=lon, radius_km=radius, level=level)  # type: ignore[arg-type]


def _claim(rng: random.Random, name: str, places: tuple[Location, ...], first: date | None) -> Claim:
    return Claim(
        id=name,
        report_id=f"r{rng.randrange(40)}",
        start=0,
        end=1,
        claimant=rng.choice(SPEAKERS),
        claimant_side=rng.choice(SIDES),
        stance=rng.choice(("asserts", "asserts", "denies", "acknowledges")),
        event_type=rng.choice(list(event_types())),
        actor_side=rng.choice(("", "", "AZE", "ARM", "AZE+TUR")),
        target=rng.choice(("", "", "محطة الكهرباء", "S-300 battery")),
        locations=places,
        date_from=first,
        killed=Count(low=3, high=3) if rng.random() < 0.2 else None,
    )


def _evidence(rng: random.Random) -> Evidence:
    return Evidence(quote=rng.choice(QUOTES), outlet=rng.choice(OUTLETS), language="ar", path="report.txt")


def _incident(
    rng: random.Random,
    n: int,
    claims: tuple[Claim, ...],
    places: tuple[Location, ...],
    days: tuple[date | None, date | None],
    outlets: tuple[str, ...],
) -> Incident:
    told = sorted(rng.choice((0, 0, 1, 2, 9, 10, 40, 100, 250)) for _ in range(3))
    return Incident(
        id=f"i{n:04}",
        event_type=claims[0].event_type,
        title=f"Incident {n}",
        status=rng.choice(STATUSES),
        claims=claims,
        locations=tuple({place.place_id: place for place in places}.values()),
        date_from=days[0],
        date_to=days[1],
        killed=Casualties(low=told[0], best=told[1], high=told[2]) if rng.random() < 0.6 else None,
        outlets=outlets,
    )
