"""MapData as columns: what the map needs at once, and the texts that are opened later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from gazetteer.place import Place
from mapper.layers import ClaimView, MapData, Named, Row, Spot, names_of
from mapper.records import Casualties, Count, Coverage

EPOCH = date(1970, 1, 1)
MOST_LABELS = 400
REACH = 3.0
"""Degrees around the data in which places are named."""
DRAWN_LINES = ("line",)
"""Kinds of line that are always drawn; a road on the map would look like a finding."""


class Strings:
    """Gives each distinct text a number, in order of appearance."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def code(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def codes(self, texts: Iterable[str]) -> list[int]:
        return [self.code(text) for text in texts]

    def table(self) -> list[str]:
        return list(self._numbers)


def hot(data: MapData, lang: str) -> dict[str, Any]:
    """Position, time, type, status and sides of every incident; no report text."""
    strings = Strings()
    columns = {
        "spots": _spots(data.spots, strings, lang),
        "rows": _rows(data.rows, strings),
        "lines": [_line(place, lang) for place in _near(data, data.lines) if place.kind in DRAWN_LINES],
        "labels": [_label(place, lang) for place in _near(data, data.labels)[:MOST_LABELS]],
    }
    return {**columns, "home": data.bounds(), "strings": strings.table()}


def cold(data: MapData) -> dict[str, Any]:
    """The claims of each incident with their words and sources."""
    strings = Strings()
    claims = [[_claim(view, strings) for view in row.claims] for row in data.rows]
    why = [strings.codes(row.incident.trace) for row in data.rows]
    return {"claims": claims, "why": why, "strings": strings.table()}


def coverage_dict(coverage: Coverage | None) -> dict[str, Any] | None:
    if coverage is None:
        return None
    return {name: getattr(coverage, name) for name in Coverage.__dataclass_fields__}


def _days(day: date | None) -> int | None:
    return (day - EPOCH).days if day else None


def _spots(spots: Iterable[Spot], strings: Strings, lang: str) -> dict[str, list[Any]]:
    rows = list(spots)
    return {
        "id": [strings.code(spot.place_id) for spot in rows],
        "name": [strings.code(_local(spot.name, spot.names, lang)) for spot in rows],
        "names": [strings.codes(name for _, name in spot.names) for spot in rows],
        "lat": [round(spot.lat, 5) for spot in rows],
        "lon": [round(spot.lon, 5) for spot in rows],
        "radius": [round(spot.radius_km, 2) for spot in rows],
        "relation": [strings.code(spot.relation) for spot in rows],
        "level": [strings.code(spot.level) for spot in rows],
        "line": [[round(value, 4) for point in spot.line for value in point] for spot in rows],
    }


def _rows(rows: tuple[Row, ...], strings: Strings) -> dict[str, list[Any]]:
    items = [row.incident for row in rows]
    return {
        "id": [item.id for item in items],
        "title": [strings.code(item.title) for item in items],
        "type": [strings.code(item.event_type) for item in items],
        "family": [strings.code(row.family) for row in rows],
        "status": [strings.code(item.status) for item in items],
        "from": [_days(item.date_from) for item in items],
        "to": [_days(item.date_to) for item in items],
        "spots": [list(row.spots) for row in rows],
        "killed": [_casualties(item.killed) for item in items],
        "injured": [_casualties(item.injured) for item in items],
        "outlets": [strings.codes(item.outlets) for item in items],
        "sides": [
            strings.codes(dict.fromkeys(view.claim.claimant_side for view in row.claims)) for row in rows
        ],
        "claims": [len(row.claims) for row in rows],
    }


def _casualties(told: Casualties | None) -> list[int] | None:
    return [told.low, told.best, told.high] if told else None


def _count(told: Count | None) -> list[int | None] | None:
    return [told.low, told.high] if told else None


def _claim(view: ClaimView, strings: Strings) -> dict[str, Any]:
    """One claim; what is empty is left out."""
    claim, evidence = view.claim, view.evidence
    texts = {
        "stance": claim.stance,
        "claimant": claim.claimant,
        "side": claim.claimant_side,
        "via": claim.via,
        "type": claim.event_type,
        "actor": claim.actor_side,
        "target": claim.target,
        "targetClass": claim.target_class,
        "time": claim.time_text,
        "casualtyClass": claim.casualty_class or "",
        "weapon": claim.weapon,
        "language": evidence.language,
        "dir": view.direction,
        "outlet": evidence.outlet,
        "url": view.url,
        "title": evidence.report_title,
        "path": evidence.path,
    }
    values = {
        "from": _days(claim.date_from),
        "to": _days(claim.date_to),
        "published": _days(evidence.published),
        "killed": _count(claim.killed),
        "injured": _count(claim.injured),
        "cumulative": claim.cumulative or None,
        "actorInferred": view.actor_inferred or None,
        "equipment": [[strings.code(item.item), item.count] for item in claim.equipment] or None,
        "places": [_named(place, strings) for place in view.places] or None,
        "quote": [[strings.code(part.text), strings.code(part.mark)] for part in view.quote] or None,
    }
    coded = {key: strings.code(text) for key, text in texts.items() if text}
    return {**coded, **{key: value for key, value in values.items() if value is not None}}


def _named(place: Named, strings: Strings) -> list[Any]:
    """As written, its spot, whether it is in doubt, what else it may be, and why here."""
    others, reasons = strings.codes(place.others), strings.codes(place.reasons)
    return [strings.code(place.written), place.spot, int(place.unsure), others, reasons]


def _local(name: str, names: Iterable[tuple[str, str]], lang: str) -> str:
    """The name in the page's language; English names are the ones places are known by here."""
    return name if lang == "en" else dict(names).get(lang, name)


def _line(place: Place, lang: str) -> dict[str, Any]:
    points = [round(value, 4) for point in place.line for value in point]
    return {"name": _local(place.name, names_of(place), lang), "kind": place.kind, "line": points}


def _label(place: Place, lang: str) -> list[Any]:
    return [_local(place.name, names_of(place), lang), round(place.lon, 4), round(place.lat, 4), place.kind]


def _near(data: MapData, places: Iterable[Place]) -> list[Place]:
    """Places within reach of the data."""
    bounds = data.bounds()
    if bounds is None:
        return []
    west, south, east, north = bounds[0] - REACH, bounds[1] - REACH, bounds[2] + REACH, bounds[3] + REACH
    return [place for place in places if west <= place.lon <= east and south <= place.lat <= north]
