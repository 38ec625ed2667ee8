"""``mapper render``: a table or claim lines in, a page out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.coded import BadRows, skip_option
from mapper.cli.options import Talk, talking, to_file
from mapper.cli.page import check_outputs, counted
from mapper.cli.publishing import Publishing, page_options

if TYPE_CHECKING:
    from gazetteer.lookup import Gazetteer
    from gazetteer.place import Place
    from mapper.records import Coverage


@click.command()
@click.argument("table", metavar="TABLE")
@to_file("-o", "--output", text="The page to write, one HTML file, or - for stdout.")
@skip_option
@page_options
@talking
def render(talk: Talk, table: str, output: Path, skip_bad_rows: bool, page: Publishing) -> None:
    """Make a map of a table that `mapper build --data` wrote.

    TABLE is a .parquet, .gpkg, .geojson or .csv file, or claim lines of `mapper extract`
    or `mapper import` as a .jsonl file; - takes any of these from standard input.

    \b
    Example:
      mapper render incidents.parquet -o map.html
      mapper extract reports/ | jq -c 'select(.stance == "denies")' | mapper render - -o map.html
    """
    from mapper.cli.tables import told

    page.check(output)
    check_outputs(output)
    bad = BadRows(talk, skip=skip_bad_rows)
    incidents, evidence, coverage = told(table, on_bad_row=bad.add)
    bad.settle()
    written = page.write(output, incidents, evidence, _with_bad_rows(coverage, table, bad), talk, _find)
    talk.say(f"wrote {counted(len(incidents), 'incident')} to {written}")
    if bad.count:
        click.get_current_context().exit(3)


def _find(place_id: str) -> Place | None:
    """A place of the gazetteer that comes with the package, which is only read where one is asked for."""
    return _gazetteer().place(place_id)


@cache
def _gazetteer() -> Gazetteer:
    from gazetteer.cli.options import end_tidily
    from gazetteer.lookup import Gazetteer

    end_tidily()
    return Gazetteer.default()


def _with_bad_rows(coverage: Coverage | None, table: str, bad: BadRows) -> Coverage | None:
    """The coverage with what was left out of the table now; a page without any stays without."""
    if coverage is None or not bad.count:
        return coverage
    line = f"{Path(table).name}: {counted(bad.count, 'row')} could not be used"
    return replace(coverage, unread=(*coverage.unread, line))
