"""Stretches of a text that are taken, asked whether another one meets them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Spans:
    """Starts and ends of stretches that do not overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def meets(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with another stretch.

        >>> Spans([(2, 4)]).meets(4, 6)
        False
        """
        return bisect_right(self._ends, start) < bisect_left(self._starts, end)
