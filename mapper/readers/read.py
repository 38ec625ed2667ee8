"""Sources to reports: each source a file, a folder, a manifest or ``-``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from mapper.errors import ReadError
from mapper.readers import manifest
from mapper.readers.text import report_from_bytes
from mapper.records import Report

SUFFIXES = (".txt",)

Notify = Callable[[str], None]
OnError = Callable[[ReadError], None]


def _raise(error: ReadError) -> None:
    raise error


def _silent(_: str) -> None:
    pass


def read(
    sources: str | Path | Iterable[str | Path],
    *,
    published: date | None = None,
    outlet: str = "",
    language: str = "ar",
    on_error: OnError = _raise,
    on_note: Notify = _silent,
) -> Iterator[Report]:
    """The reports of a source or of several, in the order given; a folder's in the order of their names.

    A source is a text file, a folder (its ``.txt`` files, and its ``manifest.csv``
    where it has one), a manifest by name, or ``-`` for standard input.
    ``published``, ``outlet`` and ``language`` hold where no manifest says otherwise.
    What cannot be read goes to ``on_error`` (by default it is raised) and is left
    out; ``on_note`` hears of files in another encoding than UTF-8.
    """
    reader = _Reader(
        published=published, outlet=outlet, language=language, on_error=on_error, on_note=on_note
    )
    for source in [sources] if isinstance(sources, str | Path) else sources:
        yield from reader.source(source)


class _Reader:
    """The settings of one call of ``read``, so that they need not be handed down."""

    def __init__(
        self, *, published: date | None, outlet: str, language: str, on_error: OnError, on_note: Notify
    ) -> None:
        self.published, self.outlet, self.language = published, outlet, language
        self.on_error, self.on_note = on_error, on_note

    def source(self, source: str | Path) -> Iterator[Report]:
        if str(source) == "-":
            yield from self._report(sys.stdin.buffer.read, name="standard input", path="-")
            return
        path = Path(source)
        if path.is_dir():
            yield from self._folder(path)
        elif path.name == manifest.NAME:
            yield from self._manifest(path, set())
        else:
            yield from self._file(path)

    def _folder(self, folder: Path) -> Iterator[Report]:
        listed: set[Path] = set()
        found = False
        if (folder / manifest.NAME).is_file():
            found = True
            yield from self._manifest(folder / manifest.NAME, listed)
        for path in self._texts(folder):
            if path.resolve() not in listed:
                found = True
                yield from self._file(path)
        if not found:
            self.on_error(ReadError(f"{folder}: the folder has no reports ({', '.join(SUFFIXES)}) in it"))

    def _texts(self, folder: Path) -> list[Path]:
        """The report files below a folder by name; hidden ones are left alone, unreadable folders named."""

        def unread(error: OSError) -> None:
            self.on_error(ReadError(f"{error.filename}: the folder cannot be read ({error.strerror})"))

        found = []
        for where, folders, names in os.walk(folder, onerror=unread):
            folders[:] = [name for name in folders if not name.startswith(".")]
            paths = (Path(where, name) for name in names if not name.startswith("."))
            found += [path for path in paths if path.suffix.lower() in SUFFIXES and path.is_file()]
        return sorted(found)

    def _manifest(self, path: Path, listed: set[Path]) -> Iterator[Report]:
        try:
            for entry in manifest.entries(path, on_error=self.on_error, listed=listed):
                yield from self._file(entry.path, entry)
        except ReadError as error:
            self.on_error(error)

    def _file(self, path: Path, entry: manifest.Entry | None = None) -> Iterator[Report]:
        yield from self._report(path.read_bytes, name=str(path), path=str(path), entry=entry)

    def _report(
        self, load: Callable[[], bytes], *, name: str, path: str, entry: manifest.Entry | None = None
    ) -> Iterator[Report]:
        try:
            report, encoding = report_from_bytes(
                _load(load, name),
                name=name,
                path=path,
                title=entry.title if entry else "",
                outlet=(entry.outlet if entry else "") or self.outlet,
                url=entry.url if entry else "",
                published=(entry.published if entry else None) or self.published,
                language=entry.language if entry else self.language,
            )
        except ReadError as error:
            self.on_error(error)
            return
        if encoding != "UTF-8":
            self.on_note(f"{name}: read as {encoding}")
        yield report


def _load(load: Callable[[], bytes], name: str) -> bytes:
    try:
        return load()
    except FileNotFoundError:
        raise ReadError(f"{name}: there is no such file or folder; check the spelling of the path") from None
    except OSError as error:
        raise ReadError(f"{name}: cannot be read ({error.strerror})") from None
