"""Sources to reports: each source a file, a folder, a manifest or ``-``."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import BinaryIO

from mapper.errors import ReadError
from mapper.readers import manifest
from mapper.readers.folder import report_files
from mapper.readers.formats import SUFFIXES, TABLES, format_of
from mapper.readers.found import Found, Told
from mapper.readers.lines import read_lines
from mapper.readers.text import read_text
from mapper.records import Report

Notify = Callable[[str], None]
OnError = Callable[[ReadError], None]

_NOTHING = Told()


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

    A source is a text file, a saved web page (``.html``), JSON lines (``.jsonl``),
    a folder of these (with its ``manifest.csv`` where it has one), a manifest by
    name, or ``-`` for standard input, which may be any of the three formats: what
    begins with a tag is a page, what begins with ``{"`` JSON lines, the rest text.
    What a manifest says holds before what a page or a line says of itself, and that
    before ``published``, ``outlet`` and ``language``.
    What cannot be read goes to ``on_error`` (by default it is raised) and is left
    out; ``on_note`` hears of files in another encoding than UTF-8.
    """
    told = Told(published=published, outlet=outlet, language=language)
    reader = Reader(told=told, on_error=on_error, on_note=on_note)
    for source in [sources] if isinstance(sources, str | Path) else sources:
        yield from reader.source(source)


class Reader:
    """The settings of one call of ``read``, so that they need not be handed down."""

    def __init__(self, *, told: Told, on_error: OnError, on_note: Notify) -> None:
        self.told, self.on_error, self.on_note = told, on_error, on_note

    def source(self, source: str | Path) -> Iterator[Report]:
        path = Path(source)
        if str(source) == "-":
            yield from self.stream(sys.stdin.buffer, name="standard input", path="-")
        elif path.is_dir():
            yield from self._folder(path)
        elif path.name == manifest.NAME:
            yield from self._manifest(path, set())
        else:
            yield from self._file(path)

    def stream(self, stream: BinaryIO, *, name: str, path: str = "") -> Iterator[Report]:
        """The reports of what is already open. ``name`` names it in errors."""
        yield from self._reports(lambda: nullcontext(stream), name=name, path=path)

    def settled(self, found: Found, told: Told = _NOTHING, *, path: str = "") -> Report:
        """The report, with what is told of it in the order of whose word holds."""
        return found.report(told.over(found.told).over(self.told), path=path)

    def _folder(self, folder: Path) -> Iterator[Report]:
        listed: set[Path] = set()
        found = False
        if (folder / manifest.NAME).is_file():
            found = True
            yield from self._manifest(folder / manifest.NAME, listed)
        for path in report_files(folder, on_error=self.on_error):
            if path.resolve() not in listed:
                found = True
                yield from self._file(path)
        if not found:
            known = ", ".join(SUFFIXES)
            self.on_error(ReadError(f"{folder}: the folder has no reports ({known}) in it"))

    def _manifest(self, path: Path, listed: set[Path]) -> Iterator[Report]:
        try:
            for entry in manifest.entries(path, on_error=self.on_error, listed=listed):
                yield from self._file(entry.path, entry.told)
        except ReadError as error:
            self.on_error(error)

    def _file(self, path: Path, told: Told = _NOTHING) -> Iterator[Report]:
        yield from self._reports(lambda: path.open("rb"), name=str(path), path=str(path), told=told)

    def _reports(
        self,
        opened: Callable[[], AbstractContextManager[BinaryIO]],
        *,
        name: str,
        path: str,
        told: Told = _NOTHING,
    ) -> Iterator[Report]:
        """The reports of one file; ``told`` is what its manifest says of them."""
        try:
            with opened() as stream:
                for found in self._found(stream, name=name, path=path):
                    if found.encoding != "UTF-8":
                        self.on_note(f"{name}: read as {found.encoding}")
                    yield self.settled(found, told, path=path)
        except ReadError as error:
            self.on_error(error)
        except FileNotFoundError:
            missing = f"{name}: there is no such file or folder; check the spelling of the path"
            self.on_error(ReadError(missing))
        except OSError as error:
            self.on_error(ReadError(f"{name}: cannot be read ({error.strerror})"))

    def _found(self, stream: BinaryIO, *, name: str, path: str) -> Iterator[Found]:
        suffix = Path(path).suffix.lower()
        form = SUFFIXES.get(suffix)
        if suffix in TABLES:
            raise ReadError(
                f"{name}: this is a table and no report; `mapper render` draws one of ours, --coded and "
                "`mapper import` read events that others have coded"
            )
        if form is None:
            data = stream.read()
            form, stream = format_of(data), io.BytesIO(data)
        if form == "lines":
            yield from read_lines(stream, name=name, path=path, on_error=self.on_error)
        elif form == "page":
            from mapper.readers.web import read_page

            yield read_page(stream.read(), name=name)
        else:
            yield read_text(stream.read(), name=name)
