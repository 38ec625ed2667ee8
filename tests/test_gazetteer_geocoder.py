"""The geocoder works wherever geopy's do, without a network."""

from __future__ import annotations

import socket
from pathlib import Path

import geopandas
import pytest
from geopy.exc import ConfigurationError, GeocoderQueryError, GeocoderServiceError, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from shapely import Point

from gazetteer import Gazetteer, Geocoder


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the geocoder opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_geopandas_takes_it_as_provider() -> None:
    frame = geopandas.tools.geocode(["كنجة", "Stepanakert", "no such place"], provider=Geocoder)

    assert frame.geometry.x.iloc[0] == pytest.approx(46.36, abs=0.1)
    assert frame.geometry.y.iloc[0] == pytest.approx(40.68, abs=0.1)
    assert frame["address"].iloc[1] == "Stepanakert / Khankendi"
    assert frame.geometry.iloc[2].is_empty


def test_geopandas_finds_names_in_any_script() -> None:
    names = ["كنجة", "Hadrut", "Степанакерт"]
    points = geopandas.tools.geocode(names, provider=Geocoder, timeout=3).geometry

    assert [(round(p.x, 1), round(p.y, 1)) for p in points] == [(46.4, 40.7), (47.0, 39.5), (46.8, 39.8)]


def test_all_answers_can_be_had() -> None:
    locations = Geocoder().geocode("مارتوني", exactly_one=False, country="AM")

    assert isinstance(locations, list)
    assert [location.raw["id"] for location in locations] == ["karabakh:martuni_am"]


def test_raw_tells_the_reasons_and_the_doubt() -> None:
    raw = Geocoder().geocode("Martuni").raw

    assert raw["level"] == "settlement"
    assert raw["unsure"]
    assert "Martuni (Armenia) is as likely" in raw["reasons"]
    assert "karabakh:martuni_am" in raw["others"]


def test_nothing_found_is_none() -> None:
    geocoder = Geocoder(gazetteer=Gazetteer.of([]))

    assert geocoder.geocode("باكو") is None
    assert geocoder.geocode("") is None


def test_it_stands_behind_a_rate_limiter() -> None:
    geocode = RateLimiter(Geocoder().geocode, min_delay_seconds=0)

    assert geocode("باكو").latitude == pytest.approx(40.4, abs=0.1)


def test_errors_are_those_of_geopy(tmp_path: Path) -> None:
    with pytest.raises(GeocoderQueryError, match="a name is a text"):
        Geocoder(gazetteer=Gazetteer.of([])).geocode(5)  # type: ignore[arg-type]  # what is tested
    with pytest.raises(ConfigurationError, match="no such file"):
        Geocoder(user_files=[tmp_path / "none.csv"])


def test_an_argument_that_cannot_be_is_an_error_of_geopy() -> None:
    geocoder = Geocoder(gazetteer=Gazetteer.of([]))
    wrong: list[dict[str, object]] = [{"near": "x"}, {"near": (100.0, 0.0)}, {"country": "Atlantis"}]

    for arguments in wrong:
        with pytest.raises(GeocoderQueryError):
            geocoder.geocode("باكو", **arguments)  # type: ignore[arg-type]  # what is tested
    with pytest.raises(ConfigurationError, match="a list of files"):
        Geocoder(user_files="mine.csv")


def test_own_files_are_given_by_their_names_and_addresses_by_commas(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("name,lat,lon\nTarbuna,42.5,2.5\n", encoding="utf-8")
    geocoder = Geocoder(user_files=[str(tmp_path / "mine.csv")])

    assert geocoder.geocode("Tarbuna").latitude == 42.5
    assert geocoder.geocode("Tripoli, Lebanon").raw["id"] == "geonames:266826"
    assert geocoder.geocode("طرابلس", near=(34.4, 35.8)).raw["id"] == "geonames:266826"
    assert geocoder.geocode("Agdam").raw["radius_km"] > 10


def test_an_address_is_in_the_language_that_is_asked_for() -> None:
    geocoder = Geocoder()

    assert geocoder.geocode("Ganja", language="ru").address.startswith("Гянджа")
    assert geocoder.geocode("Ganja", language="xx").address == geocoder.geocode("Ganja").address


def test_one_answer_of_many_is_the_first_of_them() -> None:
    geocoder = Geocoder()
    many = geocoder.geocode("مارتوني", exactly_one=False, timeout=None)

    assert isinstance(many, list)
    assert len(many) > 1
    assert geocoder.geocode("مارتوني", exactly_one=True, timeout=0.001) == many[0]
    assert geocoder.geocode("no such place", exactly_one=False) is None


def test_points_are_not_named() -> None:
    with pytest.raises(GeocoderServiceError, match="by name"):
        Geocoder(gazetteer=Gazetteer.of([])).reverse((40.4, 49.9))
    with pytest.raises(GeopyError):
        geopandas.tools.reverse_geocode([Point(49.9, 40.4)], provider=Geocoder)


def test_a_missing_name_in_a_column_is_an_empty_point() -> None:
    frame = geopandas.tools.geocode(["باكو", float("nan")], provider=Geocoder)

    assert list(frame.geometry.is_empty) == [False, True]


def test_an_index_that_breaks_is_an_error_of_geopy(monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer = Gazetteer.of([])

    def fail(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(gazetteer, "search", fail)
    with pytest.raises(GeocoderServiceError, match="No space left"):
        Geocoder(gazetteer=gazetteer).geocode("باكو")
