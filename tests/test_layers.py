"""What layers() makes of incidents: nothing lost, nothing placed that has no place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import page_sample
import pytest
from page_views import Part, quote_parts, rows

from gazetteer.errors import DataError
from gazetteer.place import Place, PlaceName
from mapper.errors import ArgumentError
from mapper.layers import layers, names_of
from mapper.layers.labels import label_zoom, label_zooms
from mapper.records import Claim, Evidence, Incident, Location, Trace


def test_every_incident_becomes_a_row_ordered_by_date_and_the_undated_last() -> None:
    found, _ = page_sample.incidents()
    data = page_sample.map_data()

    assert {row.incident.id for row in rows(data)} == {incident.id for incident in found}
    assert [row.incident.date_from for row in rows(data)][-1] is None
    dated = [row.incident.date_from for row in rows(data)][:-1]
    assert dated == sorted(day for day in dated if day)


def test_the_order_of_the_incidents_does_not_matter() -> None:
    found, evidence = page_sample.incidents()

    assert layers(found, evidence) == layers(reversed(found), evidence)


def test_two_incidents_of_one_id_are_refused() -> None:
    """A link to one of them would open the other."""
    found, evidence = page_sample.incidents()

    with pytest.raises(ArgumentError, match=found[0].id):
        layers([*found, replace(found[1], id=found[0].id)], evidence)


def test_incidents_at_one_place_share_a_spot_and_one_without_a_place_has_none() -> None:
    by_id = {row.incident.id: row for row in rows(page_sample.map_data())}

    assert by_id["i-capital"].spots == by_id["i-capital-2"].spots
    assert by_id["i-drone"].spots == ()


def test_a_place_that_is_a_line_brings_its_course() -> None:
    data = page_sample.map_data()
    front = next(row for row in rows(data) if row.incident.id == "i-front")

    assert len(data.spots[front.spots[0]].line) > 10


def test_a_claim_shows_its_place_as_written_and_as_matched() -> None:
    data = page_sample.map_data()
    capital = next(row for row in rows(data) if row.incident.id == "i-capital")
    named = capital.claims[0].places[0]

    assert (named.written, data.spots[named.spot].name) == ("خانكندي", "Stepanakert / Khankendi")


def test_the_parts_of_a_quote_give_the_quote() -> None:
    for row in rows(page_sample.map_data()):
        for view in row.claims:
            assert "".join(part.text for part in view.quote) == view.evidence.quote


def _claim(**changes: object) -> Claim:
    plain = Claim(id="c", report_id="r", start=10, end=21, event_type="shelling")
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_of_overlapping_marks_the_first_is_kept() -> None:
    trace = (
        Trace(field="claimant", rule="", start=10, end=15),
        Trace(field="event_type", rule="", start=12, end=18),
        Trace(field="killed", rule="", start=16, end=21),
    )

    assert quote_parts(_claim(trace=trace), "aaaaa bbbbb") == (
        Part(text="aaaaa", mark="speaker"),
        Part(text=" "),
        Part(text="bbbbb", mark="number"),
    )


@pytest.mark.parametrize("quote", ["too short", "much longer than the claim says", ""])
def test_a_quote_that_does_not_fit_its_offsets_is_shown_without_marks(quote: str) -> None:
    trace = (Trace(field="claimant", rule="", start=10, end=15),)

    assert all(part.mark == "" for part in quote_parts(_claim(trace=trace), quote))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        (" https://example.org", ""),
        ("data:text/html,x", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(url: str, expected: str) -> None:
    incident = Incident(id="i", event_type="shelling", title="", status="one-sided", claims=(_claim(),))
    data = layers([incident], {"c": Evidence(quote="", url=url)})

    assert rows(data)[0].claims[0].url == expected


def test_a_claim_without_evidence_is_kept_without_a_quote() -> None:
    incident = Incident(id="i", event_type="shelling", title="", status="one-sided", claims=(_claim(),))

    assert rows(layers([incident], {}))[0].claims[0].quote == ()


def test_names_of_two_sides_stand_side_by_side() -> None:
    place = Place(
        id="x:1",
        name="A / B",
        level="settlement",
        kind="city",
        lat=0,
        lon=0,
        radius_km=1,
        names=(
            PlaceName(text="أ", language="ar", side="ARM"),
            PlaceName(text="ب", language="ar", side="AZE"),
            PlaceName(text="ت", language="ar", side="AZE"),
            PlaceName(text="Г", language="ru"),
        ),
    )

    assert dict(names_of(place)) == {"ar": "أ / ب", "ru": "Г"}


def test_the_larger_place_is_named_first_and_from_farther_away() -> None:
    point = {"level": "settlement", "lat": 40, "lon": 46, "radius_km": 1}
    told = [
        Place(id="a", name="Hamlet", kind="hamlet", **point),  # type: ignore[arg-type]
        Place(id="b", name="Town", kind="town", population=9_000, **point),  # type: ignore[arg-type]
        Place(id="c", name="City", kind="city", population=90_000, **point),  # type: ignore[arg-type]
        Place(id="d", name="Larger", kind="city", population=900_000, **point),  # type: ignore[arg-type]
    ]
    labels = layers([], {}, backdrop=told).labels

    assert [place.name for place in labels] == ["Larger", "City", "Town", "Hamlet"]
    zooms = [label_zoom(place) for place in labels]
    assert zooms[0] == zooms[1] < zooms[2] < zooms[3]


@pytest.mark.parametrize(
    ("rows", "says"),
    [("city,6", "the last row"), ("*,9\ncity,6", "stands last"), ("city,far\n*,9", "not a number")],
)
def test_a_fault_in_the_table_of_labels_is_named(tmp_path: Path, rows: str, says: str) -> None:
    path = tmp_path / "page_labels.csv"
    path.write_text(f"kind,zoom\n{rows}\n", encoding="utf-8")

    with pytest.raises(DataError, match=rf"page_labels\.csv, line \d.*{says}"):
        label_zooms(path)


def _at(lon: float, lat: float, number: int, level: str = "settlement") -> Incident:
    place = Location(place_id=f"x:{number}", name="", lat=lat, lon=lon, radius_km=1, level=level)  # type: ignore[arg-type]
    claim = _claim(locations=(place,))
    return Incident(
        id=f"i{number}",
        event_type="shelling",
        title="",
        status="one-sided",
        claims=(claim,),
        locations=(place,),
    )


def test_a_far_capital_and_a_whole_country_do_not_shrink_the_first_view() -> None:
    near = [_at(46 + number / 10, 40, number) for number in range(8)]
    far = [_at(37.6, 55.7, 20), _at(35, 39, 21, level="country")]

    assert layers([*near, *far], {}, backdrop=()).bounds() == (46, 40, 46.7, 40)


def test_two_theatres_are_both_in_the_first_view() -> None:
    here = [_at(46, 40, number) for number in range(5)]
    there = [_at(32, 15, number + 10) for number in range(4)]

    assert layers([*here, *there], {}, backdrop=()).bounds() == (32, 15, 46, 40)


def test_nothing_drawn_has_no_bounds() -> None:
    assert layers([], {}).bounds() is None
