"""Files written beside their place and renamed: what stood there stays whole until the new one is.

While it is written a file has a hidden name that tells which process writes it. A process that was
killed leaves it behind; the next one that writes into the same folder clears it away.
"""

from __future__ import annotations

import os
import platform
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from zlib import crc32

from mapper.errors import WriteError

_SWEEP_EVERY_S = 1.0
"""A folder is listed no more often: where a thousand files are written into it, each would list them all."""
_LONGEST_SUFFIX = 16
_swept: dict[Path, float] = {}
"""When this process last looked through each folder."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to in the folder of ``path``; renamed to it at the end, removed on failure.

    Raises WriteError where the folder does not allow it.
    """
    beside = _beside(path)
    try:
        yield beside
        os.replace(beside, path)
    except BaseException as error:
        # A library may leave files of its own beside the one it writes, such as a journal.
        for left in _hidden(path.parent, beside.name):
            _remove(left)
        if isinstance(error, OSError):
            raise _cannot(path, error) from None
        raise


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
    _sweep(path.parent)
    # The name of the file is not in it: twice a long name would be longer than a name may be.
    suffix = path.suffix if len(path.suffix) <= _LONGEST_SUFFIX else ""
    try:
        handle, name = tempfile.mkstemp(prefix=f"{_ours()}{os.getpid()}-", suffix=suffix, dir=path.parent)
    except OSError as error:
        raise _cannot(path, error) from None
    os.close(handle)
    # mkstemp makes files that only their owner can read; an output is an ordinary file.
    os.chmod(name, 0o666 & ~_umask())
    return Path(name)


def _sweep(folder: Path) -> None:
    """Remove what processes of this machine left that were killed while they wrote into a folder."""
    now = time.monotonic()
    if now - _swept.get(folder.absolute(), -_SWEEP_EVERY_S) < _SWEEP_EVERY_S:
        return
    _swept[folder.absolute()] = now
    for left in _hidden(folder, _ours()):
        process = left.name.removeprefix(_ours()).partition("-")[0]
        if process.isdigit() and not _is_running(int(process)):
            _remove(left)


def _hidden(folder: Path, start: str) -> list[Path]:
    try:
        return [other for other in folder.iterdir() if other.name.startswith(start)]
    except OSError:
        return []


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


@cache
def _ours() -> str:
    """Begins hidden names of this machine: a folder may be shared, and a process number says something here
    alone."""
    return f".mapper-{crc32(platform.node().encode()):08x}-"


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
