"""Rows of coded data sets as claims: UCDP GED, ACLED, or a table of one's own.

A row is one source's claim, already placed and dated. Files are read row by
row, so that memory does not grow with them but for the ids seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.table import once, read_table
from mapper.errors import OnBadRow, RowError, RunError
from mapper.exchange import acled, plain, ucdp
from mapper.exchange.coded_claims import data_sets
from mapper.exchange.coded_rows import CodedRow, columns_of, header_and_rows, likeness
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
    seen: dict[str | tuple[int, str], tuple[int, int]] = {}
    files = tuple(map(Path, paths))
    for at, path in enumerate(files):
        for number, told in _read_one(path, dataset, columns or {}, on_bad_row):
            names = _names(at, told[0])
            if known := next((name for name in names if name in seen), None):
                earlier, row = seen[known]
                same = (
                    f"repeats {files[earlier].name}, row {row} (the same id, or without ids the same cells)"
                )
                on_bad_row(RowError(f"{path.name}, row {number}: {same}"))
                continue
            seen |= dict.fromkeys(names, (at, number))
            yield told


def _names(at: int, claim: Claim) -> tuple[str | tuple[int, str], ...]:
    """What no other row may be called; the ids of a table of one's own hold within it alone."""
    if claim.coded and claim.coded.dataset == data_sets()[PLAIN].id:
        return claim.id, (at, claim.coded.row_id)
    return (claim.id,)


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
        rows = once(read_table(path, required=("ours", "theirs"), optional=()), "ours")
        return {row.required("ours"): row.required("theirs") for row in rows}
    except DataError as fault:
        raise RunError(str(fault)) from None
