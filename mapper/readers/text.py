"""A plain text file as a report."""

from __future__ import annotations

import hashlib
from datetime import date

from mapper.readers.encoding import decode
from mapper.records import Report


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
        title=title,
        outlet=outlet,
        url=url,
        published=published,
        language=language,
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return report, encoding
