"""Named places, and whether the place or its state is meant."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.lookup import Gazetteer
from gazetteer.table import read_table
from mapper.language import load
from mapper.mentions import mentions
from mapper.records import Mention, Report
from mapper.segment import segment

CASES = Path(__file__).parent / "cases"


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


def found(text: str) -> tuple[Mention, ...]:
    language = load("ar")
    report = Report(id="r", text=text)
    return mentions(report, segment(report, language), gazetteer(), language)


def _uses(path: Path) -> list[object]:
    """The rows of a table of uses; those known to fail are marked, and must go on failing."""
    columns = ("sentence", "expected", "known", "note")
    return [
        pytest.param(
            row.required("sentence").replace("\\n", "\n"),
            row.text("expected"),
            id=f"row{number}",
            marks=pytest.mark.xfail(reason=row.text("known"), strict=True) if row.text("known") else (),
        )
        for number, row in enumerate(read_table(path, required=columns))
    ]


@pytest.mark.parametrize(("sentence", "expected"), _uses(CASES / "mention_uses.csv"))
def test_use_of_each_name(sentence: str, expected: str) -> None:
    named = [m for m in found(sentence) if m.match.reasons != ("word of nationality",)]

    assert [f"{mention.surface}={mention.use}" for mention in named] == (
        expected.split(" | ") if expected else []
    )


def test_a_nationality_means_its_state() -> None:
    (mention,) = found("تصدت القوات الأرمينية للهجوم.")

    assert mention.match.place.id == "country:ARM"


def test_proclitics_are_no_part_of_a_name() -> None:
    surfaces = [mention.surface for mention in found("غارات على حلب ودمشق.")]

    assert surfaces == ["حلب", "دمشق"]


def test_furniture_has_no_mentions() -> None:
    assert found("عاد الهدوء بعد أيام من القتال العنيف الذي شهدته البلاد كلها.\n\nالتعليقات (0)\n\nحلب") == ()


SENTENCES = [
    row.required("sentence")
    for row in read_table(
        CASES / "mention_uses.csv", required=("sentence",), optional=("expected", "known", "note")
    )
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(SENTENCES) | st.text(max_size=20), min_size=1, max_size=6))
def test_spans_slice_to_the_surface(parts: list[str]) -> None:
    text = " ".join(parts)
    named = found(text)
    assert [text[m.start : m.end] for m in named] == [m.surface for m in named]
    assert all(one.end <= other.start for one, other in pairwise(named))


def test_sentences_of_that_property_hold_names() -> None:
    assert sum(bool(found(sentence)) for sentence in SENTENCES) > len(SENTENCES) / 2
