"""What counts as the same in the annotation form: finer event types, and sides it does not name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gazetteer.table import read_table

_DATA = Path(__file__).parents[1] / "data"
TYPES_FILE = _DATA / "annotation_types.csv"
SIDES_FILE = _DATA / "annotation_sides.csv"
_JOINED = ("+", " and ", " with ")


@cache
def _types() -> dict[str, tuple[str, str]]:
    rows = read_table(TYPES_FILE, required=("type", "form_type", "family"), optional=())
    return {row.required("type"): (row.required("form_type"), row.required("family")) for row in rows}


@cache
def _sides() -> frozenset[str]:
    return frozenset(row.required("side") for row in read_table(SIDES_FILE, required=("side",), optional=()))


def is_known(event_type: str) -> bool:
    """Whether the form, or the list of finer types, has such an event type."""
    return event_type in _types()


def form_type(event_type: str) -> str:
    """The form's own type for a finer one; a type that nobody knows stays as it is."""
    return _types().get(event_type, (event_type, ""))[0]


def family(event_type: str) -> str:
    """Types of one family may be matched; a type that nobody knows is its own family."""
    return _types().get(event_type, ("", event_type))[1]


def side(code: str) -> str:
    """A side as the form has it: "other" for those it does not name, empty for joint and unknown ones."""
    if not code or code == "unknown" or any(joint in code for joint in _JOINED):
        return ""
    return code if code in _sides() else "other"


def parties(code: str) -> frozenset[str]:
    """Everyone in a side as written: "ARM+AZE" and "AZE and ARM" are the same two; none for "unknown"."""
    for joint in _JOINED:
        code = code.replace(joint, "+")
    return frozenset(part.strip() for part in code.split("+")) - {"", "unknown"}
