"""What rows of all data sets have in common once they are claims: ids, words, places."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from gazetteer.table import once, read_table
from mapper.exchange.coded_countries import country_radius
from mapper.exchange.coded_rows import CodedRow
from mapper.exchange.coded_values import code, point
from mapper.exchange.precision import Placing, placings
from mapper.records import CODED_PLACE, Claim, Coded, Evidence, Location, Trace

SETS_FILE = Path(__file__).parents[1] / "data" / "coded_sets.csv"
BASIS = "coded"
"""``Claim.date_basis`` of a day that a data set gives."""
UNKNOWN_COUNTRY_KM = 500.0
_PLAIN_ID = re.compile(r"[A-Za-z0-9_.-]{1,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """A kind of coded file that can be read."""

    id: str
    format: str
    """As ``--format`` names it."""
    label: str
    """Empty for a table that goes by the name of its file."""
    language: str


@cache
def data_sets() -> dict[str, DataSet]:
    """By the word for ``--format``, in the order in which a header is tried."""
    rows = read_table(SETS_FILE, required=("dataset", "format", "label", "language"), optional=())
    return {
        row.required("format"): DataSet(
            id=row.required("dataset"),
            format=row.required("format"),
            label=row.text("label"),
            language=row.text("language"),
        )
        for row in once(rows, "format")
    }


def row_key(dataset: str, row_id: str) -> str:
    """The same for the same row of a data set in every file, and fit for an address."""
    if _PLAIN_ID.fullmatch(row_id):
        return f"{dataset}-{row_id}"
    return f"{dataset}-{hashlib.sha256(row_id.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def coded_claim(
    row: CodedRow, dataset: DataSet, *, row_id: str, key: str, words: str, **fields: Any
) -> Claim:
    """The claim that a row makes; ``fields`` are those of ``Claim``, ``words`` what it is quoted with."""
    return Claim(
        id=key,
        report_id=key,
        start=0,
        end=len(words),
        coded=Coded(dataset=dataset.id, row_id=row_id, fields=row.fields(), mapped=row.columns.mapped),
        **fields,
    )


def evidence(row: CodedRow, words: str, **fields: Any) -> Evidence:
    return Evidence(quote=words, path=row.file, **fields)


@lru_cache(maxsize=1 << 10)
def coded_trace(column: str, value: str) -> tuple[Trace, ...]:
    """That the type of an event was told by a code, and by which."""
    return (Trace(field="event_type", rule=f"coded: {column} {value}", start=0, end=0),)


def placing(row: CodedRow, dataset: str, field: str) -> Placing:
    """What the code of precision in a field says of the row's point. Raises RowError."""
    known = placings(dataset)
    value = code(row, field)
    if value not in known:
        raise row.fault(field, f"{value!r} is none of {', '.join(known)}")
    return known[value]


def place(
    row: CodedRow, name: str, placed: Placing, reason: str, *, radius_km: float | None = None
) -> Location:
    """Where a row puts its event: its own point, as wide as its precision says."""
    lat, lon = point(row)
    radius = radius_km or placed.radius_km or country_radius(row.text("country")) or UNKNOWN_COUNTRY_KM
    return Location(
        place_id=f"{CODED_PLACE}{placed.level}:{lat:.4f},{lon:.4f}",
        name=name or f"{lat:.3f}, {lon:.3f}",
        lat=lat,
        lon=lon,
        radius_km=radius,
        relation=placed.relation,
        level=placed.level,
        reasons=(reason,),
    )
