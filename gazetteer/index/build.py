"""Writing a world index: a SQLite file of places, their folded names and skeletons (for world.py)."""

from __future__ import annotations

import gc
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from operator import itemgetter
from pathlib import Path

from gazetteer.fold import fold
from gazetteer.index import sound
from gazetteer.index.names import key_words
from gazetteer.place import Listed

SOUND_POPULATION = 15_000
"""Below it, only a place's main and Arabic names can be reached by sound."""
_SCHEMA = """
CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, country TEXT,
                     population INTEGER, level TEXT, kind TEXT, radius_km REAL, source TEXT);
CREATE TABLE names (key TEXT, place INTEGER, name TEXT, in_text INTEGER,
                    PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE openings (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE sounds (key TEXT, place INTEGER, name TEXT, PRIMARY KEY (key, place, name)) WITHOUT ROWID;
CREATE TABLE about (places INTEGER, longest INTEGER, bytes INTEGER);
"""
_NOT_LETTERS = re.compile(r"[\W_]+")
_OF_TEXT = re.compile("[\u0621-\u064a]+|[\u0400-\u04ff]+|[\u0561-\u0587]+|[\u10d0-\u10ff]+")
"""Folded names that reports may hold: Arabic (none of Urdu or Kurdish left), Cyrillic, Armenian, Georgian."""
_SOUNDING = re.compile("[A-Za-z\u00c0-\u024f\u0400-\u052f\u0531-\u0587]")
_ARABIC = re.compile("[\u0620-\u06ff]")
_STEP = 20_000
_MIN_SOUND = 3
_LONGEST = 6
"""Words of the longest names that running text is searched for."""

_RECIPE = (
    "fold.py",
    "index/build.py",
    "index/names.py",
    "index/sound.py",
    "data/letters.csv",
    "data/provinces.csv",
    "data/disputed.csv",
)
"""What decides the content of an index, beside its places."""

Progress = Callable[[int], None]
"""Told from time to time how many places are done."""


def build(path: Path, listed: Iterable[Listed], *, on_progress: Progress | None = None) -> None:
    """Write the index of some places to a new file. Raises OSError and what ``listed`` raises."""
    path.unlink(missing_ok=True)
    try:
        database = sqlite3.connect(path, isolation_level=None)
        try:
            with _no_collection():
                _fill(database, listed, on_progress)
        finally:
            database.close()
    except sqlite3.Error as error:
        raise OSError(f"{path}: cannot be written: {error}") from None


def recipe() -> str:
    """A mark of how indexes are made here: another one when folding or the tables change."""
    root = Path(__file__).parent.parent
    return sha256(b"".join((root / name).read_bytes() for name in _RECIPE)).hexdigest()[:12]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of tuples live to the end: looking for dead ones again and again takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _fill(database: sqlite3.Connection, listed: Iterable[Listed], on_progress: Progress | None) -> None:
    # Nobody reads a half file, so nothing need be safe against a crash before it is renamed.
    database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA + "BEGIN;")
    rows = _Rows()
    for count, place in enumerate(listed):
        rows.add(place)
        if on_progress and count % _STEP == 0:
            on_progress(count)
    rows.write(database)
    database.execute("COMMIT")
    if on_progress:
        on_progress(len(rows.places))


class _Rows:
    """The rows of the tables, gathered so that each table is written in the order of its keys."""

    def __init__(self) -> None:
        self.places: list[tuple[object, ...]] = []
        self._names: list[tuple[str, int, str, int]] = []
        self._sounds: list[tuple[str, int, str]] = []
        self._openings: set[str] = set()
        self._longest = 1

    def add(self, place: Listed) -> None:
        self.places.append((*place[:6], place.level, place.kind, place.radius_km, place.source))
        seen: set[str] = set()
        for number, name in enumerate((place.name, *place.names)):
            key = _NOT_LETTERS.sub("", fold(name))
            if key and key not in seen:
                seen.add(key)
                self._add_name(place, key, name, main=number == 0)

    def _add_name(self, place: Listed, key: str, name: str, *, main: bool) -> None:
        in_text = main or _OF_TEXT.fullmatch(key) is not None
        self._names.append((key, place.id, name, int(in_text)))
        if in_text and not name.isalpha():
            self._add_openings(key_words(name))
        if main or (place.population >= SOUND_POPULATION and _SOUNDING.match(name)) or _ARABIC.search(name):
            key = sound.with_article(name, key)
            self._sounds += [(s, place.id, name) for s in sound.skeletons(key) if len(s) >= _MIN_SOUND]

    def _add_openings(self, words: list[str]) -> None:
        self._longest = max(self._longest, min(len(words), _LONGEST))
        self._openings.update("".join(words[:number]) for number in range(1, len(words)))

    def write(self, database: sqlite3.Connection) -> None:
        by_key = itemgetter(0)
        for rows in (self.places, self._names, self._sounds):
            rows.sort(key=by_key)
        database.executemany("INSERT OR IGNORE INTO places VALUES (?,?,?,?,?,?,?,?,?,?)", self.places)
        database.executemany("INSERT OR IGNORE INTO names VALUES (?,?,?,?)", self._names)
        database.executemany("INSERT OR IGNORE INTO sounds VALUES (?,?,?)", self._sounds)
        database.executemany("INSERT INTO openings VALUES (?)", ((key,) for key in sorted(self._openings)))
        (size,) = database.execute("PRAGMA page_size").fetchone()
        database.execute("INSERT INTO about VALUES (?,?,?)", (len(self.places), self._longest, size))
        database.execute("UPDATE about SET bytes = (SELECT page_count FROM pragma_page_count) * bytes")
