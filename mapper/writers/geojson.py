"""GeoJSON (RFC 7946): no crs member, longitude first, days as ISO 8601 text, a line for each feature.

What a column of the table keeps as JSON text is JSON here. The run's metadata are foreign members of
the collection.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.frames import COLUMNS, Faults
from mapper.frames.conform import is_missing

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from mapper.frames.claims import Claims

_JSON = {column.name for column in COLUMNS if column.form == "json"}
_OURS = "mapper_"
"""Begins the names of the foreign members that are ours."""


def write(frame: gpd.GeoDataFrame, _: Claims, path: Path) -> None:
    names = [str(name) for name in frame.columns if name != "geometry"]
    rows = zip(frame.geometry, *(frame[name].tolist() for name in names), strict=True)
    features = (_feature(shape, dict(zip(names, cells, strict=True))) for shape, *cells in rows)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        head = json.dumps({"type": "FeatureCollection", **frame.attrs}, ensure_ascii=False, allow_nan=False)
        file.write(f'{head[:-1]}, "features": [')
        for number, feature in enumerate(features):
            line = json.dumps(feature, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
            file.write(f"{',' if number else ''}\n{line}")
        file.write("\n]}\n")


def read(path: Path, faults: Faults) -> pd.DataFrame:
    import pandas as pd

    collection = json.loads(path.read_text(encoding="utf-8"))
    features = collection["features"] if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise ValueError("it is no FeatureCollection")
    rows = {}
    for number, feature in enumerate(features, 1):
        if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
            rows[number] = {**_own_id(feature), **feature["properties"], "geometry": feature.get("geometry")}
        else:
            faults.add(number, "", "is no GeoJSON feature with properties")
    # Without a feature there is nothing that tells the columns.
    named = list(dict.fromkeys(name for row in rows.values() for name in row))
    names = named or [*(column.name for column in COLUMNS), "geometry"]
    cells = {name: [row.get(name) for row in rows.values()] for name in names}
    frame = pd.DataFrame({name: pd.Series(cells[name], dtype=object) for name in names})
    frame.index = pd.Index(list(rows))
    frame.attrs = {key: value for key, value in collection.items() if key.startswith(_OURS)}
    return frame


def _own_id(feature: dict[str, Any]) -> dict[str, Any]:
    """The id of the feature, which GDAL keeps instead of a property of that name."""
    return {"id": feature["id"]} if "id" in feature else {}


def _feature(shape: Any, cells: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": cells["id"],
        "geometry": None if shape is None else shape.__geo_interface__,
        "properties": {name: _value(name, cell) for name, cell in cells.items()},
    }


def _value(name: str, cell: Any) -> Any:
    if is_missing(cell):
        return None
    if isinstance(cell, datetime):
        at_midnight = cell.replace(hour=0, minute=0, second=0, microsecond=0) == cell
        return cell.date().isoformat() if at_midnight else cell.isoformat()
    return json.loads(cell) if name in _JSON else cell
