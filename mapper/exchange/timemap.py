"""Incidents as the three data files of timemap (Forensic Architecture): events, sources, associations.

An event is an incident at one of its places, a source is a report, and an
association is a category or a filter of timemap's toolbar. An event without a
place stands on timemap's timeline alone; without a day timemap has no room for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mapper.exchange import voices
from mapper.exchange.parties import label
from mapper.exchange.wording import text
from mapper.records import Evidence, Incident, Location
from mapper.taxonomy import event_types

_STANCES = ("asserts", "denies", "acknowledges")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timemap:
    """What stands in timemap's files."""

    events: list[dict[str, Any]]
    sources: dict[str, dict[str, Any]]
    """By id, as timemap asks for them ("deepids")."""
    associations: list[dict[str, Any]]
    left_out: dict[str, int]
    """Why incidents have no event, in words, and how many."""

    def files(self) -> dict[str, object]:
        """The content of each file by its name, in an order in which no id is missing while they appear."""
        return {
            "associations.json": self.associations,
            "sources.json": self.sources,
            "events.json": self.events,
        }


def timemap(incidents: Iterable[Incident], evidence: Mapping[str, Evidence]) -> Timemap:
    """The incidents as timemap's events, with every source and association that they name."""
    events: list[dict[str, Any]] = []
    sources: dict[str, dict[str, Any]] = {}
    associations: dict[str, dict[str, Any]] = {}
    left_out: Counter[str] = Counter()
    for incident in incidents:
        if incident.date_from is None:
            left_out[text("half_dated" if incident.date_to else "no_date")] += 1
            continue
        told = voices.reports(incident, evidence)
        belongs = {association["id"]: association for association in _associations(incident)}
        sources |= {report_id: _source(report_id, words) for report_id, words in told.items()}
        associations |= belongs
        events += _events(incident, evidence, sources=list(told), associations=list(belongs))
    return Timemap(
        events=events,
        sources=dict(sorted(sources.items())),
        associations=[associations[name] for name in sorted(associations)],
        left_out=dict(left_out),
    )


def _events(
    incident: Incident,
    evidence: Mapping[str, Evidence],
    *,
    sources: Sequence[str],
    associations: Sequence[str],
) -> Iterator[dict[str, Any]]:
    headline = text("headline", title=incident.title, status=incident.status)
    common = {
        "description": f"{headline} {voices.notes(incident, evidence)}",
        **_when(incident),
        "type": event_types()[incident.event_type].labels["en"],
        "category": _category(incident)["title"],
        "associations": associations,
        "sources": sources,
    }
    places: Sequence[Location | None] = incident.locations or (None,)
    for number, place in enumerate(places, 1):
        name = f"{incident.id}-{number}" if len(places) > 1 else incident.id
        yield {"id": name, **common, **_where(place)}


def _when(incident: Incident) -> dict[str, str]:
    """The first day as timemap writes it; all days as an ISO 8601 interval where there are more."""
    first, last = incident.date_from, incident.date_to
    assert first is not None  # what has no day was left out
    open_end = last is None or last != first
    interval = f"{first.isoformat()}/{last.isoformat() if last else '..'}"
    return {
        # Not strftime: its year has no leading zeros on some systems.
        "date": f"{first.month:02}/{first.day:02}/{first.year:04}",
        "time": "",
        "time_precision": interval if open_end else first.isoformat(),
    }


def _where(place: Location | None) -> dict[str, str]:
    """Coordinates are strings in timemap's files, empty where there are none."""
    if place is None:
        return {"location": "", "latitude": "", "longitude": "", "comments": ""}
    return {
        "location": place.name,
        "latitude": str(place.lat),
        "longitude": str(place.lon),
        "comments": text("radius", radius=f"{place.radius_km:g}"),
    }


def _source(report_id: str, words: Evidence) -> dict[str, Any]:
    return {
        "id": report_id,
        "title": words.report_title,
        "type": text("report"),
        "url": words.link,
        "paths": [],
        "author": words.outlet,
        "date": words.published.isoformat() if words.published else "",
        "description": "",
    }


def _associations(incident: Incident) -> Iterator[dict[str, Any]]:
    """The category of an incident, and the filters by type, status, voices and outlets that hold it."""
    kind = event_types()[incident.event_type]
    yield _category(incident)
    yield _filter("filter_type", _family(incident), kind.labels["en"])
    yield _filter("filter_status", incident.status)
    for stance in _STANCES:
        sides = {claim.claimant_side for claim in incident.claims if claim.stance == stance}
        for side in sorted(sides):
            yield _filter(f"filter_{stance}", label(side))
    for outlet in incident.outlets:
        yield _filter("filter_outlet", outlet)


def _category(incident: Incident) -> dict[str, Any]:
    name = _family(incident)
    return {"id": f"category: {name}", "title": name, "desc": "", "mode": "CATEGORY", "filter_paths": []}


def _family(incident: Incident) -> str:
    return event_types()[incident.event_type].family.capitalize()


def _filter(key: str, *path: str) -> dict[str, Any]:
    """A leaf of timemap's tree of filters, under the paths above it."""
    paths = [text(key), *path]
    return {
        "id": f"filter: {' / '.join(paths)}",
        "title": path[-1],
        "desc": "",
        "mode": "FILTER",
        "filter_paths": paths,
    }
