"""``mapper annotate``: the annotation form, one JSON file a report."""

from __future__ import annotations

import json
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from mapper.cli.options import Inputs, reading, to_file
from mapper.cli.page import counted
from mapper.cli.streams import refuse_stream
from mapper.errors import RunError, WriteError

if TYPE_CHECKING:
    from mapper.records import Claim


@click.command()
@to_file(
    "-o",
    "--output",
    metavar="FOLDER",
    text="Where to write one <report file name>.json a report; made where it is missing.",
)
@reading
def annotate(inputs: Inputs, output: Path) -> None:
    """Write what is found in reports in the annotation form, to score or to correct.

    SOURCE is a text, a saved web page (.html), a .jsonl file, a folder of these, a
    manifest.csv, or - for standard input.

    Incidents that several reports tell stand in incidents.json beside the forms. A
    text that comes twice has a form for each of its files; in incidents.json only
    the first of them stands for it.

    \b
    Example:
      mapper annotate reports/ -o annotations/
    """
    from mapper.exchange.annotation import ACROSS, across, annotation, claim_names
    from mapper.merge import merge
    from mapper.pipeline import Copies

    refuse_stream(output, "-o", "the forms are several files; give the name of a folder")
    _make_folder(output)
    written: dict[str, str] = {ACROSS: "the list of incidents across reports"}
    claims: dict[str, Claim] = {}
    names: dict[str, str] = {}
    copies = Copies()
    for extraction in inputs.extractions(copies=True):
        name = f"{PurePath(extraction.report.path).name.strip('-') or 'stdin'}.json"
        _check_name(name, extraction.report.path, written)
        form = annotation(extraction, merge(extraction.claims))
        if len(written) == 2:
            # The list of an earlier run names claims of its own forms, which this run replaces.
            _remove(output / ACROSS)
        _write(output / name, form)
        if not copies.is_copy(extraction.report):
            claims |= {claim.id: claim for claim in extraction.claims}
            names |= claim_names(extraction.claims, doc=form["doc"])
    _write(output / ACROSS, list(across(merge(claims.values()), names)))
    inputs.say(f"wrote {counted(len(written) - 1, 'annotation')} to {output}")
    inputs.finish()


def _write(path: Path, value: object) -> None:
    from mapper.atomic import write_text

    write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(f"{path}: cannot be replaced ({error.strerror})") from None


def _check_name(name: str, path: str, written: dict[str, str]) -> None:
    """Two reports of one file name in two folders must not overwrite each other's form."""
    if name in written:
        raise RunError(f"{path}: {written[name]} has the same file name; annotate the folders one by one")
    written[name] = path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: cannot be made ({error.strerror})") from None
