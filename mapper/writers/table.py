"""The incidents table as GeoParquet, GeoJSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.atomic import replacing
from mapper.errors import RunError

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd


_COLUMNS = "mapper_columns"
"""Member of a GeoJSON file that keeps the columns, which a collection without features would lose."""


def save(frame: gpd.GeoDataFrame, path: str | Path) -> None:
    """Write the table; the ending of the file says in which format.

    Raises RunError for an ending we do not know, WriteError where it cannot be written.
    """
    path = Path(path)
    write, _ = _format(path)
    with replacing(path) as beside:
        write(frame, beside)


def check_format(path: Path) -> None:
    """Raise RunError now where ``save`` would not know the ending of ``path``."""
    _format(path)


def load(path: str | Path) -> pd.DataFrame:
    """A table that ``save`` wrote. Raises RunError where it cannot be read."""
    path = Path(path)
    _, read = _format(path)
    if not path.is_file():
        raise RunError(f"{path}: there is no such file; check the spelling of the path")
    try:
        return read(path)
    except (ValueError, KeyError, TypeError, OSError) as error:
        # The reader libraries have many errors for a broken file; a person needs one sentence.
        raise RunError(
            f"{path}: cannot be read as {path.suffix.lstrip('.')} ({_first_line(error)})"
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _write_parquet(frame: gpd.GeoDataFrame, path: Path) -> None:
    frame.to_parquet(path, index=False, schema_version="1.1.0", write_covering_bbox=True)


def _read_parquet(path: Path) -> pd.DataFrame:
    import geopandas as gpd

    return gpd.read_parquet(path)


def _write_geojson(frame: gpd.GeoDataFrame, path: Path) -> None:
    """RFC 7946: no crs member, dates as ISO 8601 text; columns and coverage as foreign members."""
    plain = frame.copy()
    for name in ("date_from", "date_to"):
        plain[name] = plain[name].dt.strftime("%Y-%m-%d")
    collection: dict[str, Any] = json.loads(plain.to_json(drop_id=True, show_bbox=False))
    collection.pop("crs", None)
    extra = {**frame.attrs, _COLUMNS: [str(name) for name in frame.columns]}
    path.write_text(json.dumps({**collection, **extra}, ensure_ascii=False) + "\n", encoding="utf-8")


def _read_geojson(path: Path) -> pd.DataFrame:
    import geopandas as gpd
    import pandas as pd

    collection = json.loads(path.read_text(encoding="utf-8"))
    frame = gpd.GeoDataFrame.from_features(
        collection["features"], crs="EPSG:4326", columns=collection.get(_COLUMNS)
    )
    for name in ("date_from", "date_to"):
        if name in frame:
            frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d")
    frame.attrs |= {
        key: value for key, value in collection.items() if key.startswith("mapper_") and key != _COLUMNS
    }
    return frame


def _write_csv(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Geometry as WKT; a byte order mark, since spreadsheets take Arabic for Latin without it."""
    plain = frame.to_wkt().rename(columns={"geometry": "wkt"})
    plain.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")


def _read_csv(path: Path) -> pd.DataFrame:
    import pandas as pd

    frame = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, na_values=[""])
    for name in ("date_from", "date_to"):
        if name in frame:
            frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d")
    return frame


Write = Callable[["gpd.GeoDataFrame", Path], None]
Read = Callable[[Path], "pd.DataFrame"]
FORMATS: dict[str, tuple[Write, Read]] = {
    ".parquet": (_write_parquet, _read_parquet),
    ".geojson": (_write_geojson, _read_geojson),
    ".csv": (_write_csv, _read_csv),
}


def _format(path: Path) -> tuple[Write, Read]:
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise RunError(
            f"{path}: tables are written as {', '.join(FORMATS)}; give the file one of these endings"
        ) from None
