"""``mapper gazetteer build``: the indexes of large lists, ahead of their first use."""

from __future__ import annotations

import json
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
    """
    from gazetteer.lookup import world_index

    with options.shown():
        built = [_dump_index(path, anew) for path in dumps]
        built = built or [world_index(anew=anew, on_progress=options.progress)]
    if as_json:
        click.echo(json.dumps([{"path": str(i.path), "places": len(i)} for i in built], ensure_ascii=False))
    else:
        for index in built:
            click.echo(f"{index.path}: {len(index):,} {'place' if len(index) == 1 else 'places'}")


def _dump_index(path: Path, anew: bool) -> WorldIndex:
    """The index of a dump, built again where its alternate names are newer."""
    from gazetteer.lookup import dump_index
    from gazetteer.sources import alternate_names, geonames

    if not geonames.is_dump(path):
        raise click.UsageError(
            f"{path} is no GeoNames dump (.txt or .zip); a CSV goes with --gazetteer as it is"
        )
    index = dump_index(path, anew=anew, on_progress=options.progress)
    names = alternate_names.beside(path)
    if names and not anew and names.stat().st_mtime > index.path.stat().st_mtime:
        index = dump_index(path, anew=True, on_progress=options.progress)
    return index
