"""Records as JSON: what goes out comes back, what does not fit is named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import RowError
from mapper.records import Claim, Evidence, Location
from mapper.serialize import claim_line, from_claim_line, from_dict, to_dict
from mapper.taxonomy import event_types

EVENT_TYPES = st.sampled_from(sorted(event_types()))
LOCATIONS = st.builds(
    Location, lat=st.floats(-90, 90), lon=st.floats(-180, 180), radius_km=st.floats(0, 20_000)
)
CLAIMS = st.builds(Claim, event_type=EVENT_TYPES, locations=st.lists(LOCATIONS, max_size=2).map(tuple))


@given(CLAIMS, st.none() | st.builds(Evidence), st.booleans())
def test_a_claim_and_its_words_survive_json(claim: Claim, words: Evidence | None, whole: bool) -> None:
    line = json.loads(json.dumps(claim_line(claim, words, whole=whole)))

    assert from_claim_line(line) == (claim, words)


def test_each_field_that_does_not_fit_is_named() -> None:
    plain = to_dict(Claim(id="c", report_id="r", start=0, end=1, event_type="shelling"))
    with pytest.raises(RowError, match="date_from") as caught:
        from_dict(Claim, {**plain, "date_from": "2020-13-45", "colour": "red"})

    assert "colour" in str(caught.value)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("event_type", "earthquake", "earthquake"),
        (
            "locations",
            [{"place_id": "x", "name": "X", "lat": float("nan"), "lon": 0, "radius_km": 1}],
            "locations",
        ),
        ("locations", [{"place_id": "x", "name": "X", "lat": 999, "lon": 0, "radius_km": 1}], "locations"),
        ("locations", [{"place_id": "x", "name": "X", "lat": 9, "lon": 0, "radius_km": -1}], "locations"),
    ],
)
def test_what_no_map_can_draw_is_no_claim(field: str, value: object, says: str) -> None:
    line = {"id": "c", "report_id": "r", "start": 0, "end": 1, "event_type": "shelling", field: value}
    with pytest.raises(RowError, match=says):
        from_claim_line(line)


@pytest.mark.parametrize("line", [None, 1, "text", [], {}])
def test_what_is_no_claim_at_all_is_said(line: object) -> None:
    with pytest.raises(RowError):
        from_claim_line(line)
