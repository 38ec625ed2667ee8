"""How the tables beside this package say yes."""

from __future__ import annotations

from gazetteer.table import Row


def said_yes(row: Row, column: str) -> bool:
    """Whether a cell says yes; raises DataError for any other word."""
    return bool(row.text(column)) and row.choice(column, ("yes",)) == "yes"
