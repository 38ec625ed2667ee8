"""``mapper annotate``: the annotation form, one JSON file a report."""

from __future__ import annotations

import json
from pathlib import Path, PurePath

import click

from mapper.cli.options import Inputs, reading, to_file
from mapper.errors import RunError, WriteError


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

    \b
    Example:
      mapper annotate reports/ -o annotations/
    """
    from mapper.atomic import write_text
    from mapper.exchange.annotation import annotation
    from mapper.merge import merge

    _make_folder(output)
    written: dict[str, str] = {}
    for extraction in inputs.extractions():
        name = f"{PurePath(extraction.report.path).name.strip('-') or 'stdin'}.json"
        _check_name(name, extraction.report.path, written)
        form = annotation(extraction, merge(extraction.claims))
        write_text(output / name, json.dumps(form, ensure_ascii=False, indent=1) + "\n")
    inputs.say(f"wrote {len(written)} annotations to {output}")
    inputs.finish()


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
