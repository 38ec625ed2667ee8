"""``mapper build``: reports in, map out."""

from __future__ import annotations

from pathlib import Path

import click

from mapper.cli.coded import CodedFiles, coded_options
from mapper.cli.options import Inputs, reading, to_file
from mapper.cli.page import build_files
from mapper.cli.publishing import Publishing, page_and_table_options


@click.command()
@to_file("-o", "--output", text="The page to write, one HTML file, or - for stdout.")
@to_file("--data", text="Also write the incidents table: .parquet, .gpkg, .geojson or .csv.")
@click.option(
    "--explain", is_flag=True, help="Print the incidents with the reasons why their claims stand together."
)
@coded_options
@page_and_table_options
@reading
def build(
    inputs: Inputs,
    coded: CodedFiles,
    output: Path,
    data: Path | None,
    explain: bool,
    page: Publishing,
) -> None:
    """Make a map of the claims in reports.

    SOURCE is a text, a saved web page (.html), a .jsonl file, a folder of these, a
    manifest.csv, or - for standard input.
    With --coded the events of UCDP GED, ACLED or a table of your own stand on the
    same map and merge with what the reports say.

    \b
    Example:
      mapper build reports/ -o map.html --data incidents.parquet
      mapper build reports/ -o map.html --coded ged.csv
      mapper build reports/ -o map.html --explain > why.txt
      mapper build reports/ -o map.html --coarsen 10 --intro about.md
    """
    build_files(inputs, output, data, page, coded=coded, explain=explain)
    inputs.finish()
