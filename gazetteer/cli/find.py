"""``mapper gazetteer find``: where a name is, or each name of standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from gazetteer.cli import options, printed
from gazetteer.errors import GazetteerError, OnlineError
from gazetteer.place import Match

if TYPE_CHECKING:
    from gazetteer.lookup import Gazetteer

Search = Callable[[str], tuple[Match, ...]]
"""Raises GazetteerError and OSError."""


def _point(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> tuple[float, float] | None:
    """LAT,LON in degrees, as people write it."""
    if value is None:
        return None
    try:
        lat, lon = (float(part) for part in value.split(","))
    except ValueError:
        raise click.BadParameter(f"{value!r} is not LAT,LON; write for example 40.18,44.51") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise click.BadParameter(f"{value!r} is not on the Earth; latitude comes first")
    return lat, lon


@click.command()
@click.argument("name")
@options.AS_JSON
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(min=1), help="How many places at most."
)
@click.option(
    "--near",
    metavar="LAT,LON",
    callback=_point,
    help="Prefer places near this point; the farther, the lower.",
)
@click.option("--country", metavar="XX", help="Only places of this country: AM, ARM or its name.")
@click.option(
    "--online",
    type=click.Choice(["nominatim"]),
    help="Ask this geocoder on the network as well; nothing goes there without this option.",
)
@click.option("--user-agent", metavar="TEXT", help="Who asks, for --online: your project and an address.")
@click.option("--server", metavar="URL", help="Your own Nominatim server, for --online.")
@options.USER_FILES
def find(
    name: str,
    as_json: bool,
    limit: int,
    near: tuple[float, float] | None,
    country: str | None,
    online: str | None,
    user_agent: str | None,
    server: str | None,
    user_files: Sequence[Path],
) -> None:
    """Find the places of NAME, best first, in any script and spelling.

    NAME may go on with what contains the place: "Tripoli, Lebanon". Each line has
    id, name, kind, point with radius, how the name matched and its score (0-1: how
    well it fits and how well known the place is), the matched name, and "sure" or
    what else may be meant. With - for NAME the names are read from standard input,
    one a line, and each line of the answer begins with its name. Exit code 1 says
    that nothing was found, 3 that some names could not be asked for.

    \b
    Example:
      mapper gazetteer find "Tripoli, Lebanon"
      mapper gazetteer find القدس --near 31.8,35.2 --json
      mapper gazetteer find - --country AZ < names.txt
    """
    if online and not user_agent:
        raise click.UsageError('--online needs --user-agent, for example "my-study (me@example.org)"')
    if not online and (user_agent or server):
        raise click.UsageError("--user-agent and --server go with --online nominatim")
    if problem := options.problem_of(name):
        raise click.UsageError(f"NAME {problem}")
    opened = options.open_gazetteer(user_files)
    code = _country_code(opened, country) if country else None
    ask: Search | None = _asker(user_agent, server, limit, code) if user_agent else None

    def search(asked: str) -> _Answer:
        found = opened.search(asked, near=near, country=code, limit=limit)
        try:
            return _Answer(found + ask(asked) if ask else found)
        except OnlineError as error:
            return _Answer(found, f"{error}{'; these are the answers without it' if found else ''}")

    found, unasked = _find_all(search, as_json) if name == "-" else _find_one(search, name, as_json)
    if unasked or not found:
        click.get_current_context().exit(3 if unasked and found else 1)


class _Answer(NamedTuple):
    """The places of a name, and why not all could be asked for; empty where they could."""

    matches: tuple[Match, ...]
    trouble: str = ""


def _find_one(search: Callable[[str], _Answer], name: str, as_json: bool) -> tuple[int, int]:
    """How many names were found, and how many could not be asked."""
    with options.shown():
        matches, trouble = search(name)
    if as_json:
        click.echo(printed.as_json([printed.match_record(match) for match in matches]))
    for match in matches if not as_json else ():
        click.echo(printed.match_line(match))
    if trouble:
        click.echo(f"Error: {trouble}", err=True)
    elif not matches:
        click.echo(
            f"No place is known by the name {name!r}; try another spelling, or a --gazetteer of your own.",
            err=True,
        )
    return bool(matches), bool(trouble)


def _find_all(search: Callable[[str], _Answer], as_json: bool) -> tuple[int, int]:
    """The names of standard input; one that cannot be asked is named, and the others go on."""
    found = unasked = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        name = line.decode("utf-8-sig", errors="surrogateescape").strip()
        if not name:
            continue
        try:
            if problem := options.problem_of(name):
                raise GazetteerError(problem)
            answer = search(name)
        except (GazetteerError, OSError) as error:
            answer = _Answer((), str(error))
        else:
            _print_of(name, answer.matches, as_json)
        found += bool(answer.matches)
        if answer.trouble:
            click.echo(f"Error: standard input, line {number}: {answer.trouble}", err=True)
            unasked += 1
        elif not answer.matches:
            click.echo(f"No place is known by the name {name!r}.", err=True)
    return found, unasked


def _print_of(name: str, matches: Sequence[Match], as_json: bool) -> None:
    if as_json:
        records = [printed.match_record(match) for match in matches]
        click.echo(json.dumps({"name": name, "matches": records}, ensure_ascii=False))
    for match in matches if not as_json else ():
        click.echo(f"{name}\t{printed.match_line(match)}")


def _country_code(opened: Gazetteer, given: str) -> str:
    """The alpha-2 code of a country that is given as AM, ARM or by a name."""
    with options.shown():
        try:
            return opened.country_code(given)
        except ValueError:
            problem = f"--country {given!r} is no country; write a code like AM or its name"
            raise click.UsageError(problem) from None


def _asker(user_agent: str, server: str | None, limit: int, country: str | None) -> Search:
    from gazetteer.index import cache
    from gazetteer.sources.online import SERVER, Nominatim

    with options.shown():
        folder = cache.folder() / "online"
        nominatim = Nominatim(user_agent=user_agent, folder=folder, server=server or SERVER)

    def ask(name: str) -> tuple[Match, ...]:
        found = nominatim.search(name, limit=limit)
        return tuple(match for match in found if country is None or match.place.country == country)

    return ask
