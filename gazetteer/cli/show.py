"""``mapper gazetteer show``: all that is known of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gazetteer.cli import options, printed

if TYPE_CHECKING:
    from gazetteer.lookup import Gazetteer

_MOST_NEAR = 3


@click.command()
@click.argument("place_id", metavar="ID")
@options.AS_JSON
@options.USER_FILES
def show(place_id: str, as_json: bool, user_files: Sequence[Path]) -> None:
    """Show all that is known of the place with this ID, and all its names.

    \b
    Example:
      mapper gazetteer show karabakh:stepanakert
    """
    opened = options.open_gazetteer(user_files)
    with options.shown():
        place = opened.place(place_id)
        if place is None:
            near = _near_ids(opened, place_id)
            hint = (
                f"did you mean {' or '.join(near)}?"
                if near
                else "look it up with: mapper gazetteer find NAME"
            )
            raise click.ClickException(f"No place has the id {place_id!r}; {hint}")
        names = opened.names(place_id)
    if as_json:
        click.echo(printed.as_json({**asdict(place), "names": [asdict(name) for name in names]}))
    else:
        click.echo(printed.place_text(place, names))


def _near_ids(opened: Gazetteer, given: str) -> list[str]:
    """Ids that are written nearly so; of a name, those of its places."""
    if options.problem_of(given):
        return []
    if ":" not in given:
        return [match.place.id for match in opened.search(given, limit=_MOST_NEAR)]
    return get_close_matches(given, [place.id for place in opened], n=_MOST_NEAR, cutoff=0.8)
