"""One object of an annotation file: its values checked, each fault with file and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mapper.errors import RunError
from mapper.evaluate.matching import Span
from mapper.readers.found import day_of


@dataclass(frozen=True, slots=True)
class Item:
    """A JSON object and where it stands, as ``claims[3] (c4)``; a value that is absent or null is empty."""

    path: Path
    where: str
    values: dict[str, Any]

    @classmethod
    def of(cls, path: Path, value: Any, *, where: str = "") -> Item:
        if not isinstance(value, dict):
            raise RunError(f"{path}{where and f', {where}'}: {_short(value)} is not an object {{...}}")
        name = value.get("id") or value.get("surface")
        return cls(path, f"{where} ({name})" if where and name else where, value)

    def fault(self, key: str, problem: str) -> RunError:
        return RunError(f"{self.path}, {'.'.join(filter(None, (self.where, key)))}: {problem}")

    def has(self, key: str) -> bool:
        return self.values.get(key) is not None

    def all(self, key: str) -> list[Any]:
        value = self.values.get(key)
        if value is not None and not isinstance(value, list):
            raise self.fault(key, f"{_short(value)} is not a list [...]")
        return value or []

    def items(self, key: str) -> Iterator[Item]:
        for number, value in enumerate(self.all(key)):
            yield Item.of(self.path, value, where=f"{key}[{number}]")

    def text(self, key: str, *, default: str = "") -> str:
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise self.fault(key, f"{_short(value)} is not text")
        return value if value is not None else default

    def texts(self, key: str) -> list[str]:
        values = self.all(key)
        for value in values:
            if not isinstance(value, str):
                raise self.fault(key, f"{_short(value)} is not text")
        return values

    def flag(self, key: str) -> bool | None:
        value = self.values.get(key)
        if value is not None and not isinstance(value, bool):
            raise self.fault(key, f"{_short(value)} is neither true nor false")
        return value

    def number(self, key: str, *, low: float = 0, high: float = 1e6) -> float | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault(key, f"{_short(value)} is not a number")
        if not low <= value <= high:
            raise self.fault(key, f"{value} is outside {low:g}..{high:g}")
        return float(value)

    def whole(self, key: str) -> int | None:
        value = self.values.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise self.fault(key, f"{_short(value)} is not a whole number, 0 or more")
        return value

    def day(self, key: str) -> date | None:
        try:
            return day_of(self.text(key)) if self.text(key) else None
        except ValueError:
            raise self.fault(key, f"{self.text(key)!r} is no day written as YYYY-MM-DD") from None

    def span(self, text: str | None) -> Span:
        """From ``start`` to ``end``, within the text where that is known."""
        return self._span("start, end", (self.values.get("start"), self.values.get("end")), text)

    def spans(self, key: str, text: str | None) -> Iterator[Span]:
        for value in self.all(key):
            yield self._span(key, value, text)

    def check_words(self, key: str, text: str | None, span: Span) -> None:
        """Whether the words that the annotation quotes stand at the span."""
        if text is not None and self.text(key) and text[slice(*span)] != self.text(key):
            raise self.fault(key, f"the report has {_short(text[slice(*span)])} from {span[0]} to {span[1]}")

    def _span(self, key: str, value: Any, text: str | None) -> Span:
        pair = tuple(value) if isinstance(value, list | tuple) else ()
        if len(pair) != 2 or any(isinstance(end, bool) or not isinstance(end, int) for end in pair):
            raise self.fault(key, f"{_short(value)} is not a pair of offsets")
        if not 0 <= pair[0] < pair[1]:
            raise self.fault(key, f"from {pair[0]} to {pair[1]} is no stretch of text")
        if text is not None and pair[1] > len(text):
            raise self.fault(
                key, f"{pair[1]} is beyond the end of the report, which has {len(text)} characters"
            )
        return pair[0], pair[1]


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
