"""Names that no gazetteer has, and namesakes far away, placed by what the text says of them."""

import pytest

from gazetteer.estimate import Placed, corrected, estimates
from gazetteer.lookup import Gazetteer
from gazetteer.place import Place, PlaceName, distance_km


def _place(
    name: str, ar: str, lat: float, lon: float, level: str = "settlement", radius: float = 5.0
) -> Place:
    kind = {"settlement": "town", "district": "district", "country": "country"}[level]
    return Place(
        id=name,
        name=name,
        level=level,
        kind=kind,
        lat=lat,
        lon=lon,
        radius_km=radius,
        names=(PlaceName(text=ar, language="ar"),),
    )


IDLIB = _place("idlib", "إدلب", 35.93, 36.63, "district", 50)
HAMA = _place("hama", "حماة", 35.13, 36.75)
SYRIA = _place("syria", "سوريا", 35.0, 38.0, "country", 350)
FAR = _place("kafrut_far", "كفروت", 10.0, 10.0)
NEAR = _place("kafrut_near", "كفروت", 35.9, 36.5)


def _read(text: str, *places: Place) -> tuple[Gazetteer, list[Placed]]:
    gazetteer = Gazetteer.of(places)
    hits = gazetteer.find(text)
    placed = [(h.start, h.end, m) for h, m in zip(hits, gazetteer.resolve(hits), strict=True)]
    return gazetteer, placed


def _estimates(text: str, *places: Place) -> list[tuple[str, str, float]]:
    gazetteer, placed = _read(text, *places)
    found = estimates(text, placed, gazetteer.unplaced(text, [(start, end) for start, end, _ in placed]))
    assert all(text[one.start : one.end] == one.surface and one.match.unsure for one in found)
    return [(one.surface, one.match.place.parents[0], one.match.place.radius_km) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سقطت قذائف على قرية ضباطة في محافظة إدلب.", [("ضباطة", "idlib", 50)]),
        ("سقطت قذائف على قرية ضباطة التابعة لمحافظة إدلب.", [("ضباطة", "idlib", 50)]),
        ("سقطت قذائف على بلدة ضباطة بريف إدلب الجنوبي.", [("ضباطة", "idlib", 50)]),
        ("سقطت قذائف على قرية ضباطة شمال مدينة حماة.", [("ضباطة", "hama", 20)]),
        ("سقطت قذائف على بلدة حماة وبلدة ضباطة أمس.", [("ضباطة", "hama", 30)]),
        ("سقطت قذائف على قرية ضباطة، بريف إدلب الجنوبي.", [("ضباطة", "idlib", 50)]),
        ("سقطت قذائف على قرية ضباطة (ريف إدلب) فجرا.", [("ضباطة", "idlib", 50)]),
        ("سقطت قذائف على قرية ضباطة - محافظة إدلب.", [("ضباطة", "idlib", 50)]),
        ("سقطت قذائف على بلدة ضباطة القريبة من حماة.", [("ضباطة", "hama", 20)]),
        ("سقطت قذائف على بلدة ضباطة على بعد 40 كلم شمال حماة.", [("ضباطة", "hama", 45)]),
        ("سقطت قذائف على بلدة ضباطة (40 كلم جنوب حماة).", [("ضباطة", "hama", 45)]),
        ("سقطت قذائف على بلدة ضباطة في حماة.", [("ضباطة", "hama", 40)]),
        ("سقطت قذائف على بلدة ضباطة بمحافظة حماة.", [("ضباطة", "hama", 80)]),
        ("سقطت قذائف على حي الضباطة في حماة.", [("الضباطة", "hama", 5)]),
        ("سقطت قذائف على مستشفى الضباطة في حماة.", [("الضباطة", "hama", 5)]),
        (
            "سقطت قذائف على بلدات ضباطة وكفرغوشة وعين الزرزور بريف إدلب.",
            [("ضباطة", "idlib", 50), ("كفرغوشة", "idlib", 50), ("عين الزرزور", "idlib", 50)],
        ),
        (
            "سقطت قذائف على أحياء الضباطة والمخزومية بمدينة حماة.",
            [("الضباطة", "hama", 5), ("المخزومية", "hama", 5)],
        ),
    ],
)
def test_a_name_in_no_gazetteer_is_as_wide_as_what_bounds_it(text, expected):
    assert _estimates(text, IDLIB, HAMA) == expected


