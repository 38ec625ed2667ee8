"""``mapper gazetteer check``: the faults of a theatre pack or of a table of places."""

from __future__ import annotations

from pathlib import Path

import click

from gazetteer.cli import options, printed
from gazetteer.errors import DataError


@click.command()
@click.argument("path", metavar="PATH", type=click.Path(exists=True, path_type=Path))
@options.AS_JSON
def check(path: Path, as_json: bool) -> None:
    """Check PATH, the folder of a theatre pack, a CSV of places or a GeoNames dump (.txt, .zip).

    All faults are named with file, line and column.

    \b
    Example:
      mapper gazetteer check my_places.csv
    """
    from gazetteer.sources.geonames import is_dump

    with options.shown():
        found, about = _pack(path) if path.is_dir() else _dump(path) if is_dump(path) else _table(path)
    if as_json:
        click.echo(printed.as_json([printed.fault_record(fault) for fault in found]))
    for fault in found if not as_json else ():
        click.echo(str(fault), err=True)
    if found:
        raise click.ClickException(f"{len(found)} faults" if len(found) > 1 else "1 fault")
    if not as_json:
        click.echo(f"{about}. No fault.")


def _pack(folder: Path) -> tuple[list[DataError], str]:
    from gazetteer.lookup import far_from_geonames
    from gazetteer.sources import theatre
    from gazetteer.sources.check import faults

    found = faults(folder)
    far = far_from_geonames(folder / "places.csv")
    if far is None:
        click.echo("Ids of GeoNames are not compared: build the index with mapper gazetteer build", err=True)
    if found or far:
        return sorted([*found, *(far or ())], key=lambda f: (str(f.path), f.line or 0)), ""
    pack = theatre.load(folder)
    names = sum(len(place.names) for place in pack.places)
    return [], f"{pack.name}: {len(pack.places)} places, {names} names, {len(pack.stop_phrases)} stop phrases"


def _table(path: Path) -> tuple[list[DataError], str]:
    from gazetteer.sources import table_file

    found = table_file.faults(path)
    return found, "" if found else _places(path, len(table_file.load(path)))


def _dump(path: Path) -> tuple[list[DataError], str]:
    from gazetteer.sources import geonames

    found: list[DataError] = []
    count = geonames.check(path, found.append)
    return found, _places(path, count)


def _places(path: Path, count: int) -> str:
    return f"{path.name}: {count:,} {'place' if count == 1 else 'places'}"
