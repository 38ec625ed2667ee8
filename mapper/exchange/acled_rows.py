"""Incidents as rows in the form of ACLED.

ACLED's unit is an event at one place: an incident of several places is as many
rows, and its deaths are divided between them, so that their sum is right
(ACLED Codebook, 2024: "fatalities"). Of conflicting figures ACLED takes the most
careful one, the lowest. ``data/out_acled.csv`` tells what stands in each column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from gazetteer.table import once, read_table
from mapper.exchange import voices
from mapper.exchange.deaths import Share, divided, shares
from mapper.exchange.parties import Party, parties, strikes_civilians
from mapper.exchange.precision import acled_geo_precision, acled_time_precision
from mapper.exchange.sheet import Cells, Sheet, sheet
from mapper.exchange.whereabouts import FindPlace, country, nowhere
from mapper.exchange.wording import DATA, text
from mapper.records import Evidence, Incident, Location
from mapper.taxonomy import event_types

DATASET = "acled"


def acled_rows(
    incidents: Iterable[Incident], evidence: Mapping[str, Evidence], *, find: FindPlace = nowhere
) -> Sheet:
    """The incidents in ACLED's columns; rows that came from ACLED unchanged.

    ``find`` gives the place of a gazetteer id, for the country of a row. An incident
    without a day or a place, one that is only denied and a running total have no row.
    A figure told of several incidents is divided between those that are given.
    """
    known = tuple(incidents)
    parts_of = shares(incident for incident in known if not voices.misfit(incident))
    return sheet(
        known,
        form="acled",
        dataset=DATASET,
        misfit=voices.misfit,
        derived=lambda incident: _rows(incident, evidence, find, parts_of.get(incident.id, Share())),
    )


def _rows(
    incident: Incident, evidence: Mapping[str, Evidence], find: FindPlace, share: Share
) -> Iterator[Cells]:
    common = {**_event(incident), **_sides(incident), **_telling(incident, evidence, share)}
    told = share.of(incident.killed).low if incident.killed else 0
    deaths = divided(told, len(incident.locations))
    several = len(incident.locations) > 1
    for number, (location, dead) in enumerate(zip(incident.locations, deaths, strict=True), 1):
        yield {
            **common,
            **_place(incident, location, find),
            "event_id_cnty": f"{incident.id}-{number}" if several else incident.id,
            "fatalities": str(dead),
        }


def middle_day(first: date, last: date) -> date:
    """ACLED's day for an event of which only the days between two are known; the earlier of two middles."""
    return first + (last - first) // 2


def _event(incident: Incident) -> Cells:
    assert incident.date_from is not None  # what has no day was left out
    assert incident.date_to is not None
    day = middle_day(incident.date_from, incident.date_to)
    sub_event = event_types()[incident.event_type].acled
    event_type, disorder = _kinds()[sub_event]
    return {
        "event_date": day.isoformat(),
        "year": str(day.year),
        "time_precision": str(acled_time_precision(incident)),
        "disorder_type": disorder,
        "event_type": event_type,
        "sub_event_type": sub_event,
    }


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    """Event type and disorder type of each sub-event type."""
    required = ["sub_event_type", "event_type", "disorder_type"]
    rows = read_table(DATA / "out_acled_events.csv", required=required, optional=())
    return {
        row.required("sub_event_type"): (row.required("event_type"), row.required("disorder_type"))
        for row in once(rows, "sub_event_type")
    }


def _sides(incident: Incident) -> Cells:
    """Names and kinds of the actors; whether a group is a rebel one or a militia is not ours to say."""
    actors = [(party.name, _kind_of(party)) for party in parties(incident)]
    cells = {}
    if strikes_civilians(incident):
        cells["civilian_targeting"] = text("civilian_targeting")
        actors = [*(actors or [("", "")]), (text("civilians"), text("inter_civilians"))][:2]
    for number, (name, kind) in enumerate(actors, 1):
        cells |= {f"actor{number}": name, f"inter{number}": kind}
    return {**cells, "interaction": _interaction([kind for _, kind in actors])}


def _kind_of(party: Party) -> str:
    if party.is_civilian:
        return text("inter_civilians")
    return text("inter_state") if party.is_state else ""


def _interaction(kinds: list[str]) -> str:
    if not kinds or "" in kinds:
        return ""
    if len(kinds) == 1:
        return text("interaction_one", first=kinds[0])
    return text("interaction", first=kinds[0], second=kinds[1])


def _telling(incident: Incident, evidence: Mapping[str, Evidence], share: Share) -> Cells:
    told = [voices.notes(incident, evidence), share.note(incident)]
    if incident.killed and len(incident.locations) > 1:
        places = ", ".join(location.name for location in incident.locations)
        told.append(text("divided", count=len(incident.locations), places=places))
    return {
        "source": "; ".join(incident.outlets),
        "notes": " ".join(filter(None, told)),
        "tags": text("tag_status", status=incident.status),
    }


def _place(incident: Incident, location: Location, find: FindPlace) -> Cells:
    state = country(incident, [location], find)
    return {
        "iso": state.number,
        "country": state.name,
        "location": location.name,
        "latitude": str(location.lat),
        "longitude": str(location.lon),
        "geo_precision": str(acled_geo_precision(location)),
    }
