"""What the processes do that a test kills. Apart from the test, so that they need not load pytest."""

from __future__ import annotations

import signal
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pandas as pd

from mapper.cli import main
from mapper.errors import RunError
from mapper.render import IncidentMap
from mapper.subject import map_data
from mapper.writers import save


def save_without_end(begun: Connection, tables: tuple[pd.DataFrame, pd.DataFrame], path: Path) -> None:
    """Save one table and then the other, again and again; tell how long both take."""
    start = time.monotonic()
    for table in tables:
        save(table, path)
    begun.send(time.monotonic() - start)
    while True:
        for table in tables:
            save(table, path)


def publish_without_end(begun: Connection, tables: tuple[pd.DataFrame, pd.DataFrame], page: Path) -> None:
    """Write the page of one table and then of the other, texts beside it, again and again."""
    pages = [IncidentMap(map_data(table)) for table in tables]
    start = time.monotonic()
    for made in pages:
        made.save(page, texts="separate")
    begun.send(time.monotonic() - start)
    while True:
        for made in pages:
            made.save(page, texts="separate")


def build(begun: Connection, arguments: list[str]) -> None:
    """Run ``mapper build``; tell when it begins."""
    begun.send(None)
    main(["build", *arguments])


def save_on_a_full_disk(table: pd.DataFrame, path: Path, room: int) -> None:
    """Save where no file may become larger than ``room`` bytes; exit code 7 says that it was told."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        save(table, path)
    except RunError:
        sys.exit(7)
