"""Writing a world index: a SQLite file of places, their folded names and skeletons (for world.py)."""

from __future__ import annotations

import gc
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from gazetteer.fold import fold
from gazetteer.index import sound
from gazetteer.index.names import key_words
from gazetteer.place import HISTORIC, SEARCH_ONLY, Listed

SOUND_POPULATION = 15_000
"""Below it, only a place's main and Arabic names can be reached by sound."""
# Nobody reads a half file, so nothing need be safe against a crash before it is renamed.
_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-30000;
CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, country TEXT,
                     population INTEGER, level TEXT, kind TEXT, radius_km REAL, source TEXT);
CREATE TABLE names (key TEXT, place INTEGER, name TEXT, in_text INTEGER, language TEXT);
CREATE TABLE sounds (key TEXT, name INTEGER);
CREATE TABLE openings (key TEXT);
CREATE TABLE about (places INTEGER, longest INTEGER, bytes INTEGER);
BEGIN;
"""
# Sorting once is faster than keeping order all along, and SQLite does it on disk.
_INDEXES = (
    "CREATE INDEX names_by_key ON names (key)",
    "CREATE INDEX sounds_by_key ON sounds (key, name)",
    "CREATE INDEX openings_by_key ON openings (key)",
)
_OF_TEXT = re.compile("[\u0621-\u064a]+|[\u0400-\u04ff]+|[\u0561-\u0587]+|[\u10d0-\u10ff]+")
"""Folded names that reports may hold: Arabic (none of Urdu or Kurdish left), Cyrillic, Armenian, Georgian."""
_SOUNDING = re.compile("[A-Za-z\u00c0-\u024f\u0400-\u052f\u0531-\u0587]")
_ARABIC = re.compile("[\u0620-\u06ff]")
_STEP = 10_000
_AT_ONCE = 40
"""Rows of one INSERT: half the time of one by one; more gain nothing."""
_MIN_SOUND = 3
_LONGEST = 6
"""Words of the longest names that running text is searched for."""

_RECIPE = (
    "fold.py",
    "index/build.py",
    "index/keyset.py",
    "index/names.py",
    "index/sound.py",
    "place.py",
    "sources/alternate_names.py",
    "sources/countries.py",
    "sources/country_names.py",
    "sources/disputed.py",
    "sources/geonames.py",
    "sources/rows.py",
    "sources/tab_file.py",
    "sources/world.py",
    "table.py",
    "data/countries.csv",
    "data/country_names.csv",
    "data/disputed.csv",
    "data/feature_codes.csv",
    "data/kinds.csv",
    "data/letters.csv",
    "data/provinces.csv",
)
"""What decides the content of an index, beside its places."""

Progress = Callable[[int], None]
"""Told from time to time how many places are done."""


def build(path: Path, listed: Iterable[Listed], *, on_progress: Progress | None = None) -> None:
    """Write the index of some places to a new file; memory does not grow with their number.

    A name may end in a tab and its language tag. Of two places with one id the first is kept, with the
    names of both. Raises OSError and what ``listed`` raises.
    """
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database, _no_collection():
            _fill(database, listed, on_progress)
    except sqlite3.Error as error:
        raise OSError(f"{path}: cannot be written: {error}") from None


def recipe() -> str:
    """A mark of how indexes are made here: another one when folding or the tables change."""
    root = Path(__file__).parent.parent
    return sha256(b"".join((root / name).read_bytes() for name in _RECIPE)).hexdigest()[:12]


@contextmanager
def _no_collection() -> Iterator[None]:
    """The rows hold no circles, and looking for some again and again takes time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _fill(database: sqlite3.Connection, listed: Iterable[Listed], on_progress: Progress | None) -> None:
    database.executescript(_SCHEMA)
    rows = _Rows(database)
    count = 0
    for count, place in enumerate(listed, start=1):
        rows.add(place)
        if count % _STEP == 0:
            rows.flush()
            if on_progress:
                on_progress(count)
    rows.finish()
    if on_progress:
        on_progress(count)


