"""Passages about sport, films, markets or accidents told from those about a war."""

from __future__ import annotations

from datetime import date

import pytest

from gazetteer.lookup import Gazetteer
from mapper.language.arabic.lexicon import WORLDS, lexicon
from mapper.language.arabic.words import read_words
from mapper.pipeline import extract
from mapper.records import Report


def types(text: str) -> list[str]:
    report = Report(id="r", text=text, published=date(2024, 3, 5))
    (extraction,) = extract([report], gazetteer=Gazetteer.default())
    return [claim.event_type for claim in extraction.claims]


MATCH = "فاز الفريق في مباراة الدوري بركلة جزاء سددها لاعب الوسط في مرمى ضيفه قبل نهاية الشوط الأول."
ATTACK = "وفتحوا النار من الجهة اليمنى في الدقائق الأخيرة."
RAID = "وشنت الطائرات الإسرائيلية غارة على مدينة رفح."


def test_a_paragraph_decides_for_a_sentence_that_says_nothing_itself() -> None:
    assert types(ATTACK) == ["armed_clash"]
    assert types(f"{MATCH} {ATTACK}") == []


def test_a_report_decides_for_its_other_paragraphs() -> None:
    assert types(f"{MATCH}\n\nوخرج المدرب راضيا عن أداء المنتخب في البطولة.\n\n{ATTACK}") == []


def test_arms_of_a_nation_are_a_war_in_any_surroundings() -> None:
    assert types(f"{MATCH} {RAID}") == ["air_drone_strike"]


def test_words_of_war_around_it_keep_an_attack_beside_a_match() -> None:
    front = "وتدور معارك بين الجيش السوداني وقوات الدعم السريع بالمدفعية والدبابات والطائرات المسيرة."
    assert "armed_clash" in types(f"كانت في الملعب مباراة. {front} وشن المهاجمون هجوما كاسحا.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خرجت احتجاجات في بيروت على ارتفاع الأسعار وتراجع الليرة أمام الدولار.", ["protest"]),
        ("انتهى إضراب المعلمين بعد اتفاق النقابة والوزارة على زيادة الأجور.", []),
        ("قتل خمسة أشخاص في انهيار مبنى بعد زلزال ضرب إزمير.", []),
        ("قتل خمسة أشخاص في قصف مدفعي على سوق الخضار.", ["shelling"]),
    ],
)
def test_what_is_real_in_each_world(text: str, expected: list[str]) -> None:
    assert types(text) == expected


@pytest.mark.parametrize(
    "word", ["اللاعبون", "لاعبو", "لاعبين", "ولاعبيه", "للمرشحين", "ناقدتين", "الناخبات"]
)
def test_forms_of_persons_are_made_from_one(word: str) -> None:
    (read,) = read_words(word)

    assert read.noun("world") is not None


def test_every_world_has_words_that_tell_it_alone() -> None:
    readings = {reading for found in lexicon().single.values() for reading in found}
    readings |= {reading for found in lexicon().phrases.values() for _, reading in found}
    full = {reading.value for reading in readings if reading.item == "full"}
    assert full >= {f"world.{world}" for world in WORLDS}
