"""Event types and their families, read from ``data/event_types.csv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gazetteer.table import read_table

EVENT_TYPES_FILE = Path(__file__).parent / "data" / "event_types.csv"
LABEL_LANGUAGES = ("en", "ar", "fr", "ru")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A kind of event."""

    id: str
    family: str
    labels: dict[str, str]
    acled: str
    """ACLED sub-event type (ACLED codebook, 2024)."""
    plover: str
    """PLOVER event code; empty where there is none."""


@cache
def event_types() -> dict[str, EventType]:
    """Every event type by id, in the order of the file."""
    columns = ["id", "family", *(f"label_{tag}" for tag in LABEL_LANGUAGES), "acled", "plover"]
    types = {}
    for row in read_table(EVENT_TYPES_FILE, required=columns, optional=()):
        types[row.required("id")] = EventType(
            id=row.required("id"),
            family=row.required("family"),
            labels={tag: row.required(f"label_{tag}") for tag in LABEL_LANGUAGES},
            acled=row.required("acled"),
            plover=row.text("plover"),
        )
    return types


def family(event_type: str) -> str:
    """The family of an event type; raises KeyError for an unknown id."""
    return event_types()[event_type].family
