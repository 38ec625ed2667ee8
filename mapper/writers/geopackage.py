"""GeoPackage: the layer ``incidents`` and the table ``claims``, joined by ``incident_id``; QGIS opens both.

The claims stand in their own table and nowhere else in the file, so that what is mended there counts.
Those of an incident that was deleted are not read.
"""

from __future__ import annotations

import io
import json
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.frames import CLAIM_COLUMNS, COLUMNS, CRS, Faults
from mapper.frames.claims import claim_lines

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from mapper.frames.claims import Claims

INCIDENTS, CLAIMS = "incidents", "claims"
_TIMES = "OGR_CURRENT_DATE"
_NO_TIME = "2000-01-01T00:00:00.000Z"
"""Written as the time of change: the same table is the same bytes."""
_VERSION = "1.2"
"""Of the GeoPackage standard; what is older than GDAL 3.7 warns about newer ones."""
_OURS = "mapper_"
Object = tuple[str, str]
_ESCAPED = "\x1a"
"""Begins a text that is kept as JSON, since GDAL's texts end at the first NUL."""


def write(frame: gpd.GeoDataFrame, claims: Claims, path: Path) -> None:
    import pyogrio

    _check_names(frame)
    # GDAL opens what is there and adds to it.
    path.unlink(missing_ok=True)
    incidents = _arrow(frame.drop(columns=["claims", "geometry"]))
    incidents = incidents.append_column("geometry", _multipoints(frame.geometry))
    metadata = {str(key): json.dumps(value, ensure_ascii=False) for key, value in frame.attrs.items()}
    with _no_time(pyogrio):
        _write_incidents(incidents, path, metadata)
        told = _arrow(claims())
        pyogrio.write_arrow(told, path, layer=CLAIMS, driver="GPKG", geometry_type=None)
    rows = {INCIDENTS: len(incidents), CLAIMS: len(told)}
    _check_written(path, rows, _objects_of_an_empty_one(has_metadata=bool(metadata)))


def _write_incidents(table: Any, path: Path | io.BytesIO, metadata: dict[str, str]) -> None:
    import pyogrio

    pyogrio.write_arrow(
        table,
        path,
        layer=INCIDENTS,
        driver="GPKG",
        geometry_name="geometry",
        geometry_type="MultiPoint",
        crs=CRS,
        # Not of the file: programs with GDAL would write what stands there into a second file.
        layer_metadata=metadata or None,
        dataset_options={"VERSION": _VERSION},
    )


def read(path: Path, faults: Faults) -> pd.DataFrame:
    with warnings.catch_warnings():
        # GDAL's doubts about columns are ours to tell: every cell is looked at.
        warnings.simplefilter("ignore", RuntimeWarning)
        return _read(path, faults)


def _read(path: Path, faults: Faults) -> pd.DataFrame:
    import pandas as pd
    import pyogrio

    layers = {str(name) for name, _ in pyogrio.list_layers(path)}
    if not {INCIDENTS, CLAIMS} <= layers:
        lacks = ", ".join(sorted({INCIDENTS, CLAIMS} - layers))
        raise ValueError(f"it lacks the layer {lacks}; it has {', '.join(sorted(layers))}")
    lines = claim_lines(_read_layer(path, CLAIMS), faults.of_part(f"layer {CLAIMS}"))
    frame = _read_layer(path, INCIDENTS)
    if "id" in frame:
        told = [lines.get(name, []) for name in frame["id"]]
        frame["claims"] = pd.Series(told, index=frame.index, dtype=object)
    return frame


def _check_written(path: Path, layers: dict[str, int], objects: set[Object]) -> None:
    """Raise ValueError where not all is there: GDAL may close a file on a full disk without a word."""
    with _opened(path) as database:
        (sound,) = database.execute("PRAGMA quick_check").fetchone()
        whole = sound == "ok" and objects <= _objects(database)
        for name, rows in layers.items() if whole else ():
            whole &= database.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone() == (rows,)
    if not whole:
        raise ValueError("it was written in part; is the disk full?")


