"""``mapper import``: coded data sets in, claim lines out."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.coded import BadRows, columns_option, skip_option
from mapper.cli.options import Talk, talking
from mapper.cli.page import counted
from mapper.cli.streams import incoming

if TYPE_CHECKING:
    from mapper.records import Claim, Evidence

_LINES_AT_ONCE = 500
"""Each output is flushed, which for single lines takes longer than making them."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--format",
    "dataset",
    type=click.Choice(["ucdp", "acled", "plain"]),
    help="What the files are; without it their headers tell.",
)
@columns_option
@skip_option
@talking
def import_(
    talk: Talk, files: tuple[Path, ...], dataset: str | None, columns: Mapping[str, str], skip_bad_rows: bool
) -> None:
    """Write the events of coded data sets to stdout as claims, one JSON object a line.

    FILE is a CSV file of UCDP GED or of ACLED, or a table of your own, one event a
    row, with at least the column event_type, or - for standard input. Each line holds the fields of a claim,
    under "coded" the row as it was, and under "evidence" its words. A row that
    cannot be used stops the run before anything is written.

    \b
    Example:
      mapper import ged.csv | mapper render - -o map.html
      mapper import mine.csv --columns date=day,lat=y,lon=x,event_type=type > claims.jsonl
    """
    bad = BadRows(talk, skip=skip_bad_rows)
    with incoming(files) as given:
        if not skip_bad_rows:
            deque(_told(given, dataset, columns, bad), maxlen=0)
            bad.settle()
        written = _write(_told(given, dataset, columns, bad))
    bad.settle()
    talk.say(f"wrote {counted(written, 'claim')}")
    if bad.count:
        click.get_current_context().exit(3)


def _told(
    files: tuple[Path, ...], dataset: str | None, columns: Mapping[str, str], bad: BadRows
) -> Iterator[tuple[Claim, Evidence]]:
    from mapper.exchange.coded import read_coded

    return read_coded(files, dataset=dataset, columns=columns, on_bad_row=bad.add)


def _write(told: Iterator[tuple[Claim, Evidence]]) -> int:
    from mapper.serialize import claim_line

    written = 0
    while some := [claim_line(claim, words, whole=True) for claim, words in islice(told, _LINES_AT_ONCE)]:
        click.echo("\n".join(json.dumps(line, ensure_ascii=False) for line in some))
        written += len(some)
    return written
