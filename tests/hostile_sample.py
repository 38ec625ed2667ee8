"""Incidents whose every text is one of ``cases/injections.csv``: texts that try to get out of a page.

In the table a ``\\uXXXX`` or ``\\UXXXXXXXX`` stands for the character of that number, so that what cannot be
seen or cannot be written as UTF-8 can be read there; ``times`` says how often the text stands in a row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import get_args

from gazetteer.place import Place, PlaceName
from mapper.records import (
    STATUSES,
    Casualties,
    Claim,
    Count,
    Coverage,
    Equipment,
    Evidence,
    Incident,
    Location,
    Relation,
    Stance,
    Trace,
)
from mapper.taxonomy import event_types

INJECTIONS = Path(__file__).parent / "cases" / "injections.csv"
STANCES: tuple[Stance, ...] = get_args(Stance)
RELATIONS: tuple[Relation, ...] = get_args(Relation)
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FIRST_DAY = date(2020, 9, 27)
_DAYS = 45
_IN_A_ROW = 25


@cache
def injections(kind: str = "") -> tuple[str, ...]:
    """Every text, or those of a kind, in the order of the table."""
    with INJECTIONS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if kind in ("", row["kind"])]
    return tuple(_decoded(row["text"]) * int(row["times"]) for row in rows)


def _decoded(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


def writable(text: str) -> str:
    """The text as it can be stored: half a character, which UTF-8 has no bytes for, is replaced."""
    return _SURROGATE.sub("\ufffd", text)


def kept(text: str) -> str:
    """The text as a page holds it: zeros, which no text of the page can hold, are replaced too."""
    return writable(text).replace("\0", "\ufffd")


def shown(text: str) -> str:
    """The text as a page is to show it: what would turn its reading direction stands there as its number."""
    visible = _CONTROL.sub("\ufffd", writable(text))
    return _DIRECTION.sub(lambda match: f"U+{ord(match[0]):X}", visible)


def bare(text: str) -> str:
    """The text as it stands in an attribute or a file name, where no mark can be shown."""
    return _DIRECTION.sub("", _CONTROL.sub("\ufffd", writable(text)))


def incidents(texts: Sequence[str]) -> tuple[list[Incident], dict[str, Evidence]]:
    """For each text an incident with two claims, and nothing in them but the text; and their evidence."""
    found = [_incident(number, text) for number, text in enumerate(texts)]
    words = {
        claim.id: _evidence(text)
        for incident, text in zip(found, texts, strict=True)
        for claim in incident.claims
    }
    return found, words


def coverage(texts: Iterable[str]) -> Coverage:
    told = tuple(texts)
    return Coverage(reports=len(told), unread=told, unresolved=told)


def places(texts: Sequence[str]) -> tuple[Place, ...]:
    """A gazetteer of places, and of a few lines, that are called so in every language."""
    return tuple(_place(number, text) for number, text in enumerate(texts))


def incident_id(number: int, text: str) -> str:
    return f"{number}.{text}"


def _point(number: int) -> tuple[float, float]:
    """Latitude and longitude on a grid, so that no sign hides another for ever."""
    return 38.9 + 0.07 * (number % _IN_A_ROW), 45.2 + 0.09 * (number // _IN_A_ROW)


def _incident(number: int, text: str) -> Incident:
    types = sorted(event_types())
    claims = (_claim(number, text, speaker=text), _claim(number, text, speaker=""))
    return Incident(
        id=incident_id(number, text),
        event_type=types[number % len(types)],
        title=text,
        status=STATUSES[number % len(STATUSES)],
        claims=claims,
        locations=claims[0].locations,
        date_from=claims[0].date_from,
        killed=Casualties(low=1, best=2, high=3) if number % 2 else None,
        outlets=(text,),
        trace=(text,),
    )


def _claim(number: int, text: str, *, speaker: str) -> Claim:
    types = sorted(event_types())
    return Claim(
        id=f"{'said' if speaker else 'told'}{number}.{text}",
        report_id=f"r{number}",
        start=0,
        end=len(text),
        claimant=speaker,
        claimant_side=text if speaker else "outlet",
        via=text,
        stance=STANCES[number % len(STANCES)],
        event_type=types[number % len(types)],
        actor_side=text,
        target=text,
        target_class="civilian",
        locations=(_location(number, text),),
        date_from=_FIRST_DAY + timedelta(number % _DAYS) if number % 10 else None,
        time_text=text,
        killed=Count(low=1 + number % 2, high=3),
        equipment=(Equipment(item=text, count=2),),
        weapon=text,
        trace=(Trace(field="event_type", rule="test", start=0, end=min(3, len(text))),),
    )


def _location(number: int, text: str) -> Location:
    lat, lon = _point(number)
    return Location(
        place_id=text,
        name=text,
        lat=lat,
        lon=lon,
        radius_km=2.0,
        relation=RELATIONS[number % len(RELATIONS)],
        start=0,
        end=len(text),
        unsure=True,
        others=(text,),
        reasons=(text,),
    )


def _evidence(text: str) -> Evidence:
    return Evidence(
        quote=text,
        report_title=text,
        outlet=text,
        url=text,
        published=_FIRST_DAY,
        language=text,
        path=text,
    )


def _place(number: int, text: str) -> Place:
    lat, lon = _point(number)
    names = [PlaceName(text=text, language=tag, side=text) for tag in ("ar", "en", "fr", "ru", text)]
    line = ((lon, lat), (lon + 0.3, lat + 0.2)) if number % 9 == 0 else ()
    return Place(
        id=text,
        name=text,
        level="line" if line else "settlement",
        kind="line" if line else "city",
        lat=lat,
        lon=lon,
        radius_km=2.0,
        names=tuple(names),
        line=line,
        valid_from=text,
        valid_to=text,
    )
