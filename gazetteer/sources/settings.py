"""What a pack's theatre.toml says of it, checked key by key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.sources import codes
from gazetteer.table import OnFault

_KEYS = ("id", "name", "bbox", "parties")
_OTHER_LAYERS = ("country", "region", "geonames", "osm")
_SLUG = re.compile(r"[a-z][a-z0-9_-]*")
_PARTY = re.compile(r"[a-z][a-z0-9-]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A pack's own facts; what the file has wrong is empty."""

    id: str = ""
    name: str = ""
    parties: tuple[str, ...] = ()
    bbox: tuple[float, float, float, float] | None = None
    """West, south, east, north in degrees."""

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a (lon, lat) point lies in the box; true where there is none."""
        if self.bbox is None:
            return True
        west, south, east, north = self.bbox
        return west <= point[0] <= east and south <= point[1] <= north


def read(path: Path, tell: OnFault) -> Settings:
    """The settings of a pack; each fault is told with its key."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        told = tomllib.loads(text)
    except FileNotFoundError:
        tell(DataError(path, "no such file; a theatre pack needs one"))
        return Settings()
    except UnicodeDecodeError as error:
        tell(DataError(path, f"is not UTF-8 (byte {error.start}); save it as UTF-8"))
        return Settings()
    except (OSError, tomllib.TOMLDecodeError) as error:
        tell(DataError(path, f"is not valid TOML: {error}"))
        return Settings()

    def fault(key: str, problem: str) -> None:
        tell(DataError(path, problem, line=_line_of(key, text), key=key))

    for key in told:
        if key not in _KEYS:
            fault(key, f"is not a known key; known are {', '.join(_KEYS)}")
    for key in _KEYS:
        if key not in told:
            fault(key, "is not there; a theatre pack needs it")
    checked = {
        key: _tell(_CHECKS[key](told[key]), lambda problem, key=key: fault(key, problem))  # type: ignore[misc]
        for key in _KEYS
        if key in told
    }
    sound = {key: told[key] for key, is_sound in checked.items() if is_sound}
    bbox = sound.get("bbox")
    return Settings(
        id=sound.get("id", ""),
        name=sound.get("name", ""),
        parties=tuple(sound.get("parties", ())),
        bbox=(float(bbox[0]), float(bbox[1]), float(bbox[2]), float(bbox[3])) if bbox else None,
    )


def _tell(problems: Iterator[str], fault: Callable[[str], None]) -> bool:
    found = [*problems]
    for problem in found:
        fault(problem)
    return not found


def _line_of(key: str, text: str) -> int | None:
    starts = (n for n, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*{re.escape(key)}\s*=", line))
    return next(starts, None)


def _id(value: object) -> Iterator[str]:
    if not isinstance(value, str) or not _SLUG.fullmatch(value):
        yield f"{value!r} is not a slug like 'karabakh': small letters, digits, - and _"
    elif value in _OTHER_LAYERS:
        yield f"{value!r} is the name of another layer; ids of places begin with it"


def _name(value: object) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield f"{value!r} is not a text"


def _parties(value: object) -> Iterator[str]:
    if not isinstance(value, list) or not value:
        yield f'{value!r} is not a list of sides like ["AZE", "ARM"]'
        return
    for party in value:
        if not isinstance(party, str) or not (codes.is_alpha3(party) or _PARTY.fullmatch(party)):
            yield f"{party!r} is neither an ISO 3166 alpha-3 code nor a slug in small letters"
    if len({str(party) for party in value}) < len(value):
        yield "names a side twice"


def _bbox(value: object) -> Iterator[str]:
    if not isinstance(value, list) or any(
        isinstance(n, bool) or not isinstance(n, int | float) for n in value
    ):
        yield f"{value!r} is not a list of numbers: [west, south, east, north] in degrees"
        return
    if len(value) != 4:
        yield f"has {len(value)} numbers; [west, south, east, north] are 4"
        return
    west, south, east, north = value
    if not (-180 <= west <= 180 and -180 <= east <= 180):
        yield "west or east is outside -180..180; the order is [west, south, east, north]"
    elif west >= east:
        yield f"west ({west}) is not less than east ({east}); the order is [west, south, east, north]"
    if not (-90 <= south <= 90 and -90 <= north <= 90):
        yield "south or north is outside -90..90; the order is [west, south, east, north]"
    elif south >= north:
        yield f"south ({south}) is not less than north ({north}); the order is [west, south, east, north]"


_CHECKS: dict[str, Callable[[object], Iterator[str]]] = {
    "id": _id,
    "name": _name,
    "parties": _parties,
    "bbox": _bbox,
}
