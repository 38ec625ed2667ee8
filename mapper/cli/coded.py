"""What commands share that read coded data sets: their options, and what becomes of bad rows."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.cli.streams import STREAM, incoming
from mapper.errors import SHOWN, RunError

if TYPE_CHECKING:
    from mapper.cli.options import Inputs, Talk
    from mapper.errors import RowError
    from mapper.records import Claim, Evidence


def _mapping(_: click.Context, __: click.Parameter, value: str | None) -> Mapping[str, str]:
    if value is None:
        return {}
    if "=" not in value:
        if not Path(value).is_file():
            raise click.BadParameter(f"{value!r} is no file; write date=day,lat=y or give a CSV file")
        from mapper.exchange.coded import read_mapping

        return read_mapping(Path(value))
    pairs = [part.partition("=") for part in value.split(",")]
    if bad := next((ours or theirs for ours, _, theirs in pairs if not ours or not theirs), None):
        raise click.BadParameter(f"{bad!r} is no pair; write date=day,lat=y or give a CSV file")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


columns_option = click.option(
    "--columns",
    callback=_mapping,
    metavar="MAPPING",
    help="Which columns of a table of your own are what: date=day,lat=y or a CSV file with the columns "
    "ours,theirs.",
)
skip_option = click.option(
    "--skip-bad-rows",
    is_flag=True,
    help="Leave out rows of tables that cannot be used, list them, and end with exit code 3.",
)


class BadRows:
    """Counts the rows that cannot be used, and lists them."""

    def __init__(self, talk: Talk, *, skip: bool) -> None:
        self._talk, self._skip = talk, skip
        self._listed: list[str] = []
        self.count = 0

    def add(self, error: RowError) -> None:
        self.count += 1
        if self._talk.verbose:
            # At once, since there may be as many as a file has rows.
            click.echo(f"Error: {error}", err=True)
        elif self.count <= SHOWN:
            self._listed.append(str(error))

    def settle(self) -> None:
        """List what there was to list on stderr, or raise RunError where bad rows are not to be left out."""
        if not self.count:
            return
        more = 0 if self._talk.verbose else self.count - len(self._listed)
        lines = [*self._listed, *([f"and {more} more"] if more else [])]
        one = self.count == 1
        rows = "1 row cannot be used" if one else f"{self.count} rows cannot be used"
        if not self._skip:
            those = "it" if one else "them"
            what = f"; mend {those}, or leave {those} out with --skip-bad-rows"
            raise RunError("\n  ".join([rows + what, *lines]))
        for line in lines:
            click.echo(f"Error: {line}", err=True)
        click.echo(f"{rows} and {'was' if one else 'were'} left out", err=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedFiles:
    """The coded files that a command was given beside its reports."""

    files: tuple[Path, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    skip_bad_rows: bool = False

    def claims(self, inputs: Inputs) -> list[tuple[Claim, Evidence]]:
        """Their claims with their words; what is left out is noted as not read. Raises RunError."""
        if not self.files:
            return []
        from mapper.exchange.coded import read_coded

        if STREAM in map(str, self.files) and STREAM in inputs.sources:
            raise click.UsageError(
                "- is given for the reports and for --coded, but there is one standard input"
            )
        bad = BadRows(inputs, skip=self.skip_bad_rows)
        by_file: Counter[str] = Counter()
        with incoming(self.files) as files:

            def add(error: RowError) -> None:
                bad.add(error)
                by_file[_file_of(error, files)] += 1

            told = list(read_coded(files, columns=self.columns, on_bad_row=add))
        bad.settle()
        inputs.unread += [f"{name}: rows that could not be used: {count}" for name, count in by_file.items()]
        return told


def _file_of(error: RowError, files: Sequence[Path]) -> str:
    """The name of the file that an error begins with, which may have ", row 2" in it."""
    names = (path.name for path in files if str(error).startswith(f"{path.name}, "))
    return max(names, key=len, default="")


def coded_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of coded data beside reports; it gets them as one ``coded``."""

    @functools.wraps(command)
    def run(**values: Any) -> None:
        names = ("files", "columns", "skip_bad_rows")
        command(coded=CodedFiles(**{name: values.pop(name) for name in names}), **values)

    option = click.option(
        "--coded",
        "files",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="FILE",
        help="Events of a coded data set for the same map: UCDP GED, ACLED or a table of your own, as CSV, "
        "or - for standard input; may be given several times.",
    )
    return option(columns_option(skip_option(run)))
