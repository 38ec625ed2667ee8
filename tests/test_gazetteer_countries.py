"""Every state has its point, its extent and its names."""

from __future__ import annotations

import pytest

from gazetteer.lookup import Gazetteer
from gazetteer.sources import cities, countries

PLACES = {place.id: place for place in countries.load()}
DEFAULT = Gazetteer.default()


def test_all_states_are_there_once() -> None:
    states = [place for place in PLACES.values() if place.level == "country"]

    assert len(states) >= 249
    assert len({place.country for place in states}) == len(states)


@pytest.mark.parametrize(
    ("place_id", "lat", "lon", "radius_km"),
    [
        ("country:ARM", 40.2, 45.0, 150),
        ("country:AZE", 40.35, 47.7, 250),
        ("country:RUS", 61.5, 96.7, 3500),
        ("country:TUR", 39.0, 35.2, 750),
        ("country:SYR", 35.0, 38.5, 300),
        ("country:UKR", 49.0, 31.4, 600),
        ("country:SDN", 16.0, 30.0, 900),
        ("region:middle_east", 30.0, 43.0, 1800),
    ],
)
def test_points_and_extents_are_sound(place_id: str, lat: float, lon: float, radius_km: float) -> None:
    place = PLACES[place_id]

    assert place.lat == pytest.approx(lat, abs=0.6)
    assert place.lon == pytest.approx(lon, abs=0.6)
    assert place.radius_km == pytest.approx(radius_km, rel=0.15)


def test_every_state_has_an_arabic_and_an_english_name() -> None:
    for place in PLACES.values():
        if place.level == "country":
            assert {"ar", "en"} <= {name.language for name in place.names}, place.id


def test_persian_names_that_read_as_arabic_adjectives_are_left_out() -> None:
    assert "روسیه" not in {name.text for name in PLACES["country:RUS"].names}


def test_the_bundled_cities_have_ids_of_geonames() -> None:
    assert len(cities.load()) > 200
    assert all(city.id.startswith("geonames:") and city.country for city in cities.load())


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Tyskland", "country:DEU"),  # Swedish
        ("Niemcy", "country:DEU"),  # Polish
        ("Ujerumani", "country:DEU"),  # Swahili
        ("ドイツ", "country:DEU"),
        ("גרמניה", "country:DEU"),
        ("გერმანია", "country:DEU"),
        ("جرمنی", "country:DEU"),  # Urdu
        ("ئۆکرانیا", "country:UKR"),  # Central Kurdish
        ("Ουκρανία", "country:UKR"),
        ("Magyarország", "country:HUN"),
        ("Ադրբեջան", "country:AZE"),
        ("אזרבייג׳ן", "country:AZE"),
    ],
)
def test_a_country_is_found_by_its_name_in_any_language(name: str, place_id: str) -> None:
    assert DEFAULT.search(name)[0].place.id == place_id


def test_a_name_of_another_language_that_is_in_use_is_not_called_historic() -> None:
    tags = {name.text: name.language for name in DEFAULT.names("geonames:2921044")}  # Germany

    assert tags["Duitsland"] == "af-x-search"
    assert not any(tag.endswith("-x-historic") for tag in tags.values())


def test_the_bundled_cities_name_geonames_as_their_source() -> None:
    assert {city.source for city in cities.load()} == {"GeoNames (CC BY 4.0)"}


@pytest.mark.parametrize(
    "sentence",
    [
        "التقى تجار روس صديقتهم هند في السوق",  # Urdu "Russia"; Persian "India", here a woman
        "شام البرق من بعيد",  # Urdu "Syria"; "watched the lightning"
        "هذا عمل جاد وقرار مالي سليم",  # Kurdish "Chad", folded; "serious"; "financial"
        "Tokoh itu makan jeruk dan tidur",
        "Elle a mis la nappe sur la table et la dinde au four",
    ],
)
def test_words_that_are_countries_in_other_languages_are_left_alone(sentence: str) -> None:
    assert [hit.surface for hit in DEFAULT.find(sentence)] == []
