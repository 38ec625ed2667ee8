"""Numbers count what they count, in every way of writing them."""

from __future__ import annotations

import csv
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.language.arabic.numbers import find_numbers
from mapper.language.arabic.tokens import tokenize

CASES = Path(__file__).parent / "cases" / "numbers.csv"
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def rows() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(row["given"], row["expected"]) for row in csv.DictReader(lines)]


def told(text: str) -> str:
    return ";".join(f"{n.low}-{'' if n.high is None else n.high}" for n in find_numbers(tokenize(text)))


@pytest.mark.parametrize(("given_text", "expected"), rows())
def test_cases(given_text: str, expected: str) -> None:
    assert expected == told(given_text)


@pytest.mark.parametrize("given_text", [text for text, _ in rows()])
def test_digit_systems_are_equal(given_text: str) -> None:
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in given_text)

    assert told(plain) == told(plain.translate(EASTERN)) == told(plain.translate(PERSIAN))


@given(st.integers(min_value=1, max_value=1899))
def test_any_count_of_people_is_read(number: int) -> None:
    assert told(f"مقتل {number} شخصا") == f"{number}-{number}"


@given(st.text())
def test_no_text_raises_and_spans_are_in_order(text: str) -> None:
    tokens = tokenize(text)
    spans = find_numbers(tokens)

    assert all(0 <= span.first <= span.last < len(tokens) for span in spans)
    assert all(a.last < b.first for a, b in pairwise(spans))


@pytest.mark.parametrize("unit", ["ثلاثة و", "مليون ", "ما بين ", "1-", "أكثر من ", "9" * 50])
def test_time_grows_with_length(unit: str) -> None:
    tokens = tokenize(unit * 20_000)
    start = time.perf_counter()
    find_numbers(tokens)

    assert time.perf_counter() - start < 5
