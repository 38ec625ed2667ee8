"""Which keys a world index may hold, in little memory: most words are no names, and end here.

One bit for each hash of a key. A key that is there is never denied; one that is
not is taken for there about once in thirty times, and then the index says so.
The bits lie in the index file itself, behind its own tables.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from zlib import crc32

_BITS_FOR_KEY = 32
_LEAST_BITS = 1024
_MOST_BITS = 1 << 32
_SETS = {
    "in_text": "SELECT DISTINCT key FROM names WHERE in_text",
    "openings": "SELECT DISTINCT key FROM openings",
    "sounds": "SELECT DISTINCT key FROM sounds",
}


class KeySet:
    """Keys, known by their hashes; without bits it may hold any.

    >>> baku = KeySet(packed(["baku"]))
    >>> "baku" in baku, "ganja" in baku
    (True, False)
    """

    __slots__ = ("_bits", "_mask")

    def __init__(self, bits: bytes = b"\xff") -> None:
        self._bits, self._mask = bits, len(bits) * 8 - 1

    def __contains__(self, key: str) -> bool:
        number = crc32(key.encode()) & self._mask
        return bool(self._bits[number >> 3] >> (number & 7) & 1)


def packed(keys: Iterable[str]) -> bytes:
    """The bits of some keys; their number is a power of two."""
    hashes = array("L", (crc32(key.encode()) for key in keys))
    size = min(_MOST_BITS, max(_LEAST_BITS, 1 << (len(hashes) * _BITS_FOR_KEY).bit_length()))
    bits = bytearray(size // 8)
    for found in hashes:
        number = found & (size - 1)
        bits[number >> 3] |= 1 << (number & 7)
    return bytes(bits)


def add(path: Path) -> None:
    """Write the key sets of an index file that was just built into it. Raises OSError."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode=OFF")
            database.execute("CREATE TABLE keysets (name TEXT PRIMARY KEY, bits BLOB)")
            for name, question in _SETS.items():
                keys = (key for (key,) in database.execute(question))
                database.execute("INSERT INTO keysets VALUES (?,?)", (name, packed(keys)))
            (size,) = database.execute("PRAGMA page_size").fetchone()
            database.execute(
                "UPDATE about SET bytes = ? * (SELECT page_count FROM pragma_page_count)", (size,)
            )
    except sqlite3.Error as error:
        raise OSError(f"{path}: cannot be written: {error}") from None


def of_index(path: Path) -> dict[str, KeySet]:
    """The key sets of an index file; such as hold any key where it has none."""
    sets = {name: KeySet() for name in _SETS}
    try:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            rows = database.execute("SELECT name, bits FROM keysets").fetchall()
    except sqlite3.Error:
        return sets  # the index tells what is wrong with the file, when it is asked
    return sets | {name: KeySet(bits) for name, bits in rows if bits}
