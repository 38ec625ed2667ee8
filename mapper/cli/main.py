"""The ``mapper`` group: its commands, and how errors of theirs become a paragraph and an exit code."""

from __future__ import annotations

from typing import Any

import click

from gazetteer.cli import group as gazetteer_group
from gazetteer.errors import GazetteerError
from mapper.cli.annotate import annotate
from mapper.cli.build import build
from mapper.cli.completion import completion
from mapper.cli.demo import demo
from mapper.cli.export import export
from mapper.cli.extract import extract
from mapper.cli.imports import import_
from mapper.cli.render import render
from mapper.cli.score import score
from mapper.errors import MapperError


class _Shown(click.ClickException):
    """One of our own errors on its way to the terminal."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click reads it from the instance


class _Errors(click.Group):
    """Shows our own errors as one paragraph; anything else is a defect and keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except MapperError as error:
            raise _Shown(str(error), error.exit_code) from error
        except GazetteerError as error:
            raise _Shown(str(error), 1) from error


@click.group(cls=_Errors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="incident-mapper", prog_name="mapper")
def main() -> None:
    """From news reports to a map of claims: who says what happened, where and when.

    \b
    Example:
      mapper demo
      mapper build reports/ -o map.html

    Data goes to stdout, messages to stderr; - stands for either where a file is asked for.
    Exit codes: 0 done; 1 failed; 2 wrong usage; 3 done, but some inputs could
    not be read.
    """


for command in (build, demo, extract, import_, render, export, annotate, score, completion):
    main.add_command(command)
main.add_command(gazetteer_group, "gazetteer")
