"""Every reason that is told can be told in each language: its text is found again, and no other one fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from reason_fit import fitting

import mapper
from gazetteer.errors import DataError
from gazetteer.reasons import LANGUAGES, kind_names, reasons, wordings
from gazetteer.sources.codes import kinds
from mapper.layers import layers
from mapper.layers.spots import spot_at
from mapper.merge.tables import affinities, all_texts
from mapper.pipeline import Build
from mapper.reasons import place_texts
from mapper.records import Incident, Location
from mapper.render.reasons import ENGLISH, needed, reason_texts

EXAMPLES = Path(mapper.__file__).parent / "data" / "examples"
HELD = {
    "surface": ("كنجة", "بيت (لاهيا)"),
    "name": ("كنجه", "Kafr + Nabl: the old"),
    "word": ("مدينه",),
    "kind": ("city", "power_plant"),
    "other_kind": ("district",),
    "country": ("AZ",),
    "km": ("0", "41"),
    "place": ("Stepanakert / Khankendi", "Ghazanchetsots Cathedral (Shusha)", "Idlib: كفر", "Aley and Chouf"),
    "first": ("Jabrayil",),
    "second": ("Jabrayil District",),
    "claims": ("1 claim", "12 claims"),
    "reports": ("1 report",),
    "voices": ("2 voices",),
    "kinds": ("shelling", "shelling, missile_strike"),
    "type": ("Air or drone strike",),
    "sides": ("ARM", "ARM, AZE, outlet"),
    "label": ("Shelling (ARM)",),
    "other_label": ("Other event (outlet, un)",),
    "reasons": ("both tell of shelling; both at Idlib: كفر; same days (2020-10-04); one report",),
    "score": ("0.87", "1.07"),
    "days": ("2020-10-04", "2020-10-04 to 2020-10-05", ""),
    "number": ("3",),
    "dataset": ("UCDP GED", "ACLED"),
    "column": ("where_prec",),
    "code": ("1",),
    "meaning": ("the exact place is known",),
    "file": ("my places.csv",),
}
"""What may stand in the gaps."""


def filled(text: str) -> Iterable[str]:
    """The text with each of what may stand in its gaps, one gap at a time."""
    gaps = re.findall(r"\{(\w+)\}", text)
    first = {gap: HELD[gap][0] for gap in gaps}
    yield text.format(**first)
    for gap in gaps:
        yield from (text.format(**{**first, gap: value}) for value in HELD[gap][1:])


@pytest.mark.parametrize("english", [text[ENGLISH] for text in reason_texts()])
def test_a_reason_is_made_from_one_text_only(english: str) -> None:
    for reason in filled(english):
        assert [text[ENGLISH] for text in fitting(reason)] == [english], reason


def _told(incidents: Iterable[Incident]) -> set[str]:
    places = [place for one in incidents for claim in one.claims for place in claim.locations]
    return {reason for place in places for reason in place.reasons} | {
        reason for one in incidents for reason in one.trace
    }


@pytest.fixture(scope="module")
def examples() -> Build:
    return mapper.build(str(EXAMPLES))


def test_every_reason_of_the_example_reports_is_found_again(examples: Build) -> None:
    told = _told(examples.incidents)
    fits = Counter(len(fitting(reason)) for reason in told)

    assert set(fits) == {1}, [reason for reason in told if len(fitting(reason)) != 1][:3]
    assert len(told) > 80


def test_names_that_no_gazetteer_has_and_doubtful_ones_are_told_too() -> None:
    texts = [
        "قصف الجيش قرية خربة الزعتر في ريف إدلب.",
        "قصف الجيش بلدتي خربة الزعتر ومعرة مصرين بريف إدلب الشمالي.",
        "قصفت القوات الأرمينية قرية تبة العليا قرب بردعة.",
        "وقعت اشتباكات في طرابلس وبيروت.",
    ]
    told = _told(mapper.build(texts).incidents)

    assert any(reason.startswith("in no gazetteer") for reason in told)
    assert [reason for reason in told if len(fitting(reason)) != 1] == []


def test_a_text_of_a_table_of_ones_own_is_no_reason_of_ours() -> None:
    for text in (
        "both tell of it",
        "the desk agreed; see the notes",
        "kept: by hand",
        "Ganja",
        "seen (twice)",
    ):
        assert fitting(text) == ()


def test_every_kind_of_place_and_event_has_its_words() -> None:
    assert set(kind_names()) == set(kinds())
    assert all(set(text) >= set(LANGUAGES) and all(text.values()) for text in reason_texts())


def test_what_is_told_the_same_in_english_is_told_the_same_everywhere() -> None:
    tables = (reasons(), kind_names(), all_texts(), place_texts())
    texts = [text for table in tables for text in table.values()]
    texts += [affinity.reason for affinity in affinities().values()]
    found: dict[str, dict[str, str]] = {}
    for text in texts:
        assert found.setdefault(text[ENGLISH], dict(text)) == dict(text)


def test_no_arabic_or_russian_text_was_left_in_english() -> None:
    scripts = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]"}
    names = re.compile(r"\{\w+\}|Nominatim")
    for lang, letters in scripts.items():
        for text in reason_texts():
            own = names.sub("", text[lang])
            assert not re.search("[A-Za-z]", own), own
            assert re.search(letters, own) or not re.search("[A-Za-z]", names.sub("", text[ENGLISH])), text


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("a,{km} km,{km} كم,{km} km,км", "ru", "its gaps differ from those of the English text: {km}"),
        ("a,near,قرب {place},près,рядом", "ar", "its gaps differ from those of the English text: none"),
        ("a,near,قرب,,рядом", "fr", "is empty"),
        ("a,near,قرب,près {,рядом", "fr", "cannot be filled in"),
    ],
)
def test_a_text_whose_gaps_differ_is_named(tmp_path: Path, row: str, column: str, problem: str) -> None:
    path = tmp_path / "reasons.csv"
    path.write_text(f"key,en,ar,fr,ru\n{row}\n", encoding="utf-8")

    with pytest.raises(DataError, match=re.escape(problem)) as told:
        wordings(path)

    assert (told.value.line, told.value.column) == (2, column)


def test_a_page_holds_the_texts_of_its_reasons_and_few_others(examples: Build) -> None:
    held = {text[ENGLISH] for text in needed(layers(examples.incidents, examples.evidence))}

    assert {text[ENGLISH] for reason in _told(examples.incidents) for text in fitting(reason)} <= held
    assert held.isdisjoint({"both tell of a riot", "it is one of your own places", "refinery", "Protest"})


def test_the_border_of_two_states_has_a_name_in_each_language() -> None:
    border = Location(
        place_id="border:ARM-AZE",
        name="Armenia–Azerbaijan border",
        lat=40.0,
        lon=46.0,
        radius_km=120.0,
        relation="between",
        level="line",
    )

    assert dict(spot_at(border, None).names) == {
        "ar": "الحدود بين أرمينيا وأذربيجان",
        "fr": "frontière Arménie–Azerbaïdjan",
        "ru": "граница: Армения – Азербайджан",
    }
    assert spot_at(replace(border, name="الحدود"), None).names == ()
