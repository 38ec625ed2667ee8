"""Who was harmed, how many, and whether the number is of this event."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.language.arabic.casualties import CasualtySpan, casualties, total
from mapper.language.arabic.tokens import tokenize
from mapper.records import Count

CASES = Path(__file__).parent / "cases" / "casualties.csv"
WORDS = """
قتل مقتل وإصابة 3 قتيلا وجريحا بين إلى ارتفعت حصيلة القتلى لقي مصرعهم
جنود مدنيين دون لم إصابات ، . و من
""".split()  # noqa: SIM905 - a list of words reads better as a line


def rows() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(row["given"], row["expected"]) for row in csv.DictReader(lines)]


def written(count: Count) -> str:
    return f"{count.low}-{'' if count.high is None else count.high}"


def told(span: CasualtySpan) -> str:
    if span.shared is not None:
        return f"{span.kind}+{written(span.shared)}"
    number = "?" if span.count is None else written(span.count)
    return f"{span.kind}={number}:{span.cls}" + ("*" if span.cumulative else "")


@pytest.mark.parametrize(("given_text", "expected"), rows())
def test_cases(given_text: str, expected: str) -> None:
    assert expected == ";".join(map(told, casualties(tokenize(given_text))))


def test_there_are_cases_enough() -> None:
    assert len(rows()) >= 60


def test_a_running_total_names_its_cue() -> None:
    assert [span.cue for span in casualties(tokenize("ارتفعت حصيلة القتلى إلى 43"))] == ["ارتفعت"]


def test_the_sum_leaves_running_totals_out() -> None:
    spans = casualties(tokenize("مقتل 3 جنود ومدنيين اثنين. ارتفعت حصيلة القتلى إلى 43"))

    assert total(spans, "killed") == Count(low=5, high=5)


def test_the_sum_of_at_least_is_at_least() -> None:
    assert total(casualties(tokenize("مقتل 3 جنود. مقتل أكثر من 10 مدنيين")), "killed") == Count(
        low=13, high=None
    )


def test_nothing_told_has_no_sum() -> None:
    assert total([], "killed") is None


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)))
def test_no_text_raises_and_spans_lie_in_the_text(text: str) -> None:
    tokens = tokenize(text)

    assert all(0 <= span.first <= span.last < len(tokens) for span in casualties(tokens))
