"""Files written beside their place and renamed: what stood there stays whole until the new one is.

While it is written a file has a hidden name that tells which process writes it. A process that was
killed leaves it behind; the next one that writes to the same place clears it away.
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zlib import crc32

from mapper.errors import WriteError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to in the folder of ``path``; renamed to it at the end, removed on failure.

    Raises WriteError where the folder does not allow it.
    """
    beside = _beside(path)
    try:
        yield beside
        os.replace(beside, path)
    except OSError as error:
        raise _cannot(path, error) from None
    finally:
        # A library may leave files of its own beside the one it writes, such as a journal.
        for left in _hidden(path, beside.name):
            _remove(left)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text, lines ending in LF. Raises WriteError."""
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")


def check_writable(path: Path) -> None:
    """Raise WriteError now where ``path`` could not be written at the end of a long run."""
    if path.is_dir():
        raise WriteError(f"{path}: this is a folder; give the name of a file to write")
    _beside(path).unlink()


def _beside(path: Path) -> Path:
    _sweep(path)
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{path.name}.{_here()}-{os.getpid()}-", suffix=path.suffix, dir=path.parent
        )
    except OSError as error:
        raise _cannot(path, error) from None
    os.close(handle)
    # mkstemp makes files that only their owner can read; an output is an ordinary file.
    os.chmod(name, 0o666 & ~_umask())
    return Path(name)


def _sweep(path: Path) -> None:
    """Remove what processes of this machine left that were killed while they wrote to ``path``."""
    start = f".{path.name}.{_here()}-"
    for left in _hidden(path, start):
        process = left.name[len(start) :].partition("-")[0]
        if process.isdigit() and not _is_running(int(process)):
            _remove(left)


def _hidden(path: Path, start: str) -> list[Path]:
    try:
        return [other for other in path.parent.iterdir() if other.name.startswith(start)]
    except OSError:
        return []


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _here() -> str:
    """This machine, shortly: a folder may be shared, and only here a process number says something."""
    return f"{crc32(platform.node().encode()):08x}"


def _is_running(process: int) -> bool:
    if os.name == "nt":
        # There, signal 0 is no question but Ctrl+C.
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cannot(path: Path, error: OSError) -> WriteError:
    return WriteError(f"{path}: cannot be written ({error.strerror}); what stood there before is unchanged")
