"""Reports of what a program has at hand: paths, texts, rows, frames, open files, reports."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from os import PathLike, fsdecode
from pathlib import Path
from typing import Any

from mapper.errors import ArgumentError, ReadError
from mapper.readers.formats import SUFFIXES
from mapper.readers.found import day_of
from mapper.readers.lines import of_fields
from mapper.readers.read import Reader
from mapper.records import Extraction, Report

_LONGEST_NAME = 255
"""Bytes of the name of a file or folder; no common file system takes more."""
_FEWEST_WORDS = 4
"""Of a line that is taken for a sentence."""
_SENTENCE_END = re.compile(r"[.!?…؟۔։»”\"]$")
_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_SHOWN = 60
"""Characters of a text in an error."""
_TAKEN = (
    "a path, a text, a mapping with a 'text', a pandas frame with a column 'text', an open file, reports, "
    "or a list of these"
)


def reports_of(given: Any, reader: Reader) -> Iterator[Report]:
    """The reports of anything that can be one; what cannot be read goes to the reader's ``on_error``.

    Reports stay as they are. Raises ArgumentError for what is none of these things.
    """
    if isinstance(given, Report):
        yield given
    elif isinstance(given, Extraction):
        yield given.report
    elif isinstance(given, str):
        yield from _string(given, reader)
    elif isinstance(given, PathLike):
        yield from reader.source(Path(fsdecode(given)))
    elif is_frame(given):
        yield from _rows(given, reader)
    elif isinstance(given, Mapping) or (hasattr(given, "to_dict") and "text" in given):
        yield from _row(dict(given), reader, name="the report")
    elif hasattr(given, "read"):
        yield from _open(given, reader)
    elif isinstance(given, Iterable) and not isinstance(given, bytes | bytearray):
        for one in given:
            yield from reports_of(one, reader)
    else:
        raise ArgumentError(f"{type(given).__name__} is nothing to read reports from; give {_TAKEN}")


def is_frame(given: object) -> bool:
    """Whether it is a table of pandas, without importing pandas to ask."""
    return hasattr(given, "columns") and hasattr(given, "to_dict")


def day_given(given: object) -> date | None:
    """A day that a person gave: a date, a moment, or a text like "2020-10-12". Raises ArgumentError."""
    if given == "" or _is_nothing(given):
        return None
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    try:
        if isinstance(given, str):
            return day_of(given.strip())
    except ValueError:
        pass
    raise ArgumentError(f'published={given!r} is no day; write it as published="2020-10-12" or give a date')


def _string(given: str, reader: Reader) -> Iterator[Report]:
    if path := _path(given):
        yield from reader.source(path)
    elif _is_text(given):
        yield from _text(given, reader)
    else:
        reader.on_error(ReadError(_neither(given)))


def _path(given: str) -> str:
    """What is there by that name, or by it without the blanks around it; empty for nothing."""
    bare = given.strip()
    try:
        return next((name for name in (given, bare) if bare and (name == "-" or Path(name).exists())), "")
    except (OSError, ValueError):
        return ""


def _is_text(given: str) -> bool:
    """Whether a string that is the path of nothing can be no mistyped one either.

    A text has lines, or a line longer than any name of a file, or reads as a sentence: words, no slash, and
    a full stop at the end. All else might be a path with a slip in it.
    """
    lines = given.strip().splitlines()
    if len(lines) > 1:
        return not all(Path(line.strip()).suffix.lower() in SUFFIXES for line in lines if line.strip())
    if any(len(part.encode("utf-8", "replace")) > _LONGEST_NAME for part in re.split(r"[/\\]", given)):
        return True
    line = given.strip()
    words = len(line.split()) >= _FEWEST_WORDS and "/" not in line and "\\" not in line
    return words and bool(_SENTENCE_END.search(line)) and not _ADDRESS.match(line)


def _neither(given: str) -> str:
    line = given.strip()
    if not line:
        return "the text is empty; give a path, or a text with words in it"
    if _ADDRESS.match(line):
        return f"{line}: this is an address, and nothing is fetched; save the page and give its file"
    if "\n" in line:
        return f"{_short(line)}: these are paths, one a line; give them as a list: mapper.read(text.split())"
    return (
        f"{_short(line)}: there is no such file or folder; check the spelling of the path. If this is the "
        'text of a report, say so: mapper.read({"text": ...})'
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _text(text: str, reader: Reader, name: str = "the text", path: str = "") -> Iterator[Report]:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        problem = f"{name}: it has half a character in it (a lone \\ud800 to \\udfff); write it anew"
        reader.on_error(ReadError(problem))
    else:
        yield from reader.stream(io.BytesIO(data), name=name, path=path)


def _open(file: Any, reader: Reader) -> Iterator[Report]:
    """What is left to read of a file that is open, as text or as bytes."""
    named = getattr(file, "name", "")
    path = named if isinstance(named, str) else ""
    name = path or "the open file"
    try:
        content = file.read()
    except (OSError, ValueError) as error:
        reader.on_error(ReadError(f"{name}: cannot be read ({error})"))
        return
    if isinstance(content, str):
        yield from _text(content, reader, name, path)
    else:
        yield from reader.stream(io.BytesIO(content), name=name, path=path)


def _rows(frame: Any, reader: Reader) -> Iterator[Report]:
    names = [str(name) for name in frame.columns]
    if "text" not in names:
        has = f"it has {', '.join(map(repr, names))}" if names else "it has no columns"
        raise ArgumentError(
            f"the frame has no column 'text' ({has}); name the column of the reports' texts: "
            'frame.rename(columns={"...": "text"})'
        )
    for number, row in enumerate(frame.to_dict("records"), 1):
        yield from _row(row, reader, name=f"the frame, row {number}")


def _row(row: Mapping[Any, Any], reader: Reader, *, name: str) -> Iterator[Report]:
    plain = {str(field): _written(value) for field, value in row.items()}
    try:
        found = of_fields(plain, path="", data=str(plain.get("text")).encode("utf-8"))
    except UnicodeEncodeError:
        reader.on_error(ReadError(f"{name}: the text has half a character in it; write it anew"))
    except ValueError as error:
        reader.on_error(ReadError(f"{name}: {error}"))
    else:
        yield reader.settled(found)


def _written(value: Any) -> Any:
    """A cell as a line of JSON would have it: days as 2020-10-12, nothing as None."""
    if _is_nothing(value):
        return None
    return str(day_given(value)) if isinstance(value, date) else value


def _is_nothing(value: Any) -> bool:
    """Whether a cell is None, or one of those of pandas that are unlike themselves or decide nothing."""
    try:
        return value is None or bool(value != value)
    except TypeError:
        return True
    except ValueError:
        return False
