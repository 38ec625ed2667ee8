"""A world index: hundreds of thousands of places in a file, asked name by name and never loaded whole.

Running text is full of words that some village is called by. A name is taken
bare only if a large city bears it and no everyday word does; every other one
needs company: a place noun, a list with known places, or other places around it.
"""

from __future__ import annotations

import logging
import math
import os
import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from gazetteer.errors import GazetteerError
from gazetteer.fold import fold, skeleton
from gazetteer.index import sound
from gazetteer.index.names import NATIVE_COUNTRIES, Entry, key_words
from gazetteer.place import Place, PlaceName
from gazetteer.table import read_table

_LOG = logging.getLogger(__name__)
COMMON_WORDS = Path(__file__).parent.parent / "data" / "common_words.csv"
_ARABIC = re.compile("[\u0620-\u06ff]")
_BARE_POPULATION = {4: 500_000, 5: 250_000}
"""People that a city must have for its name of so many Arabic letters to be taken bare."""
_BARE_POPULATION_OF_LONG = 100_000
_BARE_POPULATION_ELSEWHERE = 300_000
"""In other scripts, where names begin with a capital as all sentences do."""
_SMALL_POPULATION = 5_000
_NAMESAKE_POPULATION = 15_000
"""Smaller places of a large city's name are candidates only beside a place noun."""
_HEARD_POPULATION = 15_000
_MIN_HEARD = 4
_MIN_HEARD_BARE = 5
"""Consonants of a word that a preposition in company may make a foreign town; others need more."""
_MOST_IN_TEXT = 12
_MOST_IN_SEARCH = 200
_MEMORY = 20_000
_LARGEST_ID = 2**63 - 1
_COUNTRY, _POPULATION, _NAME, _LANGUAGE = 4, 5, 10, 11
"""Where they stand in a row; the name that was asked for is behind the columns of its place."""
_COLUMNS = "p.id, p.name, p.lat, p.lon, p.country, p.population, p.level, p.kind, p.radius_km, p.source"


Mend = Callable[[], object]
"""Builds a damaged index file anew."""


class BrokenIndexError(GazetteerError, OSError):
    """A file that should be an index of places is none, or is damaged."""


class WorldIndex:
    """The places of an index file, as the layer of a rank."""

    def __init__(self, path: Path, *, rank: int, prefix: str = "geonames", mend: Mend | None = None) -> None:
        """Open a file that ``build`` wrote; ``mend`` is called once, when it turns out to be damaged.

        Raises BrokenIndexError, later too, where that does not help.
        """
        self.path, self._rank, self._prefix = path, rank, prefix
        self._owner = 0
        self._connection: sqlite3.Connection | None = None
        self._places: dict[int, Place] = {}
        self._mend = mend
        self._size, self.longest, _ = self._ask("SELECT places, longest, bytes FROM about")[0]

    def __len__(self) -> int:
        return int(self._size)

    def place(self, place_id: str) -> Place | None:
        """The place of an id, with its names; None where there is none."""
        prefix, _, number = place_id.partition(":")
        if prefix != self._prefix or not number.isdecimal():
            return None
        rows = self._ask(f"SELECT {_COLUMNS} FROM places p WHERE id = ?", min(int(number), _LARGEST_ID))
        if not rows:
            return None
        names = self._ask("SELECT name, language FROM names WHERE place = ? ORDER BY rowid", rows[0][0])
        return replace(self._place(rows[0]), names=tuple(PlaceName(text=n, language=tag) for n, tag in names))

    def spelled(self, key: str) -> list[Entry]:
        """Entries of a key, the most populous first."""
        return [self._entry(row, _name(row)) for row in self._named(key, _MOST_IN_SEARCH)]

    def in_text(self, key: str) -> list[Entry]:
        """Entries that running text may mean, each marked by what it needs."""
        rows = self._named(key, _MOST_IN_TEXT, "AND n.in_text")
        if not rows or common_words().get(key) == "never":
            return []
        arabic = _ARABIC.search(key) is not None
        mark = common_words().get(key, "") or ("common" if len(key) < 4 else "")
        bare = not mark and rows[0][_POPULATION] >= _bare_population(len(key), arabic)
        return [
            self._entry(row, _text_name(row, mark, bare and row[_POPULATION] >= _NAMESAKE_POPULATION, arabic))
            for row in rows
        ]

    def sounding(self, key: str) -> list[Entry]:
        """Entries of a skeleton, the most populous first."""
        return [self._entry(row, _name(row)) for row in self._heard(key)]

    def heard_in_text(self, word: str) -> list[Entry]:
        """Towns that a folded Arabic word may be a foreign spelling of; they always need company.

        Villages, and places of Arabic countries under names that Arabic itself has made, are faint.
        """
        if word in common_words():
            return []
        foreign = sound.may_be_foreign(word)
        rows = (row for key in sound.skeletons(word) if len(key.removeprefix("A")) >= _MIN_HEARD
                for row in self._heard(key))  # fmt: skip
        found = {
            row[0]: row
            for row in rows
            if (foreign or row[_COUNTRY] in NATIVE_COUNTRIES) and _sounds_like(word, row[_NAME])
        }
        return [self._heard_entry(row, word, foreign) for row in found.values()]

    def _heard_entry(self, row: Any, word: str, foreign: bool) -> Entry:
        entry = self._entry(row, replace(_name(row), needs_cue=True), heard=word)
        return replace(entry, faint=not foreign or row[_POPULATION] < _HEARD_POPULATION)

    def opens(self, key: str) -> bool:
        """Whether a longer name may begin so."""
        return bool(self._ask("SELECT 1 FROM openings WHERE key = ? LIMIT 1", key))

    def _named(self, key: str, most: int, condition: str = "") -> list[Any]:
        rows = self._ask(
            f"SELECT {_COLUMNS}, n.name, n.language FROM names n JOIN places p ON p.id = n.place "
            f"WHERE n.key = ? {condition} ORDER BY p.population DESC, p.id LIMIT ?",
            key, most,
        )  # fmt: skip
        # A list that has a place twice has its names twice.
        return list({row[0]: row for row in rows}.values()) if len(rows) > 1 else rows

    def _heard(self, key: str) -> list[Any]:
        return self._ask(
            f"SELECT {_COLUMNS}, n.name, n.language FROM sounds s JOIN names n ON n.rowid = s.name "
            "JOIN places p ON p.id = n.place "
            "WHERE s.key = ? ORDER BY p.population DESC, p.id, n.name LIMIT ?",
            key, _MOST_IN_SEARCH,
        )  # fmt: skip

    def _ask(self, question: str, *values: object) -> list[Any]:
        try:
            return self._open().execute(question, values).fetchall()
        except (sqlite3.DatabaseError, BrokenIndexError) as error:
            if self._mend is None:
                problem = f"is no index of places, or is damaged ({error}); remove the file"
                raise BrokenIndexError(f"{self.path}: {problem}") from None
            _LOG.warning("%s is damaged (%s); it is built anew", self.path, error)
        mend, self._mend = self._mend, None
        self._close()
        try:
            mend()
        except OSError as error:
            problem = f"is damaged, and cannot be built anew: {error}"
            raise BrokenIndexError(f"{self.path}: {problem}") from None
        return self._ask(question, *values)

    def __del__(self) -> None:
        self._close()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _open(self) -> sqlite3.Connection:
        """The connection of this process: one that a fork has copied is not to be used."""
        if self._connection is None or self._owner != os.getpid():
            # The file is renamed into place whole and never written again, so no locks are needed.
            address = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._owner = os.getpid()
            whole = self._connection.execute("SELECT bytes FROM about").fetchone()
            if whole != (self.path.stat().st_size,):
                self._close()
                raise BrokenIndexError("it is not as long as it was written")
        return self._connection

    def _entry(self, row: Any, name: PlaceName, *, heard: str = "") -> Entry:
        place = self._place(row)
        small = (place.population or 0) < _SMALL_POPULATION
        if heard:
            small = len(skeleton(heard).removeprefix("A")) < _MIN_HEARD_BARE
        return Entry(place, name, self._rank, len(key_words(name.text)), small=small, world=True)

    def _place(self, row: Any) -> Place:
        known = self._places.get(row[0])
        if known is None:
            if len(self._places) >= _MEMORY:
                self._places.clear()
            known = self._places[row[0]] = _place(row, self._prefix)
        return known


