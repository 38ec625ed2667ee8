"""What files for other tools say beside the reports' own words, read from ``data/out_texts.csv``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gazetteer.table import once, read_table

DATA = Path(__file__).parents[1] / "data"


def text(key: str, **values: object) -> str:
    """The text of a key with its braces filled in; raises KeyError for an unknown key."""
    return _texts()[key].format_map(values)


@cache
def _texts() -> dict[str, str]:
    # Read unstripped: some begin with the space that parts them from what stands before.
    rows = read_table(DATA / "out_texts.csv", required=["key", "text"], optional=())
    return {row.required("key"): row.cells["text"] for row in once(rows, "key")}
