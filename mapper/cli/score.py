"""``mapper score``: annotations against gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.cli.options import Talk, talking
from mapper.cli.streams import is_stream
from mapper.errors import RunError

if TYPE_CHECKING:
    from mapper.evaluate import Score


@click.command()
@click.argument("found", metavar="PRED", type=click.Path(path_type=Path))
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.option(
    "--json",
    "output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write all figures there; - prints them in place of the table.",
)
@click.option(
    "--reports",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="The annotated reports: offsets and quoted words are then checked against their text.",
)
@click.option("--by-document", is_flag=True, help="Print the figures of each document too.")
@click.option(
    "--bootstrap", "draws", metavar="N", type=click.IntRange(100), help="Add 95 % intervals from N draws."
)
@click.option("--seed", metavar="N", type=int, default=0, show_default=True, help="Seed of those draws.")
@talking
def score(
    talk: Talk,
    found: Path,
    gold: Path,
    output: Path | None,
    reports: Path | None,
    by_document: bool,
    draws: int | None,
    seed: int,
) -> None:
    """Score annotations against gold: toponyms, claims and incidents.

    PRED and GOLD are folders of annotation files as `mapper annotate` writes
    them, one <report file name>.json a report; incidents across reports may be
    listed in an incidents.json beside them. A report of GOLD that PRED lacks
    counts as one in which nothing was found.

    \b
    Example:
      mapper annotate reports/ -o found/ && mapper score found/ gold/
      mapper score found/ gold/ --json - | jq .all.claims.F1
    """
    from mapper import evaluate
    from mapper.atomic import check_writable, write_text

    if output and not is_stream(output):
        check_writable(output)
    wanted = evaluate.read_folder(gold, texts=reports)
    if not wanted.forms:
        raise RunError(f"{gold}: has no annotation file (*.json); give the folder of the gold")
    annotated = evaluate.read_folder(found, texts=reports, by_ids=True)
    result = evaluate.score(annotated, wanted)
    _tell(talk, result)
    if result.across and annotated.across is None:
        talk.say(f"{found}: has no incidents.json, so no incident of it is taken to reach across reports")
    values = evaluate.figures(result)
    if draws:
        values["all"]["95_percent_interval"] = evaluate.intervals(
            list(result.documents.values()), draws=draws, seed=seed
        )
    if is_stream(output):
        click.echo(_json(values), nl=False)
        return
    if output:
        write_text(output, _json(values))
    shown = {"all documents": values["all"]} | (values["documents"] if by_document else {})
    click.echo("\n".join(evaluate.lines(shown)))


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _tell(talk: Talk, result: Score) -> None:
    """What a reader of the figures should know before trusting them."""
    for document in result.missing:
        talk.say(f"{document}.json is missing: counted as a report in which nothing was found")
    if result.without_gold:
        talk.say(f"not scored, since the gold lacks them: {', '.join(result.without_gold)}")
    if result.unknown_types:
        talk.say(f"event types that the form does not know: {', '.join(result.unknown_types)}")
