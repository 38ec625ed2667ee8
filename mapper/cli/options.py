"""What commands share: the reading of reports with its options, and the talk on stderr."""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.errors import ItemError, LanguageError, NothingRead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gazetteer.lookup import Gazetteer
    from mapper.records import Extraction, Report

_OBJECTS_BETWEEN_LOOKS = 10_000
"""New objects after which the collector looks for those that only hold each other; Python's own is 700."""


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    from mapper.readers.found import day_of

    try:
        return None if value is None else day_of(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date; write it as 2020-10-12") from None


_TALK = (
    click.option("-v", "--verbose", is_flag=True, help="Say more on stderr."),
    click.option("--quiet", is_flag=True, help="Say nothing on stderr but errors."),
)
_READING = (
    click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(readable=False)),
    click.option(
        "--published",
        callback=_day,
        metavar="DATE",
        help="Day of publication of reports that neither a manifest nor they themselves date; without it "
        "their dates stay unknown.",
    ),
    click.option("--outlet", default="", help="Outlet of reports for which none is named."),
    click.option(
        "--language",
        default="ar",
        show_default=True,
        help="Language of reports that neither a manifest nor they themselves tell.",
    ),
    click.option(
        "--gazetteer",
        "gazetteer_files",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="PATH",
        help="Your own places: a CSV (name,lat,lon,...), a GeoNames dump (.txt, .zip) or the folder of a "
        "theatre pack; may be given several times.",
    ),
    *_TALK,
)


@dataclass(slots=True, kw_only=True)
class Talk:
    """What is said on stderr."""

    verbose: bool = False
    quiet: bool = False

    def say(self, message: str) -> None:
        if not self.quiet:
            click.echo(message, err=True)

    def say_more(self, message: str) -> None:
        if self.verbose:
            self.say(message)

    def progress(self, message: str) -> None:
        """A line that the next one overwrites; only on a terminal."""
        if not self.quiet and sys.stderr.isatty():
            click.echo(f"\r\x1b[K{message}", err=True, nl=False)


@dataclass(slots=True, kw_only=True)
class Inputs(Talk):
    """The reports a command was given, and what of them could not be read."""

    sources: Sequence[str | Path]
    published: date | None = None
    outlet: str = ""
    language: str = "ar"
    gazetteer_files: Sequence[Path] = ()
    unread: list[str] = field(default_factory=list)

    def gazetteer(self) -> Gazetteer:
        from gazetteer.cli.options import end_tidily
        from gazetteer.lookup import Gazetteer

        end_tidily()
        opened = Gazetteer.default(user_files=self.gazetteer_files, on_progress=self.progress)
        self.progress("")
        if opened.missing:
            self.say(f"Warning: {opened.missing}")
        return opened

    def extractions(self, *, copies: bool = False) -> Iterator[Extraction]:
        """What is found in the reports, one by one; with ``copies`` also in those of the same text again.

        Raises NothingRead where there was not one.
        """
        from mapper.pipeline import Copies, extract

        count, seen = 0, Copies()
        reports = (report for report in self.reports() if copies or not seen.is_copy(report))
        for extraction in extract(reports, gazetteer=self.gazetteer(), on_error=self.left_out):
            count += 1
            yield extraction
        self.check_read(count)
        if seen.count:
            self.say(f"left out because an earlier report has the same text: {seen.count}")

    def check_read(self, count: int) -> None:
        if not count:
            raise NothingRead("not one report could be read; the reasons stand above")

    def reports(self) -> Iterator[Report]:
        """The reports, one by one; what cannot be read is named on stderr and left out."""
        from mapper.language import check_letters
        from mapper.readers import read

        for report in read(
            self.sources,
            published=self.published,
            outlet=self.outlet,
            language=self.language,
            on_error=self.left_out,
            on_note=self.say,
        ):
            self.say_more(f"read {report.path}")
            try:
                check_letters(report)
            except LanguageError as error:
                self.left_out(LanguageError(f"{report.path}: {error}"))
                continue
            yield report
            spare_tables()

    def left_out(self, error: ItemError) -> None:
        self.progress("")
        click.echo(f"Error: {error}", err=True)
        self.unread.append(self._without_folder(str(error)))

    def _without_folder(self, message: str) -> str:
        """The message with file names only: where a folder lies on a disk does not belong on a page."""
        for source in sorted(map(Path, self.sources), key=lambda path: len(str(path)), reverse=True):
            folder = source if source.is_dir() else source.parent
            message = message.replace(f"{folder}/", "")
        return message

    def finish(self) -> None:
        """End the command with exit code 3 where something could not be read."""
        if self.unread:
            click.get_current_context().exit(3)


@functools.cache
def spare_tables() -> None:
    """Once, when the first report has had every table read: the collector need not look at them again.

    They are hundreds of thousands of objects that stay; walking them over and over took a fifth of the time.
    A report makes thousands of objects that go with it, so that looking for the rest every few reports
    is often enough.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)


def to_file(*names: str, text: str, metavar: str = "FILE", default: str | None = None) -> Callable[..., Any]:
    """An option that names a file or folder to write; ``-o`` without a default is required."""
    # Click takes an explicit default of None for an answer, so that nothing would be asked for.
    more: dict[str, Any] = {"required": "-o" in names} if default is None else {"default": default}
    return click.option(
        *names,
        type=click.Path(path_type=Path),
        show_default=default is not None,
        metavar=metavar,
        help=text,
        **more,
    )


def reading(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of reading reports; it gets them as one ``inputs``."""

    @functools.wraps(command)
    def run(**values: Any) -> None:
        names = ("sources", "published", "outlet", "language", "gazetteer_files", "verbose", "quiet")
        inputs = Inputs(**{name: values.pop(name) for name in names})
        command(inputs=inputs, **values)

    return _with(run, _READING)


def talking(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of how much to say; it gets them as one ``talk``."""

    @functools.wraps(command)
    def run(**values: Any) -> None:
        talk = Talk(verbose=values.pop("verbose"), quiet=values.pop("quiet"))
        command(talk=talk, **values)

    return _with(run, _TALK)


def _with(command: Callable[..., None], options: Sequence[Callable[..., Any]]) -> Callable[..., None]:
    for option in reversed(options):
        command = option(command)
    return command
