"""Records as JSON: what goes out comes back, what does not fit is named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import RowError
from mapper.records import Claim, Evidence
from mapper.serialize import claim_line, from_claim_line, from_dict, to_dict


@given(st.builds(Claim), st.none() | st.builds(Evidence))
def test_a_claim_and_its_words_survive_json(claim: Claim, words: Evidence | None) -> None:
    line = json.loads(json.dumps(claim_line(claim, words)))

    assert from_claim_line(line) == (claim, words)


def test_each_field_that_does_not_fit_is_named() -> None:
    plain = to_dict(Claim(id="c", report_id="r", start=0, end=1, event_type="shelling"))
    with pytest.raises(RowError, match="date_from") as caught:
        from_dict(Claim, {**plain, "date_from": "2020-13-45", "colour": "red"})

    assert "colour" in str(caught.value)
