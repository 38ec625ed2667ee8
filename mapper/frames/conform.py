"""A frame from anywhere to the documented columns: names, dtypes and single cells."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from mapper.errors import RunError
from mapper.frames.columns import Column
from mapper.frames.faults import Faults
from mapper.frames.quiet import quieted

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]00:00:00(?:\.0+)?(?:Z|\+00:00)?)?", re.ASCII)
_MOST = 2**63
_KINDS = {
    "text": "O",
    "list": "O",
    "json": "O",
    "day": "OM",
    "number": "Oiuf",
    "count": "Oiuf",
    "flag": "Obiuf",
}
"""Kinds of dtype (numpy's letters) in which a form may come; text is O."""
MOST_NAMED = 8
"""Columns of a stranger's table that a message names."""
_FILLERS: dict[str, Any] = {"str": "", "bool": False, "int64": 0}


def conform(
    frame: pd.DataFrame, columns: Sequence[Column], faults: Faults, *, table: str, quiet: bool = False
) -> dict[str, Any]:
    """The documented columns as Series of their dtypes, by name, on the frame's index; ``quiet`` if asked.

    The index holds the numbers of the rows. A cell that does not fit goes to ``faults``; its place is
    then filled with nothing. Raises RunError where a column is missing or is of a wrong dtype as a whole.
    """
    _check_names(frame, columns, faults.name, table)
    for column in columns:
        _check_dtype(frame[column.name], column, faults.name)
    read = {form: _quietly(way) for form, way in _READ.items()} if quiet else _READ
    return {column.name: _series(frame[column.name], column, faults, read[column.form]) for column in columns}


def extras(frame: pd.DataFrame, columns: Sequence[Column]) -> list[str]:
    """Names of columns that are none of ours."""
    known = {column.name for column in columns}
    return [str(name) for name in frame.columns if name not in known]


def is_missing(cell: Any) -> bool:
    """Whether a cell holds nothing: None, NaN, NaT or NA."""
    import pandas as pd

    return cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and cell != cell)


def _check_names(frame: pd.DataFrame, columns: Sequence[Column], name: str, table: str) -> None:
    twice = sorted({str(label) for label in frame.columns[frame.columns.duplicated()]})
    if twice:
        raise RunError(f"{name}: the column {twice[0]!r} stands twice in the header")
    missing = [column.name for column in columns if column.name not in frame.columns]
    if not missing:
        return
    if len(missing) > len(columns) / 2:
        raise RunError(f"{name}: {_other_table(frame, table)}")
    lacks = ", ".join(map(repr, missing))
    others = [extra for extra in extras(frame, columns) if extra != "geometry"]
    raise RunError(
        f"{name}: the column{'s' if len(missing) > 1 else ''} {lacks} of {table} "
        + ("are missing" if len(missing) > 1 else "is missing")
        + (f" (it has {', '.join(map(repr, others))}, which is none of ours)" if others else "")
        + "; make the table with `mapper build --data FILE` or mapper.save()"
    )


def _other_table(frame: pd.DataFrame, table: str) -> str:
    """What is said of a frame that has next to nothing of the table: all that it lacks would help nobody."""
    names = [repr(str(name)) for name in frame.columns]
    has = ", ".join(names[:MOST_NAMED]) + (", ..." if len(names) > MOST_NAMED else "")
    if "text" in frame.columns:
        way = "these are reports, which are built first: mapper.build(frame)"
    else:
        way = "`mapper build --data FILE`, mapper.build(...).frame() and mapper.load(path) give an incidents "
        way += "table, frame.incidents.claims() the claims table of it"
    return f"a table with the columns {has or '(none)'} is not {table}; {way}"


def _check_dtype(series: pd.Series[Any], column: Column, name: str) -> None:
    kind = getattr(series.dtype, "kind", "O")
    if kind not in _KINDS[column.form] and not series.isna().all():
        raise RunError(f"{name}: the column {column.name!r} holds {series.dtype}, expected {column.dtype}")


def _quietly(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read_quietly(cell: Any) -> Any:
        value = read(cell)
        return quieted(value) if isinstance(value, str) else value

    return read_quietly


def _series(
    series: pd.Series[Any], column: Column, faults: Faults, read: Callable[[Any], Any]
) -> pd.Series[Any]:
    import pandas as pd

    filler = _FILLERS.get(column.dtype)
    blank_is_missing = column.dtype != "str"
    cells = []
    for number, cell in zip(series.index.tolist(), series.tolist(), strict=True):
        value = filler
        if is_missing(cell) or (cell == "" and (blank_is_missing or not column.may_be_empty)):
            if not column.may_be_empty:
                faults.add(number, column.name, "is empty; a value is required")
        else:
            try:
                value = read(cell)
            except ValueError as error:
                faults.add(number, column.name, str(error))
        cells.append(value)
    return pd.Series(cells, index=series.index, dtype=column.dtype)


def _text(cell: Any) -> str:
    if not isinstance(cell, str):
        raise ValueError(f"{cell!r} is no text")
    return cell


def _json(cell: Any) -> str:
    if isinstance(cell, list | dict):
        return json.dumps(cell, ensure_ascii=False, separators=(",", ":"))
    return _text(cell)


def _day(cell: Any) -> date:
    """A day; also where a program made it a moment at midnight."""
    if isinstance(cell, datetime):
        if cell.hour or cell.minute or cell.second or cell.microsecond:
            raise ValueError(f"{cell} has a time of day; give the day alone, as 2020-10-12")
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DAY.fullmatch(_text(cell).strip())
    try:
        if found:
            return date.fromisoformat(found[1])
    except ValueError:
        pass
    raise ValueError(f"{cell!r} is no date; write it as 2020-10-12")


def _number(cell: Any) -> float:
    if isinstance(cell, str):
        if not _NUMBER.fullmatch(cell.strip()):
            raise ValueError(f"{cell!r} is no number")
        cell = float(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        raise ValueError(f"{cell!r} is no number")
    return float(cell)


def _count(cell: Any) -> int:
    # Long integers lose digits as floats, so that they are read for themselves.
    if isinstance(cell, str) and cell.strip().isascii() and cell.strip().isdigit():
        cell = int(cell)
    whole = cell if type(cell) is int else _number(cell)
    if whole != int(whole) or not 0 <= whole < _MOST:
        raise ValueError(f"{cell} is no count: a whole number from 0 up")
    return int(whole)


def _flag(cell: Any) -> bool:
    flags = {"true": True, "false": False, "1": True, "0": False, "1.0": True, "0.0": False}
    try:
        return flags[str(cell).strip().lower()]
    except KeyError:
        raise ValueError(f"{cell!r} is neither true nor false") from None


_READ: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "list": _text,
    "json": _json,
    "day": _day,
    "number": _number,
    "count": _count,
    "flag": _flag,
}
