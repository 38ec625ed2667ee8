"""CSV with the points as WKT beside lat and lon; what a spreadsheet would compute is made plain text.

A byte order mark comes first, since spreadsheets take Arabic for Latin without it. CSV has no place for
the run's metadata: the coverage is not kept.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.frames import CLAIM_COLUMNS, COLUMNS, Faults
from mapper.frames.cells import neutral, plain
from mapper.frames.conform import is_missing

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from mapper.frames.claims import Claims

_NUMBERS = {
    column.name
    for column in (*COLUMNS, *CLAIM_COLUMNS)
    if column.dtype in ("float64", "Int64", "int64", "bool")
}
WKT = "wkt"


def write(frame: gpd.GeoDataFrame, _: Claims, path: Path) -> None:
    if WKT in frame.columns:
        raise ValueError(f"the column {WKT!r} is that of the geometry in CSV; rename yours")
    shapes = ["" if shape is None else _wkt(shape) for shape in frame.geometry]
    plain_frame = frame.drop(columns="geometry")
    plain_frame[WKT] = shapes
    write_claims(plain_frame, path)


def write_claims(frame: pd.DataFrame, path: Path) -> None:
    """A table without a geometry, such as that of the claims."""
    columns = [[_cell(cell) for cell in frame[name].tolist()] for name in frame.columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
        lines.writerow([neutral(str(name)) for name in frame.columns])
        lines.writerows(zip(*columns, strict=True))


def read(path: Path, faults: Faults) -> pd.DataFrame:
    import pandas as pd

    rows = _rows(path, faults)
    header = [plain(name.strip()) for name in next(rows, (1, []))[1]]
    if len(header) == 1 and (mark := next((mark for mark in ";\t" if mark in header[0]), "")):
        raise ValueError(
            f"its cells are separated by {'tabs' if mark == chr(9) else mark}; save it with commas"
        )
    if not header:
        raise ValueError("it is empty")
    kept: dict[int, list[str]] = {}
    for number, cells in rows:
        if len(cells) == len(header):
            kept[number] = cells
        else:
            faults.add(number, "", f"it has {len(cells)} cells, the header has {len(header)}")
    columns = list(zip(*kept.values(), strict=True)) or [()] * len(header)
    series = [
        pd.Series(
            [cell if name in _NUMBERS else plain(cell) for cell in cells], dtype=object, index=list(kept)
        )
        for name, cells in zip(header, columns, strict=True)
    ]
    names = ["geometry" if name == WKT else name for name in header]
    frame = pd.concat(series, axis="columns") if series else pd.DataFrame()
    return frame.set_axis(names, axis="columns")


def _cell(cell: Any) -> Any:
    if is_missing(cell):
        return None
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    return neutral(cell) if isinstance(cell, str) else cell


def _wkt(shape: Any) -> str:
    """Every digit of the coordinates, which shapely's own text rounds."""
    points = [f"{point.x!r} {point.y!r}" for point in getattr(shape, "geoms", [shape])]
    if shape.geom_type == "Point":
        return f"POINT ({points[0]})"
    return f"MULTIPOINT ({', '.join(f'({point})' for point in points)})"


def _rows(path: Path, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row that is not empty, with its number: the header is row 1."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} is not UTF-8; save it as CSV UTF-8") from None
    with _long_cells():
        lines = enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1)
        number = 0
        while True:
            try:
                number, cells = next(lines)
            except StopIteration:
                return
            except csv.Error as error:
                # Where the quotes do not match, nothing after them can be told apart.
                faults.add(number + 1, "", f"it and what follows cannot be read ({error})")
                return
            if any(cells):
                yield number, cells


@contextmanager
def _long_cells() -> Iterator[None]:
    """The claims of an incident may be longer than the cells that Python's reader takes for sane."""
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(before)
