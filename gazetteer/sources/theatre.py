"""Theatre packs: a folder of data on one conflict's places (see data/theatres/README.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.place import Place
from gazetteer.sources import codes, pack_lines, pack_places, settings
from gazetteer.table import OnFault

DATA = codes.DATA
_KNOWN_POPULATION = 100_000
_PAPERS = ("LICENSE", "LICENCE", "NOTICE", "README")
_FILES = ("theatre.toml", "places.csv", "lines.csv", "stop_phrases.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theatre:
    """One conflict's places, and the phrases that only look like them."""

    id: str
    name: str
    parties: tuple[str, ...]
    """The sides whose names its places may have."""
    bbox: tuple[float, float, float, float]
    """West, south, east, north in degrees."""
    places: tuple[Place, ...]
    stop_phrases: tuple[str, ...]


def bundled() -> list[Path]:
    """Folders of the packs that come with the package."""
    return sorted(path.parent for path in (DATA / "theatres").glob("*/theatre.toml"))


def load(folder: Path) -> Theatre:
    """Read and check a pack; nothing of it is used if a line is wrong. Raises DataError, the first fault."""
    found: list[DataError] = []
    pack = read(folder, found.append)
    if found:
        raise found[0]
    return pack


def load_all(folders: Sequence[Path]) -> list[Theatre]:
    """The packs of some folders, each with an id of its own. Raises DataError."""
    packs: dict[str, Theatre] = {}
    for folder in folders:
        pack = load(folder)
        if pack.id in packs:
            problem = f"{pack.id!r} is the id of another pack that was given; ids must differ"
            raise DataError(folder / "theatre.toml", problem, key="id")
        packs[pack.id] = pack
    return list(packs.values())


def load_bundled(*, without: Set[str] = frozenset()) -> list[Theatre]:
    """The packs that come with the package, but for some ids. Raises DataError."""
    return [pack for pack in map(load, bundled()) if pack.id not in without]


def read(folder: Path, tell: OnFault) -> Theatre:
    """What can be read of a pack; it is to be used only if no fault is told."""
    _check_files(folder, tell)
    told = settings.read(folder / "theatre.toml", tell)
    places = pack_places.read(folder / "places.csv", told, tell)
    # A table of places that cannot be read at all says nothing of the lines.
    known = {place.id: place for place in places} if places else None
    lines = pack_lines.read(folder / "lines.csv", told, known, tell)
    return Theatre(
        id=told.id,
        name=told.name,
        parties=told.parties,
        bbox=told.bbox or (0.0, 0.0, 0.0, 0.0),
        places=tuple(
            replace(p, line=lines.get(p.id, ()), theatre=told.id if _is_of_theatre(p) else "") for p in places
        ),
        stop_phrases=tuple(pack_lines.phrases(folder / "stop_phrases.csv", tell)),
    )


def _is_of_theatre(place: Place) -> bool:
    """Whether only reports of its theatre name a place: not so for provinces and cities of the world."""
    if not place.id.startswith("geonames:"):
        return True
    known = place.kind == "city" or (place.population or 0) >= _KNOWN_POPULATION
    return place.level in ("settlement", "site") and not known


def _check_files(folder: Path, tell: OnFault) -> None:
    """A table of another name would be silently left out; only notes may lie beside the tables."""
    for path in sorted(path for path in folder.glob("[!.]*") if path.is_file()):
        if path.name not in _FILES and path.suffix != ".md" and path.stem not in _PAPERS:
            tell(DataError(path, f"is not a file of a theatre pack; those are {', '.join(_FILES)}"))


def common_stop_phrases() -> Iterator[str]:
    """Phrases that are no places in any theatre (Minsk Group, Agence France-Presse). Raises DataError."""
    found: list[DataError] = []
    yield from pack_lines.phrases(DATA / "stop_phrases.csv", found.append)
    if found:
        raise found[0]
