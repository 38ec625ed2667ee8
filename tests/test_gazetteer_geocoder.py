"""The geocoder works wherever geopy's do, without a network."""

from __future__ import annotations

import socket
from pathlib import Path

import geopandas
import pytest
from geopy.exc import ConfigurationError, GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter

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
