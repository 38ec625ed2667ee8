"""A row of a table of one's own as a claim; which of its columns is what, a mapping may say."""

from __future__ import annotations

import hashlib
import itertools
from datetime import date
from functools import cache
from typing import Any, get_args

from gazetteer.place import LEVELS
from mapper.exchange.coded_actors import UNKNOWN_SOURCE, side_of
from mapper.exchange.coded_claims import BASIS, coded_claim, coded_trace, data_sets, evidence, place, row_key
from mapper.exchange.coded_rows import CodedRow
from mapper.exchange.coded_values import code, count, day, days, one_line
from mapper.exchange.precision import placings
from mapper.reasons import place_text
from mapper.records import EARTH_GIRTH_KM, CasualtyClass, Claim, Evidence, Location, Stance, TargetClass
from mapper.taxonomy import event_types

DATASET = data_sets()["plain"]
_USUAL_LEVEL = "settlement"


def claim(row: CodedRow) -> tuple[Claim, Evidence]:
    """The claim of a row, and its words. Raises RowError."""
    row_id = code(row, "id") if row.text("id") else _content_id(row)
    words = row.text("notes")
    start, end = _dates(row)
    source = one_line(row.text("source"))
    kind, killed, injured = _event_type(row), count(row, "killed"), count(row, "injured")
    return coded_claim(
        row,
        DATASET,
        row_id=row_id,
        # Rows of two tables may have one number, and the tables one name: all of a row tells it apart.
        key=row_key(DATASET.id, "\x1f".join([row.file, row_id, *itertools.chain(*row.fields())])),
        words=words,
        claimant=source or one_line(row.text("outlet")) or row.file,
        claimant_side=_side(row, "source_side") or side_of(source) or UNKNOWN_SOURCE,
        via=row.file if source else "",
        stance=_choice(row, "stance", get_args(Stance)) or "asserts",
        event_type=kind,
        actor_side=side_of(row.text("actor")),
        target=one_line(row.text("target")),
        target_class=_choice(row, "target_class", get_args(TargetClass)) or "unknown",
        locations=_places(row),
        date_from=start,
        date_to=end,
        date_basis=BASIS if start or end else "",
        killed=killed,
        injured=injured,
        casualty_class=_choice(row, "casualty_class", get_args(CasualtyClass)) or None,
        weapon=one_line(row.text("weapon")),
        trace=coded_trace("event_type", row.text("event_type")),
    ), _evidence(row, words)


def _content_id(row: CodedRow) -> str:
    return hashlib.sha256("\x1f".join(row.cells).encode()).hexdigest()[:12]


def _evidence(row: CodedRow, words: str) -> Evidence:
    return evidence(
        row,
        words,
        report_title=one_line(row.text("title")),
        outlet=one_line(row.text("outlet")),
        url=row.text("url"),
        published=day(row, "published") if row.text("published") else None,
        language=row.text("language"),
    )


def _dates(row: CodedRow) -> tuple[date | None, date | None]:
    """First and last day; an end that the row does not give stays open."""
    if row.text("date_from") and row.text("date_to"):
        return days(row)
    if row.text("date"):
        return day(row, "date"), day(row, "date")
    start, end = (day(row, field) if row.text(field) else None for field in ("date_from", "date_to"))
    return start, end


def _event_type(row: CodedRow) -> str:
    value = row.required("event_type")
    found = _types().get(value.casefold())
    if found is None:
        raise row.fault("event_type", f"{value!r} is none of {', '.join(event_types())}")
    return found


@cache
def _types() -> dict[str, str]:
    """Id of an event type by its id, its label in any language and its ACLED sub-event type."""
    names: dict[str, str] = {}
    for kind in event_types().values():
        for name in (kind.id, *kind.labels.values(), kind.acled):
            names.setdefault(name.casefold(), kind.id)
    return names


def _places(row: CodedRow) -> tuple[Location, ...]:
    """The place of a row; none where it has no point, which is no fault: the event is listed without."""
    if not row.text("lat") and not row.text("lon"):
        return ()
    level = _choice(row, "level", LEVELS) or _USUAL_LEVEL
    placed = placings(DATASET.id)[level]
    radius = _radius(row) if row.text("radius_km") else None
    reason = place_text("own_table", file=row.file, meaning=placed.meaning["en"])
    return (place(row, one_line(row.text("place")), placed, reason, radius_km=radius),)


def _radius(row: CodedRow) -> float:
    value = row.text("radius_km")
    try:
        radius = float(value)
    except ValueError:
        radius = -1.0
    if not 0 < radius < EARTH_GIRTH_KM:
        raise row.fault("radius_km", f"{value!r} is no radius in km")
    return radius


def _side(row: CodedRow, field: str) -> str:
    value = row.text(field)
    if value and not side_of(value):
        raise row.fault(
            field, f"{value!r} is no side that we know; write an id of sides.csv or leave it empty"
        )
    return side_of(value)


def _choice(row: CodedRow, field: str, allowed: tuple[str, ...]) -> Any:
    value = row.text(field)
    if value and value not in allowed:
        raise row.fault(field, f"{value!r} is none of {', '.join(allowed)}")
    return value
