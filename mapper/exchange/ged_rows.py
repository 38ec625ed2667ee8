"""Incidents as rows in the form of UCDP GED.

GED's unit is an event in which somebody died, with one point and one set of
figures: an incident of several places is one row at their
middle, as exact as they lie near each other. Its code book asks for a known
actor too, so that incidents without a death told or a doer named have no row.
``high`` is to it the highest reliable estimate: where the highest figure is told as
"at least", there is none and the cell is empty, which our own reader takes as open.
``data/out_ged.csv`` tells what stands in each column.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gazetteer.place import haversine_km
from mapper.exchange import voices
from mapper.exchange.deaths import Share, is_open, shares
from mapper.exchange.parties import Party, parties
from mapper.exchange.precision import NEAR_KM, ucdp_date_prec, ucdp_where_prec
from mapper.exchange.sheet import Cells, Sheet, sheet
from mapper.exchange.whereabouts import FindPlace, country, nowhere
from mapper.exchange.wording import text
from mapper.records import EARTH_GIRTH_KM, Evidence, Incident, Location

DATASET = "ucdp-ged"
_SUMMARY_DAYS = 7
"""More days than these are a summary of events to us, which GED marks by its ``event_clarity``."""
_GRID_CELLS = 720
"""Of half a degree, around the Earth: PRIO-GRID counts them from the south-west corner."""


def ged_rows(
    incidents: Iterable[Incident], evidence: Mapping[str, Evidence], *, find: FindPlace = nowhere
) -> Sheet:
    """The incidents in GED's columns and one of notes; rows that came from UCDP unchanged.

    ``find`` gives the place of a gazetteer id, for the country of a row. An incident
    without a day, a place, a death told or a doer that GED has a code for, one that
    is only denied and a running total have no row.
    """
    known = tuple(incidents)
    parts_of = shares(incident for incident in known if not _misfit(incident))
    return sheet(
        known,
        form="ged",
        dataset=DATASET,
        misfit=_misfit,
        derived=lambda incident: [_row(incident, evidence, find, parts_of.get(incident.id, Share()))],
    )


def _misfit(incident: Incident) -> str:
    if reason := voices.misfit(incident):
        return reason
    if incident.killed is None or not incident.killed.high:
        return text("no_deaths")
    found = parties(incident)
    if not found:
        return text("no_doer")
    return "" if _kind(found) else text("no_kind")


def _row(incident: Incident, evidence: Mapping[str, Evidence], find: FindPlace, share: Share) -> Cells:
    told = (voices.notes(incident, evidence), share.note(incident))
    return {
        "id": incident.id,
        **_sides(incident),
        **_sources(incident, evidence),
        **_point(one_location(incident.locations)),
        "country": country(incident, incident.locations, find).name,
        **_days(incident),
        **_deaths(incident, share),
        "notes": " ".join(filter(None, told)),
    }


def one_location(locations: Sequence[Location]) -> Location:
    """One point for all locations, its radius wide enough to hold them.

    The middle of places that lie further apart than GED's "near" is as vague as a line.
    """
    first = locations[0]
    if len(locations) == 1:
        return first
    lat, lon = _middle([(place.lat, place.lon) for place in locations])
    reach = max(haversine_km((lon, lat), (place.lon, place.lat)) + place.radius_km for place in locations)
    return replace(
        first,
        name="; ".join(dict.fromkeys(place.name for place in locations)),
        lat=lat,
        lon=lon,
        radius_km=min(round(reach, 1), EARTH_GIRTH_KM - 1),
        relation="area",
        level="settlement" if reach <= NEAR_KM else "line",
    )


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The point below the mean of the points in space, so that the date line is no edge; (lat, lon)."""
    x = y = z = 0.0
    for lat, lon in points:
        phi, theta = math.radians(lat), math.radians(lon)
        x += math.cos(phi) * math.cos(theta)
        y += math.cos(phi) * math.sin(theta)
        z += math.sin(phi)
    if math.hypot(x, y, z) < 1e-9:  # points that face each other across the Earth have no middle
        return points[0]
    lat, lon = math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    return round(lat, 6), round(lon, 6)


