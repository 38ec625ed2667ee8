"""Which lines and areas are disputed, from the tables beside; part of ``make_basemap.py``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, box, shape
from shapely.geometry.base import BaseGeometry

from mapper.data.basemap.topology import Topology

HERE = Path(__file__).parent
LANGUAGES = ("en", "ar", "fr", "ru")
Box = tuple[float, float, float, float]
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


@dataclass(frozen=True, kw_only=True)
class NamedLine:
    """A dashed line; without names it is drawn and not labelled."""

    geometry: BaseGeometry
    names: dict[str, str] = field(default_factory=dict)
    years: str = ""
    schematic: bool = False


def names_of(row: Row) -> dict[str, str]:
    return {tag: row[f"name_{tag}"] for tag in LANGUAGES if row[f"name_{tag}"]}


def years_of(row: Row) -> str:
    """ "1994–2020"; open where it still stands: "1974–"."""
    return f"{row['since']}–{row.get('until', '')}" if row["since"] else ""


def borders(topology: Topology) -> tuple[list[BaseGeometry], list[NamedLine]]:
    """Lines between two countries: undisputed, and disputed by row of the table."""
    table = rows("disputed_borders.csv")
    shared = [(n, names) for n, names in sorted(topology.owners().items()) if len(names) > 1]
    settled: list[BaseGeometry] = []
    found: dict[int, list[BaseGeometry]] = {}
    for number, countries in shared:
        rest: BaseGeometry = LineString(topology.arcs[number])
        for index, row in enumerate(table):
            if {row["country"], row["neighbour"]} <= {*countries, "*"}:
                inside = rest.intersection(_window(row))
                found.setdefault(index, []).append(inside)
                rest = rest.difference(_window(row))
        settled.append(rest)
    disputed = [
        NamedLine(geometry=_merged(parts), names=names_of(table[i]), years=years_of(table[i]))
        for i, parts in sorted(found.items())
    ]
    return settled, disputed


def _window(row: Row) -> BaseGeometry:
    edges = [row[key] for key in ("west", "south", "east", "north")]
    west, south, east, north = map(float, edges) if all(edges) else (-181.0, -91.0, 181.0, 91.0)
    return box(west, south, east, north)


def lines(features: list[dict[str, Any]]) -> list[NamedLine]:
    """The lines of ``disputed_lines.csv``; features are first-level divisions."""
    return [
        NamedLine(geometry=_course(row, features), names=names_of(row), years=years_of(row), schematic=True)
        for row in rows("disputed_lines.csv")
    ]


def _course(row: Row, features: list[dict[str, Any]]) -> BaseGeometry:
    if row["units"]:
        return _inner_edge(row["units"].split(), features)
    pairs = [point.split() for point in row["points"].split(";")]
    return LineString([(float(lon), float(lat)) for lat, lon in pairs])


def _inner_edge(codes: list[str], features: list[dict[str, Any]]) -> BaseGeometry:
    """Where the units meet the rest of their country."""
    units = [f for f in features if f["properties"]["adm1_code"] in codes]
    country = units[0]["properties"]["iso_a2"]
    whole = [shape(f["geometry"]) for f in features if f["properties"]["iso_a2"] == country]
    outline = shapely.unary_union(whole).boundary.buffer(0.02)
    own = shapely.unary_union([shape(f["geometry"]) for f in units]).boundary
    return _merged([own.difference(outline)])


def _merged(parts: list[BaseGeometry]) -> BaseGeometry:
    united = shapely.union_all(parts)
    return shapely.line_merge(united) if united.geom_type == "MultiLineString" else united


def line_labels(named: list[NamedLine], window: Box) -> Iterator[dict[str, Any]]:
    """A point on the longest piece of each named line, and how long the piece is in degrees."""
    for line in named:
        part = line.geometry.intersection(box(*window))
        pieces = [piece for piece in getattr(part, "geoms", [part]) if piece.length]
        if line.names and pieces:
            piece = max(pieces, key=lambda item: item.length)
            anchors = [piece.interpolate(share, normalized=True).coords[0] for share in (0.5, 0.3, 0.7)]
            yield {
                **label("line", anchors[0], line.names, piece.length),
                "years": line.years,
                "schematic": line.schematic,
                "anchors": [[round(value, 3) for value in point] for point in anchors],
            }


def area_labels(window: Box) -> Iterator[dict[str, Any]]:
    for row in rows("disputed_areas.csv"):
        point = float(row["lon"]), float(row["lat"])
        if box(*window).contains(shapely.Point(point)):
            yield {**label("disputed", point, names_of(row), float(row["across"])), "years": years_of(row)}


def named_areas() -> set[str]:
    """Countries of world-atlas that the table of areas names."""
    return {row["country"] for row in rows("disputed_areas.csv") if row["country"]}


def label(kind: str, point: tuple[float, float], names: dict[str, str], across: float) -> dict[str, Any]:
    """``across``, a breadth in degrees, decides from which zoom on the name is printed."""
    where = {"lon": round(point[0], 3), "lat": round(point[1], 3)}
    return {"kind": kind, **where, "across": round(across, 2), "names": names}
