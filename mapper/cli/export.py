"""``mapper export``: a table in, the same in another format or in the form of another tool out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gazetteer.cli.options import USER_FILES
from mapper.cli.coded import BadRows, skip_option
from mapper.cli.options import Talk, talking, to_file
from mapper.cli.page import counted
from mapper.cli.streams import is_stream, named, outgoing, refuse_terminal

if TYPE_CHECKING:
    from mapper.cli.tables import Told
    from mapper.exchange.sheet import Sheet

SHEETS = ("acled", "ged")
FOLDERS = ("timemap", "annotation")
# The endings of mapper.writers, listed and not imported: tables cost a second to load.
TABLES = ("parquet", "gpkg", "geojson", "csv")


@click.command()
@click.argument("table", metavar="TABLE")
@to_file(
    "-o",
    "--output",
    metavar="PATH",
    text="The file to write, or - for stdout; for timemap and annotation a folder.",
)
@click.option(
    "--to",
    "form",
    type=click.Choice([*SHEETS, *FOLDERS, *TABLES]),
    help="The tool to write for, or the format of a table on stdout; without it a table in the format of the "
    "file's ending.",
)
@skip_option
@USER_FILES
@talking
def export(
    talk: Talk,
    table: str,
    output: Path,
    form: str | None,
    skip_bad_rows: bool,
    user_files: Sequence[Path],
) -> None:
    """Write a table in another format, or in the form of another tool.

    TABLE is what `mapper build --data` wrote, or claim lines of `mapper extract` or
    `mapper import` as a .jsonl file; - takes either from standard input.

    Without --to it is written as a table: .parquet, .gpkg, .geojson or .csv. With it:
    acled and ged, one CSV file with the columns and precision codes of these data
    sets, in which rows that came from there go out as they came; timemap, its three
    JSON files; annotation, one JSON file a report, as far as claims quote it. What a
    form has no room for (no day, no place, no deaths in GED) is counted.

    \b
    Example:
      mapper export incidents.parquet -o incidents.gpkg
      mapper export incidents.parquet --to acled -o acled.csv
      mapper export incidents.parquet --to timemap -o timemap/
      mapper export incidents.parquet --to geojson -o - | jq '.features | length'
    """
    _check_output(output, form)
    bad = BadRows(talk, skip=skip_bad_rows)
    if form is None or form in TABLES:
        _write_table(talk, table, output, bad, suffix=f".{form}")
    else:
        from mapper.cli.tables import told

        found = told(table, on_bad_row=bad.add)
        bad.settle()
        if form in SHEETS:
            _write_sheet(talk, _sheet(form, found, user_files), output)
        else:
            _FOLDERS[form](talk, found, output)
    if bad.count:
        click.get_current_context().exit(3)


def _check_output(output: Path, form: str | None) -> None:
    """Raise now what would end a long run without its files."""
    from mapper.atomic import check_writable
    from mapper.writers import check_format

    if is_stream(output):
        return _check_stream(form)
    if form in FOLDERS:
        if output.exists() and not output.is_dir():
            raise click.UsageError(f"{output}: {form} is several files; give the name of a folder")
        return None
    if form is None:
        check_format(output)
    elif output.suffix.lower() != (ending := f".{'csv' if form in SHEETS else form}"):
        raise click.UsageError(f"{output}: {form} is one file; give it a name that ends in {ending}")
    return check_writable(output)


def _check_stream(form: str | None) -> None:
    if form is None:
        raise click.UsageError(f"-o - has no ending; say the format with --to: {', '.join(TABLES + SHEETS)}")
    if form in FOLDERS:
        raise click.UsageError(f"-o -: {form} is several files; give the name of a folder")
    refuse_terminal(f".{form}")


def _write_table(talk: Talk, table: str, output: Path, bad: BadRows, *, suffix: str) -> None:
    from mapper.cli.tables import table as read
    from mapper.writers import save

    frame = read(table, on_bad_row=bad.add)
    bad.settle()
    with outgoing(output, suffix) as path:
        save(frame, path)
    talk.say(f"wrote {counted(len(frame), 'incident')} to {named(output)}")


def _sheet(form: str, found: Told, user_files: Sequence[Path]) -> Sheet:
    from gazetteer.cli.options import end_tidily, open_gazetteer
    from mapper.exchange.acled_rows import acled_rows
    from mapper.exchange.ged_rows import ged_rows

    end_tidily()
    incidents, evidence, _ = found
    rows = acled_rows if form == "acled" else ged_rows
    return rows(incidents, evidence, find=open_gazetteer(user_files).place)


def _write_sheet(talk: Talk, sheet: Sheet, output: Path) -> None:
    from mapper.writers.rows import write_rows

    with outgoing(output, ".csv") as path:
        write_rows(path, sheet.columns, sheet.rows)
    talk.say(f"wrote {counted(len(sheet.rows), 'row')} to {named(output)}")
    _say_left_out(talk, "incident", sheet.left_out)


def _write_timemap(talk: Talk, found: Told, output: Path) -> None:
    from mapper.exchange.timemap import timemap
    from mapper.writers.folder import write_folder

    incidents, evidence, _ = found
    made = timemap(incidents, evidence)
    write_folder(output, made.files())
    talk.say(
        f"wrote {counted(len(made.events), 'event')}, {counted(len(made.sources), 'source')} and "
        f"{counted(len(made.associations), 'association')} to {output}"
    )
    _say_left_out(talk, "incident", made.left_out)


def _write_annotations(talk: Talk, found: Told, output: Path) -> None:
    from mapper.exchange.quoted import quoted
    from mapper.writers.folder import write_folder

    incidents, evidence, _ = found
    made = quoted(incidents, evidence)
    write_folder(output, made.files)
    talk.say(f"wrote {counted(len(made.files) - 1, 'annotation')} to {output}")
    _say_left_out(talk, "claim", made.left_out)


def _say_left_out(talk: Talk, noun: str, reasons: Mapping[str, int]) -> None:
    for reason, count in reasons.items():
        talk.say(f"left out {counted(count, noun)}: {reason}")


_FOLDERS: Mapping[str, Callable[[Talk, Told, Path], None]] = {
    "timemap": _write_timemap,
    "annotation": _write_annotations,
}
