"""What the tables beside this package are asked for: that nothing stands twice, and yes or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gazetteer.table import Row


def once(rows: Iterable[Row], *columns: str) -> Iterator[Row]:
    """The rows; raises DataError for one that repeats these cells of an earlier one, in whatever case."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.required(column).casefold() for column in columns)
        if key in seen:
            told = ", ".join(row.text(column) for column in columns)
            raise row.fault(columns[-1], f"{told} stands twice; line {seen[key]} has it already")
        seen[key] = row.line
        yield row


def said_yes(row: Row, column: str) -> bool:
    """Whether a cell says yes; raises DataError for any other word."""
    return bool(row.text(column)) and row.choice(column, ("yes",)) == "yes"
