"""The report files of a folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from mapper.errors import ReadError
from mapper.readers.formats import SUFFIXES

_PARTS_OF = "_files"
"""Ends the name of the folder in which a browser saves the parts of a page, frames of advertisers too."""


def report_files(folder: Path, *, on_error: Callable[[ReadError], None]) -> list[Path]:
    """The report files below a folder by name; hidden ones are left alone, unreadable folders named."""

    def unread(error: OSError) -> None:
        on_error(ReadError(f"{error.filename}: the folder cannot be read ({error.strerror})"))

    found = []
    for where, folders, names in os.walk(folder, onerror=unread):
        folders[:] = [name for name in folders if not name.startswith(".") and not _is_part(name, names)]
        paths = (Path(where, name) for name in names if not name.startswith("."))
        found += [path for path in paths if path.suffix.lower() in SUFFIXES and path.is_file()]
    return sorted(found)


def _is_part(name: str, beside: list[str]) -> bool:
    """Whether a folder holds the pictures and scripts of a page that was saved beside it."""
    page = name.removesuffix(_PARTS_OF)
    pages = (file for file in map(Path, beside) if SUFFIXES.get(file.suffix.lower()) == "page")
    return page != name and any(file.stem == page for file in pages)
