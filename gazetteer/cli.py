"""The ``gazetteer`` command: look names up, show a place, check a theatre pack, build the indexes."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gazetteer.errors import DataError, GazetteerError
from gazetteer.place import Match, Place

if TYPE_CHECKING:
    from gazetteer.lookup import Gazetteer

USER_FILES = click.option(
    "--gazetteer",
    "user_files",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own places: a CSV with the columns name,lat,lon, or a GeoNames dump (.txt). May be repeated.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")


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


@click.group("gazetteer")
def group() -> None:
    """Look up places of conflicts by any of their names."""


@group.command()
@click.argument("name")
@AS_JSON
@click.option(
    "--limit", default=10, show_default=True, type=click.IntRange(min=1), help="How many places at most."
)
@click.option("--near", metavar="LAT,LON", callback=_point, help="Prefer places near this point.")
@click.option("--country", metavar="XX", help="Only places of this country (ISO 3166 alpha-2).")
@click.option(
    "--online",
    type=click.Choice(["nominatim"]),
    help="Ask this geocoder on the network as well; nothing goes there without this option.",
)
@click.option("--user-agent", metavar="TEXT", help="Who asks, for --online: your project and an address.")
@click.option("--server", metavar="URL", help="Your own Nominatim server, for --online.")
@USER_FILES
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
    """Find the places of NAME, best first, in any script and spelling."""
    if online and not user_agent:
        raise click.UsageError('--online needs --user-agent, for example "my-study (me@example.org)"')
    if not online and (user_agent or server):
        raise click.UsageError("--user-agent and --server go with --online nominatim")
    matches = _open(user_files).search(name, near=near, country=country, limit=limit)
    if user_agent:
        matches += _ask_online(name, user_agent, server, limit, country)
    if as_json:
        click.echo(json.dumps([_match_record(match) for match in matches], ensure_ascii=False, indent=2))
    elif matches:
        for match in matches:
            click.echo(_match_line(match))
    else:
        click.echo(f"No place is known by the name {name!r}.", err=True)


@group.command()
@click.argument("place_id", metavar="ID")
@AS_JSON
@USER_FILES
def show(place_id: str, as_json: bool, user_files: Sequence[Path]) -> None:
    """Show all that is known of the place with this ID."""
    place = _open(user_files).place(place_id)
    if place is None:
        raise click.ClickException(
            f"No place has the id {place_id!r}; look it up with: mapper gazetteer find NAME"
        )
    click.echo(json.dumps(asdict(place), ensure_ascii=False, indent=2) if as_json else _place_text(place))


@group.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path) -> None:
    """Check the theatre pack in FOLDER; every fault is named with file, line and column."""
    from gazetteer.sources import theatre
    from gazetteer.sources.check import faults

    if found := faults(folder):
        for fault in found:
            click.echo(str(fault), err=True)
        raise click.ClickException(f"{len(found)} faults" if len(found) > 1 else "1 fault")
    pack = theatre.load(folder)
    names = sum(len(place.names) for place in pack.places)
    phrases = len(pack.stop_phrases)
    click.echo(f"{pack.name}: {len(pack.places)} places, {names} names, {phrases} stop phrases. No fault.")


@group.command()
@click.argument("dumps", nargs=-1, metavar="[DUMP]...", type=click.Path(dir_okay=False, path_type=Path))
@AS_JSON
@click.option("--anew", is_flag=True, help="Build again what is there already.")
def build(dumps: Sequence[Path], as_json: bool, anew: bool) -> None:
    """Build the index of the world's cities in the cache folder, or those of the GeoNames dump files DUMP.

    Other commands do so by themselves when they first need an index.
    """
    from gazetteer.lookup import dump_index, world_index

    try:
        built = [dump_index(path, anew=anew, on_progress=_progress) for path in dumps]
        built = built or [world_index(anew=anew, on_progress=_progress)]
    except (DataError, ImportError, OSError) as error:
        raise click.ClickException(str(error)) from error
    finally:
        _progress("")
    if as_json:
        click.echo(json.dumps([{"path": str(i.path), "places": len(i)} for i in built], ensure_ascii=False))
    else:
        for index in built:
            click.echo(f"{index.path}: {len(index):,} places")


def _progress(message: str) -> None:
    """A line that the next one overwrites; only on a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{message}", err=True, nl=False)


def _open(user_files: Sequence[Path]) -> Gazetteer:
    from gazetteer.lookup import Gazetteer

    try:
        opened = Gazetteer.default(user_files=user_files, on_progress=_progress)
    except DataError as error:
        raise click.ClickException(str(error)) from error
    finally:
        _progress("")
    if opened.missing:
        click.echo(f"Warning: {opened.missing}", err=True)
    return opened


def _ask_online(
    name: str, user_agent: str, server: str | None, limit: int, country: str | None
) -> tuple[Match, ...]:
    from gazetteer.index import cache
    from gazetteer.sources import online

    try:
        folder, address = cache.folder() / "online", server or online.SERVER
        found = online.search(name, user_agent=user_agent, folder=folder, server=address, limit=limit)
    except (GazetteerError, OSError) as error:
        raise click.ClickException(str(error)) from error
    return tuple(match for match in found if country is None or match.place.country == country.upper())


def _match_record(match: Match) -> dict[str, object]:
    place = match.place
    return {
        "id": place.id,
        "name": place.name,
        "level": place.level,
        "kind": place.kind,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "country": place.country,
        "match": match.level,
        "matched_name": match.name,
        "score": match.score,
        "reasons": list(match.reasons),
        "online": _is_online(match.place),
    }


def _match_line(match: Match) -> str:
    place = match.place
    where = f"{place.lat:.4f},{place.lon:.4f} ±{place.radius_km:g} km"
    how = f"online {match.score:.2f}" if _is_online(place) else f"{match.level} {match.score:.2f}"
    return "\t".join((place.id, place.name, place.kind, where, how, match.name))


def _is_online(place: Place) -> bool:
    return place.id.startswith("osm:")


def _place_text(place: Place) -> str:
    facts = [
        ("id", place.id),
        ("name", place.name),
        ("kind", f"{place.kind} ({place.level})"),
        ("point", f"{place.lat:.4f},{place.lon:.4f} ±{place.radius_km:g} km"),
        ("country", place.country),
        ("inside", ", ".join(place.parents)),
        ("same name", ", ".join(place.same_name)),
        ("source", place.source),
        ("note", place.note),
    ]
    lines = [f"{label}: {value}" for label, value in facts if value]
    for name in place.names:
        marks = [name.language, name.side, name.evidence, "needs a place noun" if name.needs_cue else ""]
        lines.append(f"  {name.text}  [{', '.join(mark for mark in marks if mark)}]")
    return "\n".join(lines)
