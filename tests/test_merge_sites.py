"""The places of an incident, each once."""

from __future__ import annotations

from itertools import permutations

import pytest
from merge_samples import GANJA, claim

from mapper.merge import merge
from mapper.records import Coded, Location

ROW = {"report_id": "rows", "claimant_side": "other", "coded": Coded(dataset="acled", row_id="AZE1")}


def beside_ganja(name: str, lat: float, place_id: str = "coded:settlement:40.6818,46.3600") -> Location:
    return Location(place_id=place_id, name=name, lat=lat, lon=46.36, radius_km=2)


@pytest.mark.parametrize(
    "other",
    [beside_ganja("Gəncə city", 40.6818), beside_ganja("GANJA", 40.695), beside_ganja("Ganja", 40.6818, "a")],
    ids=["200 m away", "same name", "smaller id"],
)
def test_a_row_beside_the_town_is_no_second_place(other: Location) -> None:
    claims = claim("a"), claim("b", locations=(other,), **ROW)
    for order in permutations(claims):
        [incident] = merge(order)

        assert (incident.title, incident.locations) == ("Shelling: Ganja", (GANJA,))


def test_of_places_that_only_rows_name_the_smaller_id_is_kept() -> None:
    first, second = beside_ganja("Ganja", 40.6818, "coded:1"), beside_ganja("Ganja", 40.6820, "coded:2")
    ged = {**ROW, "coded": Coded(dataset="ged", row_id="1")}
    claims = claim("a", locations=(second,), **ROW), claim("b", locations=(first,), **ged)

    assert [incident.locations for incident in merge(claims)] == [(first,)]


def test_places_that_one_claim_tells_apart_stay_two() -> None:
    station = Location(
        place_id="site", name="bus station", lat=40.683, lon=46.36, radius_km=0.2, level="site"
    )
    [incident] = merge([claim("a", locations=(GANJA, station))])

    assert set(incident.locations) == {GANJA, station}
