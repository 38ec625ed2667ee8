"""The annotation form: what was found in one report, to be scored against gold or corrected by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

from gazetteer.place import Place
from mapper.records import Claim, Count, Extraction, Incident, Mention

ACROSS = "incidents.json"
"""The file beside the forms that lists the incidents of several reports, as `mapper score` takes it."""
_WATER = ("river", "lake", "reservoir", "sea", "gulf")


def annotation(extraction: Extraction, incidents: Iterable[Incident]) -> dict[str, Any]:
    """One report in the annotation form; offsets are code points into its text.

    ``incidents`` are those of this report's claims alone. Claims are named c1, c2, ...
    in reading order.
    """
    report = extraction.report
    claims = _in_reading_order(extraction.claims)
    names = claim_names(claims)
    labels = _labels(extraction)
    sites = {place.place_id for claim in claims for place in claim.locations}
    return {
        "doc": PurePath(report.path).name,
        "outlet": report.outlet or None,
        "published": _iso(report.published),
        "toponyms": [_toponym(mention, sites, labels) for mention in extraction.mentions],
        "claims": [_claim(claim, names[claim.id], report.text, labels) for claim in claims],
        "incidents": [
            _incident(number, incident, names, labels) for number, incident in enumerate(incidents, 1)
        ],
    }


def form_name(doc: str) -> str:
    """The file of the form of a report by the report's own name; what came from standard input has none."""
    return f"{doc.strip('-') or 'stdin'}.json"


def claim_names(claims: Iterable[Claim], *, doc: str = "") -> dict[str, str]:
    """What the form of a report calls its claims, by claim id; with ``doc``, as other files call them."""
    before = f"{doc}:" if doc else ""
    return {claim.id: f"{before}c{number}" for number, claim in enumerate(_in_reading_order(claims), 1)}


def across(incidents: Iterable[Incident], names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The incidents whose claims are of several reports, each claim as its report's form names it."""
    for incident in incidents:
        kept = [claim for claim in incident.claims if claim.id in names]
        if len({claim.report_id for claim in kept}) > 1:
            yield {"id": incident.id, "claims": [names[claim.id] for claim in kept]}


def _in_reading_order(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.start, claim.end, claim.id))


def _labels(extraction: Extraction) -> dict[str, str]:
    """The name of each place by its id: the form puts claims at names, so no two places may share one."""
    mentioned = (mention.match.place for mention in extraction.mentions)
    named = {place.id: (place.name, place.level) for place in mentioned}
    for claim in extraction.claims:
        named |= {place.place_id: (place.name, place.level) for place in claim.locations}
    held = Counter(name for name, _ in named.values())
    return {
        place_id: f"{name} ({level})" if held[name] > 1 and level != "settlement" else name
        for place_id, (name, level) in named.items()
    }


def _toponym(mention: Mention, sites: set[str], labels: dict[str, str]) -> dict[str, Any]:
    place = mention.match.place
    literal = mention.use == "literal"
    taken = {label.casefold() for place_id, label in labels.items() if place_id != place.id}
    aliases = {name.text for name in place.names if name.language in ("en", "az", "hy-Latn")}
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "head": True,
        "kind": _kind(place),
        "canonical": labels[place.id],
        "aliases": sorted(alias for alias in aliases if alias.casefold() not in taken),
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


def _claim(claim: Claim, name: str, text: str, labels: dict[str, str]) -> dict[str, Any]:
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
        "places": [labels[place.place_id] for place in claim.locations],
        "date_from": _iso(claim.date_from),
        "date_to": _iso(claim.date_to),
        "time_text": claim.time_text or None,
        "killed": _number(claim.killed),
        "injured": _number(claim.injured),
        "casualty_class": claim.casualty_class,
        "equipment": [{"item": item.item, "count": item.count} for item in claim.equipment],
    }


def _incident(
    number: int, incident: Incident, names: dict[str, str], labels: dict[str, str]
) -> dict[str, Any]:
    return {
        "id": f"i{number}",
        "claims": [names[claim.id] for claim in incident.claims],
        "event_type": incident.event_type,
        "places": [labels.get(place.place_id, place.name) for place in incident.locations],
        "date_from": _iso(incident.date_from),
        "date_to": _iso(incident.date_to),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(count: Count | None) -> int | None:
    """The number told; none where nobody was harmed, which the form leaves open too."""
    return (count.low or None) if count else None
