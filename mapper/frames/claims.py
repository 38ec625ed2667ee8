"""The claims table: one row a claim in an incident, every field in a column of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from mapper.errors import OnBadRow
from mapper.frames.columns import CLAIM_COLUMNS, joined
from mapper.frames.conform import conform, extras, is_missing
from mapper.frames.faults import CellError, Faults
from mapper.frames.positions import check_point, first_point
from mapper.frames.quiet import quiet
from mapper.records import Claim, Count, Evidence
from mapper.serialize import from_claim_line, to_dict

if TYPE_CHECKING:
    import pandas as pd

Claims = Callable[[], "pd.DataFrame"]
"""Makes the claims table when it is wanted."""
_SAME = (
    "id",
    "report_id",
    "claimant",
    "claimant_side",
    "via",
    "stance",
    "event_type",
    "actor_side",
    "target",
    "target_class",
    "date_basis",
    "time_text",
    "cumulative",
    "weapon",
    "score",
    "start",
    "end",
)
"""Columns that hold a field of the claim as it is."""
_FIGURES = ("low", "best", "high")
_AS_JSON = ("also", "equipment", "locations", "trace", "coded")
_WORDS = ("quote", "report_title", "outlet", "url", "language", "path")


def claims_table(told: Iterable[tuple[str, Claim, Evidence | None]]) -> pd.DataFrame:
    """The claims table of (incident id, claim, its words)."""
    import pandas as pd

    rows = [_row(incident_id, claim, words) for incident_id, claim, words in told]
    return pd.DataFrame(
        {
            column.name: pd.Series([row[column.name] for row in rows], dtype=column.dtype)
            for column in CLAIM_COLUMNS
        }
    )


def claim_lines(frame: pd.DataFrame, faults: Faults) -> dict[str, list[dict[str, Any]]]:
    """The claims of a claims table as ``claim_line`` writes them, by incident id, in the table's order.

    The index holds the numbers of the rows; a row that does not fit goes to ``faults``.
    """
    columns = _conformed(frame, faults)
    lines: dict[str, list[dict[str, Any]]] = {}
    for number, line in _lines(columns, faults):
        lines.setdefault(str(columns.at[number, "incident_id"]), []).append(line)
    return lines


def claims_from(frame: pd.DataFrame) -> list[tuple[Claim, Evidence | None]]:
    """The claims of a claims table with their words, each once, in the table's order.

    Raises RunError where a column is missing or rows do not fit, and names them.
    """
    faults = Faults("the claims table")
    lines = claim_lines(frame.set_axis(range(1, len(frame) + 1), axis="index"), faults)
    faults.settle(None)
    told = (from_claim_line(line) for of_one in lines.values() for line in of_one)
    return list({claim.id: (claim, words) for claim, words in told}.values())


def checked_claims(
    frame: pd.DataFrame, faults: Faults | None = None, *, on_bad_row: OnBadRow | None = None
) -> pd.DataFrame:
    """A claims table with the documented columns and dtypes; columns of the user's own stay.

    ``faults`` are those already found; where they are given, the index holds the numbers of the rows,
    which are 1 and up else. Raises RunError where a column is missing or a row does not fit; with
    ``on_bad_row`` such rows are left out, and it is told of each.
    """
    numbered = frame
    if faults is None:
        numbered = frame.set_axis(range(1, len(frame) + 1), axis="index")
        faults = Faults("the claims table")
    columns = _conformed(numbered, faults)
    kept = [number for number, _ in _lines(columns, faults)]
    faults.settle(on_bad_row)
    for name in extras(numbered, CLAIM_COLUMNS):
        columns[name] = numbered[name]
    return columns.loc[kept].reset_index(drop=True)


def _conformed(frame: pd.DataFrame, faults: Faults) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(conform(frame, CLAIM_COLUMNS, faults, table="a claims table"))


def _lines(columns: pd.DataFrame, faults: Faults) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number and the line of each row that can be used."""
    for number, row in zip(columns.index.tolist(), columns.to_dict("records"), strict=True):
        if number in faults:
            continue
        try:
            line = _line({str(name): cell for name, cell in row.items()})
        except CellError as error:
            faults.add(number, error.column, str(error))
        except ValueError as error:
            faults.add(number, "", str(error))
        else:
            yield number, line


def _row(incident_id: str, claim: Claim, words: Evidence | None) -> dict[str, Any]:
    plain = to_dict(claim, whole=True)
    return {
        "incident_id": quiet(incident_id),
        **{name: plain[name] for name in _SAME},
        "date_from": claim.date_from,
        "date_to": claim.date_to,
        "casualty_class": claim.casualty_class or "",
        **_figures("killed", claim.killed),
        **_figures("injured", claim.injured),
        "places": joined([place.name for place in claim.locations]),
        "place_ids": joined([place.place_id for place in claim.locations]),
        **first_point(claim.locations),
        "radius_km": claim.locations[0].radius_km if claim.locations else None,
        **{name: _json(plain[name]) for name in _AS_JSON},
        "has_words": words is not None,
        **{name: getattr(words, name, "") for name in _WORDS},
        "published": words.published if words else None,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _figures(field: str, told: Count | None) -> dict[str, int | None]:
    return {f"{field}_{name}": getattr(told, name, None) for name in _FIGURES}


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    line: dict[str, Any] = {name: row[name] for name in _SAME} | {
        name: _parsed(row, name) for name in _AS_JSON
    }
    line |= {name: _day(row[name]) for name in ("date_from", "date_to")}
    line |= {name: _count(row, name) for name in ("killed", "injured")}
    line["casualty_class"] = row["casualty_class"] or None
    if words := _words(row):
        line["evidence"] = words
    claim, _ = from_claim_line(line)
    check_point(row, claim.locations)
    return line


def _words(row: Mapping[str, Any]) -> dict[str, Any] | None:
    words = {name: row[name] for name in _WORDS} | {"published": _day(row["published"])}
    if row["has_words"]:
        return words
    if told := next((name for name, cell in words.items() if cell), None):
        raise CellError(told, f"holds {words[told]!r}, but has_words is false; make it true to keep it")
    return None


def _parsed(row: Mapping[str, Any], column: str) -> Any:
    try:
        return json.loads(row[column])
    except ValueError as error:
        raise CellError(column, f"is not valid JSON ({error})") from None


def _day(cell: Any) -> str | None:
    return None if is_missing(cell) else date.isoformat(cell.date())


def _count(row: Mapping[str, Any], field: str) -> dict[str, int | None] | None:
    told = {name: row[f"{field}_{name}"] for name in _FIGURES}
    given = {name: int(cell) for name, cell in told.items() if not is_missing(cell)}
    if not given:
        return None
    if "low" not in given:
        name, number = next(iter(given.items()))
        raise CellError(f"{field}_low", f"is empty beside a {field}_{name} of {number}")
    if given["low"] > given.get("high", given["low"]):
        raise CellError(f"{field}_low", f"{given['low']} is more than {field}_high, {given['high']}")
    return {name: given.get(name) for name in _FIGURES}
