"""JSON lines: one report a line, with the fields of a Report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from mapper.errors import ReadError
from mapper.readers.found import Found, Told, day_of, digest, report_id
from mapper.readers.json_lines import json_object, numbered
from mapper.records import Report

_FIELDS = tuple(item.name for item in fields(Report))


def read_lines(
    lines: Iterable[bytes], *, name: str, path: str, on_error: Callable[[ReadError], None]
) -> Iterator[Found]:
    """The reports of a file's lines, one by one; a faulty line goes to ``on_error`` and is left out.

    ``text`` is required, the other fields of a Report may be there; empty lines
    are passed over. A report without a path gets the file's with the number of
    its line. Raises ReadError where there is not one line.
    """
    filled = False
    for number, line in numbered(lines):
        filled = True
        try:
            yield _found(line, path=f"{path}#{number}")
        except ValueError as error:
            on_error(ReadError(f"{name}, line {number}: {error}"))
    if not filled:
        raise ReadError(f"{name}: the file is empty; give one report a line, as JSON objects with a text")


def _found(line: bytes, *, path: str) -> Found:
    """The report of a line. Raises ValueError, saying what is wrong."""
    plain = json_object(line, what="report", expected="a JSON object with a text")
    return of_fields(plain, path=path, data=line)


def of_fields(plain: Mapping[str, Any], *, path: str, data: bytes) -> Found:
    """The report of the fields of a Report as written, days as 2020-10-12; None or "" for what is not told.

    ``data`` is what they were read from. Raises ValueError, saying what is wrong.
    """
    values = _values(plain)
    text = values["text"]
    if values["id"] not in ("", report_id(text)):
        raise ValueError(f"the id {values['id']!r} does not fit the text it is made from; leave it out")
    told = Told(
        title=values["title"],
        outlet=values["outlet"],
        url=values["url"],
        published=_day(values["published"]),
        language=values["language"],
    )
    return Found(text=text, told=told, path=values["path"] or path, sha256=values["sha256"] or digest(data))


def _values(plain: Mapping[str, Any]) -> dict[str, str]:
    """Every field of a Report as written; empty where it is not told."""
    unknown = [name for name in plain if name not in _FIELDS]
    if unknown:
        raise ValueError(f"unknown field {', '.join(map(repr, unknown))}; known are {', '.join(_FIELDS)}")
    values = {name: "" if plain.get(name) is None else plain[name] for name in _FIELDS}
    for name, value in values.items():
        if not isinstance(value, str):
            raise ValueError(f"{name} is {value!r}; write it as a text in quotes")
    if not values["text"].replace("\ufeff", "").strip():
        raise ValueError("there is no text; give the report's text in the field 'text'")
    return values


def _day(written: str) -> date | None:
    try:
        return day_of(written) if written else None
    except ValueError:
        raise ValueError(f"published: {written!r} is not a date; write it as 2020-10-12") from None