@cache
def _objects_of_an_empty_one(*, has_metadata: bool) -> set[Object]:
    """What the GDAL at hand puts into a file of our layers; made in memory, which no full disk cuts."""
    import pyarrow as pa
    import pyogrio

    rows = pa.table({"id": pa.array([], pa.string()), "geometry": pa.array([], pa.binary())})
    incidents, claims = io.BytesIO(), io.BytesIO()
    _write_incidents(rows, incidents, {"key": "value"} if has_metadata else {})
    pyogrio.write_arrow(rows.select(["id"]), claims, layer=CLAIMS, driver="GPKG", geometry_type=None)
    objects: set[Object] = set()
    for content in (incidents, claims):
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(content.getvalue())
            objects |= _objects(database)
    return objects


def _objects(database: sqlite3.Connection) -> set[Object]:
    """Tables, indexes and triggers, by kind and name."""
    return set(database.execute("SELECT type, name FROM sqlite_master"))


def _check_names(frame: pd.DataFrame) -> None:
    """Raise ValueError for names that SQLite takes for one, or for its own."""
    seen = {"fid": "fid", "geom": "geom"}
    for name in map(str, frame.columns):
        other = seen.setdefault(name.lower(), name)
        if other != name or name in ("fid", "geom"):
            raise ValueError(f"a GeoPackage cannot have the column {name!r} beside {other!r}; rename it")


def _arrow(frame: pd.DataFrame) -> Any:
    """The columns as GDAL takes them: days without a time, texts without a NUL."""
    import pyarrow as pa

    days = {column.name for column in (*COLUMNS, *CLAIM_COLUMNS) if column.form == "day"}
    arrays = {}
    for name in map(str, frame.columns):
        series = frame[name]
        if name in days:
            arrays[name] = pa.array(series, type=pa.timestamp("s"), from_pandas=True).cast(pa.date32())
        elif getattr(series.dtype, "kind", "O") == "O":
            cells = [_escaped(cell) for cell in series.tolist()]
            arrays[name] = pa.array(cells, type=pa.string() if not any(cells) else None, from_pandas=True)
        else:
            arrays[name] = pa.array(series, from_pandas=True)
    return pa.table(arrays)


def _multipoints(shapes: Any) -> Any:
    """One kind of geometry, since QGIS splits a layer of two."""
    import pyarrow as pa
    from shapely import MultiPoint, to_wkb

    wkb = [
        None if shape is None else to_wkb(MultiPoint(getattr(shape, "geoms", [shape]))) for shape in shapes
    ]
    return pa.array(wkb, type=pa.binary())


def _read_layer(path: Path, layer: str) -> pd.DataFrame:
    """The cells as they stand, which GDAL would make empty where they do not fit their column's type."""
    import pandas as pd
    import pyogrio

    about = pyogrio.read_info(path, layer=layer)
    shapes = pyogrio.read_dataframe(path, layer=layer, columns=[], fid_as_index=True)
    key, names = about["fid_column"], [str(name) for name in about["fields"]]
    rows = _cells(path, layer, [key, *names])
    cells = {name: [row[place] for row in rows] for place, name in enumerate(names, 1)}
    frame = pd.DataFrame({name: pd.Series(told, dtype=object) for name, told in cells.items()})
    if "geometry" in shapes:
        points = shapes.geometry.reindex([row[0] for row in rows]).to_crs(CRS)
        frame["geometry"] = pd.Series(points.tolist(), dtype=object)
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    metadata = about["layer_metadata"] or {}
    frame.attrs = {key: json.loads(value) for key, value in metadata.items() if key.startswith(_OURS)}
    return frame


def _cells(path: Path, layer: str, names: list[str]) -> list[tuple[Any, ...]]:
    columns = ", ".join(_quoted(name) for name in names)
    with _opened(path) as database:
        told = database.execute(f"SELECT {columns} FROM {_quoted(layer)} ORDER BY {_quoted(names[0])}")
        return [tuple(map(_unescaped, row)) for row in told]


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        yield database


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _escaped(cell: Any) -> Any:
    if isinstance(cell, str) and ("\0" in cell or cell.startswith(_ESCAPED)):
        return _ESCAPED + json.dumps(cell)
    return cell


def _unescaped(cell: Any) -> Any:
    return json.loads(cell[1:]) if isinstance(cell, str) and cell.startswith(_ESCAPED) else cell


@contextmanager
def _no_time(pyogrio: Any) -> Iterator[None]:
    before = pyogrio.get_gdal_config_option(_TIMES)
    pyogrio.set_gdal_config_options({_TIMES: _NO_TIME})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({_TIMES: before})
