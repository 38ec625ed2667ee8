"""Sentences and parts of the page."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.language import load
from mapper.records import Report, Sentence
from mapper.segment import segment


def cut(text: str) -> tuple[Sentence, ...]:
    return segment(Report(id="r", text=text), load("ar"))


def kinds(text: str) -> list[str]:
    return [sentence.kind for sentence in cut(text)]


def test_title_body_and_heading_are_told_apart() -> None:
    text = (
        "قصف على مدينة كنجة\n\nقال شهود إن القصف استمر ساعة. ثم توقف.\n\nتحذير روسي\n\nحذرت موسكو من التصعيد."
    )

    assert kinds(text) == ["title", "body", "body", "heading", "body"]


def test_a_title_printed_twice_stays_a_title() -> None:
    assert kinds("هدنة جديدة\n\nهدنة جديدة\nأعلن الطرفان هدنة.") == ["title", "title", "body"]


def test_comments_and_all_after_them_are_furniture() -> None:
    text = "أعلن الجيش سيطرته على القرية بعد معارك استمرت أياما عدة في محيطها.\n\nالتعليقات (0)\n\nقصف آخر"

    assert kinds(text) == ["body", "furniture", "furniture"]


def test_a_credit_in_brackets_makes_a_caption() -> None:
    assert kinds("عنوان الخبر\n\nدخان فوق المدينة بعد القصف (رويترز)") == ["title", "caption"]


def test_another_script_is_foreign() -> None:
    assert kinds("عنوان\n\nAn error was found in this text.") == ["title", "foreign"]


def test_an_initial_does_not_end_a_sentence() -> None:
    assert kinds("نقلت وكالة أ. ف. ب عن مصدر أن القصف توقف.") == ["body"]


def test_a_quotation_mark_after_the_full_stop_stays_with_its_sentence() -> None:
    text = 'قال: "توقف القصف." وأضاف أن الهدنة صامدة.'
    first, second = cut(text)

    assert text[first.start : first.end].endswith('."')
    assert text[second.start : second.end].startswith("وأضاف")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=500))
def test_spans_slice_without_overlap(text: str) -> None:
    sentences = cut(text)

    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in sentences)
    assert all(a.end <= b.start for a, b in pairwise(sentences))


def test_a_line_without_end_is_cut() -> None:
    sentences = cut("كلمة " * 40_000)

    assert max(sentence.end - sentence.start for sentence in sentences) <= 1500
