"""When, worked out against the day of publication."""

from __future__ import annotations

import csv
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.language import Time
from mapper.language.arabic.dates import find_times
from mapper.language.arabic.tokens import tokenize

CASES = Path(__file__).parent / "cases" / "dates.csv"
WORDS = """
ليل الثلاثاء والأربعاء أمس اليوم الماضي منذ قبل 3 أيام 27 سبتمبر / 2020 عام
خلال الـ24 ساعة رمضان 1442 إلى - ،
""".split()  # noqa: SIM905 - a list of words reads better as a line
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def rows() -> list[tuple[str, str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(row["given"], row["published"], row["expected"]) for row in csv.DictReader(lines)]


def told(span: Time) -> str:
    days = "-" if span.date_from is None else f"{span.date_from}/{span.date_to}"
    counted = "" if span.shift is None else "{:+d}{:+d}".format(*span.shift)
    return f"{days}:{span.basis}{counted}"


def read(text: str, published: str) -> str:
    day = date.fromisoformat(published) if published else None
    return ";".join(told(span) for span in find_times(tokenize(text), published=day))


@pytest.mark.parametrize(("given_text", "published", "expected"), rows())
def test_cases(given_text: str, published: str, expected: str) -> None:
    assert expected == read(given_text, published)


def test_there_are_cases_enough() -> None:
    assert len(rows()) >= 60


@pytest.mark.parametrize(("given_text", "published", "expected"), rows())
def test_digit_systems_are_equal(given_text: str, published: str, expected: str) -> None:
    assert expected == read(given_text.translate(EASTERN), published)


def test_the_words_are_given_as_written() -> None:
    spans = find_times(tokenize("قُتل جندي ليل الثلاثاء/الأربعاء."), published=date(2020, 10, 14))

    assert [span.text for span in spans] == ["ليل الثلاثاء/الأربعاء"]


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)),
    st.one_of(st.none(), st.dates()),
)
def test_no_text_raises_and_no_interval_is_reversed(text: str, published: date | None) -> None:
    tokens = tokenize(text)
    for span in find_times(tokens, published=published):
        assert 0 <= span.first <= span.last < len(tokens)
        assert (span.date_from is None) == (span.date_to is None)
        assert span.date_from is None or span.date_to is None or span.date_from <= span.date_to


@pytest.mark.parametrize("unit", ["ليل الثلاثاء ", "يوم ", "منذ ", "27 سبتمبر إلى ", "السبت والأحد و", "1/"])
def test_time_grows_with_length(unit: str) -> None:
    tokens = tokenize(unit * 20_000)
    start = time.perf_counter()
    find_times(tokens, published=date(2020, 10, 14))

    assert time.perf_counter() - start < 10
