"""``mapper build``: reports in, map out."""

from __future__ import annotations

from pathlib import Path

import click

from mapper.cli.options import Inputs, reading, to_file
from mapper.cli.page import build_files, page_options


@click.command()
@to_file("-o", "--output", text="The page to write, one HTML file.")
@to_file("--data", text="Also write the incidents table: .parquet, .geojson or .csv.")
@page_options
@reading
def build(inputs: Inputs, output: Path, data: Path | None, title: str, lang: str) -> None:
    """Make a map of the claims in reports.

    SOURCE is a text file, a folder, a manifest.csv, or - for standard input.

    \b
    Example:
      mapper build reports/ -o map.html --data incidents.parquet
    """
    build_files(inputs, output, data, title=title, lang=lang)
    inputs.finish()
