"""What commands take in that go on from a table: an incidents table, or claim lines to be merged."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mapper.errors import OnBadRow, RowError, RunError

if TYPE_CHECKING:
    import geopandas as gpd

    from mapper.records import Claim, Coverage, Evidence, Incident

    Told = tuple[tuple[Incident, ...], dict[str, Evidence], Coverage | None]

_STDIN = "-"


def told(source: str, *, on_bad_row: OnBadRow) -> Told:
    """The incidents of a table or of claim lines, the words of their claims, and the coverage if it is known.

    Rows and lines that cannot be used go to ``on_bad_row``. Raises RunError.
    """
    if is_lines(source):
        return _merged(source, on_bad_row)
    from mapper.frames import from_frame
    from mapper.writers import load

    return from_frame(load(Path(source), on_bad_row=on_bad_row), name=source)


def table(source: str, *, on_bad_row: OnBadRow) -> gpd.GeoDataFrame:
    """The same as a table; one that was a table keeps the columns that its user added."""
    from mapper.frames import to_frame
    from mapper.writers import load

    if not is_lines(source):
        return load(Path(source), on_bad_row=on_bad_row)
    incidents, evidence, coverage = _merged(source, on_bad_row)
    return to_frame(incidents, evidence, coverage=coverage)


def is_lines(source: str) -> bool:
    """Whether a source is claim lines and no table."""
    return source == _STDIN or Path(source).suffix.lower() == ".jsonl"


def _merged(source: str, on_bad_row: OnBadRow) -> Told:
    from mapper.merge import merge

    claims, evidence = _claims(source, on_bad_row)
    outlets = {claim.report_id: evidence[claim.id].outlet for claim in claims if claim.id in evidence}
    return tuple(merge(claims, outlets=outlets)), evidence, None


def _claims(source: str, on_bad_row: OnBadRow) -> tuple[list[Claim], dict[str, Evidence]]:
    if source == _STDIN:
        return _read_lines(sys.stdin.buffer, "standard input", on_bad_row)
    try:
        with open(source, "rb") as lines:
            return _read_lines(lines, source, on_bad_row)
    except FileNotFoundError:
        raise RunError(f"{source}: there is no such file; check the spelling of the path") from None
    except OSError as error:
        raise RunError(f"{source}: cannot be read ({error.strerror})") from None


def _read_lines(
    lines: Iterable[bytes], name: str, on_bad_row: OnBadRow
) -> tuple[list[Claim], dict[str, Evidence]]:
    """The claims of lines. One that stands twice is taken once, as `mapper build` reads a text once."""
    from mapper.readers.json_lines import json_object, numbered
    from mapper.serialize import from_claim_line

    claims: dict[str, Claim] = {}
    evidence: dict[str, Evidence] = {}
    first_lines: dict[str, int] = {}
    bad = 0
    for number, line in numbered(lines):
        try:
            claim, words = from_claim_line(json_object(line, what="claim", expected="a JSON object"))
        except ValueError as error:
            bad += 1
            on_bad_row(RowError(f"{name}, line {number}: {error}; give the lines of `mapper extract`"))
            continue
        if claim != claims.setdefault(claim.id, claim):
            bad += 1
            other = f"line {first_lines[claim.id]} is another claim of the same id, {claim.id!r}"
            on_bad_row(RowError(f"{name}, line {number}: {other}; give each claim an id of its own"))
            continue
        first_lines.setdefault(claim.id, number)
        if words is not None:
            evidence.setdefault(claim.id, words)
    if not claims and not bad:
        raise RunError(f"{name}: there is not one claim in it; give the lines of `mapper extract`")
    return list(claims.values()), evidence
