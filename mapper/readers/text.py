"""A plain text file as a report."""

from __future__ import annotations

import hashlib
from datetime import date

from mapper.readers.encoding import decode
from mapper.records import Report

_TITLE_LIMIT = 200


def report_from_bytes(
    data: bytes,
    *,
    name: str,
    path: str = "",
    title: str = "",
    outlet: str = "",
    url: str = "",
    published: date | None = None,
    language: str = "ar",
) -> tuple[Report, str]:
    """The report and the encoding its bytes were in. ``name`` names the file in errors.

    Raises ReadError where the bytes are empty or no text.
    """
    text, encoding = decode(data, name=name)
    report = Report(
        id="r" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        text=text,
        title=title or first_line(text),
        outlet=outlet,
        url=url,
        published=published,
        language=language,
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return report, encoding


def first_line(text: str) -> str:
    """The first line with words in it, which is a report's title unless told otherwise."""
    line = text.lstrip("\ufeff \t\r\n").split("\n", 1)[0].strip()
    return line if len(line) <= _TITLE_LIMIT else line[: _TITLE_LIMIT - 1].rstrip() + "…"
