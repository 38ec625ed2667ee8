"""What can go wrong in mapper, by what to do next.

MapperError
├── ItemError        this input is left out, the run goes on (exit code 3 at the end)
│   ├── ReadError    a file could not be read as a report
│   ├── LanguageError  a report is in a language there are no rules for
│   └── RowError     a row of a table could not be used (also a ValueError)
└── RunError         the run stops (exit code 1)
    ├── ArgumentError  a verb was given what it cannot take (also a TypeError and a ValueError)
    ├── NothingRead  not one report could be read
    └── WriteError   an output could not be written (also an OSError)
"""

from __future__ import annotations

from collections.abc import Callable


class MapperError(Exception):
    """Root of every error that mapper raises on purpose; its text is one paragraph for a person."""

    exit_code = 1

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows in place of the ways through our code, which are no help to a person."""
        return [f"{type(self).__name__}: {self}"]


class ItemError(MapperError):
    """One input is left out; the run goes on."""

    exit_code = 3


class ReadError(ItemError):
    """A file could not be read as a report."""


class LanguageError(ItemError):
    """A report is in a language there are no rules for."""


class RowError(ItemError, ValueError):
    """A row of a table could not be used."""


OnBadRow = Callable[[RowError], None]
"""Told of each row that is left out."""
SHOWN = 20
"""Bad rows that are listed; the rest is counted."""


class RunError(MapperError):
    """The run stops."""


class ArgumentError(RunError, TypeError, ValueError):
    """A verb was given what it cannot take."""


class NothingRead(RunError):  # noqa: N818 - says what happened, as click's Abort does
    """Not one report could be read."""


class WriteError(RunError, OSError):
    """An output could not be written; what stood there before is untouched."""
