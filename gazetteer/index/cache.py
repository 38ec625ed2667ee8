"""The user's cache folder: files built once, beside and renamed, whoever else builds them just then."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PATIENCE_S = 120.0
"""How long to wait for another process that builds."""


def folder() -> Path:
    """The cache folder; ``MAPPER_CACHE`` names another one."""
    if given := os.environ.get("MAPPER_CACHE"):
        return Path(given)
    import platformdirs  # 10 ms that --help need not pay

    return Path(platformdirs.user_cache_dir("incident-mapper"))


def ensure(path: Path, build: Callable[[Path], None], *, anew: bool = False) -> Path:
    """The file, built now where it is not there yet (or ``anew``).

    Two processes that ask at once: one builds, the other waits. One that is
    killed leaves its lock free and its half file to be swept. Raises OSError.
    """
    if path.exists() and not anew:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with _lock(path.parent):
        if anew or not path.exists():
            _sweep(path.parent)
            half = path.with_name(f"{path.name}.{os.getpid()}.part")
            build(half)
            os.replace(half, path)
    return path


@contextmanager
def _lock(parent: Path) -> Iterator[None]:
    """Held by one process at a time; SQLite lets it go when the holder dies, on every system."""
    try:
        lock = sqlite3.connect(parent / "lock", timeout=_PATIENCE_S, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        raise OSError(f"{parent}: cannot be locked for building: {error}") from None
    try:
        yield
    finally:
        lock.close()


def _sweep(parent: Path) -> None:
    """Remove what killed builds have left; the lock is ours, so nobody is writing them."""
    for half in parent.glob("*.part"):
        with suppress(OSError):
            half.unlink()