class _Table:
    """Rows on their way into a table, as one flat list of cells."""

    def __init__(self, database: sqlite3.Connection, name: str, columns: int) -> None:
        self.cells: list[Any] = []
        self._database, self._columns = database, columns
        self._insert = f"INSERT OR IGNORE INTO {name} VALUES "
        self._row = "(" + ",".join("?" * columns) + ")"

    def flush(self) -> None:
        """Let go of the cells."""
        whole = self._columns * _AT_ONCE
        many = self._insert + ",".join([self._row] * _AT_ONCE)
        for start in range(0, len(self.cells), whole):
            cells = self.cells[start : start + whole]
            if len(cells) < whole:
                many = self._insert + ",".join([self._row] * (len(cells) // self._columns))
            self._database.execute(many, cells)
        self.cells.clear()


class _Rows:
    """The rows of all tables."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._places = _Table(database, "places", 10)
        self._names = _Table(database, "names", 5)
        self._sounds = _Table(database, "sounds", 2)
        self._openings = _Table(database, "openings", 1)
        self._opened: set[str] = set()
        self._named = 0
        self._longest = 1

    def add(self, place: Listed) -> None:
        self._places.cells += (*place[:6], place.level, place.kind, place.radius_km, place.source)
        large = place.population >= SOUND_POPULATION
        main = True
        seen = {""}
        for key, name, language in zip(*_folded([place.name, *place.names]), strict=True):
            if key in seen:
                continue
            seen.add(key)
            # Most names are ASCII; that is told faster than by an expression.
            foreign = not name.isascii()
            in_text = main or (foreign and _is_of_text(key, language))
            self._named += 1
            self._names.cells += (key, place.id, name, in_text, language)
            if in_text and not name.isalpha():
                self._add_openings(key_words(name))
            if main or (large and _SOUNDING.match(name)) or (foreign and _ARABIC.search(name)):
                self._add_sounds(sound.with_article(name, key))
            main = False

    def _add_sounds(self, key: str) -> None:
        for heard in sound.skeletons(key):
            if len(heard) >= _MIN_SOUND:
                self._sounds.cells += (heard, self._named)

    def _add_openings(self, words: list[str]) -> None:
        self._longest = max(self._longest, min(len(words), _LONGEST))
        self._opened.update("".join(words[:number]) for number in range(1, len(words)))

    def flush(self) -> None:
        """Let go of the rows in memory."""
        self._openings.cells += self._opened
        self._opened.clear()
        for table in (self._places, self._names, self._sounds, self._openings):
            table.flush()

    def finish(self) -> None:
        self.flush()
        ask = self._database.execute
        for index in _INDEXES:
            ask(index)
        (size,) = ask("PRAGMA page_size").fetchone()
        ask("INSERT INTO about SELECT count(*), ?, ? FROM places", (self._longest, size))
        ask("UPDATE about SET bytes = (SELECT page_count FROM pragma_page_count) * bytes")
        ask("COMMIT")


class _Letters(dict[int, str | None]):
    """Of each character by its code point what a key keeps of it: its folded letters, or nothing."""

    def __missing__(self, code: int) -> str | None:
        kept = "".join(part for part in fold(chr(code)) if part.isalnum())
        self[code] = kept or None
        return self[code]


_LETTERS = _Letters({ord("\n"): "\n"})


def _folded(tagged: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The key of each name, the names, and their languages."""
    joined = "\n".join(tagged)
    languages = [""] * len(tagged)
    if "\t" in joined:
        parts = [name.partition("\t") for name in tagged]
        tagged, languages = [name for name, _, _ in parts], [language for _, _, language in parts]
        joined = "\n".join(tagged)
    keys = joined.translate(_LETTERS).split("\n")  # all at once takes half the time
    if len(keys) != len(tagged):
        keys = [name.replace("\n", " ").translate(_LETTERS) for name in tagged]
    return keys, tagged, languages


def _is_of_text(key: str, language: str) -> bool:
    return _OF_TEXT.fullmatch(key) is not None and not language.endswith((HISTORIC, SEARCH_ONLY))
