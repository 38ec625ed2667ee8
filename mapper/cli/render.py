"""``mapper render``: a table or claim lines in, a page out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.coded import BadRows, skip_option
from mapper.cli.options import Talk, talking, to_file
from mapper.cli.page import check_outputs, counted, page_options, write_page

if TYPE_CHECKING:
    from mapper.records import Coverage


@click.command()
@click.argument("table", metavar="TABLE")
@to_file("-o", "--output", text="The page to write, one HTML file.")
@skip_option
@page_options
@talking
def render(talk: Talk, table: str, output: Path, skip_bad_rows: bool, title: str, lang: str) -> None:
    """Make a map of a table that `mapper build --data` wrote.

    TABLE is a .parquet, .gpkg, .geojson or .csv file, or claim lines of `mapper extract`
    or `mapper import` as a .jsonl file or - for standard input.

    \b
    Example:
      mapper extract reports/ | mapper render - -o map.html
    """
    from mapper.cli.tables import told

    check_outputs(output)
    bad = BadRows(talk, skip=skip_bad_rows)
    incidents, evidence, coverage = told(table, on_bad_row=bad.add)
    bad.settle()
    write_page(output, incidents, evidence, _with_bad_rows(coverage, table, bad), title=title, lang=lang)
    talk.say(f"wrote {counted(len(incidents), 'incident')} to {output}")
    if bad.count:
        click.get_current_context().exit(3)


def _with_bad_rows(coverage: Coverage | None, table: str, bad: BadRows) -> Coverage | None:
    """The coverage with what was left out of the table now; a page without any stays without."""
    if coverage is None or not bad.count:
        return coverage
    line = f"{Path(table).name}: {counted(bad.count, 'row')} could not be used"
    return replace(coverage, unread=(*coverage.unread, line))
