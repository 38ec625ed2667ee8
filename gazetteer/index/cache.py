"""The user's cache folder: files built once, beside and renamed, whoever else builds them just then."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

_PATIENCE_S = 600.0
"""How long to wait for another process that builds."""
_UNUSED_S = 90 * 24 * 3600.0
"""An index that nobody has opened for so long is swept: its dump may be gone."""
_SUPERSEDED_S = 14 * 24 * 3600.0
"""The same for one of another recipe or release: a second installed version may still open it."""
_INDEX = re.compile(r"(?P<kind>world|dump)-(?P<mark>.+)-(?P<recipe>[0-9a-f]{12})\.sqlite")


def folder() -> Path:
    """The cache folder; ``MAPPER_CACHE`` names another one."""
    if given := os.environ.get("MAPPER_CACHE"):
        return Path(given)
    import platformdirs  # 10 ms that --help need not pay

    return Path(platformdirs.user_cache_dir("incident-mapper"))


def ensure(path: Path, build: Callable[[Path], None], *, anew: bool = False) -> Path:
    """The file, built now where it is not there yet (or ``anew``).

    Two processes that ask at once: one builds, the other waits and takes what the first has built, so
    that a damaged file is built anew once. One that is
    killed leaves its lock free and its half file to be swept; one that fails
    leaves nothing. Raises OSError and what ``build`` raises.
    """
    if path.exists() and not anew:
        _mark_used(path)
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"cannot be made ({error.strerror or error}); name another cache folder with MAPPER_CACHE"
        raise OSError(f"{path.parent}: {problem}") from None
    seen = _state(path)
    with _lock(path.parent):
        if not path.exists() or (anew and _state(path) == seen):
            _sweep(path)
            half = path.with_name(f"{path.name}.{os.getpid()}.part")
            try:
                build(half)
                os.replace(half, path)
            finally:
                half.unlink(missing_ok=True)
    return path


@contextmanager
def _lock(parent: Path) -> Iterator[None]:
    """Held by one process at a time; SQLite lets it go when the holder dies, on every system."""
    try:
        lock = sqlite3.connect(parent / "lock", timeout=_PATIENCE_S, isolation_level=None)
    except sqlite3.Error as error:
        raise OSError(f"{parent}: cannot be written to ({error}); name another with MAPPER_CACHE") from None
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            problem = f"cannot be locked for building ({error}); name another with MAPPER_CACHE"
            if "locked" in str(error):
                problem = f"another process has been building there for {_PATIENCE_S:g} s; try again later"
            raise OSError(f"{parent}: {problem}") from None
        yield


def _state(path: Path) -> tuple[int, int, int] | None:
    """What tells a file from one that has been renamed into its place; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _mark_used(path: Path) -> None:
    """Set its time of access, which many systems do not; the time of its making stays."""
    with suppress(OSError):
        os.utime(path, (time.time(), path.stat().st_mtime))


def _sweep(path: Path) -> None:
    """Remove what killed builds have left, and indexes that nobody has opened for long.

    The lock is ours, so nobody is writing them.
    """
    old = [*path.parent.glob("*.part"), *(p for p in path.parent.glob("*.sqlite") if _is_outdated(p, path))]
    for left in old:
        with suppress(OSError):
            left.unlink()


def _is_outdated(other: Path, path: Path) -> bool:
    """Whether an index is long unused, sooner for one of another recipe or release; never files of others."""
    ours, theirs = _INDEX.fullmatch(path.name), _INDEX.fullmatch(other.name)
    if ours is None or theirs is None or other == path:
        return False
    superseded = theirs["recipe"] != ours["recipe"] or theirs["kind"] == ours["kind"] == "world"
    about = other.lstat()
    unused = time.time() - max(about.st_atime, about.st_mtime)
    return unused > (_SUPERSEDED_S if superseded else _UNUSED_S)
