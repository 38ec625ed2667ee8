"""Names are found however they are spelled, and nothing else is found."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from gazetteer import Gazetteer, Place, PlaceName
from gazetteer.index import drafts, keep
from gazetteer.index.keyset import KeySet, packed
from gazetteer.index.name_words import USES, name_words
from gazetteer.index.names import shortened
from gazetteer.place import Level
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


def place(
    place_id: str,
    name: str,
    *names: str,
    needs_cue: bool = False,
    level: Level = "settlement",
    kind: str = "town",
    country: str = "",
    population: int | None = None,
    lat: float = 40.0,
    lon: float = 46.0,
) -> Place:
    return Place(
        id=place_id,
        name=name,
        level=level,
        kind=kind,
        country=country,
        population=population,
        lat=lat,
        lon=lon,
        radius_km=3,
        theatre=place_id.partition(":")[0],
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
        DEFAULT.search("مارتوني", near=near)[0] for near in ((40.1, 45.3), (39.8, 47.1))
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


def surfaces(gazetteer: Gazetteer, text: str) -> list[str]:
    return [hit.surface for hit in gazetteer.find(text)]


NOUNS = Gazetteer.of(
    [
        place("x:village", "Tilma", "تلمانة", needs_cue=True, kind="village"),
        place("x:town", "Sermak", "سرماك", needs_cue=True, population=60_000),
        place("x:river", "Gorva", "غورفا", needs_cue=True, level="line", kind="river"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصلوا إلى قرية تلمانة", ["تلمانة"]),
        ("وصلوا إلى محافظة تلمانة", []),
        ("وصلوا إلى محافظة سرماك", ["سرماك"]),
        ("وصلوا إلى نهر سرماك", []),
        ("وصلوا إلى نهر غورفا", ["غورفا"]),
        ("وصلوا إلى مدينة غورفا", []),
        ("على محور تلمانة", ["تلمانة"]),
        ("على محور غورفا", ["غورفا"]),
        ("وصلوا إلى غورفا", []),
    ],
)
def test_a_place_noun_vouches_only_for_places_of_its_kind(text: str, expected: list[str]) -> None:
    assert surfaces(NOUNS, text) == expected


def countrymen(turks: int, japanese: int) -> Gazetteer:
    """Three names that doubtful towns of Turkey and of Japan share."""
    return Gazetteer.of(
        place(f"x:{country}{name}", name, name, needs_cue=True, country=country, population=people)
        for country, people in (("TR", turks), ("JP", japanese))
        for name in ("توربا", "لامسي", "كيندو")
    )


@pytest.mark.parametrize(
    ("gazetteer", "text", "country"),
    [
        (countrymen(90_000, 1_000), "توربا، لامسي، كيندو", "TR"),
        (countrymen(1_000, 90_000), "توربا، لامسي، كيندو", "JP"),
        (countrymen(5_000, 5_000), "توربا، لامسي، كيندو", ""),
        (countrymen(1_000, 90_000), "الجيش التركي: توربا، لامسي، كيندو", "TR"),
        (countrymen(5_000, 5_000), "الجيش الياباني: توربا، لامسي، كيندو", "JP"),
    ],
)
def test_towns_of_a_list_are_of_the_country_spoken_of_or_of_the_much_larger_towns(
    gazetteer: Gazetteer, text: str, country: str
) -> None:
    found = [[c.place.country for c in hit.candidates] for hit in gazetteer.find(text)]

    assert found == ([[country]] * 3 if country else [])


@pytest.mark.parametrize("name", ["Tripoli", "طرابلس"])
def test_a_search_gives_homonyms_of_several_countries_the_capital_first(name: str) -> None:
    found = [match.place for match in DEFAULT.search(name)]

    assert [place.country for place in found[:2]] == ["LY", "LB"]
    assert DEFAULT.search(name, country="LB")[0].place.country == "LB"
    assert DEFAULT.search(name, near=(33.9, 35.5))[0].place.country == "LB"
    assert DEFAULT.search(name, near=(32.1, 20.1))[0].place.country == "LY"


def test_a_main_name_outranks_another_places_minor_one() -> None:
    city = place("x:1", "Grandville", "Victoria", population=7_000_000, lat=22.3)
    town = place("x:2", "Victoria", population=80_000, lat=48.4)

    assert [m.place.id for m in Gazetteer.of([city, town]).search("Victoria")] == ["x:2", "x:1"]


def test_another_way_to_write_a_main_name_is_not_minor() -> None:
    city = place("x:1", "Odesa", "Odessa", population=1_000_000)
    town = place("x:2", "Odessa", population=9_000, lat=31.8)
    county = place("x:3", "Dorn City", "Dorn", population=500_000, lat=10)
    hamlet = place("x:4", "Dorn", population=50, lat=60)
    gazetteer = Gazetteer.of([city, town, county, hamlet])

    assert gazetteer.search("Odessa")[0].place.id == "x:1"
    assert gazetteer.search("Dorn")[0].place.id == "x:3"


def test_a_town_of_two_layers_is_found_once_and_as_large_as_either_says() -> None:
    known = place("x:1", "Ramila", "راملا", lat=33.0, lon=35.0)
    other = place("y:1", "Ramila (far)", "راملا", population=20_000, lat=10.0, lon=10.0)
    again = place("z:1", "Ramila", "راملا", population=900_000, lat=33.05, lon=35.05)
    found = Gazetteer([[known, other], [again]]).search("راملا")

    assert [match.place.id for match in found] == ["x:1", "y:1"]
    assert not found[0].unsure


@pytest.mark.parametrize(
    ("written", "label"), [("أوجار", "Ujar"), ("أومسك", "Omsk"), ("اوراليسك", "Uralisk")]
)
def test_a_name_with_a_first_waw_is_found_by_sound(written: str, label: str) -> None:
    (match,) = Gazetteer.of([place("x:1", label)]).search(written)

    assert (match.place.id, match.level) == ("x:1", "skeleton")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصلت إلى بوينس آيريس أمس", ["بوينس آيريس"]),
        ("قرب مينغه تشفير سد", ["مينغه تشفير"]),
        ("سقطت في تشاسيف يارر قذيفة", ["تشاسيف يارر"]),
        ("وجد بلاده لا تسمح له", []),
    ],
)
def test_a_name_of_several_words_is_heard_in_text(text: str, expected: list[str]) -> None:
    assert surfaces(DEFAULT, text) == expected


def test_a_well_known_city_is_searched_by_sound_in_other_words_than_the_data() -> None:
    assert [m.place.name for m in DEFAULT.search("نيو يرك", limit=1)] == ["New York City"]


HEARD = Gazetteer.of(
    [
        place("x:1", "Barkusta", "باركوستا"),
        place("x:2", "Lakim", "لاكيم"),
        place("x:3", "Stibarund", "ستيباروند"),
        place("x:4", "Lakim river", "نهر لاكيم", level="line", kind="river"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت باركوستا ومدينة لاكام", {"باركوستا": "exact", "لاكام": "skeleton"}),
        ("قصفت باركوستا ومدينة ستيباروبد", {"باركوستا": "exact", "ستيباروبد": "fuzzy"}),
        ("قصفت باركوستا ثم لاكام", {"باركوستا": "exact"}),
        ("قصفت باركوستا ثم ستيباروبد", {"باركوستا": "exact"}),
        ("قصفت باركوستا ومحافظة لاكام", {"باركوستا": "exact"}),
        ("قصفت باركوستا ومدينة ستيماروبك", {"باركوستا": "exact"}),
        ("قصفت مدينة لاكام", {}),
        ("قصفت باركوستا ومدينة اللكم", {"باركوستا": "exact"}),
    ],
)
def test_behind_a_place_noun_a_theatres_name_is_heard_more_freely(
    text: str, expected: dict[str, str]
) -> None:
    assert {hit.surface: hit.level for hit in HEARD.find(text)} == expected


@given(st.text("abcd", max_size=7), st.text("abcd", max_size=7))
def test_keys_one_letter_apart_share_a_shortened_form(one: str, other: str) -> None:
    apart = Levenshtein.distance(one, other) <= 1

    assert not apart or shortened(one) & shortened(other)


@given(st.sets(st.text(min_size=1, max_size=6), max_size=60))
def test_a_key_set_denies_no_key_that_it_has(keys: set[str]) -> None:
    known = KeySet(packed(keys))

    assert all(key in known for key in keys)


def test_a_key_set_denies_nearly_all_others() -> None:
    known = KeySet(packed(f"name {number}" for number in range(5_000)))

    assert sum(f"word {number}" in known for number in range(10_000)) < 500
    assert "any" in KeySet()


def test_what_is_remembered_of_other_texts_changes_nothing() -> None:
    chance = random.Random(4)
    words = [word for sentence, _ in SENTENCES for word in sentence.split()]
    places = list(DEFAULT)
    old = Gazetteer.of(places)
    for _ in range(60):
        old.find(" ".join(chance.choices(words, k=60)))
    text = " ".join(chance.choices(words, k=4_000))

    assert old.find(text) == Gazetteer.of(places).find(text) != ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصلوا إلى بلدة الهجيرة", ["الهجيرة"]),
        ("قصف قرية الصوامعية أمس", ["الصوامعية"]),
        ("سكان حي الأمل في خوف", ["الأمل"]),
        ("نازحون في مخيم الزهيرية", ["الزهيرية"]),
        ("طبيب في مستشفى الرهيف", ["الرهيف"]),
        ("قتل في بلدة كفر زلطا", ["كفر زلطا"]),
        ("استهدف بلدة أبو الزرير شمالا", ["أبو الزرير"]),
        ("اقتحموا حي الشيخ رزيق", ["الشيخ رزيق"]),
        ("هاجموا بلدتي كفرطوثا وزرعوثا فجرا", ["كفرطوثا", "زرعوثا"]),
        ("هاجموا بلدتي كفرطوثا وزرعوثا وانسحبوا", ["كفرطوثا", "زرعوثا"]),
        ("قصفت بلدات تلمانة وكفرطوثا وزرعوثا في الليل", ["كفرطوثا", "زرعوثا"]),
        ("قصفت بلدات تلمانة وأصاب القصف ثلاثة", []),
        ("قصفت بلدات تلمانة واستهدفت دبابة", []),
        ("عادوا إلى البلدة الحدودية", []),
        ("سيطروا على بلدة حدودية", []),
        ("مديرية الأمن ومديرية التربية أصدرتا بيانا", []),
        ("قاعدة البيانات ومحطة الوقود ومستشفى الأطفال", []),
        ("قرى الجنوب والساحل", []),
        ("قرى ومدن كبيرة", []),
        ("أحياء سكنية ومدارس", []),
        ("بث حي مباشر من المدينة", []),
    ],
)
def test_a_name_behind_a_place_noun_is_unplaced_and_an_adjective_or_office_is_not(
    text: str, expected: list[str]
) -> None:
    taken = [(hit.start, hit.end) for hit in NOUNS.find(text)]

    assert [surface for _, _, surface in NOUNS.unplaced(text, taken)] == expected


def test_a_report_four_times_as_long_is_judged_in_four_times_as_many_steps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps = 0

    def counted(draft: drafts.Draft) -> bool:
        nonlocal steps
        steps += 1
        return drafts.is_certain(draft)

    monkeypatch.setattr(keep, "is_certain", counted)
    text = "التقى وفد من القوقاز وفدا من الأناضول في كردستان والقرم ودونباس وباكو. "
    DEFAULT.find(text * 5)
    once, steps = steps, 0
    DEFAULT.find(text * 20)

    assert once > 0
    assert steps <= 4 * once


def test_behind_a_place_noun_the_places_of_its_kind_are_searched_first() -> None:
    town = place("x:a_town", "Gorva", "غورفا", kind="town")
    airport = place("x:b_airport", "Gorva Airport", "غورفا", level="site", kind="airport")
    found = Gazetteer.of([town, airport]).search("مطار غورفا")

    assert [match.place.id for match in found] == ["x:b_airport", "x:a_town"]
