"""Claims for the tests of merging: one strike on one town, changed as a test needs."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from mapper.merge import merge
from mapper.records import Claim, Location

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


spans_of_days = st.tuples(st.integers(1, 25), st.integers(0, 6)).map(
    lambda pair: (date(2020, 10, pair[0]), date(2020, 10, min(31, pair[0] + pair[1])))
)


def one_claim(span: tuple[date, date], **changes: object) -> Claim:
    return claim(date_from=span[0], date_to=span[1], **changes)  # type: ignore[arg-type]
