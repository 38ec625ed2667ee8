"""From a build or a table to the files a user asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.coded import CodedFiles
from mapper.cli.streams import is_stream, refuse_stream

if TYPE_CHECKING:
    from mapper.cli.options import Inputs
    from mapper.cli.publishing import Publishing
    from mapper.records import Coverage, Evidence, Extraction, Incident

NO_FILES = CodedFiles()


def build_files(
    inputs: Inputs,
    output: Path,
    data: Path | None,
    page: Publishing,
    *,
    coded: CodedFiles = NO_FILES,
    explain: bool = False,
) -> None:
    """Read, extract, merge, write the page and the table, and say what came of it."""
    from mapper.pipeline import build
    from mapper.writers import save

    page.check(output, data)
    check_outputs(output, data)
    if explain:
        refuse_stream(output, "-o", "--explain prints to standard output too; give the page a name")
    told = coded.claims(inputs)
    done = _Counter(inputs)
    gazetteer = inputs.gazetteer()
    result = build(
        inputs.reports(),
        gazetteer=gazetteer,
        coded=told,
        unread=inputs.unread,
        on_error=inputs.left_out,
        on_report=done.add,
    )
    inputs.progress("")
    inputs.check_read(done.reports)
    written = [
        page.write(output, result.incidents, result.evidence, result.coverage, inputs, find=gazetteer.place)
    ]
    if data is not None:
        incidents, words = page.table(result.incidents, result.evidence, data, inputs)
        save(replace(result, incidents=incidents, evidence=words).frame(), data)
        written.append(str(data))
    if explain:
        _explain(result.incidents, result.evidence)
    inputs.say(_summary(result.coverage, done.claims, len(told), result.incidents))
    inputs.say("wrote " + " and ".join(written))


def _explain(incidents: Sequence[Incident], evidence: Mapping[str, Evidence]) -> None:
    from mapper.explain import explain_merging

    for line in explain_merging(incidents, evidence):
        click.echo(line)


def check_outputs(page: Path, data: Path | None = None) -> None:
    """Raise now what would make a long run end without its files."""
    from mapper.atomic import check_writable
    from mapper.readers.manifest import NAME as MANIFEST
    from mapper.writers import check_format

    if not is_stream(page):
        if page.suffix.lower() not in (".html", ".htm"):
            raise click.UsageError(f"{page}: the page is one HTML file; give it a name that ends in .html")
        check_writable(page)
    refuse_stream(
        data, "--data", "a table goes to a file beside the page; mapper export writes one to stdout"
    )
    if data is not None:
        if data.name == MANIFEST:
            raise click.UsageError(f"{data}: a manifest tells about reports; give the table another name")
        check_format(data)
        check_writable(data)


class _Counter:
    """Counts claims while the reports go by, and shows them on a terminal."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs, self.reports, self.claims = inputs, 0, 0

    def add(self, extraction: Extraction) -> None:
        self.reports += 1
        self.claims += len(extraction.claims)
        self._inputs.progress(f"{self.reports} reports, {self.claims} claims")


def _summary(coverage: Coverage, claims: int, coded: int, incidents: Sequence[Incident]) -> str:
    unplaced = sum(not incident.locations for incident in incidents)
    parts = [
        f"{counted(coverage.reports, 'report')} read ({coverage.without_claims} without claims"
        + (f", {coverage.duplicates} read twice" if coverage.duplicates else "")
        + (f", {len(coverage.unread)} not readable" if coverage.unread else "")
        + ")",
        counted(claims, "claim") + (f" and {counted(coded, 'coded row')}" if coded else ""),
        f"{counted(len(incidents), 'incident')} ({unplaced} without a place)",
        f"{counted(len(coverage.unresolved), 'place name')} unresolved",
    ]
    lines = ["; ".join(parts)]
    if coverage.without_date:
        lines.append(
            f"{coverage.without_date} reports have no date of publication; give one with --published"
        )
    return "\n".join(lines)


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
