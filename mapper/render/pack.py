"""Bytes as base64 of gzip: nothing of a report can break out of it, and equal data gives equal text."""

from __future__ import annotations

import base64
import os
import struct
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from mapper.render.block import as_json

# Method deflate, no flags, no time, best compression, system unknown: gzip.compress
# writes another system byte from one Python version to the next.
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_BEST, _FAST, _FASTER = 9, 6, 5
_MANY = 64
"""Pieces after which time counts for more than the last 3 % of the size."""
_LARGE = 1 << 18
"""Best is 1 to 2 % smaller than fast; a large piece of columns takes four times as long for that."""
_AHEAD = 4
"""Pieces a thread may have waiting: enough to keep it busy, few enough to need no memory."""


def pack(data: Any) -> str:
    """JSON of the data, gzipped, as base64 text."""
    return pack_bytes(as_json(data))


def pack_bytes(data: bytes, level: int = 0) -> str:
    """Gzipped, as base64 text; as small as it gets unless that would take long."""
    return base64.b64encode(_gzip(data, level or (_BEST if len(data) < _LARGE else _FAST))).decode("ascii")


def packed(pieces: Iterable[bytes]) -> Iterator[str]:
    """Each of the pieces packed, in order; threads compress while the next one is made."""
    threads = os.cpu_count() or 1
    waiting: deque[Future[str]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for number, piece in enumerate(pieces):
            waiting.append(pool.submit(pack_bytes, piece, _FAST if number < _MANY else _FASTER))
            if len(waiting) > threads * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _gzip(data: bytes, level: int) -> bytes:
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(data) + deflate.flush()
    return _HEADER + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
