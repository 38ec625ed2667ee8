"""Columns of names in tables of places: ``names_<language>`` and its kin, by how well a name is attested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from gazetteer.place import PlaceName
from gazetteer.table import Row

# column prefix -> (evidence, needs a place noun, everyday word)
_PREFIXES = {
    "attested": ("attested", False, False),
    "names": ("reference", False, False),
    "unattested": ("unattested", False, False),
    "needs_cue": ("reference", True, False),
    "common": ("reference", True, True),
}
_COLUMN = re.compile(rf"({'|'.join(_PREFIXES)})_([a-z]{{2,3}}(?:-[A-Za-z0-9]{{2,8}})*)")
_SIDED = re.compile(r"([A-Z]{3}|[a-z][a-z0-9-]{2,}):(.+)")


def name_columns(header: Sequence[str]) -> list[str]:
    """Those columns of a header that hold names."""
    return [column for column in header if _COLUMN.fullmatch(column)]


def names(row: Row) -> Iterator[PlaceName]:
    """All names of a row; parts are separated by ``|``, and ``AZE:Xankəndi`` is a name that one side uses."""
    for column in row.cells:
        if match := _COLUMN.fullmatch(column):
            evidence, needs_cue, common = _PREFIXES[match[1]]
            for part in row.parts(column):
                sided = _SIDED.fullmatch(part)
                yield PlaceName(
                    text=sided[2].strip() if sided else part,
                    side=sided[1] if sided else "",
                    language=match[2],
                    evidence=evidence,  # type: ignore[arg-type]  # one of the literals above
                    needs_cue=needs_cue,
                    common=common,
                )


def header_of(path: Path) -> list[str]:
    """The cells of the first line that is no comment; empty where the file cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return [cell.strip() for cell in first.split(",")]
