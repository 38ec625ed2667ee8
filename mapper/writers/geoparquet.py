"""GeoParquet 1.1 (https://geoparquet.org) with a column of bounding boxes and the run's metadata.

Pages have check sums, so that a file that was damaged on its way is no other table.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mapper.frames import Faults

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from mapper.frames.claims import Claims


def write_claims(frame: pd.DataFrame, path: Path) -> None:
    """The claims table, which is plain Parquet: it has no geometry."""
    frame.to_parquet(path, index=False, write_page_checksum=True)


def write(frame: gpd.GeoDataFrame, _: Claims, path: Path) -> None:
    frame.to_parquet(
        path, index=False, schema_version="1.1.0", write_covering_bbox=True, write_page_checksum=True
    )


def read(path: Path, _: Faults) -> pd.DataFrame:
    import geopandas as gpd
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        has_geometry = b"geo" in (pq.read_schema(path).metadata or {})
        reader = gpd.read_parquet if has_geometry else pd.read_parquet
        frame: pd.DataFrame = reader(path, page_checksum_verification=True)
    except pa.ArrowException as error:
        raise ValueError(str(error)) from None
    return frame.set_axis(range(1, len(frame) + 1), axis="index")
