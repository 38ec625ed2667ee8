"""The names of a report are weighed together, and doubt is said."""

from __future__ import annotations

import pytest

from gazetteer import Gazetteer, Match, Place, PlaceName
from gazetteer.place import haversine_km

DEFAULT = Gazetteer.default()


def resolved(text: str, gazetteer: Gazetteer = DEFAULT) -> list[Match]:
    return list(gazetteer.resolve(gazetteer.find(text)))


def place(place_id: str, name: str, *, lat: float, lon: float, population: int | None = None) -> Place:
    return Place(
        id=place_id,
        name=place_id.title(),
        level="settlement",
        kind="city",
        lat=lat,
        lon=lon,
        radius_km=5,
        population=population,
        names=(PlaceName(text=name, language="ar"),),
    )


TRIPOLIS = Gazetteer.of(
    [
        place("libya-tripoli", "طرابلس", lat=32.9, lon=13.2),
        place("lebanon-tripoli", "طرابلس", lat=34.4, lon=35.8),
        place("beirut", "بيروت", lat=33.9, lon=35.5),
        place("benghazi", "بنغازي", lat=32.1, lon=20.1),
    ]
)


def test_the_other_places_of_the_report_decide_between_homonyms() -> None:
    lebanese, _ = resolved("من طرابلس إلى بيروت", TRIPOLIS)
    libyan, _ = resolved("من طرابلس إلى بنغازي", TRIPOLIS)

    assert lebanese.place.id == "lebanon-tripoli"
    assert libyan.place.id == "libya-tripoli"
    assert not lebanese.unsure


def test_reasons_are_given_in_words() -> None:
    match, _ = resolved("من طرابلس إلى بيروت", TRIPOLIS)

    assert match.reasons == ("“طرابلس” is its name", "62 km from Beirut, also in the report")
    assert [other.place.id for other in match.others] == ["libya-tripoli"]


def test_homonyms_that_nothing_tells_apart_are_unsure() -> None:
    (match,) = resolved("وصل إلى طرابلس", TRIPOLIS)

    assert match.unsure
    assert any("is as likely" in reason for reason in match.reasons)


def test_the_place_noun_decides_between_a_district_and_its_town() -> None:
    (town,) = resolved("قصف مدينة أغدام")
    (district,) = resolved("قصف محافظة أغدام")

    assert town.place.id == "karabakh:aghdam"
    assert district.place.id == "karabakh:aghdam_district"
    assert not town.unsure
    assert not district.unsure


def test_a_bare_name_leaves_town_or_district_open_at_the_wider_radius() -> None:
    (match,) = resolved("قصف أغدام")

    assert match.unsure
    assert match.place.id == "karabakh:aghdam"
    assert match.radius_km > 22
    assert "karabakh:aghdam_district" in [other.place.id for other in match.others]


def test_a_plural_noun_governs_all_names_of_its_list() -> None:
    matches = resolved("في مدن كنجة وترتر، وفي محافظات أغدام وفضولي وجبرائيل")
    levels = [match.place.level for match in matches]

    assert levels == ["settlement", "settlement", "district", "district", "district"]


def test_a_theatre_outranks_the_world() -> None:
    (match,) = resolved("قال مراسل في قره باغ")

    assert match.place.id == "karabakh:karabakh"


def test_there_is_a_match_for_every_hit_in_order() -> None:
    text = "زار الوزير باكو ثم يريفان ثم موسكو"
    hits = DEFAULT.find(text)
    matches = DEFAULT.resolve(hits)

    assert [hit.surface for hit in hits] == ["باكو", "يريفان", "موسكو"]
    assert [match.place.name for match in matches] == ["Baku", "Yerevan", "Moscow"]
    assert all(0 <= match.score <= 1 for match in matches)


def test_the_order_of_the_names_changes_nothing() -> None:
    hits = DEFAULT.find("قصفت طرابلس ثم بيروت وصور وصيدا، وقال مسؤول في دمشق إن مارتوني بعيدة عن يريفان")
    forward, backward = DEFAULT.resolve(hits), DEFAULT.resolve(hits[::-1])

    assert len(hits) >= 6
    assert forward == backward[::-1]


def test_the_nearest_of_many_places_is_the_reason() -> None:
    row = [place(f"row-{n}", f"صفية{'ابتثجحخد'[n]}", lat=32.9, lon=14.0 + n) for n in range(8)]
    gazetteer = Gazetteer.of([*TRIPOLIS, *row])
    names = [name.text for known in row for name in known.names]
    first = resolved(" ثم ".join(["طرابلس", *names]), gazetteer)[0]

    assert first.place.id == "libya-tripoli"
    assert (
        f"{haversine_km((13.2, 32.9), (14.0, 32.9)):.0f} km from Row-0, also in the report" in first.reasons
    )


def test_a_place_far_from_all_that_is_named_gains_nothing() -> None:
    alone = resolved("بيروت", TRIPOLIS)[0]
    far = Gazetteer.of([*TRIPOLIS, place("sydney", "سيدني", lat=-33.9, lon=151.2)])
    beside, _ = resolved("بيروت ثم سيدني", far)

    assert beside.score == alone.score
    assert beside.reasons == alone.reasons


@pytest.mark.parametrize(
    "attack",
    [
        "قصفت المدفعية الأرمينية مدينة مارتوني",
        "قصف الطيران الأذربيجاني مدينة مارتوني",
        "شنت القوات الأرمينية هجوما على مدينة مارتوني",
    ],
)
def test_whose_fire_it_is_does_not_say_whose_town_is_hit(attack: str) -> None:
    (match,) = resolved(attack)

    assert match.unsure
    assert {match.place.id, match.others[0].place.id} == {"karabakh:khojavend", "karabakh:martuni_am"}


def test_an_army_in_a_town_says_whose_it_is() -> None:
    lebanese, _ = resolved("انتشر الجيش اللبناني في طرابلس وبيروت")
    libyan = resolved("انتشر الجيش الليبي في طرابلس")[0]

    assert (lebanese.place.country, lebanese.unsure) == ("LB", False)
    assert (libyan.place.country, libyan.unsure) == ("LY", False)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("قال الوزير اللبناني أمس في طرابلس بليبيا", "LY"),
        ("قال الوزير اللبناني أمس في طرابلس في ليبيا", "LY"),
        ("قال الوزير اللبناني أمس في طرابلس الليبية", "LY"),
        ("قال الوزير الليبي أمس في طرابلس، لبنان", "LB"),
        ("قال الوزير الليبي أمس في طرابلس شمال لبنان", "LB"),
    ],
)
def test_the_country_behind_a_name_decides_against_all_others(text: str, country: str) -> None:
    match = resolved(text)[0]

    assert match.place.country == country
    assert not match.unsure
    assert any(reason.startswith("the text puts it ") for reason in match.reasons)


def test_what_holds_a_name_once_holds_it_throughout() -> None:
    first, _, again = resolved("وصل الوفد إلى طرابلس بليبيا. وبعد يومين في مطارها غادر الوفد طرابلس")

    assert first.place.country == again.place.country == "LY"
    assert not again.unsure


def test_two_holders_of_one_name_are_two_places() -> None:
    text = "من طرابلس في لبنان إلى طرابلس في ليبيا"
    found = [match.place.country for match in resolved(text) if match.place.level == "settlement"]

    assert found == ["LB", "LY"]


def test_a_name_of_two_lands_with_nothing_to_decide_is_open() -> None:
    (match,) = resolved("وصل إلى مدينة غازه")

    assert match.unsure
    assert {"geonames:281133", "karabakh:qazakh"} <= {match.place.id, *(c.place.id for c in match.others)}
