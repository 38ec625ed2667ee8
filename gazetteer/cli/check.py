"""``mapper gazetteer check``: the faults of a theatre pack or of a table of places."""

from __future__ import annotations

from pathlib import Path

import click

from gazetteer.cli import options, printed
from gazetteer.errors import DataError


@click.command()
@click.argument("path", metavar="FOLDER", type=click.Path(exists=True, path_type=Path))
@options.AS_JSON
def check(path: Path, as_json: bool) -> None:
    """Check the theatre pack in FOLDER, or a CSV of places; faults are named with file, line and column."""
    found, about = _pack(path) if path.is_dir() else _table(path)
    if as_json:
        click.echo(printed.as_json([printed.fault_record(fault) for fault in found]))
    for fault in found if not as_json else ():
        click.echo(str(fault), err=True)
    if found:
        raise click.ClickException(f"{len(found)} faults" if len(found) > 1 else "1 fault")
    if not as_json:
        click.echo(f"{about}. No fault.")


def _pack(folder: Path) -> tuple[list[DataError], str]:
    from gazetteer.sources import theatre
    from gazetteer.sources.check import faults

    if found := faults(folder):
        return found, ""
    pack = theatre.load(folder)
    names = sum(len(place.names) for place in pack.places)
    return [], f"{pack.name}: {len(pack.places)} places, {names} names, {len(pack.stop_phrases)} stop phrases"


def _table(path: Path) -> tuple[list[DataError], str]:
    from gazetteer.sources import table_file

    try:
        count = len(table_file.load(path))
    except DataError as fault:
        return [fault], ""
    return [], f"{path.name}: {count:,} {'place' if count == 1 else 'places'}"
