"""``mapper gazetteer build``: the indexes of large lists, ahead of their first use."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gazetteer.cli import options

if TYPE_CHECKING:
    from gazetteer.index.world import WorldIndex


@click.command()
@click.argument("dumps", nargs=-1, metavar="[DUMP]...", type=click.Path(path_type=Path))
@options.AS_JSON
@click.option("--anew", is_flag=True, help="Build again what is there already.")
def build(dumps: Sequence[Path], as_json: bool, anew: bool) -> None:
    """Build the index of the world's cities in the cache folder, or those of the GeoNames dump files DUMP.

    A DUMP is a .txt or .zip of download.geonames.org: SY.zip, cities500.zip,
    allCountries.zip. An alternateNamesV2.txt or .zip in its folder adds its
    names. Other commands build by themselves when they first need an index.

    \b
    Example:
      mapper gazetteer build
    """
    from gazetteer.lookup import world_index

    told = _Told()
    with options.shown():
        built = [_dump_index(path, anew, told) for path in dumps]
        built = built or [world_index(anew=anew, on_progress=told)]
    told.end()
    if as_json:
        click.echo(json.dumps([{"path": str(i.path), "places": len(i)} for i in built], ensure_ascii=False))
    else:
        for index in built:
            click.echo(f"{index.path}: {len(index):,} {'place' if len(index) == 1 else 'places'}")


class _Told:
    """Progress on a terminal; elsewhere one line where building begins, and one where it has ended."""

    def __init__(self) -> None:
        self._begun = False

    def __call__(self, message: str) -> None:
        if sys.stderr.isatty():
            options.progress(message)
        elif not self._begun:
            click.echo("Building the index of places; this takes some ten seconds.", err=True)
        self._begun = True

    def end(self) -> None:
        if self._begun and not sys.stderr.isatty():
            click.echo("The index is built.", err=True)


def _dump_index(path: Path, anew: bool, told: _Told) -> WorldIndex:
    from gazetteer.lookup import dump_index
    from gazetteer.sources import geonames

    if not geonames.is_dump(path):
        raise click.UsageError(
            f"{path} is no GeoNames dump (.txt or .zip); a CSV goes with --gazetteer as it is"
        )
    return dump_index(path, anew=anew, on_progress=told)
