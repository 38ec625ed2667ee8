"""Names asked of an online geocoder: slowly, each only once, and only where a person wants it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gazetteer.errors import OnlineError
from gazetteer.place import Match, Place, haversine_km
from gazetteer.reasons import reason

SERVER = "https://nominatim.openstreetmap.org"
PAUSE_S = 1.0
"""Nominatim's rule: one question a second at most."""
_TIMEOUT_S = 20.0
_LIMIT = 10
# What went wrong, by the name of an exception, the narrower first; and what to do.
_TROUBLES = {
    "GeocoderQuotaExceeded": "asks for fewer questions (HTTP 429); wait, or use a --server of your own",
    "GeocoderTimedOut": "did not answer in time; try again later",
    "GeocoderUnavailable": "cannot be reached; see whether the network and the address are right",
    "URLError": "cannot be reached; see whether the network and the address are right",
    "GeocoderInsufficientPrivileges": "refuses to answer (HTTP 403); does --user-agent say who you are?",
    "GeocoderAuthenticationFailure": "wants a password (HTTP 401); use another --server",
    "GeocoderParseError": "gave an answer that is no JSON; is it a Nominatim server?",
}

Ask = Callable[[str], list[dict[str, Any]]]
"""The answer of a server to a name. Raises OnlineError."""


class Nominatim:
    """One server, asked at most once a second; its answers are kept in a folder."""

    def __init__(
        self, *, user_agent: str, folder: Path, server: str = SERVER, timeout_s: float = _TIMEOUT_S
    ) -> None:
        """Asks nobody yet. Raises OnlineError for an address or a user agent that cannot be used."""
        self._folder, self._server, self._user_agent, self._timeout_s = folder, server, user_agent, timeout_s
        self._host = _checked(server, user_agent)
        self._asker: Ask | None = None

    def search(self, name: str, *, limit: int = _LIMIT) -> tuple[Match, ...]:
        """The places of a name as the server ranks them. Raises OnlineError where it cannot be asked."""
        path = self._folder / _file_name(name, self._server)
        with suppress(
            OSError, ValueError, KeyError, TypeError, AttributeError
        ):  # a damaged file is asked anew
            return tuple(_matches(name, json.loads(path.read_text(encoding="utf-8"))))[:limit]
        if self._asker is None:
            self._asker = _asker(self._server, self._host, self._user_agent, self._timeout_s)
        answer = self._asker(name)
        try:
            found = tuple(_matches(name, answer))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise OnlineError(f"{self._host} gave an answer that is not Nominatim's; is it one?") from None
        with suppress(OSError):  # without a cache it is asked again, no more
            _keep(path, answer)
        return found[:limit]


def _checked(server: str, user_agent: str) -> str:
    """The host of an address."""
    try:
        address = urlsplit(server)
    except ValueError:
        address = urlsplit("")
    if address.scheme not in ("http", "https") or not address.netloc:
        raise OnlineError(f"{server!r} is no server; write for example {SERVER}")
    if not (user_agent.strip() and user_agent.isascii() and user_agent.isprintable()):
        raise OnlineError(
            f"{user_agent!r} cannot be sent; write plain Latin letters: my-study (me@example.org)"
        )
    return address.netloc


def _file_name(name: str, server: str) -> str:
    return sha256(f"{server}|{name}".encode()).hexdigest()[:24] + ".json"


def _keep(path: Path, answer: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}.part")
    half.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    half.replace(path)


def _asker(server: str, host: str, user_agent: str, timeout_s: float) -> Ask:
    from geopy import exc  # 60 ms that offline use need not pay
    from geopy.adapters import URLLibAdapter
    from geopy.extra.rate_limiter import RateLimiter
    from geopy.geocoders import Nominatim as GeopyNominatim

    address = urlsplit(server)
    try:
        geocoder = GeopyNominatim(
            user_agent=user_agent,
            domain=address.netloc + address.path.rstrip("/"),
            scheme=address.scheme,
            adapter_factory=URLLibAdapter,  # the other one asks three times, without a pause
        )
    except exc.ConfigurationError:
        raise OnlineError(f"{user_agent!r} is a name of nobody; write who asks, with an address") from None
    limited = RateLimiter(
        geocoder.geocode, min_delay_seconds=PAUSE_S, max_retries=0, swallow_exceptions=False
    )

    def ask(name: str) -> list[dict[str, Any]]:
        try:
            found = limited(name, exactly_one=False, limit=_LIMIT, addressdetails=True, timeout=timeout_s)
        except exc.GeopyError as error:
            raise OnlineError(f"{host} {_trouble(error)}") from None
        except (ValueError, TypeError, AttributeError):  # geopy takes the shape of an answer on trust
            raise OnlineError(f"{host} gave an answer that is not Nominatim's; is it one?") from None
        return [location.raw for location in found or ()]

    return ask


def _trouble(error: Exception) -> str:
    """What went wrong; geopy's words only where the kinds of the error and its cause say too little."""
    kinds = {k.__name__ for e in (error, error.__cause__, error.__context__) for k in type(e).__mro__}
    kind = next((kind for kind in _TROUBLES if kind in kinds), "")
    return _TROUBLES[kind] if kind else f"could not answer ({error}); try again later"


def _matches(name: str, found: list[dict[str, Any]]) -> Iterator[Match]:
    for raw in found:
        place = Place(
            id=f"osm:{raw['osm_type']}:{raw['osm_id']}",
            name=str(raw["display_name"]),
            level="settlement" if raw.get("class") == "place" else "site",
            kind=str(raw.get("type", "")),
            lat=float(raw["lat"]),
            lon=float(raw["lon"]),
            radius_km=_radius_km(raw),
            country=str(raw.get("address", {}).get("country_code", "")).upper(),
            source="OpenStreetMap (ODbL), asked online",
        )
        score = round(min(1.0, max(0.0, float(raw.get("importance", 0.0)))), 4)
        yield Match(place=place, level="exact", score=score, name=name, reasons=(reason("online"),))


def _radius_km(raw: dict[str, Any]) -> float:
    """Half the diagonal of the bounding box."""
    south, north, west, east = map(float, raw["boundingbox"])
    return round(max(1.0, haversine_km((west, south), (east, north)) / 2), 1)
