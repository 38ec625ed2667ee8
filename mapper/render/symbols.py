"""The visual language of ``data/symbols.csv``: shape by family, fill and ring by status."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gazetteer.table import read_table

SYMBOLS_FILE = Path(__file__).parent.parent / "data" / "symbols.csv"
FILLS = ("full", "half", "none")
RINGS = ("solid", "double", "dashed")


@cache
def symbols() -> dict[str, dict[str, dict[str, str]]]:
    """Families by id with their shape, statuses with fill, ring and colour, in the order of the file."""
    table: dict[str, dict[str, dict[str, str]]] = {"family": {}, "status": {}}
    columns = ("kind", "id", "shape", "fill", "ring", "colour")
    for row in read_table(SYMBOLS_FILE, required=columns, optional=()):
        if row.choice("kind", tuple(table)) == "family":
            table["family"][row.required("id")] = {"shape": row.required("shape")}
        else:
            table["status"][row.required("id")] = {
                "fill": row.choice("fill", FILLS),
                "ring": row.choice("ring", RINGS),
                "colour": row.required("colour"),
            }
    return table