@pytest.mark.parametrize(
    "text",
    [
        "سقطت قذائف على قرية ضباطة. في إدلب هدأ القتال.",
        "سقطت قذائف على قرية ضباطة بينما تقدم الجيش في إدلب.",
        "سقطت قذائف على قرية ضباطة في سوريا.",
        "سقطت قذائف على قرية ضباطة فجرا.",
        "نزح السكان من قرية ضباطة إلى إدلب.",
        "سقطت قذائف على قرية ضباطة، وفي إدلب هدأ القتال.",
        "سقطت قذائف على قرية ضباطة بعد قصف إدلب.",
        "سقطت قذائف على قرية ضباطة - إدلب تنعى قتلاها.",
        "وصل 40 نازحا من قرية ضباطة نحو إدلب.",
    ],
    ids=[
        "another sentence",
        "another clause",
        "too wide",
        "nothing said",
        "a way there",
        "after a comma",
        "after another event",
        "after a dash",
        "a way there, and a number",
    ],
)
def test_nothing_is_estimated_from_places_that_bound_nothing(text):
    assert _estimates(text, IDLIB, HAMA, SYRIA) == []


def test_the_name_is_known_again_without_its_noun():
    text = "وصلت القوات إلى قرية ضباطة في محافظة إدلب، وعاد القصف على ضباطة ليلا وبضباطة صباحا."
    assert [surface for surface, _, _ in _estimates(text, IDLIB)] == ["ضباطة"] * 3


def test_a_namesake_far_from_what_holds_it_is_not_meant():
    text = "سقطت قذائف على قرية كفروت في محافظة إدلب، ثم على كفروت ثانية."
    _, placed = _read(text, IDLIB, FAR)
    found = dict(corrected(text, placed))
    assert [match.place.kind for match in found.values()] == ["unlisted", "unlisted"]
    assert all(distance_km(match.place, IDLIB) < 1 for match in found.values())


def test_the_namesake_inside_is_taken_before_any_estimate():
    text = "سقطت قذائف على قرية كفروت في محافظة إدلب."
    gazetteer, _ = _read(text, IDLIB, FAR, NEAR)
    hits = gazetteer.find(text)
    wrong = [
        (hit.start, hit.end, match if match.place.id != "kafrut_near" else _swapped(match))
        for hit, match in zip(hits, gazetteer.resolve(hits), strict=True)
    ]
    ((_, match),) = corrected(text, wrong)
    assert match.place.id == "kafrut_near"
    assert any("in idlib" in reason for reason in match.reasons)


def _swapped(match):
    from dataclasses import replace

    from gazetteer.place import Candidate

    (other,) = match.others
    return replace(match, place=other.place, others=(Candidate(place=match.place, score=match.score),))


def test_a_place_where_the_text_puts_it_stays():
    text = "سقطت قذائف على قرية كفروت في محافظة إدلب."
    _, placed = _read(text, IDLIB, NEAR)
    assert list(corrected(text, placed)) == []


def test_a_town_of_a_province_known_by_its_main_town_alone_stays():
    oblast = _place("tver", "تفير", 56.86, 35.9)
    town = _place("toropets", "توروبتس", 56.5, 31.64)
    text = "احترق مستودع في مدينة توروبتس بمقاطعة تفير."

    assert list(corrected(text, _read(text, oblast, town)[1])) == []


def test_a_town_that_is_said_to_be_in_a_city_lies_in_its_province():
    city = _place("hasakah", "الحسكة", 36.5, 40.75)
    town = _place("qamishli", "القامشلي", 37.05, 41.23)
    text = "احترق مخزن في القامشلي بالحسكة."

    assert list(corrected(text, _read(text, city, town)[1])) == []


def test_a_town_too_far_from_that_city_is_a_namesake():
    city = _place("hasakah", "الحسكة", 36.5, 40.75)
    text = "احترق مخزن في كفروت بالحسكة."
    ((_, match),) = corrected(text, _read(text, city, FAR)[1])

    assert match.level == "estimated"
    assert match.place.parents == ("hasakah",)
