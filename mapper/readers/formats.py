"""Which reader a source is for: by its suffix, or else by how it begins."""

from __future__ import annotations

import re
from typing import Literal

Format = Literal["text", "page", "lines"]

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "lines",
    ".ndjson": "lines",
}
TABLES = (".csv", ".parquet", ".gpkg", ".geojson")
"""Data of other commands, which hold no report."""
_LOOKED_AT = 1024
_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_PAGE = re.compile(rb"<(?:!doctype\s+html|\?xml|html|head|body|meta|title|article|div|table|p)\b", re.I)
_OBJECT = re.compile(rb"\{\s*\"")


def format_of(data: bytes) -> Format:
    """How a source without a telling name begins: with a tag, with a JSON object, or with words."""
    # In UTF-16 every letter of a tag has a zero byte beside it.
    beginning = data[:_LOOKED_AT].replace(b"\0", b"").lstrip(_BEFORE)
    if _PAGE.match(beginning) or beginning.startswith(b"<!--"):
        return "page"
    return "lines" if _OBJECT.match(beginning) else "text"
