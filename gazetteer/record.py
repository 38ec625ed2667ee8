"""How a record says what it is: briefly in a line, richly in a notebook."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from importlib import import_module
from typing import Any, ClassVar

_LONGEST = 60
"""Characters of a text that a line shows."""
_LONGEST_PART = 120
"""Characters of a record within the record; of a longer one stands its kind."""
_MOST = 4
"""Parts that a line lists; of more it says how many there are."""


class Record:
    """A dataclass whose ``repr`` leaves out what is at its default, and cuts what is long.

    How a notebook shows it stands in the module ``SHOWN_BY``, floors above the records, and is found by name.
    """

    __slots__ = ()
    SHOWN_BY: ClassVar[str] = "gazetteer.shown"

    def __repr__(self) -> str:
        told = [f"{field.name}={_said(value)}" for field, value in _told(self)]
        return f"{type(self).__name__}({', '.join(told)})"

    def _repr_html_(self) -> str:
        html: str = import_module(self.SHOWN_BY).html(self)
        return html


def _told(record: Any) -> list[tuple[Field[Any], Any]]:
    pairs = ((field, getattr(record, field.name)) for field in fields(record))
    return [(field, value) for field, value in pairs if field.default is MISSING or value != field.default]


def _said(value: Any) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Record) and hasattr(value, "id"):
        return f"<{type(value).__name__} {value.id if value.id.isprintable() else repr(value.id)}>"
    if isinstance(value, tuple) and value and (len(value) > _MOST or any(map(is_dataclass, value))):
        kinds = sorted({type(part).__name__ for part in value})
        return f"<{len(value)} {' or '.join(kinds)}>"
    if isinstance(value, tuple):
        return f"({', '.join(map(_said, value))}{',' if len(value) == 1 else ''})"
    said = repr(value)
    return said if len(said) <= _LONGEST_PART or not is_dataclass(value) else f"<{type(value).__name__}>"
