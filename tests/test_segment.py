"""Sentences and parts of the page."""

from __future__ import annotations

from itertools import pairwise

import pytest
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


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("• جنود في خندق قرب باخموت، 5 مارس 2023", "caption"),
        ("- مقاتل على الجبهة 12/3/2023", "caption"),
        ("- مقاتل على الجبهة ٥ آذار ٢٠٢٣", "caption"),
        ("- أجرت روسيا وأوكرانيا محادثات في إسطنبول يوم 5 مارس.", "body"),
        ("- أجرى الطرفان محادثات يوم 5 مارس 2023.", "body"),
        ("- قصف على سوق شعبي يقتل 3 مدنيين.", "body"),
        ("- مقتل 1200 شخص ونزوح 3000", "body"),
    ],
)
def test_a_line_of_a_list_is_a_caption_where_it_ends_with_a_full_date(line: str, kind: str) -> None:
    assert kinds(f"عنوان الخبر\n\n{line}") == ["title", kind]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('قال المتحدث: "قصفنا المدينة أمس."', "body"),
        ("وأضاف: «لن ننسحب!»", "body"),
        ("(قصف الجيش المدينة أمس.)", "body"),
        ("«لن ننسحب»", "heading"),
        ("الوضع في حلب (تحديث)", "heading"),
        ('"', "furniture"),
    ],
)
def test_a_sentence_closed_within_marks_is_no_heading(line: str, kind: str) -> None:
    assert kinds(f"عنوان الخبر\n\n{line}") == ["title", kind]


def test_another_script_is_foreign() -> None:
    assert kinds("عنوان\n\nAn error was found in this text.") == ["title", "foreign"]


def test_an_initial_does_not_end_a_sentence() -> None:
    assert kinds("نقلت وكالة أ. ف. ب عن مصدر أن القصف توقف.") == ["body"]


def test_a_quotation_mark_after_the_full_stop_stays_with_its_sentence() -> None:
    text = 'قال: "توقف القصف." وأضاف أن الهدنة صامدة.'
    first, second = cut(text)

    assert text[first.start : first.end].endswith('."')
    assert text[second.start : second.end].startswith("وأضاف")


@settings(max_examples=200)
@given(st.text(max_size=500))
def test_spans_slice_without_overlap(text: str) -> None:
    sentences = cut(text)

    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in sentences)
    assert all(a.end <= b.start for a, b in pairwise(sentences))


def test_a_line_without_end_is_cut() -> None:
    sentences = cut("كلمة " * 40_000)

    assert max(sentence.end - sentence.start for sentence in sentences) <= 1500


LABELS = (
    "أخبار متعلقة:",
    "مواضيع ذات صلة",
    "الأكثر مشاهدة",
    "الأكثر قراءة هذا الأسبوع",
    "إقرأ المزيد",
    "اقرأ أيضاً:",
    "قد يهمك أيضا",
    "الوسوم",
    "Related articles",
)
REPORT = "سيطر الجيش على البلدة بعد معارك استمرت أياما عدة في محيطها بحسب شهود."


@pytest.mark.parametrize("label", LABELS)
def test_links_below_their_label_are_furniture_until_a_paragraph_comes(label: str) -> None:
    links = f"{label}\nروسيا تقصف كييف\n- هل تتوسع الحرب؟\n1. مقتل جندي في قصف"

    assert kinds(f"{REPORT}\n{links}\n{REPORT}\nقصف آخر") == ["body", *["furniture"] * 4, "body", "heading"]


def test_a_label_with_its_link_on_the_same_line_covers_no_other_line() -> None:
    text = f"{REPORT}\nاقرأ أيضا: روسيا تقصف كييف بالصواريخ\nقصف في الشمال\n{REPORT}"

    assert kinds(text) == ["body", "furniture", "heading", "body"]


def test_a_sentence_that_begins_like_a_label_is_text() -> None:
    assert kinds("آخر الأخبار الواردة من الجبهة تفيد بأن الجيش دخل البلدة.") == ["body"]
    assert kinds("المزيد من الغارات على العاصمة") == ["title"]
    assert kinds("آخر المستجدات في غزة\n14:10 قصف مدفعي على رفح") == ["title", "heading"]
    assert kinds("انضم إلى التنظيم مقاتلون جدد") == ["title"]


def test_buttons_for_sharing_leave_the_title_below_them() -> None:
    text = f"شارك الخبر\nفيسبوك\nقصف على المدينة\n{REPORT}"

    assert kinds(text) == ["furniture", "furniture", "title", "body"]


@pytest.mark.parametrize("mark", ["\u200f", "\u200e", "\u061c", "\ufeff", "\u2067"])
def test_invisible_marks_neither_end_nor_begin_a_sentence(mark: str) -> None:
    plain = "توقف القصف. ثم عاد.\nوقال شهود إن الهدوء ساد."
    marked = f"{mark}توقف القصف.{mark} {mark}ثم عاد.{mark}\n{mark}وقال شهود إن الهدوء ساد.{mark}"

    assert [marked[s.start : s.end] for s in cut(marked)] == [plain[s.start : s.end] for s in cut(plain)]
