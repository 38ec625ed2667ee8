"""``mapper demo``: a first map, from the example reports in the package."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from mapper.cli.options import Inputs, Talk, talking, to_file
from mapper.cli.page import build_files
from mapper.cli.publishing import Publishing, page_and_table_options
from mapper.cli.streams import is_stream

TITLE = "Example reports: Nagorno-Karabakh 2020 and 2022"
EXAMPLES = Path(__file__).parents[1] / "data" / "examples"


@click.command()
@to_file("-o", "--output", default="demo-map.html", text="The page to write, or - for stdout.")
@to_file("--data", default="demo-incidents.parquet", text="The table to write.")
@page_and_table_options
@talking
def demo(talk: Talk, output: Path, data: Path, page: Publishing) -> None:
    """Make a map of the example reports that come with the package.

    The reports are written for this project on the fighting of autumn 2020 and
    September 2022; they are no source.

    \b
    Example:
      mapper demo
    """
    inputs = Inputs(sources=[EXAMPLES], verbose=talk.verbose, quiet=talk.quiet)
    build_files(inputs, output, data, replace(page, title=page.title or TITLE))
    if not is_stream(output):
        talk.say(f"open {output.resolve().as_uri()} in a browser")
