"""Files written beside their place and renamed: what stood there stays whole until the new one is."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

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
        with suppress(FileNotFoundError):
            beside.unlink()


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
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise _cannot(path, error) from None
    os.close(handle)
    # mkstemp makes files that only their owner can read; an output is an ordinary file.
    os.chmod(name, 0o666 & ~_umask())
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cannot(path: Path, error: OSError) -> WriteError:
    return WriteError(f"{path}: cannot be written ({error.strerror}); what stood there before is unchanged")
