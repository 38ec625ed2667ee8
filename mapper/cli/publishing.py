"""How a page is published: its options on the command line, and the writing of it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from mapper.cli.streams import named, outgoing, refuse_stream
from mapper.errors import ArgumentError

if TYPE_CHECKING:
    from gazetteer.place import Place
    from mapper.cli.options import Talk
    from mapper.records import Coverage, Evidence, Incident
    from mapper.render.intro import Node
    from mapper.render.tiles import Tiles

    Evidences = Mapping[str, Evidence]
    FindPlace = Callable[[str], Place | None]

# Listed and not imported: the page's own package costs a second to load.
LANGUAGES = sorted(path.stem for path in (Path(__file__).parents[1] / "render" / "texts").glob("*.json"))
HEAVY = 25_000_000
"""Bytes of a page that mail and many sites no longer take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """What was asked of the page."""

    title: str = ""
    lang: str = "en"
    intro: Sequence[Node] = ()
    tiles: Tiles | None = None
    coarsen: float = 0.0
    """Width of the grid in km to which positions are rounded; 0 for none."""
    coarsen_data: bool = False
    names: str = "both"
    texts: Literal["inside", "separate"] = "inside"

    def check(self, output: Path, data: Path | None = None) -> None:
        """Raise UsageError for options that would do nothing, or that do not go together."""
        if self.texts == "separate":
            refuse_stream(output, "-o", "--texts separate needs a folder beside the page; give a file's name")
            from mapper.render.beside import check_folder

            check_folder(output)
        if self.coarsen_data and not (self.coarsen and data):
            raise click.UsageError("--coarsen-data rounds the table of --data as --coarsen does; give both")

    def write(
        self,
        path: Path,
        incidents: Sequence[Incident],
        evidence: Evidences,
        coverage: Coverage | None,
        talk: Talk,
        find: FindPlace | None = None,
    ) -> str:
        """Write the page; gives its name and size, for the line that ends the command.

        With ``find``, the gazetteer of the run gives the names of the places that its incidents are at.
        """
        from mapper.cli.page_size import page_size
        from mapper.render import IncidentMap
        from mapper.render.choices import drawn

        places = _places(incidents, find)
        made = IncidentMap(
            drawn(incidents, evidence, coverage, names=self.names, coarsen=self.coarsen, places=places),
            title=self.title,
            lang=self.lang,
            intro=self.intro,
            tiles=self.tiles,
            names=self.names,
        )
        with outgoing(path, ".html") as file:
            made.save(file, texts=self.texts)
            size = page_size(file)
        for line in size.parts():
            talk.say_more(line)
        if size.page > HEAVY:
            talk.say(f"{named(path)} is too large for mail and many sites; {self._lighter()}")
        return f"{named(path)} ({size.line()})"

    def _lighter(self) -> str:
        if self.texts == "inside":
            return "--texts separate puts the texts into a folder beside it"
        return "fewer reports, or a table filtered before `mapper render`, make it smaller"

    def table(
        self, incidents: Sequence[Incident], evidence: Evidences, data: Path | None, talk: Talk
    ) -> tuple[tuple[Incident, ...], dict[str, Evidence]]:
        """Incidents and words for the table beside the page: with full positions, unless asked otherwise."""
        if not self.coarsen or data is None:
            return tuple(incidents), dict(evidence)
        if not self.coarsen_data:
            talk.say(f"{data} keeps the full positions; --coarsen-data rounds them there, too")
            return tuple(incidents), dict(evidence)
        from mapper.coarsen import Coarse

        coarse = Coarse(self.coarsen)
        return tuple(coarse.incidents(incidents)), coarse.evidence(evidence)


def _places(incidents: Iterable[Incident], find: FindPlace | None) -> list[Place]:
    """The places of the bundled theatres, and those that incidents are at as their own gazetteer has them."""
    from mapper.layers import bundled_places
    from mapper.records import CODED_PLACE

    places = {place.id: place for place in bundled_places()}
    if find is not None:
        claims = (claim for incident in incidents for claim in incident.claims)
        told = dict.fromkeys(location.place_id for claim in claims for location in claim.locations)
        others = (name for name in told if name not in places and not name.startswith(CODED_PLACE))
        places |= {name: place for name in list(others) if (place := find(name))}
    return list(places.values())


def _choice(rule: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A callback that checks a value as the page itself does, by a rule of ``mapper.render.choices``."""

    def check(_: click.Context, __: click.Parameter, value: Any) -> Any:
        if value is None:
            return () if rule == "introduction" else None
        from mapper.render import choices

        try:
            return getattr(choices, rule)(value)
        except ArgumentError as error:
            raise click.BadParameter(str(error)) from None

    return check


_OPTIONS = (
    click.option("--title", default="", help="Title of the page."),
    click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default="en",
        show_default=True,
        help="Language of the page's own words.",
    ),
    click.option(
        "--intro",
        type=click.Path(path_type=Path),
        callback=_choice("introduction"),
        metavar="FILE",
        help="A text above the map: plain, or Markdown (headings, lists, emphasis, links); HTML in it stays "
        "text.",
    ),
    click.option(
        "--names",
        default="both",
        show_default=True,
        callback=_choice("names_of_places"),
        metavar="NAMES",
        help="Which names of a disputed place are shown: both sides' names, those of one side (AZE, ARM, "
        "...), or written, as the reports have them.",
    ),
    click.option(
        "--coarsen",
        type=float,
        callback=_choice("grid_km"),
        metavar="KM",
        help="Round every position on the page to a grid so wide, 0.1 to 500. Names stay.",
    ),
    click.option(
        "--tiles",
        callback=_choice("tiles_below"),
        metavar="NAME",
        help="Online tiles below the map (OpenStreetMap.Mapnik and others of xyzservices that need no "
        "key); without it the page loads nothing.",
    ),
    click.option(
        "--texts",
        type=click.Choice(["inside", "separate"]),
        default="inside",
        show_default=True,
        help="Where the reports' words are: in the page, or in a folder beside it.",
    ),
)
_COARSEN_DATA = click.option(
    "--coarsen-data", is_flag=True, help="Round the positions in the table of --data, too."
)


def page_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a page; it gets them as one ``page``."""
    return _publishing(command, _OPTIONS)


def page_and_table_options(command: Callable[..., None]) -> Callable[..., None]:
    """The same for a command that may write a table beside the page."""
    return _publishing(command, (*_OPTIONS, _COARSEN_DATA))


def _publishing(command: Callable[..., None], options: Sequence[Callable[..., Any]]) -> Callable[..., None]:
    @functools.wraps(command)
    def run(**values: Any) -> None:
        names = [name for name in Publishing.__dataclass_fields__ if name in values]
        told = {name: values.pop(name) for name in names}
        command(page=Publishing(**{**told, "coarsen": told["coarsen"] or 0.0}), **values)

    for option in reversed(options):
        run = option(run)
    return run
