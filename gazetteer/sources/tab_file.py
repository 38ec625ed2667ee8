"""Lines of GeoNames files, plain or as the .zip that they are offered in, read one by one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from gazetteer.errors import DataError

_PAPERS = ("readme.txt", "iso-languagecodes.txt")
"""Files that GeoNames adds to its archives."""


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, each with its number. Raises DataError."""
    try:
        with _opened(path) as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield number, _decoded(path, number, line)
    except FileNotFoundError:
        raise DataError(path, "no such file") from None
    except (BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise DataError(path, f"cannot be unpacked: {error}; unpack it yourself, or fetch it again") from None
    except OSError as error:
        raise DataError(path, f"cannot be read: {error.strerror or error}") from None


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix.lower() != ".zip":
        with path.open("rb") as stream:
            yield stream
        return
    with ZipFile(path) as archive, archive.open(_member(path, archive.namelist())) as stream:
        yield stream


def _member(path: Path, names: list[str]) -> str:
    """The file of an archive: the one that is called like it, or the only one."""
    texts = [name for name in names if name.lower().endswith(".txt") and name.lower() not in _PAPERS]
    named = [name for name in texts if Path(name).stem.lower() == path.stem.lower()]
    if len(named or texts) != 1:
        found = ", ".join(names[:5]) or "nothing"
        raise DataError(path, f"should hold one GeoNames file, {path.stem}.txt; it holds {found}")
    return (named or texts)[0]


def _decoded(path: Path, number: int, line: bytes) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        problem = f"is not UTF-8 (byte {error.start} of the line); GeoNames files are"
        raise DataError(path, problem, line=number) from None
