"""The annotation form: what was found in one report, to be scored against gold or corrected by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import Any

from gazetteer.place import Place
from mapper.records import Claim, Count, Extraction, Incident, Mention

_WATER = ("river", "lake", "reservoir", "sea", "gulf")


def annotation(extraction: Extraction, incidents: Iterable[Incident]) -> dict[str, Any]:
    """One report in the annotation form; offsets are code points into its text.

    ``incidents`` are those of this report's claims alone. Claims are named c1, c2, ...
    in reading order.
    """
    report = extraction.report
    claims = sorted(extraction.claims, key=lambda claim: (claim.start, claim.end, claim.id))
    names = {claim.id: f"c{number}" for number, claim in enumerate(claims, 1)}
    sites = {place.place_id for claim in claims for place in claim.locations}
    return {
        "doc": PurePath(report.path).name,
        "outlet": report.outlet or None,
        "published": _iso(report.published),
        "toponyms": [_toponym(mention, sites) for mention in extraction.mentions],
        "claims": [_claim(claim, names[claim.id], report.text) for claim in claims],
        "incidents": [_incident(number, incident, names) for number, incident in enumerate(incidents, 1)],
    }


def _toponym(mention: Mention, sites: set[str]) -> dict[str, Any]:
    place = mention.match.place
    literal = mention.use == "literal"
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "head": True,
        "kind": _kind(place),
        "canonical": place.name,
        "aliases": sorted({name.text for name in place.names if name.language in ("en", "az", "hy-Latn")}),
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "use": mention.use,
        "event_site": literal and place.id in sites,
    }


def _kind(place: Place) -> str:
    if place.kind in _WATER:
        return "water"
    return {"site": "landmark", "line": "landmark"}.get(place.level, place.level)


def _claim(claim: Claim, name: str, text: str) -> dict[str, Any]:
    return {
        "id": name,
        "start": claim.start,
        "end": claim.end,
        "quote": text[claim.start : claim.end],
        "also": [list(span) for span in claim.also],
        "claimant": claim.claimant,
        "claimant_side": claim.claimant_side,
        "stance": claim.stance,
        "event_type": claim.event_type,
        "actor_side": claim.actor_side or "unknown",
        "target": claim.target,
        "target_class": claim.target_class,
        "places": [place.name for place in claim.locations],
        "date_from": _iso(claim.date_from),
        "date_to": _iso(claim.date_to),
        "time_text": claim.time_text or None,
        "killed": _number(claim.killed),
        "injured": _number(claim.injured),
        "casualty_class": claim.casualty_class,
        "equipment": [{"item": item.item, "count": item.count} for item in claim.equipment],
    }


def _incident(number: int, incident: Incident, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": f"i{number}",
        "claims": [names[claim.id] for claim in incident.claims],
        "event_type": incident.event_type,
        "places": [place.name for place in incident.locations],
        "date_from": _iso(incident.date_from),
        "date_to": _iso(incident.date_to),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(count: Count | None) -> int | None:
    return count.low if count else None
