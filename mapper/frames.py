"""Incidents as a GeoDataFrame and back.

One row an incident, geometry in EPSG:4326 (a point, several points, or missing
where no place is known). The claims of a row stand in its ``claims`` column as
JSON, with their words, so that a page can be made from the table alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from mapper.errors import RunError
from mapper.records import STATUSES, Casualties, Claim, Coverage, Evidence, Incident, Location
from mapper.serialize import claim_line, from_claim_line, from_dict, to_dict
from mapper.taxonomy import event_types, family

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

CRS = "EPSG:4326"
COVERAGE = "mapper_coverage"
"""Key of ``GeoDataFrame.attrs`` under which the coverage of the run is kept."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the incidents table."""

    name: str
    dtype: str
    meaning: str


COLUMNS = (
    Column("id", "str", "stable id of the incident"),
    Column("title", "str", "event type and places, in English"),
    Column("event_type", "str", "id in event_types.csv"),
    Column("family", "str", "family of the event type"),
    Column("status", "str", "contested, acknowledged, corroborated, one-sided or denied"),
    Column("date_from", "datetime64[s]", "first day it may have happened; missing where unknown"),
    Column("date_to", "datetime64[s]", "last day it may have happened; missing where unknown"),
    Column("places", "str", "names of its places, separated by ' | '"),
    Column("place_ids", "str", "their gazetteer ids, separated by ' | '"),
    Column("radius_km", "float64", "radius of doubt around the points, the widest; missing without a place"),
    Column("place_unsure", "bool", "whether a claim leaves open which place its words mean"),
    Column("killed_low", "Int64", "lowest figure told"),
    Column("killed_best", "Int64", "figure most claims give"),
    Column("killed_high", "Int64", "highest figure told"),
    Column("injured_low", "Int64", "lowest figure told"),
    Column("injured_best", "Int64", "figure most claims give"),
    Column("injured_high", "Int64", "highest figure told"),
    Column("asserted_by", "str", "sides that assert it, separated by ' | '"),
    Column("denied_by", "str", "sides that deny it, separated by ' | '"),
    Column("acknowledged_by", "str", "sides that admit it, separated by ' | '"),
    Column("outlets", "str", "outlets it was told by, separated by ' | '"),
    Column("claim_count", "int64", "number of claims"),
    Column("locations", "str", "its places in full, as JSON"),
    Column("claims", "str", "its claims with their words, as JSON"),
    Column("trace", "str", "why these claims stand together, as JSON"),
)
_STANCES = {"asserted_by": "asserts", "denied_by": "denies", "acknowledged_by": "acknowledges"}


def to_frame(
    incidents: Sequence[Incident], evidence: Mapping[str, Evidence], *, coverage: Coverage | None = None
) -> gpd.GeoDataFrame:
    """The incidents as a GeoDataFrame with the columns of ``COLUMNS`` and ``geometry``.

    ``evidence`` holds the words of each claim id. ``coverage`` is kept in ``attrs``.
    """
    import geopandas as gpd
    import pandas as pd

    rows = [_row(incident, evidence) for incident in incidents]
    data = {
        column.name: pd.Series([row[column.name] for row in rows], dtype=column.dtype) for column in COLUMNS
    }
    geometry = [_geometry(incident.locations) for incident in incidents]
    frame = gpd.GeoDataFrame(data, geometry=geometry, crs=CRS)
    if coverage is not None:
        frame.attrs[COVERAGE] = to_dict(coverage)
    return frame


