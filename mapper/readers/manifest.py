"""``manifest.csv``: which files of a folder are reports, from whom and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.table import Row, read_table
from mapper.errors import ReadError
from mapper.readers.found import Told, day_of

NAME = "manifest.csv"
REQUIRED = ("path",)
OPTIONAL = ("outlet", "published", "language", "url", "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a manifest."""

    path: Path
    told: Told


def entries(manifest: Path, *, on_error: Callable[[ReadError], None], listed: set[Path]) -> Iterator[Entry]:
    """The lines of a manifest; a faulty line goes to ``on_error`` and is left out.

    The files that its lines name are added to ``listed``, those of faulty lines too.
    Raises ReadError where the file as a whole cannot be read (no such file, a wrong header).
    """

    def fault(error: DataError) -> None:
        on_error(ReadError(str(error)))

    try:
        for row in read_table(manifest, required=REQUIRED, optional=OPTIONAL, on_fault=fault):
            listed.add((manifest.parent / row.text("path")).resolve())
            try:
                yield _entry(manifest, row)
            except DataError as error:
                fault(error)
    except DataError as error:
        raise ReadError(str(error)) from None


def _entry(manifest: Path, row: Row) -> Entry:
    return Entry(
        path=_file(manifest.parent, row),
        told=Told(
            outlet=row.text("outlet"),
            published=_published(row),
            language=row.text("language"),
            url=row.text("url"),
            title=row.text("title"),
        ),
    )


def _file(folder: Path, row: Row) -> Path:
    """The file a row names; it must lie in the manifest's folder, since manifests travel with downloads."""
    path = folder / row.required("path")
    if not path.resolve().is_relative_to(folder.resolve()):
        raise row.fault(
            "path", f"{row.text('path')!r} lies outside the manifest's folder; move the report there"
        )
    if not path.is_file():
        raise row.fault("path", f"there is no file {row.text('path')!r} in the manifest's folder")
    return path


def _published(row: Row) -> date | None:
    value = row.text("published")
    if not value:
        return None
    try:
        return day_of(value)
    except ValueError:
        raise row.fault("published", f"{value!r} is not a date; write it as 2020-10-12") from None
