"""The incidents table: one row an incident, geometry in EPSG:4326, and back to records.

A row has a point, several points, or no geometry where no place is known. Its claims stand in the
``claims`` column as JSON, with their words, so that a page can be made from any part of the table. Texts
are ``quiet``: a map that puts cells into its page as they are runs nothing that stands in them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from mapper.errors import OnBadRow, RunError
from mapper.frames.claims import claims_table
from mapper.frames.columns import COLUMNS, joined, parted
from mapper.frames.conform import conform, extras, is_missing
from mapper.frames.faults import CellError, Faults
from mapper.frames.positions import check_geometry, check_point, first_point, geometry_of
from mapper.frames.quiet import loud, quiet, quieted
from mapper.records import STATUSES, Casualties, Coverage, Evidence, Incident, Location
from mapper.serialize import MOST_PEOPLE, claim_line, from_claim_line, from_dict, to_dict
from mapper.taxonomy import event_types, family

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

CRS = "EPSG:4326"
"""Of every geometry: longitude and latitude on WGS84."""
COVERAGE = "mapper_coverage"
"""Key of ``GeoDataFrame.attrs`` under which the coverage of the run is kept."""
VERSION = "mapper_version"
"""Key of ``GeoDataFrame.attrs`` for the version of mapper that made the table."""
_STANCES = {"asserted_by": "asserts", "denied_by": "denies", "acknowledged_by": "acknowledges"}

Read = tuple[tuple[Incident, ...], dict[str, Evidence]]
"""Incidents, and the words of each claim id."""


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
    geometry = [geometry_of(incident.locations) for incident in incidents]
    frame = gpd.GeoDataFrame(data, geometry=geometry, crs=CRS)
    frame.attrs[VERSION] = version("incident-mapper")
    if coverage is not None:
        frame.attrs[COVERAGE] = to_dict(coverage)
    _offer_accessor()
    return frame


def _offer_accessor() -> None:
    """Let pandas know of ``frame.incidents``: it stands floors above, on pages and plots, so by its name."""
    import_module("mapper.accessor")


def from_frame(
    frame: pd.DataFrame, *, name: str = "the table", on_bad_row: OnBadRow | None = None
) -> tuple[tuple[Incident, ...], dict[str, Evidence], Coverage | None]:
    """The incidents of a table, the words of their claims, and the coverage where it was kept.

    Raises RunError where a column is missing or rows do not fit, and says which; with ``on_bad_row``
    those rows are left out, and it is told of each. The first row is row 1.
    """
    _, (incidents, evidence) = checked(frame, name=name, on_bad_row=on_bad_row)
    return incidents, evidence, coverage_of(frame, name)


def coverage_of(frame: pd.DataFrame, name: str = "the table") -> Coverage | None:
    """The coverage that a table keeps. Raises RunError where it cannot be read."""
    kept = frame.attrs.get(COVERAGE)
    try:
        return from_dict(Coverage, kept) if kept else None
    except (ValueError, TypeError) as error:
        raise RunError(f"{name}: {COVERAGE}: {error}") from None


def claims_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """The claims of an incidents table, one row a claim in an incident: the columns of ``CLAIM_COLUMNS``.

    ``incident_id`` is the ``id`` of the incidents table. Raises RunError as ``from_frame`` does.
    """
    incidents, evidence, _ = from_frame(frame)
    return claims_of(incidents, evidence)


def claims_of(incidents: Sequence[Incident], evidence: Mapping[str, Evidence]) -> pd.DataFrame:
    """The claims table of incidents that are at hand as records."""
    return claims_table(
        (incident.id, claim, evidence.get(claim.id)) for incident in incidents for claim in incident.claims
    )


def checked(
    frame: pd.DataFrame,
    *,
    name: str = "the table",
    numbers: Sequence[int] | None = None,
    faults: Faults | None = None,
    on_bad_row: OnBadRow | None = None,
) -> tuple[gpd.GeoDataFrame, Read]:
    """The table with the documented columns and dtypes, and its incidents; columns of the user's own stay.

    ``numbers`` are those of the rows as a person sees them, 1 and up where not given; ``faults`` those
    already found. Raises RunError as ``from_frame`` does.
    """
    import geopandas as gpd
    import pandas as pd

    faults = faults or Faults(name)
    numbered = pd.DataFrame(_in_degrees(frame)).set_axis(
        list(numbers or range(1, len(frame) + 1)), axis="index"
    )
    columns = conform(numbered, COLUMNS, faults, table="an incidents table", quiet=True)
    geometry = numbered.get("geometry", pd.Series([None] * len(numbered), index=numbered.index, dtype=object))
    kept, incidents, evidence = _incidents(pd.DataFrame(columns), geometry, "geometry" in numbered, faults)
    faults.settle(on_bad_row)
    own = {column: numbered[column] for column in extras(frame, COLUMNS) if column != "geometry"}
    good = pd.DataFrame({**columns, **own}).loc[kept].reset_index(drop=True)
    points = [geometry_of(incident.locations) for incident in incidents]
    table = gpd.GeoDataFrame(good, geometry=points, crs=CRS)
    table.attrs = dict(frame.attrs)
    _offer_accessor()
    return table, (incidents, evidence)


def _in_degrees(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its active geometry as ``geometry``, in EPSG:4326."""
    import geopandas as gpd

    if not isinstance(frame, gpd.GeoDataFrame) or frame.active_geometry_name is None:
        return frame
    if frame.active_geometry_name != "geometry":
        frame = frame.rename_geometry("geometry")
    return frame if frame.crs is None or frame.crs == CRS else frame.to_crs(CRS)


