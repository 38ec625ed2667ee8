"""Columns of names in tables of places: ``names_<language>`` and its kin, by how well a name is attested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gazetteer.errors import DataError
from gazetteer.place import PlaceName
from gazetteer.sources import codes
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


def name_columns(row: Row) -> list[str]:
    """Those columns of a header, or of another row, that hold names."""
    return [column for column, _, _ in _of_names(tuple(row.cells))]


@lru_cache(maxsize=64)
def _of_names(header: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """The columns of names, each with its prefix and its language."""
    found = ((column, _COLUMN.fullmatch(column)) for column in header)
    return tuple((column, match[1], match[2]) for column, match in found if match)


def names(row: Row) -> Iterator[PlaceName]:
    """All names of a row; parts are separated by ``|``, and ``AZE:Xankəndi`` is a name that one side uses."""
    for column, prefix, language in _of_names(tuple(row.cells)):
        evidence, needs_cue, common = _PREFIXES[prefix]
        for part in row.parts(column):
            side, text = _sided(part)
            yield PlaceName(
                text=text,
                side=side,
                language=language,
                evidence=evidence,  # type: ignore[arg-type]  # one of the literals above
                needs_cue=needs_cue,
                common=common,
            )


def _sided(part: str) -> tuple[str, str]:
    """The side that uses a name, empty for none, and the name."""
    sided = _SIDED.fullmatch(part) if ":" in part else None
    return (sided[1], sided[2].strip()) if sided else ("", part)


def language_faults(header: Row) -> Iterator[DataError]:
    """Name columns of a header whose tag is of no language."""
    for column, _, language in _of_names(tuple(header.cells)):
        if not codes.is_language(language):
            yield header.fault(column, f"{language!r} is not the tag of a language, like ar, ckb or hy-Latn")


def name_faults(row: Row, sides: Sequence[str]) -> Iterator[DataError]:
    """Names of a row that are none, that stand there twice, or that none of the given sides has."""
    seen: dict[tuple[str, str, str], str] = {}
    for column, _, language in _of_names(tuple(row.cells)):
        for part in row.parts(column):
            side, text = _sided(part)
            if side and sides and side not in sides:
                known = ", ".join(sides)
                yield row.fault(column, f"{side!r} is not one of the pack's parties ({known})")
            elif ":" in text:
                yield row.fault(column, f"{part!r} is no name; a side's name is written AZE:Xankəndi")
            elif not any(map(str.isalpha, text)):
                yield row.fault(column, f"{part!r} has no letter")
            key = (text, side, language)
            if key in seen:
                yield row.fault(column, f"{part!r} stands in {seen[key]} too")
            seen[key] = column
