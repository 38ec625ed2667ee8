"""``mapper gazetteer find``: where a name is, or each name of standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gazetteer.cli import options, printed
from gazetteer.errors import GazetteerError
from gazetteer.place import Match

if TYPE_CHECKING:
    from gazetteer.lookup import Gazetteer

Search = Callable[[str], tuple[Match, ...]]
"""Raises GazetteerError and OSError."""


def _point(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> tuple[float, float] | None:
    """LAT,LON in degrees, as people write it, to (lon, lat)."""
    if value is None:
        return None
    try:
        lat, lon = (float(part) for part in value.split(","))
    except ValueError:
        raise click.BadParameter(f"{value!r} is not LAT,LON; write for example 40.18,44.51") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise click.BadParameter(f"{value!r} is not on the Earth; latitude comes first")
    return lon, lat


@click.command()
@click.argument("name")
@options.AS_JSON
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(min=1), help="How many places at most."
)
@click.option("--near", metavar="LAT,LON", callback=_point, help="Prefer places near this point.")
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

    With - for NAME the names are read from standard input, one a line, and each
    line of the answer begins with its name.
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

    def search(asked: str) -> tuple[Match, ...]:
        found = opened.search(asked, near=near, country=code, limit=limit)
        return found + ask(asked) if ask else found

    if name == "-":
        _find_all(search, as_json)
    else:
        _find_one(search, name, as_json)


def _find_one(search: Search, name: str, as_json: bool) -> None:
    with options.shown():
        matches = search(name)
    if as_json:
        click.echo(printed.as_json([printed.match_record(match) for match in matches]))
    for match in matches if not as_json else ():
        click.echo(printed.match_line(match))
    if not matches:
        click.echo(
            f"No place is known by the name {name!r}; try another spelling, or a --gazetteer of your own.",
            err=True,
        )


def _find_all(search: Search, as_json: bool) -> None:
    """The names of standard input; one that cannot be asked is named, and the others go on."""
    unread = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        name = line.decode("utf-8-sig", errors="surrogateescape").strip()
        if not name:
            continue
        try:
            if problem := options.problem_of(name):
                raise GazetteerError(problem)
            matches = search(name)
        except (GazetteerError, OSError) as error:
            click.echo(f"Error: standard input, line {number}: {error}", err=True)
            unread += 1
            continue
        if as_json:
            records = [printed.match_record(match) for match in matches]
            click.echo(json.dumps({"name": name, "matches": records}, ensure_ascii=False))
        for match in matches if not as_json else ():
            click.echo(f"{name}\t{printed.match_line(match)}")
        if not matches:
            click.echo(f"No place is known by the name {name!r}.", err=True)
    if unread:
        click.get_current_context().exit(3)


def _country_code(opened: Gazetteer, given: str) -> str:
    """The alpha-2 code of a country that is given as AM, ARM or by a name."""
    countries = {place.country: place for place in opened if place.level == "country" and place.country}
    if given.upper() in countries:
        return given.upper()
    known = opened.place(f"country:{given.upper()}")
    with options.shown():
        named = [known] if known else [match.place for match in opened.search(given)]
    codes = [place.country for place in named if place.level == "country" and place.country]
    if not codes:
        raise click.UsageError(f"--country {given!r} is no country; write a code like AM or its name")
    return codes[0]


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
