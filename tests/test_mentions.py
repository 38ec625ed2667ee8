"""Named places, and whether the place or its state is meant."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.lookup import Gazetteer
from mapper.language import load
from mapper.mentions import mentions
from mapper.records import Mention, Report
from mapper.segment import segment


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


def found(text: str) -> tuple[Mention, ...]:
    language = load("ar")
    report = Report(id="r", text=text)
    return mentions(report, segment(report, language), gazetteer(), language)


USES = [
    ("قصف الجيش أهدافا داخل أرمينيا.", "أرمينيا", "literal"),
    ("أعلنت أرمينيا أنها مستعدة للحوار.", "أرمينيا", "associative"),
    ("قالت باكو إن الهدنة صامدة.", "باكو", "associative"),
    ("عقد الاجتماع في باكو.", "باكو", "literal"),
    ("دوت انفجارات في العاصمة الأوكرانية كييف.", "كييف", "literal"),
    ("توغل الجيش في أراضي سوريا.", "سوريا", "literal"),
    ("القتال بين أرمينيا وأذربيجان مستمر.", "أذربيجان", "associative"),
    ("اشتباكات على الحدود بين أرمينيا وأذربيجان.", "أرمينيا", "literal"),
    ("تنشط المنظمة في كل من اليمن والعراق.", "العراق", "literal"),
    ("ذكرت وزارة الدفاع في أذربيجان أن قواتها تقدمت.", "أذربيجان", "associative"),
    ("تصدت القوات الأرمينية للهجوم.", "الأرمينية", "associative"),
    ("قصف الطيران مدينة حلب.", "حلب", "literal"),
]


@pytest.mark.parametrize(("text", "surface", "use"), USES, ids=range(len(USES)))
def test_use_of_a_name(text: str, surface: str, use: str) -> None:
    assert [m.use for m in found(text) if m.surface.endswith(surface)] == [use]


def test_a_nationality_means_its_state() -> None:
    (mention,) = found("تصدت القوات الأرمينية للهجوم.")

    assert mention.match.place.id == "country:ARM"


def test_proclitics_are_no_part_of_a_name() -> None:
    surfaces = [mention.surface for mention in found("غارات على حلب ودمشق.")]

    assert surfaces == ["حلب", "دمشق"]


def test_furniture_has_no_mentions() -> None:
    assert found("عاد الهدوء بعد أيام من القتال العنيف الذي شهدته البلاد كلها.\n\nالتعليقات (0)\n\nحلب") == ()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_spans_slice_to_the_surface(text: str) -> None:
    assert all(text[m.start : m.end] for m in found(text))
