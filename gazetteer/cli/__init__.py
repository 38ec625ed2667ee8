"""The ``gazetteer`` command: look names up, show a place, check a theatre pack, build the indexes."""

from __future__ import annotations

import click

from gazetteer.cli import options
from gazetteer.cli.build import build
from gazetteer.cli.check import check
from gazetteer.cli.find import find
from gazetteer.cli.show import show


@click.group("gazetteer")
def group() -> None:
    """Look up places of conflicts by any of their names.

    \b
    Example:
      mapper gazetteer find كنجة
    """
    options.end_tidily()


for command in (find, show, check, build):
    group.add_command(command)
