"""GeoNames' alternate names (alternateNamesV2.txt), one a line with its language, for the places of a dump.

The file is found beside the dump. A name goes on with its language behind a tab;
one out of use has the private tag ``-x-historic``.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.place import HISTORIC
from gazetteer.sources import tab_file

FILES = ("alternateNamesV2.txt", "alternateNamesV2.zip", "alternateNames.txt", "alternateNames.zip")
_COLUMNS = (8, 10)
"""Of the older form, and of the newer one with years."""
_LANGUAGE = re.compile("(?:[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?")
"""What else stands in that column are no names: link, wkdt, post, iata, icao, unlc, abbr and the like."""
_PAGE = 12
_SCHEMA = "CREATE TABLE names (place INTEGER, rank INTEGER, name TEXT)"


def beside(dump: Path) -> Path | None:
    """The alternate names of a dump: in a folder ``alternatenames`` as GeoNames has it, or beside it."""
    own = [dump.parent / "alternatenames" / f"{dump.stem}{suffix}" for suffix in (".txt", ".zip")]
    files = (*own, *(dump.parent / name for name in FILES))
    return next((path for path in files if path.is_file() and path != dump), None)


def is_names(columns: int) -> bool:
    """Whether a line of so many columns is one of alternate names."""
    return columns in _COLUMNS


class AlternateNames:
    """The names of some places, kept on disk: the world has sixteen million."""

    def __init__(self, path: Path, places: Ids) -> None:
        """Read a file. Raises DataError."""
        self._database = sqlite3.connect("", isolation_level=None)  # a file of SQLite's own, gone when closed
        self._database.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_SCHEMA}; BEGIN")
        try:
            self._database.executemany("INSERT INTO names VALUES (?,?,?)", _names(path, places))
            self._database.execute("CREATE INDEX by_place ON names (place, rank)")
        except BaseException:
            self.close()
            raise

    def of(self, place: int) -> Iterator[str]:
        """The names of a place, the preferred ones first, those out of use last."""
        question = "SELECT name FROM names WHERE place = ? ORDER BY rank, rowid"
        return (name for (name,) in self._database.execute(question, (place,)))

    def close(self) -> None:
        self._database.close()


class Ids:
    """A set of numbers of places, a bit each: the world has twelve million."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._pages: dict[int, int] = {}
        page, bits = 0, 0
        for number in numbers:
            if number >> _PAGE != page:
                self._pages[page] = self._pages.get(page, 0) | bits
                page, bits = number >> _PAGE, 0
            bits |= 1 << (number & (1 << _PAGE) - 1)
        self._pages[page] = self._pages.get(page, 0) | bits

    def __contains__(self, number: int) -> bool:
        return self._pages.get(number >> _PAGE, 0) >> (number & (1 << _PAGE) - 1) & 1 == 1


def _names(path: Path, places: Ids) -> Iterator[tuple[int, int, str]]:
    for number, line in tab_file.lines(path):
        cells = line.split("\t")
        if len(cells) not in _COLUMNS:
            problem = f"has {len(cells)} columns between tabs, alternate names have {_COLUMNS[-1]}"
            raise DataError(path, problem, line=number)
        if not cells[1].isdecimal():
            raise DataError(path, f"{cells[1]!r} is not a number", line=number, column="geonameid")
        language, name = cells[2].strip(), cells[3].strip()
        if int(cells[1]) in places and name and _LANGUAGE.fullmatch(language):
            yield int(cells[1]), *_tagged(name, language, *cells[4:8])


def _tagged(
    name: str, language: str, preferred: str, short: str, colloquial: str, historic: str
) -> tuple[int, str]:
    if historic == "1":
        return 3, f"{name}\t{language or 'und'}{HISTORIC}"
    rank = 2 if "1" in (short, colloquial) else 0 if preferred == "1" else 1
    return rank, f"{name}\t{language}" if language else name
