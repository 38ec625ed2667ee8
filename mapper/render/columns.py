"""The hot block: position, time, type, standing and sides of every incident as columns; no report text."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np

from mapper.layers import MapData, Spot
from mapper.records import Casualties
from mapper.render.block import Column, block, whole
from mapper.render.precision import precision, precisions
from mapper.render.symbols import symbols
from mapper.taxonomy import event_types

EPOCH = date(1970, 1, 1).toordinal()
NO_DAY = -0x80000000
"""Where no day is known."""
NOT_TOLD = -1
DEGREES = 100_000
"""Positions are kept in steps of a hundred-thousandth of a degree, about a metre."""
LINE_DIGITS = 4
BOTH = "+"
"""Stands between two sides that a claim names as doers."""


class Coded:
    """Gives each distinct value a number, in order of appearance."""

    def __init__(self, known: Iterable[Hashable] = ()) -> None:
        self._numbers: dict[Any, int] = {value: number for number, value in enumerate(known)}

    def codes(self, values: Iterable[Hashable]) -> Column:
        told = list(values)
        for value in dict.fromkeys(told):
            self._numbers.setdefault(value, len(self._numbers))
        return whole(list(map(self._numbers.__getitem__, told)))

    def number(self, value: Hashable) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def numbers(self, values: Iterable[Hashable]) -> tuple[int, ...]:
        """The number of each value, each once."""
        return tuple(map(self.number, dict.fromkeys(values)))

    def table(self) -> list[Any]:
        return list(self._numbers)


def hot(data: MapData, header: dict[str, Any], chunks: Sequence[int]) -> bytes:
    """The block that the page opens first; ``header`` is put beside what the columns need,
    ``chunks`` are the first rows of the chunks of claims."""
    columns: dict[str, Column] = {"chunkStart": whole(chunks)}
    head: dict[str, Any] = {"n": len(data.incidents), "members": {}, "sets": {}, "digits": DEGREES}
    for add in (_kinds, _days, _numbers, _sets, _where, _spots):
        add(data, columns, head)
    return block({**head, **header}, columns, {})


def sides_of(data: MapData) -> list[str]:
    """Every side that a claim is of or speaks of."""
    told = {side for sides in set(data.sides[0]) for side in sides}
    doers = {claim.actor_side for incident in data.incidents for claim in incident.claims}
    return sorted(told.union(_actors(tuple(doers))) - {""})


def ids(data: MapData) -> bytes:
    """Id and title of every incident, in a block that is opened when they are first needed.

    A title that says type and places, as merging gives it, is put together again from these.
    """
    titles = Coded([""])
    labels = {name: kind.labels["en"] for name, kind in event_types().items()}
    codes = titles.codes(
        "" if incident.title == _usual_title(labels[incident.event_type], places) else incident.title
        for incident, places in zip(data.incidents, _place_names(data), strict=True)
    )
    texts = {"id": [incident.id for incident in data.incidents], "title": titles.table()}
    return block({"labels": labels}, {"title": codes}, texts)


def _usual_title(label: str, places: str) -> str:
    return f"{label}: {places}" if places else label


def _place_names(data: MapData) -> Iterator[str]:
    names = {spots: ", ".join(data.spots[spot].name for spot in spots) for spots in set(data.placed)}
    return map(names.__getitem__, data.placed)


def day_column(found: Iterable[date | None]) -> Column:
    """Days since 1970-01-01; differences of such columns wrap around, and so do their sums in the browser."""
    return np.array([NO_DAY if day is None else day.toordinal() - EPOCH for day in found], dtype="<i4")


def _kinds(data: MapData, columns: dict[str, Column], head: dict[str, Any]) -> None:
    known = event_types()
    families, statuses = list(symbols()["family"]), list(symbols()["status"])
    types, status = Coded(known), Coded(statuses)
    columns["type"] = types.codes(incident.event_type for incident in data.incidents)
    columns["status"] = status.codes(incident.status for incident in data.incidents)
    head["types"] = [{"id": name, "family": families.index(known[name].family)} for name in types.table()]
    head["families"], head["statuses"] = families, statuses


def _days(data: MapData, columns: dict[str, Column], _: dict[str, Any]) -> None:
    """First days as steps from row to row, last days as lengths: small numbers, since rows stand by date."""
    first = day_column(incident.date_from for incident in data.incidents)
    last = day_column(incident.date_to or incident.date_from for incident in data.incidents)
    columns["fromStep"] = np.diff(first, prepend=np.zeros(1, dtype="<i4"))
    columns["span"] = whole(last - first)


def _numbers(data: MapData, columns: dict[str, Column], _: dict[str, Any]) -> None:
    """Each figure as its distance from the one below it; the lowest counts from one, 0 is not told."""
    columns["claims"] = whole([len(incident.claims) for incident in data.incidents])
    for name in ("killed", "injured"):
        told: list[Casualties | None] = [getattr(incident, name) for incident in data.incidents]
        columns[f"{name}.low"] = whole([one.low + 1 if one else 0 for one in told])
        columns[f"{name}.best"] = whole([one.best - one.low if one else 0 for one in told])
        columns[f"{name}.high"] = whole([one.high - one.best if one else 0 for one in told])


def _sets(data: MapData, columns: dict[str, Column], head: dict[str, Any]) -> None:
    """What an incident has several of, as a number of the set of them."""
    speaking, acting = data.sides
    # The empty text, for the reader to choose, where no outlet is known.
    outlets = [incident.outlets or ("",) for incident in data.incidents]
    for name, told in {"voices": speaking, "actors": acting, "outlets": outlets}.items():
        members, sets = Coded(), Coded()
        parts_of = _actors if name == "actors" else tuple
        distinct = {one: sets.number(members.numbers(parts_of(one))) for one in dict.fromkeys(told)}
        columns[name] = whole(list(map(distinct.__getitem__, told)))
        head["members"][name], head["sets"][name] = members.table(), sets.table()


def _actors(told: tuple[str, ...]) -> tuple[str, ...]:
    """Each side alone; the empty text where a claim names no doer."""
    return tuple(BOTH.join(told).split(BOTH))


def _where(data: MapData, columns: dict[str, Column], head: dict[str, Any]) -> None:
    placed = data.placed
    radius = [spot.radius_km for spot in data.spots]
    columns["spotCount"] = whole([len(spots) for spots in placed])
    columns["spotList"] = whole([spot for spots in placed for spot in spots])
    sure = {spots: precision([radius[spot] for spot in spots]) for spots in dict.fromkeys(placed)}
    columns["precision"] = whole(list(map(sure.__getitem__, placed)))
    head["precisions"] = list(precisions())


def _spots(data: MapData, columns: dict[str, Column], head: dict[str, Any]) -> None:
    relations, levels, places = Coded(), Coded(), Coded()
    columns["spots.lon"] = whole([round(spot.lon * DEGREES) for spot in data.spots])
    columns["spots.lat"] = whole([round(spot.lat * DEGREES) for spot in data.spots])
    columns["spots.radius"] = np.array([spot.radius_km for spot in data.spots], dtype="<f4")
    columns["spots.relation"] = relations.codes(spot.relation for spot in data.spots)
    columns["spots.level"] = levels.codes(spot.level for spot in data.spots)
    columns["spots.place"] = places.codes(_place_key(spot) for spot in data.spots)
    first = {_place_key(spot): spot for spot in reversed(data.spots)}
    head["relations"], head["levels"] = relations.table(), levels.table()
    head["places"] = [_place(first[key]) for key in places.table()]
    head["courses"] = [
        [number, flat(spot.line)] for number, spot in enumerate(data.spots) if spot.line
    ]  # a spot that is a line


def _place_key(spot: Spot) -> tuple[str, str]:
    return spot.place_id, spot.name


def _place(spot: Spot) -> list[Any]:
    told: list[Any] = [spot.place_id, spot.name, dict(spot.names), list(spot.spellings)]
    while len(told) > 2 and not told[-1]:
        told.pop()
    return told


def flat(line: Iterable[tuple[float, float]]) -> list[float]:
    return [round(value, LINE_DIGITS) for point in line for value in point]
