"""Names are found however they are spelled, and nothing else is found."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Gazetteer, Place, PlaceName
from gazetteer.index.name_words import USES, name_words
from gazetteer.table import read_table

CASES = Path(__file__).parent / "cases"
NAMES = [
    (row.required("name"), row.required("expected"))
    for row in read_table(CASES / "gazetteer_names.csv", required=("name", "expected", "note"))
]
SENTENCES = [
    (row.required("sentence").replace("\\n", "\n"), row.text("expected").replace("\\n", "\n"))
    for row in read_table(CASES / "gazetteer_sentences.csv", required=("sentence", "expected", "note"))
]
MARKS = "\u064b\u064e\u0651\u0652\u0640"
DEFAULT = Gazetteer.default()


def place(place_id: str, name: str, *names: str, needs_cue: bool = False) -> Place:
    return Place(
        id=place_id,
        name=name,
        level="settlement",
        kind="town",
        lat=40.0,
        lon=46.0,
        radius_km=3,
        names=tuple(PlaceName(text=text, language="ar", needs_cue=needs_cue) for text in names),
    )


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_search_gives_the_expected_place_first(name: str, expected: str) -> None:
    matches = DEFAULT.search(name)

    assert matches
    assert expected == matches[0].place.id


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_find_and_resolve_give_just_the_places_of_the_sentence(sentence: str, expected: str) -> None:
    hits = DEFAULT.find(sentence)
    found = [
        f"{hit.surface}={match.place.id}" for hit, match in zip(hits, DEFAULT.resolve(hits), strict=True)
    ]

    assert expected.split(" | ") == (found or [""])


def test_ordinary_prose_holds_less_than_one_false_place_in_a_thousand_words() -> None:
    rows = list(read_table(CASES / "gazetteer_prose.csv", required=("topic", "text", "places")))
    words = sum(len(row.text("text").split()) for row in rows)
    found = {row.text("topic"): [hit.surface for hit in DEFAULT.find(row.text("text"))] for row in rows}
    false = [
        (t, s) for row in rows for t in [row.text("topic")] for s in set(found[t]) - {*row.parts("places")}
    ]

    assert words > 1500
    assert false == []
    assert all({*row.parts("places")} <= set(found[row.text("topic")]) for row in rows)


@given(st.lists(st.sampled_from([case[0] for case in SENTENCES]), max_size=4), st.text(max_size=20))
def test_hits_slice_the_text_to_their_surface(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    hits = DEFAULT.find(text)

    assert all(hit.surface == text[hit.start : hit.end] for hit in hits)
    assert all(before.end <= after.start for before, after in itertools.pairwise(hits))
    assert all(hit.candidates for hit in hits)


@given(st.sampled_from([case[0] for case in SENTENCES]), st.integers(0, 2**32))
def test_marks_and_tatweel_change_nothing(sentence: str, seed: int) -> None:
    chance = random.Random(seed)
    marked = "".join(
        letter + chance.choice(MARKS) if "\u0621" <= letter <= "\u064a" and chance.random() < 0.5 else letter
        for letter in sentence
    )
    plain, changed = DEFAULT.find(sentence), DEFAULT.find(marked)

    assert [hit.candidates[0].place.id for hit in plain] == [hit.candidates[0].place.id for hit in changed]


@given(st.text(max_size=200))
def test_any_text_is_read_without_error(text: str) -> None:
    hits = DEFAULT.find(text)

    assert len(hits) == len(DEFAULT.resolve(hits))


def test_the_surface_leaves_proclitics_out() -> None:
    gazetteer = Gazetteer.of([place("x:1", "Baku", "باكو"), place("x:2", "States", "الولايات المتحدة")])
    text = "وباكو وبباكو ولباكو فللولايات المتحدة"

    assert [hit.surface for hit in gazetteer.find(text)] == ["باكو", "باكو", "باكو", "لولايات المتحدة"]


def test_a_name_inside_a_word_is_no_hit() -> None:
    gazetteer = Gazetteer.of([place("x:1", "Berd", "برد"), place("x:2", "Shekher", "شهر")])

    assert gazetteer.find("بالرد في الشهر وبردهم وشهرين") == ()


def test_a_short_name_is_not_put_together_from_pieces() -> None:
    gazetteer = Gazetteer.of([place("x:1", "Marand", "مرند")])

    assert gazetteer.find("مر ند") == ()


def test_stop_phrases_hide_the_names_inside_them() -> None:
    gazetteer = Gazetteer.of([place("x:1", "Minsk", "مينسك")], stop_phrases=["مجموعة مينسك"])

    assert [hit.surface for hit in gazetteer.find("قالت مجموعة مينسك في مينسك")] == ["مينسك"]
    assert gazetteer.find("اجتماع لمجموعة مينسك") == ()


def test_an_empty_gazetteer_finds_nothing() -> None:
    gazetteer = Gazetteer.of([])

    assert len(gazetteer) == 0
    assert gazetteer.find("باكو") == ()
    assert gazetteer.search("باكو") == ()
    assert gazetteer.resolve(()) == ()


def test_search_can_be_limited_to_a_country_and_a_number() -> None:
    armenian = [match.place for match in DEFAULT.search("Martuni", country="am")]

    assert armenian[0].id == "karabakh:martuni_am"
    assert {place.country for place in armenian} == {"AM"}
    assert len(DEFAULT.search("Martuni", limit=2)) == 2


def test_search_prefers_what_is_near() -> None:
    near_sevan, near_karabakh = (
        DEFAULT.search("مارتوني", near=near)[0] for near in ((45.3, 40.1), (47.1, 39.8))
    )

    assert near_sevan.place.id == "karabakh:martuni_am"
    assert near_karabakh.place.id == "karabakh:khojavend"


def test_a_country_is_never_a_town_elsewhere() -> None:
    town = place("x:1", "Armenia (Colombia)", "أرمينيا")
    gazetteer = Gazetteer([list(DEFAULT), [town]])

    assert gazetteer.search("أرمينيا")[0].place.id == "country:ARM"


def test_a_lower_layer_only_adds_names_to_a_known_place() -> None:
    gazetteer = Gazetteer([[place("x:1", "Ganja", "كنجة")], [place("x:1", "Other", "بخطأ")]])

    assert len(gazetteer) == 1
    assert gazetteer.search("بخطأ")[0].place.name == "Ganja"


def test_every_place_can_be_had_by_its_id() -> None:
    assert all(DEFAULT.place(known.id) == known for known in DEFAULT)
    assert DEFAULT.place("no:such") is None


@pytest.mark.parametrize("word", ["qwerty", "table", "سيارات", "house", "مستشفى", "computer"])
def test_an_everyday_word_sounds_like_no_place(word: str) -> None:
    assert DEFAULT.search(word) == ()


def test_no_country_is_found_by_its_sound() -> None:
    found = [match.place for word in ("Gondor", "qwerty") for match in DEFAULT.search(word)]

    assert "country" not in {place.level for place in found}


def test_a_search_is_unsure_between_namesakes_far_apart() -> None:
    martuni, baku, paris = (DEFAULT.search(name, limit=1)[0] for name in ("Martuni", "باكو", "Paris"))

    assert martuni.unsure
    assert "karabakh:martuni_am" in {other.place.id for other in martuni.others}
    assert "Martuni (Armenia) is as likely" in martuni.reasons
    assert not baku.unsure
    assert not paris.unsure


@pytest.mark.parametrize("use", USES)
def test_every_use_of_the_words_of_names_has_words(use: str) -> None:
    assert name_words(use)
