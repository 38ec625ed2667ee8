"""A plain text file."""

from __future__ import annotations

from mapper.readers.encoding import decode
from mapper.readers.found import Found, digest


def read_text(data: bytes, *, name: str) -> Found:
    """The text of a file, unchanged. ``name`` names the file in errors.

    Raises ReadError where the bytes are empty or no text.
    """
    text, encoding = decode(data, name=name)
    return Found(text=text, sha256=digest(data), encoding=encoding)
