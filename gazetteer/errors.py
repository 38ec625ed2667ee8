"""What can go wrong in the gazetteer.

GazetteerError
├── DataError        a line of a data file cannot be used (also a ValueError)
│   └── UnreadableError  a data file cannot be read at all
└── OnlineError      an online geocoder cannot be asked (also a ConnectionError)
"""

from __future__ import annotations

from functools import partial
from pathlib import Path


class GazetteerError(Exception):
    """Root of every error that the gazetteer raises on purpose."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows in place of the ways through our code, which are no help to a person."""
        return [f"{type(self).__name__}: {self}"]


class OnlineError(GazetteerError, ConnectionError):
    """An online geocoder could not be asked."""


class DataError(GazetteerError, ValueError):
    """A data file has a fault; says which file, line and column (or key of a TOML file), and the way out."""

    def __init__(
        self,
        path: Path,
        problem: str,
        *,
        line: int | None = None,
        column: str | None = None,
        key: str | None = None,
    ) -> None:
        self.path, self.problem, self.line, self.column, self.key = path, problem, line, column, key
        super().__init__(str(self))

    def __reduce__(self) -> tuple[partial[DataError], tuple[Path, str]]:
        # Exceptions are pickled by the text of their message alone, which is not what makes one.
        made = partial(type(self), line=self.line, column=self.column, key=self.key)
        return made, (self.path, self.problem)

    def __str__(self) -> str:
        where = str(self.path)
        if self.line is not None:
            where += f", line {self.line}"
        if self.column is not None:
            where += f", column {self.column}"
        if self.key is not None:
            where += f", key {self.key}"
        return f"{where}: {self.problem}"


class UnreadableError(DataError):
    """Nothing, or nothing more, can be read of a data file."""
