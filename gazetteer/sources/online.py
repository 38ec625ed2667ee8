"""Names asked of an online geocoder: slowly, each only once, and only where a person wants it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gazetteer.errors import DataError, OnlineError
from gazetteer.place import Match, Place, haversine_km

SERVER = "https://nominatim.openstreetmap.org"
PAUSE_S = 1.0
"""Nominatim's rule: one question a second at most."""
_TIMEOUT_S = 20
_LIMIT = 10


def search(
    name: str, *, user_agent: str, folder: Path, server: str = SERVER, limit: int = _LIMIT
) -> tuple[Match, ...]:
    """The places of a name by Nominatim, as it ranks them; answers are kept in ``folder``.

    Raises OnlineError where the server cannot be asked, and OSError.
    """
    path = folder / _file_name(name, server)
    if not path.exists():
        _keep(path, _ask(name, user_agent, server))
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_matches(name, found))[:limit]
    except (ValueError, KeyError, TypeError):
        raise DataError(path, "is no answer of Nominatim; delete it and ask again") from None


def _file_name(name: str, server: str) -> str:
    return sha256(f"{server}|{name}".encode()).hexdigest()[:24] + ".json"


def _keep(path: Path, answer: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    half.replace(path)


def _ask(name: str, user_agent: str, server: str) -> list[dict[str, Any]]:
    from geopy.exc import GeopyError  # 60 ms that offline use need not pay
    from geopy.extra.rate_limiter import RateLimiter
    from geopy.geocoders import Nominatim

    address = urlsplit(server)
    if address.scheme not in ("http", "https") or not address.netloc:
        raise OnlineError(f"{server!r} is no server; write for example {SERVER}")
    try:
        asker = Nominatim(
            user_agent=user_agent, domain=address.netloc + address.path.rstrip("/"), scheme=address.scheme
        )
        limited = RateLimiter(
            asker.geocode, min_delay_seconds=PAUSE_S, max_retries=0, swallow_exceptions=False
        )
        found = limited(name, exactly_one=False, limit=_LIMIT, addressdetails=True, timeout=_TIMEOUT_S)
    except GeopyError as error:
        raise OnlineError(f"{address.netloc} could not be asked: {error}") from None
    return [location.raw for location in found or ()]


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
        reasons = ("found online by Nominatim; its score is how well known the place is",)
        yield Match(place=place, level="exact", score=score, name=name, reasons=reasons)


def _radius_km(raw: dict[str, Any]) -> float:
    """Half the diagonal of the bounding box."""
    south, north, west, east = map(float, raw["boundingbox"])
    return round(max(1.0, haversine_km((west, south), (east, north)) / 2), 1)