def _incidents(
    columns: pd.DataFrame, geometry: Iterable[Any], has_geometry: bool, faults: Faults
) -> tuple[list[int], tuple[Incident, ...], dict[str, Evidence]]:
    """Numbers of the rows that can be used, their incidents and the words of their claims."""
    incidents: dict[int, Incident] = {}
    evidence: dict[str, Evidence] = {}
    seen: dict[str, int] = {}
    rows = zip(columns.index.tolist(), columns.to_dict("records"), geometry, strict=True)
    for number, cells, shape in rows:
        row = {str(name): cell for name, cell in cells.items()}
        first = seen.setdefault(row["id"], number)
        if number in faults:
            continue
        words: dict[str, Evidence] = {}
        try:
            if first != number:
                raise CellError("id", f"{row['id']!r} stands in row {first} too")
            incident = _incident(row, words)
            check_point(row, incident.locations)
            if has_geometry:
                check_geometry(shape, incident.locations)
        except CellError as error:
            faults.add(number, error.column, str(error))
        else:
            incidents[number] = incident
            evidence |= words
    return list(incidents), tuple(incidents.values()), evidence


def _row(incident: Incident, evidence: Mapping[str, Evidence]) -> dict[str, Any]:
    def sides(stance: str) -> str:
        return quiet(
            joined(sorted({claim.claimant_side for claim in incident.claims if claim.stance == stance}))
        )

    return {
        "id": quiet(incident.id),
        "title": quiet(incident.title),
        "event_type": incident.event_type,
        "family": family(incident.event_type),
        "status": incident.status,
        "date_from": incident.date_from,
        "date_to": incident.date_to,
        "places": quiet(joined([place.name for place in incident.locations])),
        "place_ids": quiet(joined([place.place_id for place in incident.locations])),
        **first_point(incident.locations),
        "place_unsure": any(place.unsure for claim in incident.claims for place in claim.locations),
        "radius_km": max((place.radius_km for place in incident.locations), default=None),
        **_figures("killed", incident.killed),
        **_figures("injured", incident.injured),
        **{column: sides(stance) for column, stance in _STANCES.items()},
        "outlets": quiet(joined(incident.outlets)),
        "claim_count": len(incident.claims),
        "locations": _json([to_dict(place) for place in incident.locations]),
        "claims": _json([claim_line(claim, evidence.get(claim.id)) for claim in incident.claims]),
        "trace": _json(list(incident.trace)),
    }


def _json(value: Any) -> str:
    # Neither sign stands outside the texts of JSON as made here, and in them it means the same by its number.
    return quieted(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _figures(field: str, figures: Casualties | None) -> dict[str, int | None]:
    return {f"{field}_{name}": getattr(figures, name, None) for name in ("low", "best", "high")}


def _incident(row: Mapping[str, Any], evidence: dict[str, Evidence]) -> Incident:
    told = _parsed(row, "claims", from_claim_line)
    if len(told) != row["claim_count"]:
        raise CellError("claim_count", f"is {row['claim_count']}, and there are {len(told)} claims")
    evidence |= {claim.id: words for claim, words in told if words is not None}
    first, last = (None if is_missing(row[name]) else row[name].date() for name in ("date_from", "date_to"))
    if first and last and first > last:
        raise CellError("date_from", f"{first} is later than date_to, {last}")
    return Incident(
        id=loud(row["id"]),
        event_type=_one_of(event_types(), "event_type", row),
        title=loud(row["title"]),
        status=_one_of(STATUSES, "status", row),
        claims=tuple(claim for claim, _ in told),
        locations=tuple(_parsed(row, "locations", lambda place: from_dict(Location, place))),
        date_from=first,
        date_to=last,
        killed=_told_figures("killed", row),
        injured=_told_figures("injured", row),
        outlets=parted(loud(row["outlets"])),
        trace=tuple(_parsed(row, "trace", str)),
    )


def _parsed(row: Mapping[str, Any], column: str, read: Callable[[Any], Any]) -> list[Any]:
    """The parts of a JSON list, each read."""
    try:
        parts = json.loads(row[column])
    except ValueError as error:
        raise CellError(column, f"is not valid JSON ({error})") from None
    if not isinstance(parts, list):
        raise CellError(column, "is no JSON list")
    try:
        return [read(part) for part in parts]
    except (ValueError, TypeError) as error:
        raise CellError(column, str(error)) from None


def _one_of(known: Iterable[str], name: str, row: Mapping[str, Any]) -> Any:
    if row[name] not in known:
        raise CellError(name, f"{row[name]!r} is none of {', '.join(known)}")
    return row[name]


def _told_figures(field: str, row: Mapping[str, Any]) -> Casualties | None:
    names = [f"{field}_{name}" for name in ("low", "best", "high")]
    told = [None if is_missing(row[name]) else int(row[name]) for name in names]
    for name, number in zip(names, told, strict=True):
        if number is None and any(other is not None for other in told):
            raise CellError(name, f"is empty, and the other figures of {field} are not")
    for name, number in zip(names, told, strict=True):
        if number is not None and not 0 <= number <= MOST_PEOPLE:
            raise CellError(name, f"{number} is no number of people; it is outside 0..{MOST_PEOPLE}")
    low, best, high = told
    if low is None or best is None or high is None:
        return None
    if not low <= best <= high:
        raise CellError(names[1], f"{best} is not between {low} and {high}")
    return Casualties(low=low, best=best, high=high)
