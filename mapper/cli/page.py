"""From a build or a table to the files a user asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mapper.cli.options import Inputs
    from mapper.records import Coverage, Evidence, Extraction, Incident


PAGE_OPTIONS = (
    click.option("--title", default="", help="Title of the page."),
    click.option(
        "--lang",
        type=click.Choice(["en", "ar", "fr", "ru"]),
        default="en",
        show_default=True,
        help="Language of the page's own words.",
    ),
)


def page_options(command: Any) -> Any:
    for option in reversed(PAGE_OPTIONS):
        command = option(command)
    return command


def build_files(inputs: Inputs, output: Path, data: Path | None, *, title: str, lang: str) -> None:
    """Read, extract, merge, write the page and the table, and say what came of it."""
    from mapper.pipeline import build
    from mapper.writers import check_writable, save

    for path in filter(None, (output, data)):
        check_writable(path)
    done = _Counter(inputs)
    result = build(inputs.reports(), gazetteer=inputs.gazetteer(), unread=inputs.unread, on_report=done.add)
    inputs.progress("")
    write_page(output, result.incidents, result.evidence, result.coverage, title=title, lang=lang)
    if data is not None:
        save(result.frame(), data)
    inputs.say(_summary(result.coverage, done.claims, result.incidents))
    inputs.say("wrote " + " and ".join(str(path) for path in (output, data) if path))


def write_page(
    path: Path,
    incidents: Sequence[Incident],
    evidence: Mapping[str, Evidence],
    coverage: Coverage | None,
    *,
    title: str,
    lang: str,
) -> None:
    from mapper.layers import layers
    from mapper.render import IncidentMap
    from mapper.writers import write_text

    write_text(path, IncidentMap(layers(incidents, evidence, coverage), title=title, lang=lang).html())


class _Counter:
    """Counts claims while the reports go by, and shows them on a terminal."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs, self.reports, self.claims = inputs, 0, 0

    def add(self, extraction: Extraction) -> None:
        self.reports += 1
        self.claims += len(extraction.claims)
        self._inputs.progress(f"{self.reports} reports, {self.claims} claims")


def _summary(coverage: Coverage, claims: int, incidents: Sequence[Incident]) -> str:
    unplaced = sum(not incident.locations for incident in incidents)
    parts = [
        f"{coverage.reports} reports read ({coverage.without_claims} without claims"
        + (f", {coverage.duplicates} read twice" if coverage.duplicates else "")
        + (f", {len(coverage.unread)} not readable" if coverage.unread else "")
        + ")",
        f"{claims} claims",
        f"{len(incidents)} incidents ({unplaced} without a place)",
        f"{len(coverage.unresolved)} place names unresolved",
    ]
    lines = ["; ".join(parts)]
    if coverage.without_date:
        lines.append(
            f"{coverage.without_date} reports have no date of publication; give one with --published"
        )
    return "\n".join(lines)
