"""The names of a report are weighed together, and doubt is said."""

from __future__ import annotations

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
