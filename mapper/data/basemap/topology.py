"""TopoJSON read to plain lines and shapes; part of ``make_basemap.py``."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

Line = list[tuple[float, float]]
TURN, HALF = 360.0, 180.0


class Topology:
    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        self.objects = data["objects"]
        self.arcs = [list(_absolute(arc, data["transform"])) for arc in data["arcs"]]

    def ring(self, numbers: Iterable[int]) -> Line:
        line: Line = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            line += arc[1:] if line else arc
        return line

    def shape(self, geometry: dict[str, Any]) -> BaseGeometry:
        groups = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        outlines = [[self.ring(numbers) for numbers in rings] for rings in groups]
        # At this quantisation the smallest islets collapse to a point or a line.
        solid = [[ring for ring in rings if len(ring) > 3] for rings in outlines if len(rings[0]) > 3]
        whole = [[_unrolled(ring) for ring in rings] for rings in solid]
        polygons = MultiPolygon([Polygon(rings[0], rings[1:]) for rings in whole])
        return _folded(shapely.make_valid(polygons))

    def shapes(self, name: str) -> BaseGeometry:
        found = [self.shape(g) for g in self.objects[name]["geometries"] if g.get("arcs")]
        return shapely.unary_union(found)

    def lines(self, name: str) -> BaseGeometry:
        found = []
        for geometry in self.objects[name]["geometries"]:
            parts = geometry.get("arcs", [])
            groups = parts if geometry["type"] == "MultiLineString" else [parts]
            found += [LineString(line) for line in map(self.ring, groups) if len(line) > 1]
        return shapely.line_merge(shapely.union_all(found))

    def owners(self) -> dict[int, set[str]]:
        """Names of the countries that each arc bounds."""
        owners: dict[int, set[str]] = defaultdict(set)
        for geometry in self.objects["countries"]["geometries"]:
            for number in _flat(geometry.get("arcs", [])):
                owners[number if number >= 0 else ~number].add(geometry["properties"]["name"])
        return owners


def _unrolled(ring: Line) -> Line:
    """The ring without leaps over the date line; one around a pole is closed there."""
    line, turns = [ring[0]], 0
    for (before, _), (x, y) in pairwise(ring):
        turns += (before - x > HALF) - (x - before > HALF)
        line.append((x + turns * TURN, y))
    if turns:
        pole = 90.0 if line[0][1] > 0 else -90.0
        line += [(line[-1][0], pole), (line[0][0], pole), line[0]]
    return line


def _folded(shape: BaseGeometry) -> BaseGeometry:
    """What lies beyond the date line, on its own side of it."""
    parts = [
        translate(shape.intersection(box(shift - HALF, -90, shift + HALF, 90)), xoff=-shift)
        for shift in (-TURN, 0, TURN)
    ]
    return shapely.unary_union(parts)


def _absolute(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[tuple[float, float]]:
    (kx, ky), (x0, y0) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * kx + x0, y * ky + y0


def _flat(numbers: Any) -> Iterator[int]:
    for item in numbers:
        if isinstance(item, int):
            yield item
        else:
            yield from _flat(item)
