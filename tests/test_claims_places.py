"""Places that a claim's own words name only in part: capitals, phrases behind a comma, provinces."""

from __future__ import annotations

import pytest

from mapper import extract
from mapper.records import Report

CASES = [
    # "The Sudanese capital" is the town of that state that the report names.
    (
        "قصف الجيش الخرطوم وأم درمان.\nوقتل عشرون شخصا في غارة على العاصمة السودانية.",
        [{"Khartoum", "Omdurman"}, {"Khartoum"}],
    ),
    # A phrase of place goes with the clause before the comma, unless something else is told in between.
    (
        "نزحت مئات العائلات، سيرا على الأقدام، من بيت لاهيا وبيت حانون في قطاع غزة.",
        [{"Beit Lahia", "Beit Hanoun"}],
    ),
    # A province says where its district lies, whichever level the data give the two.
    ("شن الطيران غارتين على مديرية صرواح بمحافظة مأرب في اليمن.", [{"Sirwah"}]),
    ("شن الطيران غارتين على مديرية صرواح ومحافظة مأرب في اليمن.", [{"Sirwah", "Marib Governorate"}]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_claim_is_put_at_just_these_places(text: str, expected: list[set[str]]) -> None:
    report = Report(id="own", text=text)
    (extraction,) = extract([report])

    assert [{place.name for place in claim.locations} for claim in extraction.claims] == expected
