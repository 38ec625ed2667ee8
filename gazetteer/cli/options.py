"""What the commands share: options, the opening of the gazetteer, progress and faults on stderr."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

import click

from gazetteer.errors import GazetteerError

if TYPE_CHECKING:
    from gazetteer.lookup import Gazetteer

USER_FILES = click.option(
    "--gazetteer",
    "user_files",
    metavar="PATH",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Your own places: a CSV with the columns name,lat,lon, a GeoNames dump (.txt, .zip), or the "
    "folder of a theatre pack. May be repeated.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
_LONGEST_NAME = 200


@contextmanager
def shown() -> Iterator[None]:
    """Faults of data, network and disk as one paragraph each, below the progress."""
    try:
        yield
    except (GazetteerError, ImportError, OSError) as error:
        raise click.ClickException(str(error)) from error
    finally:
        progress("")


def end_tidily() -> None:
    """Let a SIGTERM end the program as Ctrl-C does, so that half-written files are removed."""
    if current_thread() is main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))


def open_gazetteer(user_files: Sequence[Path]) -> Gazetteer:
    from gazetteer.lookup import Gazetteer

    with shown():
        opened = Gazetteer.default(user_files=user_files, on_progress=progress)
    if opened.missing:
        click.echo(f"Warning: {opened.missing}", err=True)
    return opened


def progress(message: str) -> None:
    """A line that the next one overwrites; only on a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{message}", err=True, nl=False)


def problem_of(name: str) -> str:
    """Why a name cannot be searched; empty where it can."""
    if not name.strip():
        return "is empty; write the name of a place"
    if len(name) > _LONGEST_NAME:
        return f"has {len(name):,} letters; no name has more than {_LONGEST_NAME}"
    if not name.isprintable() and any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 for c in name):
        return f"{name!r} has control characters, or is not UTF-8"
    return ""
