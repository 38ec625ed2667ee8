"""What rows of places say that cannot be, though each of their cells may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from gazetteer.errors import DataError
from gazetteer.fold import fold
from gazetteer.place import Place, distance_km, haversine_km
from gazetteer.table import OnFault, Row

_ONE_SPOT_KM = 1.0
_OTHERS = 3
"""Places that a file must have near each other to say that one lies elsewhere by mistake."""
_TOGETHER_KM = 1_000.0
_ELSEWHERE_KM = 2_000.0


class Placed(NamedTuple):
    """A row, the place it says, and the columns whose cells were faulty."""

    row: Row
    place: Place
    mended: frozenset[str]

    @property
    def has_point(self) -> bool:
        return self.mended.isdisjoint(("lat", "lon"))


def placed(row: Row, read: Callable[[Row], Place], sound: Mapping[str, str], tell: OnFault) -> Placed:
    """The place that ``read`` makes of a row; each faulty cell is told of and put right.

    ``sound`` has what stands in for a faulty cell of a column, so that the rest of its row is looked at
    too; others are taken as empty.
    """
    mended: set[str] = set()
    while True:
        try:
            return Placed(row, read(row), frozenset(mended))
        except DataError as fault:
            column = fault.column or ""
            if column in mended:
                raise
            tell(fault)
            mended.add(column)
            row = replace(row, cells={**row.cells, column: sound.get(column, "")})


def of_all(found: Sequence[Placed]) -> Iterator[DataError]:
    """The faults of single rows, and of rows beside the others."""
    for one in found:
        yield from of_row(one.row, zero=one.has_point)
    yield from repeated(found)
    yield from _swapped(found)


def of_row(row: Row, *, zero: bool = True) -> Iterator[DataError]:
    """Control characters in cells and, with ``zero``, a point at 0,0."""
    for column, cell in row.cells.items():
        if bad := next((c for c in cell if ord(c) < 32 and c not in "\t\r\n"), ""):
            yield row.fault(column, f"has a control character, {bad!r}")
    if zero and row.text("lat") and float(row.text("lat")) == 0 == float(row.text("lon")):
        yield row.fault("lat", "0,0 lies in the open sea: it is what stands for a point that is missing")


def repeated(found: Sequence[Placed]) -> Iterator[DataError]:
    """Ids that stand twice, and places of one name and level in one spot."""
    lines: dict[str, int] = {}
    named: dict[tuple[str, str], list[Placed]] = {}
    for one in found:
        row, place, _ = one
        if row.text("id") and place.id in lines:
            yield row.fault("id", f"{place.id!r} stands in line {lines[place.id]} too; ids must differ")
        elif one.has_point and "name" not in one.mended:
            others = named.setdefault((fold(place.name), place.level), [])
            twin = next((o for o in others if distance_km(place, o.place) < _ONE_SPOT_KM), None)
            if twin:
                yield row.fault(
                    "name", f"{place.name!r} stands in line {twin.row.line} too, at the same spot"
                )
            others.append(one)
        lines.setdefault(place.id, row.line)


def _swapped(found: Sequence[Placed]) -> Iterator[DataError]:
    """A point far from all others of the file that the other way round lies among them.

    Only where the others lie together, so that the file is of one part of the world.
    """
    sound = [p for p in found if p.has_point]
    lone = _lone(sound) if len(sound) > _OTHERS else None
    if lone is None or abs(lone.place.lon) > 90 or lone.row.text("country"):
        return
    turned = (lone.place.lat, lone.place.lon)
    others = (placed.place for placed in sound if placed is not lone)
    if all(haversine_km(turned, (other.lon, other.lat)) < _TOGETHER_KM for other in others):
        problem = "lat and lon look swapped: the other way round they lie among the other places"
        yield lone.row.fault("lat", problem)


def _lone(sound: Sequence[Placed]) -> Placed | None:
    """The one place that may lie far from all others while those lie together.

    Such a one is all that lies far from any of the others; of two places one at least is of those.
    """
    for one in sound[:2]:
        far = [other for other in sound if distance_km(one.place, other.place) > _ELSEWHERE_KM]
        if len(far) == 1:
            return far[0]
    return None