def from_frame(
    frame: pd.DataFrame, *, name: str = "the table"
) -> tuple[tuple[Incident, ...], dict[str, Evidence], Coverage | None]:
    """The incidents of a table, the words of their claims, and the coverage where it was kept.

    Raises RunError where a column is missing or a row does not fit, and says which.
    """
    missing = [column.name for column in COLUMNS if column.name not in frame.columns]
    if missing:
        raise RunError(
            f"{name}: the column {missing[0]!r} of an incidents table is missing; "
            "make it with `mapper build --data FILE` or mapper.save()"
        )
    evidence: dict[str, Evidence] = {}
    incidents = tuple(
        _incident(row, f"{name}, row {number}", evidence) for number, row in enumerate(_records(frame), 1)
    )
    kept = frame.attrs.get(COVERAGE)
    return incidents, evidence, from_dict(Coverage, kept) if kept else None


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _row(incident: Incident, evidence: Mapping[str, Evidence]) -> dict[str, Any]:
    def sides(stance: str) -> str:
        return _join(sorted({claim.claimant_side for claim in incident.claims if claim.stance == stance}))

    return {
        "id": incident.id,
        "title": incident.title,
        "event_type": incident.event_type,
        "family": family(incident.event_type),
        "status": incident.status,
        "date_from": incident.date_from,
        "date_to": incident.date_to,
        "places": _join(place.name for place in incident.locations),
        "place_ids": _join(place.place_id for place in incident.locations),
        "place_unsure": any(place.unsure for claim in incident.claims for place in claim.locations),
        "radius_km": max((place.radius_km for place in incident.locations), default=None),
        **_figures("killed", incident.killed),
        **_figures("injured", incident.injured),
        **{column: sides(stance) for column, stance in _STANCES.items()},
        "outlets": _join(incident.outlets),
        "claim_count": len(incident.claims),
        "locations": _json([to_dict(place) for place in incident.locations]),
        "claims": _json([claim_line(claim, evidence.get(claim.id)) for claim in incident.claims]),
        "trace": _json(list(incident.trace)),
    }


def _join(names: Any) -> str:
    return " | ".join(names)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _figures(field: str, figures: Casualties | None) -> dict[str, int | None]:
    return {f"{field}_{name}": getattr(figures, name, None) for name in ("low", "best", "high")}


def _geometry(locations: Sequence[Location]) -> Any:
    from shapely import MultiPoint, Point

    points = [(place.lon, place.lat) for place in locations]
    if not points:
        return None
    return Point(points[0]) if len(points) == 1 else MultiPoint(points)


def _incident(row: dict[str, Any], where: str, evidence: dict[str, Evidence]) -> Incident:
    try:
        return Incident(
            id=str(row["id"]),
            event_type=_one_of(event_types(), "event_type", row),
            title=str(row["title"]),
            status=_one_of(STATUSES, "status", row),
            claims=tuple(_claim(told, evidence) for told in json.loads(row["claims"])),
            locations=tuple(from_dict(Location, place) for place in json.loads(row["locations"])),
            date_from=_day(row["date_from"]),
            date_to=_day(row["date_to"]),
            killed=_told_figures("killed", row),
            injured=_told_figures("injured", row),
            outlets=tuple(name for name in _text(row["outlets"]).split(" | ") if name),
            trace=tuple(json.loads(row["trace"])),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise RunError(f"{where}: {error}") from None


def _one_of(known: Iterable[str], name: str, row: dict[str, Any]) -> Any:
    if row[name] not in known:
        raise ValueError(f"{name} {row[name]!r} is none of {', '.join(known)}")
    return row[name]


def _claim(line: Any, evidence: dict[str, Evidence]) -> Claim:
    claim, words = from_claim_line(line)
    if words is not None:
        evidence[claim.id] = words
    return claim


def _missing(value: Any) -> bool:
    import pandas as pd

    return value is None or bool(pd.isna(value))


def _text(value: Any) -> str:
    return "" if _missing(value) else str(value)


def _day(value: Any) -> date | None:
    import pandas as pd

    return None if _missing(value) else pd.Timestamp(value).date()


def _told_figures(field: str, row: dict[str, Any]) -> Casualties | None:
    low, best, high = (row[f"{field}_{name}"] for name in ("low", "best", "high"))
    if _missing(low) or _missing(best) or _missing(high):
        return None
    return Casualties(low=int(low), best=int(best), high=int(high))