def _sides(incident: Incident) -> Cells:
    """Side A is the state, as in GED. Civilians are a side only where a coded row made them one.

    One-sided violence takes intent, which no claim proves.
    """
    found = sorted(parties(incident), key=lambda party: not party.is_state)
    cells = {f"side_{letter}": party.name for letter, party in zip("ab", found, strict=False)}
    if len(found) > 1:
        cells["dyad_name"] = f"{cells['side_a']} - {cells['side_b']}"
    return {**cells, "type_of_violence": _kind(found)}


def _kind(found: Sequence[Party]) -> str:
    """1 with a state, 2 between two others, 3 against civilians; empty for one that is no state, alone."""
    if any(party.is_civilian for party in found):
        return "3"
    if any(party.is_state for party in found):
        return "1"
    return "2" if len(found) > 1 else ""


def _sources(incident: Incident, evidence: Mapping[str, Evidence]) -> Cells:
    told = [
        (
            _item(words.outlet),
            words.published.isoformat() if words.published else "",
            _item(words.report_title),
        )
        for words in voices.reports(incident, evidence).values()
    ]
    offices, days, titles = zip(*told, strict=True) if told else ((), (), ())
    return {
        "number_of_sources": str(len({claim.report_id for claim in incident.claims})),
        "source_article": ";".join(f'"{",".join(source)}"' for source in told),
        "source_office": ";".join(offices),
        "source_date": ";".join(days),
        "source_headline": ";".join(titles),
        "source_original": ";".join(dict.fromkeys(_item(voices.speaker(claim)) for claim in incident.claims)),
    }


def _item(name: str) -> str:
    """A name as one item of a list that semicolons part and quotes enclose."""
    return " ".join(name.split()).replace(";", ",").replace('"', "'")


def _point(location: Location) -> Cells:
    lat, lon = str(location.lat), str(location.lon)
    return {
        "where_prec": str(ucdp_where_prec(location)),
        "where_coordinates": location.name,
        "where_description": text("radius", radius=f"{location.radius_km:g}"),
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})",
        "priogrid_gid": str(grid_cell(location.lat, location.lon)),
    }


def grid_cell(lat: float, lon: float) -> int:
    """The number of the PRIO-GRID cell of a point (Tollefsen et al. 2012); the far edges count inwards.

    >>> grid_cell(34.802462, 36.707602)  # Teir Maaleh, Homs
    179714
    """
    row = min(int((lat + 90) * 2), _GRID_CELLS // 2 - 1)
    column = min(int((lon + 180) * 2), _GRID_CELLS - 1)
    return row * _GRID_CELLS + column + 1


def _days(incident: Incident) -> Cells:
    first, last = incident.date_from, incident.date_to
    assert first is not None  # what has no day was left out
    assert last is not None
    return {
        "year": str(first.year),
        "date_prec": str(ucdp_date_prec(incident)),
        "date_start": first.isoformat(),
        "date_end": last.isoformat(),
        "event_clarity": "2" if (last - first).days >= _SUMMARY_DAYS else "1",
    }


def _deaths(incident: Incident, share: Share) -> Cells:
    assert incident.killed is not None  # what tells no deaths was left out
    figures = share.of(incident.killed)
    told = [claim for claim in incident.claims if claim.killed is not None]
    civilians = bool(told) and all(claim.casualty_class == "civilian" for claim in told)
    return {
        "deaths_a": "0",
        "deaths_b": "0",
        "deaths_civilians": str(figures.best if civilians else 0),
        "deaths_unknown": str(0 if civilians else figures.best),
        "best": str(figures.best),
        "high": "" if is_open(incident) else str(figures.high),
        "low": str(figures.low),
    }
