"""What a publisher chooses for a page: one set of rules and messages for the command line and Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from os import PathLike, fsdecode
from pathlib import Path
from typing import TYPE_CHECKING

from mapper.errors import ArgumentError
from mapper.layers import MapData, bundled_places, layers
from mapper.render.texts import LANGUAGES

if TYPE_CHECKING:
    from gazetteer.place import Place
    from mapper.records import Coverage, Evidence, Incident
    from mapper.render.intro import Node
    from mapper.render.tiles import Tiles

BOTH, WRITTEN = "both", "written"
FINEST_KM, WIDEST_KM = 0.1, 500.0
"""Widths of the grid to which positions are rounded."""


def language(lang: str) -> str:
    """A language that the page has texts of. Raises ArgumentError."""
    if lang not in LANGUAGES:
        raise ArgumentError(f"no texts for language {lang!r}; there are {', '.join(LANGUAGES)}")
    return lang


def names_of_places(names: str) -> str:
    """Whose names of disputed places are shown; a side in any case of letters. Raises ArgumentError."""
    if not names or names in (BOTH, WRITTEN):
        return names or BOTH
    from mapper.naming import parties

    known = {side.casefold(): side for side in parties(bundled_places())}
    if str(names).casefold() not in known:
        choices = ", ".join([BOTH, WRITTEN, *known.values()])
        raise ArgumentError(f"no place has names of {names!r}; there are {choices}")
    return known[names.casefold()]


def grid_km(km: float | None) -> float:
    """The width of the grid; 0 for none. Raises ArgumentError."""
    if km is None:
        return 0.0
    if isinstance(km, bool) or not isinstance(km, int | float) or not FINEST_KM <= km <= WIDEST_KM:
        raise ArgumentError(f"{km!r} is no width of a grid; it is {FINEST_KM:g} to {WIDEST_KM:g} km")
    return float(km)


def tiles_below(given: object) -> Tiles | None:
    """Tiles by their name, or as they are. Raises ArgumentError."""
    from mapper.render.tiles import Tiles, UnknownTiles, tiles

    if given is None or isinstance(given, Tiles):
        return given
    if not isinstance(given, str):
        name = type(given).__name__
        raise ArgumentError(f"tiles={name} is no name of tiles; give one like 'OpenStreetMap.Mapnik'")
    try:
        return tiles(given)
    except UnknownTiles as error:
        raise ArgumentError(str(error)) from None


def introduction(given: str | PathLike[str] | Sequence[Node]) -> Sequence[Node]:
    """The tree of a Markdown text, or of the file at a path; a tree as it is. Raises ArgumentError."""
    from mapper.render.intro import IntroError, intro, read_intro

    try:
        if isinstance(given, PathLike):
            return read_intro(Path(fsdecode(given)))
        return intro(given) if isinstance(given, str) else given
    except IntroError as error:
        raise ArgumentError(str(error)) from None


def drawn(
    incidents: Sequence[Incident],
    evidence: Mapping[str, Evidence],
    coverage: Coverage | None,
    *,
    names: str = BOTH,
    coarsen: float = 0.0,
    places: Sequence[Place] | None = None,
) -> MapData:
    """What the page draws, under the chosen names and rounded to the grid.

    ``places`` are those the incidents are at; without them the bundled theatres'.
    """
    known = list(bundled_places()) if places is None else list(places)
    if names != BOTH:
        from mapper.naming import renamed

        incidents, known = renamed(incidents, evidence, known, names)
    if not coarsen:
        return layers(incidents, evidence, coverage, backdrop=known)
    from mapper.coarsen import Coarse

    coarse = Coarse(coarsen)
    rounded = list(coarse.incidents(incidents))
    words = coarse.evidence(evidence)
    data = layers(rounded, words, coverage, backdrop=list(coarse.places(known)))
    # Names at rounded points would stand where no such place is.
    return replace(data, labels=(), lines=(), coarsened_km=coarsen)
