"""Counters of a score that add up over documents: found against wanted, and means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many of the gold's things were found, and of the things found, how many are right.

    ``right`` and ``found_right`` are the same number where one thing matches one
    other; they differ where each side is weighed by itself (B-cubed).
    """

    right: float = 0
    gold: float = 0
    found_right: float = 0
    found: float = 0

    @classmethod
    def of(cls, right: float, *, gold: float, found: float) -> Ratio:
        """``right`` things matched one to one."""
        return cls(right, gold, right, found)

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(
            self.right + other.right,
            self.gold + other.gold,
            self.found_right + other.found_right,
            self.found + other.found,
        )

    @property
    def precision(self) -> float:
        """Right among the found; where nothing was found, 1 if there was nothing to find, else 0."""
        if self.found:
            return self.found_right / self.found
        return 0.0 if self.gold else 1.0

    @property
    def recall(self) -> float:
        """Right among the gold's; 1 where the gold has none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


NOTHING = Ratio()
"""Nothing wanted and nothing found."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A sum of judgements between 0 and 1, and how many were made."""

    total: float = 0
    n: int = 0

    def __add__(self, other: Mean) -> Mean:
        return Mean(self.total + other.total, self.n + other.n)

    @property
    def value(self) -> float | None:
        """None where nothing was judged."""
        return self.total / self.n if self.n else None
