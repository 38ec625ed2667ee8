"""What a reader finds in a source, before it is settled whose word on its origin holds."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, fields
from datetime import date

from mapper.records import Report

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of a report besides its text; empty or None where nothing is said."""

    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None
    language: str = ""

    def over(self, other: Told) -> Told:
        """All of this, and the other's where this says nothing."""
        return Told(
            **{item.name: getattr(self, item.name) or getattr(other, item.name) for item in fields(Told)}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The text of one report and what its own source says of it."""

    text: str
    sha256: str
    """Of the bytes."""
    told: Told = Told()
    path: str = ""
    encoding: str = "UTF-8"

    def report(self, told: Told, *, path: str) -> Report:
        """The report, once it is settled what is to be told of it."""
        return Report(
            id=report_id(self.text),
            text=self.text,
            title=told.title,
            outlet=told.outlet,
            url=told.url,
            published=told.published,
            language=told.language,
            path=self.path or path,
            sha256=self.sha256,
        )


def day_of(written: str) -> date:
    """The day of a text like 2020-10-12. Raises ValueError for other ways to write it.

    >>> day_of("2020-10-12").isoformat()
    '2020-10-12'
    """
    # Python takes 20201012 and 2020-W42-1 as well, which we tell nobody that they may write.
    if not _DAY.fullmatch(written):
        raise ValueError(f"{written!r} is not written as 2020-10-12")
    return date.fromisoformat(written)


def report_id(text: str) -> str:
    """From the hash of the text, so that the same text is the same report."""
    return "r" + hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
