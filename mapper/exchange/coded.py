"""Rows of coded data sets as claims: UCDP GED, ACLED, or a table of one's own.

A row is one source's claim, already placed and dated. Files are read row by
row, so that memory does not grow with them but for the ids seen.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from mapper.errors import RowError, RunError
from mapper.exchange import acled, plain, ucdp
from mapper.exchange.coded_claims import data_sets
from mapper.exchange.coded_rows import CodedRow, OnBadRow, columns_of, header_and_rows, likeness
from mapper.records import Claim, Evidence

Told = tuple[Claim, Evidence]
PLAIN = "plain"
ENOUGH_COLUMNS = 0.75
"""Of the columns that a data set needs; a table of one's own shares id, latitude and longitude with them."""
READERS: dict[str, Callable[[CodedRow], Told]] = {
    "ucdp": ucdp.claim,
    "acled": acled.claim,
    PLAIN: plain.claim,
}


def _raise(error: RowError) -> None:
    raise error


def read_coded(
    paths: Iterable[str | Path],
    *,
    dataset: str | None = None,
    columns: Mapping[str, str] | None = None,
    on_bad_row: OnBadRow = _raise,
) -> Iterator[Told]:
    """The claims of coded CSV files with their words, in the order of the rows.

    ``dataset`` is a key of ``READERS``; without it the header decides.
    ``columns`` names columns of the file by our names of fields, where ``dataset`` is
    given or it is a table of one's own. A row that cannot
    be used goes to ``on_bad_row`` and is left out. Raises RunError for a file that
    cannot be read at all, or that lacks a column.
    """
    seen: dict[str, tuple[int, int]] = {}
    files = tuple(map(Path, paths))
    for at, path in enumerate(files):
        for number, told in _read_one(path, dataset, columns or {}, on_bad_row):
            if told[0].id in seen:
                earlier, row = seen[told[0].id]
                same = (
                    f"repeats {files[earlier].name}, row {row} (the same id, or without ids the same cells)"
                )
                on_bad_row(RowError(f"{path.name}, row {number}: {same}"))
                continue
            seen[told[0].id] = at, number
            yield told


def _read_one(
    path: Path, dataset: str | None, columns: Mapping[str, str], on_bad_row: OnBadRow
) -> Iterator[tuple[int, Told]]:
    header, rows = header_and_rows(path, on_bad_row=on_bad_row)
    kind = dataset or _dataset_of(header)
    given = columns if dataset or kind == PLAIN else {}
    places = columns_of(header, data_sets()[kind].id, file=path.name, given=given)
    for number, cells in rows:
        try:
            yield number, READERS[kind](CodedRow(path.name, number, places, cells))
        except RowError as fault:
            on_bad_row(fault)


def _dataset_of(header: tuple[str, ...]) -> str:
    """The data set that most of the columns are of, so that a column it lacks is named; else one's own."""
    like = {name: likeness(header, kind.id) for name, kind in data_sets().items() if name != PLAIN}
    best = max(like, key=lambda name: like[name])
    return best if like[best] >= ENOUGH_COLUMNS else PLAIN


def read_mapping(path: Path) -> dict[str, str]:
    """Column by our name of a field, from a CSV file with the columns ``ours,theirs``. Raises RunError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [[cell.strip() for cell in row] for row in csv.reader(file) if any(row)]
    except (OSError, UnicodeError, csv.Error) as error:
        raise RunError(f"{path}: cannot be read ({error})") from None
    if not rows or rows[0] != ["ours", "theirs"]:
        raise RunError(f"{path}: a mapping begins with the line ours,theirs")
    if bad := next((number for number, row in enumerate(rows, 1) if len(row) != 2 or not all(row)), None):
        raise RunError(f"{path}, row {bad}: a mapping has two cells a row, our name and yours")
    return dict(rows[1:])
