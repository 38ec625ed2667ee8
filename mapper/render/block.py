"""Typed columns and texts as one run of bytes, which a browser reads without looking at each value.

uint32 length of the header, the header as JSON, then the columns one after the other; header and columns
are padded to 8 bytes, numbers are little-endian. ``header.columns`` = {name: [type, offset, length]},
``header.texts`` = {name: columns that hold it}.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]
STEP = 8
BETWEEN = "\0"
"""Stands between two texts; a text has none, the page would show it as a broken character anyway."""
_ALPHABET = 256
_HALF = re.compile("[\ud800-\udfff]")
_NARROW = ("u1", "i1", "u2", "i2", "i4")


class Strings:
    """Gives each distinct text a number; the empty one has 0."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}

    def codes(self, texts: Sequence[str]) -> Column:
        numbers = self._numbers
        if _alike(texts):
            return whole(np.full(len(texts), numbers.setdefault(texts[0], len(numbers))))
        for text in dict.fromkeys(texts):
            if text not in numbers:
                numbers[text] = len(numbers)
        return whole(list(map(numbers.__getitem__, texts)))

    def table(self) -> list[str]:
        return list(self._numbers)


def whole(values: Iterable[int] | Column) -> Column:
    """Whole numbers in the narrowest type that holds them all. Raises ValueError beyond signed 32 bits."""
    if isinstance(values, list) and _alike(values):
        values = np.full(len(values), values[0])
    wide = np.asarray(values if isinstance(values, np.ndarray) else list(values), dtype=np.int64)
    if not wide.size:
        return wide.astype("u1")
    low, high = int(wide.min()), int(wide.max())
    for name in _NARROW:
        if np.iinfo(name).min <= low and high <= np.iinfo(name).max:
            return wide.astype(f"<{name}")
    raise ValueError(f"a column of the page holds signed numbers of 32 bits, not {low} to {high}")


def _alike(values: Sequence[Any]) -> bool:
    """Whether all are the same, as in many columns: that is seen sooner than each is looked up."""
    return len(values) > 1 and values[0] == values[-1] and values.count(values[0]) == len(values)


def starts(lengths: Sequence[int]) -> Column:
    """Where each of the pieces begins that stand one after the other, and where the last ends."""
    return np.concatenate(([0], np.cumsum(np.asarray(lengths, dtype=np.int64))))


def text_columns(name: str, texts: Sequence[str]) -> dict[str, Column]:
    """Texts as columns: one byte a letter where no more than 256 letters occur, UTF-16 otherwise.

    Arabic takes two bytes a letter in UTF-8, and gzip makes the better of one.
    """
    joined = BETWEEN.join(texts)
    if joined.count(BETWEEN) >= max(len(texts), 1):
        joined = BETWEEN.join([text.replace(BETWEEN, "\ufffd") for text in texts])
    units = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    used = np.zeros(0x10000, dtype=bool)
    used[units] = True
    letters = np.flatnonzero(used)
    if len(letters) > _ALPHABET:
        return {f"{name}.units": units}
    number = np.zeros(0x10000, dtype="u1")
    number[letters] = np.arange(len(letters))
    return {f"{name}.letters": letters.astype("<u2"), f"{name}.codes": number[units]}


def block(header: dict[str, Any], columns: dict[str, Column], texts: Mapping[str, Sequence[str]]) -> bytes:
    """Header, columns and texts as bytes; equal input gives equal bytes."""
    counts = {name: len(told) for name, told in texts.items()}
    for name, told in texts.items():
        columns = columns | text_columns(name, told)
    placed, offset = {}, 0
    for name, column in columns.items():
        placed[name] = [column.dtype.str[1:], offset, len(column)]
        offset += _padded(column.nbytes)
    head = as_json({**header, "columns": placed, "texts": counts})
    room = _padded(4 + len(head)) - 4
    parts = [struct.pack("<I", room), head.ljust(room)]
    parts += [column.tobytes().ljust(_padded(column.nbytes), b"\0") for column in columns.values()]
    return b"".join(parts)


def as_json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return writable(text).encode()


def writable(text: str) -> str:
    """The text as UTF-8 can hold it: half a character, which JSON and command lines let in, is replaced."""
    return _HALF.sub("\ufffd", text)


def _padded(size: int) -> int:
    return -(-size // STEP) * STEP
