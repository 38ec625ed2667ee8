"""Reads the islands of a page from their description in ``mapper/render/block.py`` alone."""

from __future__ import annotations

import array
import base64
import gzip
import json
import re
import struct
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Any

NO_DAY = -0x80000000
_CODES = {"u1": "B", "i1": "b", "u2": "H", "i2": "h", "u4": "I", "i4": "i", "f4": "f"}


class Block:
    """A block: its header, its columns as lists, its texts."""

    def __init__(self, packed: str) -> None:
        self._bytes = gzip.decompress(base64.b64decode(packed, validate=True))
        (size,) = struct.unpack_from("<I", self._bytes)
        assert (4 + size) % 8 == 0
        self._start = 4 + size
        self.header: dict[str, Any] = json.loads(self._bytes[4 : self._start])

    def column(self, name: str, length: int = 0) -> list[Any]:
        """Zeros where a column of that length was left out."""
        if name not in self.header["columns"]:
            return [0] * length
        kind, offset, length = self.header["columns"][name]
        values = array.array(_CODES[kind])
        start = self._start + offset
        assert start % 8 == 0
        values.frombytes(self._bytes[start : start + length * values.itemsize])
        return values.tolist()

    def texts(self, name: str) -> list[str]:
        if not self.header["texts"][name]:
            return []
        if f"{name}.units" in self.header["columns"]:
            units = self.column(f"{name}.units")
        else:
            letters = self.column(f"{name}.letters")
            units = [letters[code] for code in self.column(f"{name}.codes")]
        told = array.array("H", units).tobytes().decode("utf-16-le", "surrogatepass").split("\0")
        assert len(told) == self.header["texts"][name]
        return told

    def lists(self, name: str, length: int) -> list[slice]:
        """The slice of the items of each of so many."""
        ends = list(accumulate(self.column(f"{name}Count", length), initial=0))
        return [slice(start, end) for start, end in pairwise(ends)]


def packed(html: str, name: str) -> str:
    found = re.search(rf'<script type="application/gzip" id="{name}"[^>]*>([A-Za-z0-9+/=]*)</script>', html)
    assert found, name
    return found[1]


def block(html: str, name: str) -> Block:
    return Block(packed(html, name))


def cold(html: str) -> list[Block]:
    return [block(html, name) for name in re.findall(r'id="(cold-\d+)"', html)]


def code(html: str) -> dict[str, str]:
    """The styles and scripts that the page unpacks."""
    names = re.findall(r'id="([\w-]+)" data-code', html)
    return {name: gzip.decompress(base64.b64decode(packed(html, name))).decode() for name in names}


def day(number: int) -> date | None:
    wrapped = (number + 2**31) % 2**32 - 2**31
    return None if wrapped == NO_DAY else date(1970, 1, 1) + timedelta(days=wrapped)
