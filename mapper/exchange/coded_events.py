"""What the event codes of a data set are for us, read from ``data/coded_events.csv``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gazetteer.table import Row, once, read_table
from mapper.exchange.coded_rows import CodedRow
from mapper.exchange.coded_values import code
from mapper.exchange.data_rows import said_yes
from mapper.taxonomy import event_types

EVENTS_FILE = Path(__file__).parents[1] / "data" / "coded_events.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEvent:
    """What a code says of an event."""

    event_type: str
    harmless: str
    """The type where nobody was killed."""
    has_doer: bool
    """Whether the first actor did it to the second, by the code book."""


@cache
def coded_events(dataset: str, field: str) -> Mapping[str, CodedEvent]:
    """By the value of a field, in lower case."""
    columns = ("dataset", "column", "value", "event_type", "harmless", "doer")
    return {
        row.required("value").casefold(): _coded_event(row)
        for row in once(read_table(EVENTS_FILE, required=columns, optional=()), "dataset", "column", "value")
        if (row.required("dataset"), row.required("column")) == (dataset, field)
    }


def _coded_event(row: Row) -> CodedEvent:
    types = tuple(event_types())
    event_type = row.choice("event_type", types)
    return CodedEvent(
        event_type=event_type,
        harmless=row.choice("harmless", types) if row.text("harmless") else event_type,
        has_doer=said_yes(row, "doer"),
    )


def event_of(row: CodedRow, dataset: str, *fields: str) -> CodedEvent:
    """By the first of the fields whose value is known. Raises RowError."""
    for field in fields:
        if row.text(field) and (found := coded_events(dataset, field).get(code(row, field).casefold())):
            return found
    known = ", ".join(coded_events(dataset, fields[0]))
    raise row.fault(fields[0], f"{row.text(fields[0])!r} is no code that we know; known are {known}")
