"""``-``: standard input where a file is read, standard output where one is written."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

STREAM = "-"
STDIN = "standard input"
_BINARY = {".parquet": "Parquet", ".gpkg": "GeoPackage"}


def is_stream(path: str | Path | None) -> bool:
    return str(path) == STREAM


def named(path: str | Path) -> str:
    """A file's path as messages say it."""
    return "standard output" if is_stream(path) else str(path)


def refuse_terminal(suffix: str) -> None:
    """Raise UsageError now where a format that nobody can read would go to a terminal."""
    if suffix in _BINARY and sys.stdout.isatty():
        what = f"{_BINARY[suffix]} is binary and would spoil the terminal"
        raise click.UsageError(f"{what}; send it to a file or a pipe, or give a name with -o")


def refuse_stream(path: Path | None, option: str, why: str) -> None:
    """Raise UsageError where ``-`` is given for what is no single stream."""
    if is_stream(path):
        raise click.UsageError(f"{option} -: {why}")


@contextmanager
def outgoing(path: Path, suffix: str) -> Iterator[Path]:
    """The path to write to; for ``-`` a passing file, which goes to standard output when it is complete."""
    if not is_stream(path):
        yield path
        return
    with TemporaryDirectory() as folder:
        passing = Path(folder) / f"output{suffix}"
        yield passing
        with passing.open("rb") as written:
            shutil.copyfileobj(written, sys.stdout.buffer)


@contextmanager
def incoming(paths: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """The paths with a passing file for ``-``, since some files are read twice; its name is for messages."""
    if not any(map(is_stream, paths)):
        yield tuple(paths)
        return
    if sum(map(is_stream, paths)) > 1:
        raise click.UsageError("- is given twice, but there is one standard input")
    with TemporaryDirectory() as folder:
        passing = Path(folder) / STDIN
        with passing.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield tuple(passing if is_stream(path) else path for path in paths)
