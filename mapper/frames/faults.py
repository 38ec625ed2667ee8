"""Rows that cannot be used: all of them in one error, or each to whoever leaves them out."""

from __future__ import annotations

from itertools import islice

from mapper.errors import SHOWN, OnBadRow, RowError, RunError


class CellError(ValueError):
    """What is wrong with a cell of a row."""

    def __init__(self, column: str, problem: str) -> None:
        super().__init__(problem)
        self.column = column


class Faults:
    """What is wrong with a table, row by row; rows are numbered as a person sees them."""

    def __init__(self, name: str, *, row: str = "row") -> None:
        self.name, self._row, self._part = name, row, ""
        self._problems: dict[tuple[str, int], list[str]] = {}

    def of_part(self, part: str) -> Faults:
        """Faults of a second table in the same file, told together with ours."""
        theirs = Faults(self.name, row=self._row)
        theirs._part, theirs._problems = f"{part}, ", self._problems
        return theirs

    def __contains__(self, number: int) -> bool:
        return (self._part, number) in self._problems

    def add(self, number: int, column: str, problem: str) -> None:
        told = self._problems.setdefault((self._part, number), [])
        told.append(f"column {column}: {problem}" if column else problem)

    def settle(self, on_bad_row: OnBadRow | None) -> None:
        """Tell of each bad row, or raise RunError for all of them where nobody wants to be told."""
        problems = {
            f"{part}{self._row} {number}": "; ".join(told)
            for (part, number), told in sorted(self._problems.items())
        }
        if on_bad_row is not None:
            for row, problem in problems.items():
                on_bad_row(RowError(f"{self.name}, {row}, {problem}"))
        elif problems:
            raise RunError(self._all(problems))

    def _all(self, problems: dict[str, str]) -> str:
        count = len(problems)
        rows, those = (f"1 {self._row}", "it") if count == 1 else (f"{count} {self._row}s", "them")
        lines = [
            f"{self.name}: {rows} cannot be used; mend {those}, or leave {those} out with --skip-bad-rows "
            "(in Python: on_bad_row)",
            *(f"{row}, {problem}" for row, problem in islice(problems.items(), SHOWN)),
        ]
        if count > SHOWN:
            lines.append(f"and {count - SHOWN} more")
        return "\n  ".join(lines)
