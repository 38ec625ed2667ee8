"""``mapper extract``: claims as JSON lines on stdout."""

from __future__ import annotations

import json

import click

from mapper.cli.options import Inputs, reading


@click.command()
@reading
def extract(inputs: Inputs) -> None:
    """Write the claims of reports to stdout, one JSON object a line.

    Each line holds the fields of a claim and, under "evidence", its words, outlet
    and date of publication. `mapper render -` takes the lines in again.

    \b
    Example:
      mapper extract reports/ | jq 'select(.stance == "denies")'
    """
    from mapper.pipeline import evidence_of
    from mapper.serialize import claim_line

    for extraction in inputs.extractions():
        for claim in extraction.claims:
            line = claim_line(claim, evidence_of(claim, extraction))
            click.echo(json.dumps(line, ensure_ascii=False))
    inputs.finish()
