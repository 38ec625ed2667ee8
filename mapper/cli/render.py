"""``mapper render``: a table or claim lines in, a page out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from mapper.cli.options import Talk, talking, to_file
from mapper.cli.page import check_outputs, counted, page_options, write_page
from mapper.errors import RunError

if TYPE_CHECKING:
    from mapper.records import Claim, Evidence


@click.command()
@click.argument("table", metavar="TABLE")
@to_file("-o", "--output", text="The page to write, one HTML file.")
@page_options
@talking
def render(talk: Talk, table: str, output: Path, title: str, lang: str) -> None:
    """Make a map of a table that `mapper build --data` wrote.

    TABLE is a .parquet, .geojson or .csv file, or claim lines of `mapper extract`
    as a .jsonl file or - for standard input.

    \b
    Example:
      mapper extract reports/ | mapper render - -o map.html
    """
    from mapper.frames import from_frame
    from mapper.merge import merge
    from mapper.writers import load

    check_outputs(output)
    if table == "-" or table.endswith(".jsonl"):
        claims, evidence = _claim_lines(table)
        outlets = {claim.report_id: evidence[claim.id].outlet for claim in claims if claim.id in evidence}
        incidents, coverage = tuple(merge(claims, outlets=outlets)), None
    else:
        incidents, evidence, coverage = from_frame(load(Path(table)), name=table)
    write_page(output, incidents, evidence, coverage, title=title, lang=lang)
    talk.say(f"wrote {counted(len(incidents), 'incident')} to {output}")


def _claim_lines(source: str) -> tuple[list[Claim], dict[str, Evidence]]:
    if source == "-":
        return _read_lines(sys.stdin, "standard input")
    try:
        with open(source, encoding="utf-8") as lines:
            return _read_lines(lines, source)
    except FileNotFoundError:
        raise RunError(f"{source}: there is no such file; check the spelling of the path") from None
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{source}: cannot be read ({error})") from None


def _read_lines(lines: TextIO, name: str) -> tuple[list[Claim], dict[str, Evidence]]:
    from mapper.serialize import from_claim_line

    claims: list[Claim] = []
    evidence: dict[str, Evidence] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            claim, words = from_claim_line(json.loads(line))
        except ValueError as error:
            raise RunError(f"{name}, line {number}: {error}; give the lines of `mapper extract`") from None
        claims.append(claim)
        if words is not None:
            evidence[claim.id] = words
    if not claims:
        raise RunError(f"{name}: there is not one claim in it; give the lines of `mapper extract`")
    return claims, evidence
