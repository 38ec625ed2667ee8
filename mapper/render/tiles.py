"""Online tiles by choice: which address a page may load them from, and whom it credits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import xyzservices.providers
from xyzservices import TileProvider

WEB_MERCATOR = "EPSG:3857"
_HOLE = re.compile(r"\{(\w+)\}")
_OURS = frozenset({"x", "y", "z"})
_HOST = re.compile(r"[a-z0-9.-]+(:\d+)?")
MOST_SUGGESTED = 4


class UnknownTiles(ValueError):  # noqa: N818 - says what is wrong with it
    """No tiles of this name can be used; the message says why and what else there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """Raster tiles from one host, without a key."""

    name: str
    url: str
    """Leaflet's template with {z}, {x} and {y}."""
    credit: tuple[tuple[str, str], ...] = ()
    """(text, link) pieces; the link is empty or http(s)."""
    min_zoom: int = 0
    max_zoom: int = 18

    def __post_init__(self) -> None:
        """Raise UnknownTiles for an address that no content policy could be written for."""
        parts = urlsplit(self.url)
        holes = set(_HOLE.findall(self.url))
        safe = parts.scheme in ("https", "http") and _HOST.fullmatch(parts.netloc.lower())
        if not safe or holes != _OURS or not self.url.isprintable():
            raise UnknownTiles(
                f"{self.url}: not an address of tiles; it needs http(s), {{z}}, {{x}} and {{y}}"
            )

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc.lower()

    @property
    def origin(self) -> str:
        """What the content policy allows."""
        return f"{urlsplit(self.url).scheme}://{self.host}"

    def fact(self) -> dict[str, Any]:
        """What the page needs."""
        credit = [list(piece) for piece in self.credit]
        zooms = {"minZoom": self.min_zoom, "maxZoom": self.max_zoom}
        return {"name": self.name, "host": self.host, "url": self.url, "credit": credit, **zooms}


def tiles(name: str) -> Tiles:
    """The tiles that xyzservices knows by this name ("OpenStreetMap.Mapnik").

    Raises UnknownTiles.
    """
    known = xyzservices.providers.flatten()
    folded = {_folded(key): key for key in known}
    key = folded.get(_folded(name))
    if key is None:
        raise UnknownTiles(f"no tiles are called {name!r}; {_nearest(name, known)}")
    why = _unusable(known[key])
    if why:
        raise UnknownTiles(f"{key}: {why}; {_nearest(name, {k: v for k, v in known.items() if k != key})}")
    return _tiles(key, known[key])


def usable(known: dict[str, TileProvider]) -> dict[str, str]:
    """Folded name and name of all that need no key."""
    return {_folded(key): key for key, provider in known.items() if not _unusable(provider)}


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _nearest(name: str, known: dict[str, TileProvider]) -> str:
    names = usable(known)
    near = get_close_matches(_folded(name), names, n=MOST_SUGGESTED, cutoff=0.5)
    starts = [key for key in names if _folded(name) and key.startswith(_folded(name)[:4])]
    found = list(dict.fromkeys([*near, *starts]))[:MOST_SUGGESTED] or [_folded("OpenStreetMap.Mapnik")]
    return "try " + ", ".join(names[key] for key in found if key in names)


def _unusable(provider: TileProvider) -> str:
    if provider.requires_token():
        return "needs a key, which everybody who gets the page could read"
    if provider.get("status") == "broken":
        return "no longer answers"
    if provider.get("tms") or provider.get("crs", WEB_MERCATOR) != WEB_MERCATOR:
        return "is not in the map's projection"
    if not provider.url.startswith("https://"):
        return "is served without encryption"
    if set(_HOLE.findall(_filled(provider))) != _OURS:
        return "needs more than a zoom, a column and a row"
    return ""


def _filled(provider: TileProvider) -> str:
    """The address with everything but the tile's number filled in: one subdomain, so one host."""
    known = {**provider, "s": (provider.get("subdomains") or "abc")[0], "r": ""}
    return _HOLE.sub(lambda hole: _value(hole, known), provider.url)


def _value(hole: re.Match[str], known: dict[str, Any]) -> str:
    value = known.get(hole[1])
    return hole[0] if hole[1] in _OURS or value is None else str(value)


def _tiles(key: str, provider: TileProvider) -> Tiles:
    return Tiles(
        name=key,
        url=_filled(provider),
        credit=_credit(provider.get("html_attribution") or provider.get("attribution", "")),
        min_zoom=int(provider.get("min_zoom", 0)),
        max_zoom=int(provider.get("max_zoom", 18)),
    )


def _credit(html: str) -> tuple[tuple[str, str], ...]:
    reader = _Credit()
    reader.feed(html)
    reader.close()
    return tuple(reader.pieces)


class _Credit(HTMLParser):
    """Texts and the http(s) links they stand in; every other tag is dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[str, str]] = []
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            address = dict(attrs).get("href") or ""
            self._link = address if urlsplit(address).scheme in ("http", "https") else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.pieces.append((data, self._link))
