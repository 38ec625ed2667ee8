"""``mapper extract``: claims as JSON lines on stdout, or reports as a person would underline them."""

from __future__ import annotations

import json
import os
import sys

import click

from mapper.cli.options import Inputs, reading

_WHEN = ("auto", "always", "never")


@click.command()
@reading
@click.option("--explain", is_flag=True, help="Print each report with its claims underlined instead.")
@click.option(
    "--color",
    "--colour",
    "colour",
    type=click.Choice(_WHEN),
    help="With --explain: underline in colour, or put brackets; auto, the default, is colour on a terminal "
    "without NO_COLOR.",
)
def extract(inputs: Inputs, explain: bool, colour: str | None) -> None:
    """Write the claims of reports to stdout, one JSON object a line.

    SOURCE is a text, a saved web page (.html), a .jsonl file, a folder of these, a
    manifest.csv, or - for standard input.

    Each line holds the fields of a claim and, under "evidence", its words, outlet
    and date of publication. `mapper render -` takes the lines in again. A text that
    comes twice, in another file or spacing, is read once, as `mapper build` does. With
    --explain it prints the sentences instead, the words that each field was read
    from underlined, and under them the claims with the rule behind each field.

    \b
    Example:
      mapper extract reports/ | jq -c 'select(.stance == "denies")'
      mapper extract reports/ --explain --color always | less -R
    """
    if explain:
        _explain(inputs, colour=_is_coloured(colour or "auto"))
    elif colour:
        raise click.UsageError("--color goes with --explain; claim lines have no colour")
    else:
        _write_lines(inputs)
    inputs.finish()


def _write_lines(inputs: Inputs) -> None:
    from mapper.pipeline import evidence_of
    from mapper.serialize import claim_line

    for extraction in inputs.extractions():
        for claim in extraction.claims:
            line = claim_line(claim, evidence_of(claim, extraction), whole=True)
            click.echo(json.dumps(line, ensure_ascii=False))


def _explain(inputs: Inputs, *, colour: bool) -> None:
    from mapper.explain import explain

    for extraction in inputs.extractions():
        for line in explain(extraction, colour=colour):
            click.echo(line, color=colour)


def _is_coloured(when: str) -> bool:
    """Whether to use colour: as asked for, or by the terminal and https://no-color.org."""
    if when == "auto":
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return sys.stdout.isatty() and not plain
    return when == "always"
