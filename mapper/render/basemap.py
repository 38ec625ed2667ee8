"""The embedded outlines: the coarse world, and a finer sheet where the data lie."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

Box = tuple[float, float, float, float]
FOLDER = Path(__file__).parent.parent / "data" / "basemap"
WORLD, FINE = "world", "world_fine"
MARGIN = 0.6
"""How much more than the data a clipped sheet covers, as a share of their extent on each side."""
LEAST = 7.0
"""Degrees that a clipped sheet covers around the data at least."""
WIDE = (70.0, 40.0)
"""Degrees of longitude and latitude from which on a page needs the whole world finely."""
_LINES = ("land", "lakes", "rivers", "borders", "disputed", "admin")
_CLOSED = ("land", "lakes")
_ENDING = ".json.gz"


def sheets(bounds: Box | None) -> list[dict[str, Any]]:
    """The sheets of a page, coarse to fine; lines are flat lists, see ``make_basemap.py``.

    A theatre's sheet where one covers the data, else the fine world cut around
    them; data of several theatres get the fine world whole, and nothing below it.
    """
    if bounds is None:
        return [_sheet(WORLD)]
    if _is_wide(bounds):
        return [_sheet(FINE)]
    return [_sheet(WORLD), *_fine_sheets(bounds)]


def _is_wide(bounds: Box) -> bool:
    west, south, east, north = bounds
    return east - west > WIDE[0] or north - south > WIDE[1]


@cache
def theatres() -> tuple[str, ...]:
    """The sheets of one region each, the smallest first: every file that is not of the world."""
    names = {path.name.removesuffix(_ENDING) for path in FOLDER.glob(f"*{_ENDING}")} - {WORLD, FINE}
    return tuple(sorted(names, key=lambda name: (_extent(_sheet(name)["box"]), name)))


def _extent(box: Iterable[float]) -> float:
    west, south, east, north = box
    return (east - west) * (north - south)


@cache
def _sheet(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(gzip.decompress((FOLDER / f"{name}{_ENDING}").read_bytes()))
    return data


def _fine_sheets(bounds: Box) -> list[dict[str, Any]]:
    """Those of the theatres, the finest uppermost: Gaza's stands on the Levant's."""
    covering = [_sheet(name) for name in theatres() if _contains(_sheet(name)["box"], bounds)]
    return covering[::-1] or [_clipped(_sheet(FINE), _widened(bounds))]


def _contains(outer: Iterable[float], inner: Box) -> bool:
    west, south, east, north = outer
    return west <= inner[0] and south <= inner[1] and inner[2] <= east and inner[3] <= north


def _widened(bounds: Box) -> Box:
    west, south, east, north = bounds
    across, along = max(LEAST, MARGIN * (east - west)), max(LEAST, MARGIN * (north - south))
    return max(-180, west - across), max(-60, south - along), min(180, east + across), min(84, north + along)


def _clipped(sheet: dict[str, Any], box: Box) -> dict[str, Any]:
    west, south, east, north = box
    kept = {key: _clip(sheet[key], sheet["scale"], box, closed=key in _CLOSED) for key in _LINES}
    near = [x for x in sheet["labels"] if west <= x["lon"] <= east and south <= x["lat"] <= north]
    return {**sheet, **kept, "box": list(box), "labels": near}


def _clip(lines: list[list[int]], scale: int, box: Box, *, closed: bool) -> list[list[int]]:
    import shapely

    make = shapely.Polygon if closed else shapely.LineString
    window = [value * scale for value in box]
    clipped: list[list[int]] = []
    for line in lines:
        part = shapely.clip_by_rect(make(list(_points(line))), *window)
        clipped += [_steps(list(ring.coords)) for piece in shapely.get_parts(part) for ring in _rings(piece)]
    return clipped


def _rings(piece: Any) -> Iterator[Any]:
    if piece.geom_type == "Polygon":
        yield from (piece.exterior, *piece.interiors)
    elif piece.geom_type == "LineString" and not piece.is_empty:
        yield piece


def _points(line: list[int]) -> Iterator[tuple[int, int]]:
    x = y = 0
    for dx, dy in zip(line[::2], line[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x, y


def _steps(points: list[tuple[float, float]]) -> list[int]:
    whole = [(round(x), round(y)) for x, y in points]
    before = [(0, 0), *whole]
    return [c - d for (x, y), (u, v) in zip(whole, before, strict=False) for c, d in ((x, u), (y, v))]
