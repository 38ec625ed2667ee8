"""Records as JSON: what goes out comes back, what does not fit is named."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import RowError
from mapper.records import Claim, Coded, Count, Equipment, Evidence, Location, Trace
from mapper.serialize import claim_line, from_claim_line, from_dict, to_dict
from mapper.taxonomy import event_types

EVENT_TYPES = st.sampled_from(sorted(event_types()))
LOCATIONS = st.builds(
    Location, lat=st.floats(-90, 90), lon=st.floats(-180, 180), radius_km=st.floats(0, 20_000)
)
OFFSETS = st.integers(0, 10**6)
SPANS = st.lists(st.tuples(OFFSETS, OFFSETS), max_size=2).map(tuple)
COUNTS = st.none() | st.builds(
    lambda low, more, best: Count(low=low, high=None if more is None else low + more, best=best),
    st.integers(0, 10**6),
    st.none() | st.integers(0, 10**6),
    st.none() | st.integers(0, 10**6),
)
DAYS = st.lists(st.none() | st.dates(), min_size=2, max_size=2).filter(
    lambda ends: None in ends or ends == sorted(ends)
)
CLAIMS = st.builds(
    lambda days, **fields: Claim(date_from=days[0], date_to=days[1], **fields),
    DAYS,
    id=st.text(),
    report_id=st.text(),
    start=OFFSETS,
    end=OFFSETS,
    also=SPANS,
    claimant=st.text(),
    target_class=st.sampled_from(["civilian", "unknown"]),
    event_type=EVENT_TYPES,
    locations=st.lists(LOCATIONS, max_size=2).map(tuple),
    killed=COUNTS,
    injured=COUNTS,
    cumulative=st.booleans(),
    equipment=st.lists(
        st.builds(Equipment, item=st.text(), count=st.none() | st.integers(0, 99)), max_size=2
    ).map(tuple),
    score=st.floats(0, 1),
    coded=st.none() | st.builds(Coded),
    trace=st.lists(st.builds(Trace, start=OFFSETS, end=OFFSETS), max_size=2).map(tuple),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
PLAIN = {"id": "c", "report_id": "r", "start": 0, "end": 1, "event_type": "shelling"}


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
    with pytest.raises(RowError, match=says):
        from_claim_line({**PLAIN, field: value})


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"date_from": "2020-10-05", "date_to": "2020-10-04"}, "date_from 2020-10-05 is later"),
        ({"killed": {"low": -5, "high": 3}}, "killed.low -5"),
        ({"injured": {"low": 7, "high": 3}}, "injured.low 7 is more than"),
        ({"killed": {"low": 10**30, "high": None}}, "killed.low"),
        ({"killed": {"low": 1, "high": 3, "best": -1}}, "killed.best -1"),
        ({"end": 10**30}, "offset"),
        ({"also": [[-1, 4]]}, "offset -1"),
        ({"equipment": [{"item": "tank", "count": -1}]}, "count -1"),
        ({"score": float("nan")}, "score nan"),
        ({"event_type": []}, "event_type"),
        ({"event_type": None}, "event_type"),
        ({"evidence": "x"}, "evidence"),
        ({"evidence": {"published": "yesterday"}}, "published"),
    ],
)
def test_what_no_claim_can_say_is_named(told: dict[str, object], says: str) -> None:
    with pytest.raises(RowError, match=says):
        from_claim_line({**PLAIN, **told})


@pytest.mark.parametrize("day", ["date_from", "date_to"])
def test_one_end_of_the_days_may_stay_open(day: str) -> None:
    claim, _ = from_claim_line({**PLAIN, day: "2020-10-05"})

    assert [claim.date_from, claim.date_to].count(None) == 1


@given(st.sampled_from([*(item.name for item in fields(Claim)), "evidence", "other"]), JSON)
def test_whatever_stands_in_a_field_is_a_claim_or_a_named_fault(field: str, value: object) -> None:
    with suppress(RowError):
        claim, _ = from_claim_line({**PLAIN, field: value})
        assert claim == from_claim_line(claim_line(claim, None))[0]


@pytest.mark.parametrize("line", [None, 1, "text", [], {}])
def test_what_is_no_claim_at_all_is_said(line: object) -> None:
    with pytest.raises(RowError):
        from_claim_line(line)
