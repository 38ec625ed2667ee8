"""What stands beside the columns in the hot block: backdrop, coverage, words of every language, facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from gazetteer.place import Place
from gazetteer.reasons import Wording
from mapper.layers import MapData, label_zoom, names_of
from mapper.records import CODED_PLACE, Coverage
from mapper.render import assets
from mapper.render.columns import flat, sides_of
from mapper.render.reasons import ENGLISH, needed
from mapper.render.symbols import symbols
from mapper.render.texts import side_name, texts, type_labels

MOST_LABELS = 400
REACH = 3.0
"""Degrees around the data in which places are named."""
OUTLINES, PLACES, PROGRAM = "Natural Earth", "GeoNames", "Leaflet"
"""Whose work a map shows."""
DRAWN_LINES = ("line",)
"""Kinds of line that are drawn where they have a date; a road would look like a finding, and the borders
of states are in the outlines."""


def front(data: MapData, languages: Sequence[str]) -> dict[str, Any]:
    """The header of the hot block; the first of the languages is the one the page opens in."""
    sides = sides_of(data)
    told = needed(data) if {*languages} != {ENGLISH} else ()
    labels = [_label(place) for place in _near(data, data.labels)[:MOST_LABELS]]
    return {
        "lines": [_line(place) for place in _near(data, data.lines) if _is_drawn(place)],
        "labels": labels,
        "home": data.bounds(),
        "coverage": _coverage(data.coverage),
        "symbols": symbols(),
        "reasons": [text[ENGLISH] for text in told],
        "words": {lang: _words(lang, sides, told) for lang in languages},
        "facts": {
            "lang": languages[0],
            "coarsened": data.coarsened_km,
            "tiles": None,
            "credits": [OUTLINES, *([PLACES] if labels or _from_gazetteer(data) else []), PROGRAM],
            "versions": {
                "mapper": _version("incident-mapper"),
                "leaflet": assets.leaflet_version(),
                "folium": _version("folium"),
            },
        },
    }


def _from_gazetteer(data: MapData) -> bool:
    """Whether a place has its point from a gazetteer, and not from the row of a coded data set."""
    return any(spot.place_id and not spot.place_id.startswith(CODED_PLACE) for spot in data.spots)


def _words(lang: str, sides: Iterable[str], told: Sequence[Wording]) -> dict[str, Any]:
    return {
        **texts(lang),
        "types": {name: kind["label"] for name, kind in type_labels(lang).items()},
        "sides": {side: side_name(side, lang) for side in sides},
        "reasons": [text[lang] for text in told] if lang != ENGLISH else [],
    }


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _coverage(coverage: Coverage | None) -> dict[str, Any] | None:
    if coverage is None:
        return None
    return {name: getattr(coverage, name) for name in Coverage.__dataclass_fields__}


def _is_drawn(place: Place) -> bool:
    return place.kind in DRAWN_LINES and bool(place.period)


def _line(place: Place) -> dict[str, Any]:
    return {**_named(place), "from": place.valid_from, "to": place.valid_to, "line": flat(place.line)}


def _label(place: Place) -> dict[str, Any]:
    return {**_named(place), "zoom": label_zoom(place), "at": flat([(place.lon, place.lat)])}


def _named(place: Place) -> dict[str, Any]:
    return {"id": place.id, "name": place.name, "names": dict(names_of(place)), "kind": place.kind}


def _near(data: MapData, places: Iterable[Place]) -> list[Place]:
    """Places within reach of the data."""
    bounds = data.bounds()
    if bounds is None:
        return []
    west, south, east, north = bounds[0] - REACH, bounds[1] - REACH, bounds[2] + REACH, bounds[3] + REACH
    return [place for place in places if west <= place.lon <= east and south <= place.lat <= north]
