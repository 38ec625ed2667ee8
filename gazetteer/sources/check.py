"""Every fault of a theatre pack at once; loading stops at the first."""

from __future__ import annotations

from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.sources import theatre


def faults(folder: Path) -> list[DataError]:
    """The faults of a pack's files by file and line, with column or key; empty where there is none."""
    found: list[DataError] = []
    theatre.read(folder, found.append)
    return sorted(found, key=lambda fault: (str(fault.path), fault.line or 0))
