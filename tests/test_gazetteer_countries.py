"""Every state has its point, its extent and its names."""

from __future__ import annotations

import pytest

from gazetteer.sources import cities, countries

PLACES = {place.id: place for place in countries.load()}


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
