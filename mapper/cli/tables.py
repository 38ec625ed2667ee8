"""What commands take in that go on from a table: an incidents table, or claim lines to be merged."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mapper.cli.streams import STDIN, is_stream
from mapper.errors import OnBadRow, RowError, RunError

if TYPE_CHECKING:
    import geopandas as gpd

    from mapper.records import Claim, Coverage, Evidence, Incident

    Told = tuple[tuple[Incident, ...], dict[str, Evidence], Coverage | None]

_BEGINNINGS = {
    ".parquet": re.compile(rb"PAR1"),
    ".gpkg": re.compile(rb"SQLite format 3\0"),
    ".geojson": re.compile(rb'\s*\{\s*"type"\s*:\s*"FeatureCollection"'),
    ".csv": re.compile(rb"(\xef\xbb\xbf)?[^{}\n]*\bevent_type\b"),
}
"""How the tables begin that we write; what begins otherwise is claim lines."""


def told(source: str, *, on_bad_row: OnBadRow) -> Told:
    """The incidents of a table or of claim lines, the words of their claims, and the coverage if it is known.

    Rows and lines that cannot be used go to ``on_bad_row``. Raises RunError.
    """
    from mapper.frames import from_frame

    with _opened(source) as (given, name):
        if isinstance(given, Path):
            return from_frame(_loaded(given, name, on_bad_row), name=name)
        return _merged(given, name, on_bad_row)


def table(source: str, *, on_bad_row: OnBadRow) -> gpd.GeoDataFrame:
    """The same as a table; one that was a table keeps the columns that its user added."""
    from mapper.frames import to_frame

    with _opened(source) as (given, name):
        if isinstance(given, Path):
            return _loaded(given, name, on_bad_row)
        incidents, evidence, coverage = _merged(given, name, on_bad_row)
        return to_frame(incidents, evidence, coverage=coverage)


@contextmanager
def _opened(source: str) -> Iterator[tuple[Path | Iterable[bytes], str]]:
    """A table as the path of a file, or claim lines as such; with the name for messages."""
    if is_stream(source):
        with _standard_input() as given:
            yield given, STDIN
    elif Path(source).suffix.lower() != ".jsonl":
        yield Path(source), source
    else:
        try:
            lines = open(source, "rb")  # noqa: SIM115  # closed below; errors of what is done with it are others
        except FileNotFoundError:
            raise RunError(f"{source}: there is no such file; check the spelling of the path") from None
        except OSError as error:
            raise RunError(f"{source}: cannot be read ({error.strerror})") from None
        with lines:
            yield lines, source


@contextmanager
def _standard_input() -> Iterator[Path | Iterable[bytes]]:
    """Claim lines as they come; a table as a passing file, since its readers want one."""
    stream = sys.stdin.buffer
    begun = [stream.readline()]
    if begun[0].strip() == b"{":
        begun.append(stream.readline())
    first = b"".join(begun)
    suffix = next((suffix for suffix, begins in _BEGINNINGS.items() if begins.match(first)), None)
    if suffix is None:
        yield chain(begun, stream)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"input{suffix}"
        with path.open("wb") as file:
            file.write(first)
            shutil.copyfileobj(stream, file)
        yield path


def _loaded(path: Path, name: str, on_bad_row: OnBadRow) -> gpd.GeoDataFrame:
    from mapper.writers import load

    def bad_row(error: RowError) -> None:
        on_bad_row(RowError(str(error).replace(str(path), name)))

    try:
        return load(path, on_bad_row=bad_row)
    except RunError as error:
        raise type(error)(str(error).replace(str(path), name)) from None


def _merged(lines: Iterable[bytes], name: str, on_bad_row: OnBadRow) -> Told:
    from mapper.merge import merge

    claims, evidence = _read_lines(lines, name, on_bad_row)
    outlets = {claim.report_id: evidence[claim.id].outlet for claim in claims if claim.id in evidence}
    return tuple(merge(claims, outlets=outlets)), evidence, None


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
            on_bad_row(RowError(f"{name}, line {number}: {error}; {_advice(line)}"))
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


def _advice(line: bytes) -> str:
    if line.strip() in (b"{", b"["):
        return "one claim a line is wanted, which jq gives with -c"
    return "give the lines of `mapper extract`"