def _place(row: Any, prefix: str) -> Place:
    number, name, lat, lon, country, population, level, kind, radius_km, source = row[:_NAME]
    return Place(
        id=f"{prefix}:{number}",
        name=name,
        level=level,
        kind=kind or _kind(population),
        lat=lat,
        lon=lon,
        radius_km=radius_km or _radius_km(level, population),
        country=country,
        population=population or None,
        source=source,
    )


def _kind(population: int) -> str:
    return "city" if population >= 100_000 else "town" if population >= 10_000 else "village"


def _radius_km(level: str, population: int) -> float:
    """A town grows with the root of its people; GeoNames sets villages some km off."""
    if level != "settlement":
        return 40.0 if level == "district" else 120.0 if level == "region" else 5.0
    return round(max(3.0, 2 + 0.0078 * math.sqrt(population)), 1)


def _bare_population(letters: int, arabic: bool) -> int:
    if arabic:
        return _BARE_POPULATION.get(letters, _BARE_POPULATION_OF_LONG)
    return _BARE_POPULATION_ELSEWHERE


def _name(row: Any) -> PlaceName:
    return PlaceName(text=row[_NAME], language=row[_LANGUAGE])


def _text_name(row: Any, mark: str, bare: bool, arabic: bool) -> PlaceName:
    text = row[_NAME]
    return PlaceName(
        text=text,
        language=row[_LANGUAGE],
        needs_cue=not bare,
        common=mark == "common",
        needs_capital=not arabic and text[:1] != text[:1].lower(),
    )


def _sounds_like(word: str, name: str) -> bool:
    folded = "".join(key_words(name))
    return not _ARABIC.search(folded) and sound.vowels_agree(word, folded)


@lru_cache(maxsize=1)
def common_words() -> dict[str, str]:
    """Everyday words and personal names that are towns too: what each needs, by folded word.

    Raises DataError, where a word stands twice as well.
    """
    marks: dict[str, str] = {}
    lines: dict[str, int] = {}
    for row in read_table(COMMON_WORDS, required=("words", "mark"), optional=("note",)):
        mark = row.choice("mark", ("needs_cue", "common", "never"))
        for word in row.parts("words"):
            key = fold(word).replace(" ", "")
            if key in marks:
                raise row.fault("words", f"{word!r} is marked {marks[key]} in line {lines[key]} already")
            marks[key], lines[key] = mark, row.line
    return marks
