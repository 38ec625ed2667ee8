"""How bars are filled and signs are formed: the page's colours and shapes, as matplotlib draws them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import atan2, ceil, cos, degrees, hypot, pi, sin, sqrt, tan
from pathlib import Path
from typing import TYPE_CHECKING

from gazetteer.table import Row, once, read_table
from mapper.render.symbols import symbols

if TYPE_CHECKING:
    from matplotlib.path import Path as Outline

LOOKS_FILE = Path(__file__).parents[1] / "data" / "plot_looks.csv"
KINDS = ("stance", "agreement", "group")
HATCHES = {
    "plain": "",
    "slant": "////",
    "dots": "...",
    "cross": "xxx",
    "backslant": "\\\\\\\\",
    "lines": "---",
    "rings": "oo",
    "plus": "++",
}
BOX = 24
"""Width and height of the box in which the shapes of ``symbols.csv`` are drawn."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_TOKEN = re.compile(r"[A-Z]|-?[0-9]+\.?[0-9]*|-?\.[0-9]+")
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """How a bar is filled, and the sign that stands in it."""

    colour: str
    hatch: str
    shape: str = ""
    """Outline of the sign of a family, as an SVG path; empty for none."""


@cache
def family_look(family: str) -> Look:
    look = symbols()["family"][family]
    return Look(look["colour"], HATCHES[look["pattern"]], look["shape"])


def group_look(number: int) -> Look:
    """Of the first, second, ... side: the colours of the families in their order, as on the page."""
    own = list(read_looks(LOOKS_FILE)["group"].values())
    colours = [look["colour"] for look in symbols()["family"].values()]
    return Look(colours[number % len(colours)], own[number % len(own)].hatch)


def look_of(kind: str, name: str) -> Look:
    """The look of a stance or an agreement."""
    return read_looks(LOOKS_FILE)[kind][name]


@cache
def read_looks(path: Path) -> dict[str, dict[str, Look]]:
    """The looks of a file by kind and id. Raises DataError."""
    found: dict[str, dict[str, Look]] = {kind: {} for kind in KINDS}
    for row in once(
        read_table(path, required=("kind", "id", "colour", "pattern"), optional=()), "kind", "id"
    ):
        kind = row.choice("kind", KINDS)
        look = Look(_colour(row, kind), HATCHES[row.choice("pattern", tuple(HATCHES))])
        if look.hatch in (other.hatch for other in found[kind].values()):
            raise row.fault("pattern", f"another {kind} has it; in print they could not be told apart")
        found[kind][row.required("id")] = look
    return found


def _colour(row: Row, kind: str) -> str:
    if kind == "group":
        return ""
    colour = row.required("colour")
    if not _COLOUR.fullmatch(colour):
        raise row.fault("colour", f"{colour!r} is no colour; write #rrggbb in lower case")
    return colour


@cache
def outline(shape: str) -> Outline:
    """An SVG path of ``symbols.csv`` as a marker: its middle at the origin, y upwards."""
    from matplotlib.path import Path as Outline

    half = BOX / 2
    points, codes = _traced(shape)
    return Outline([((x - half) / half, (half - y) / half) for x, y in points], codes)


def _traced(shape: str) -> tuple[list[_Point], list[int]]:
    """Points and matplotlib's codes of the commands M, L, H, V, C, Q, A and Z."""
    points: list[_Point] = []
    codes: list[int] = []
    at = (0.0, 0.0)
    for command, told in _commands(shape):
        for step in _steps(command, told):
            code, reached = _step(command, step, at, points)
            codes += [code] * len(reached)
            points += reached
            at = reached[-1]
    return points, codes


_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}
_MOVE, _LINE, _CURVE3, _CURVE4, _CLOSE = 1, 2, 3, 4, 79


def _commands(shape: str) -> list[tuple[str, list[float]]]:
    found: list[tuple[str, list[float]]] = []
    for token in _TOKEN.findall(shape):
        if token in _NUMBERS:
            found.append((token, []))
        elif token.isalpha():
            raise ValueError(f"{token} in the shape {shape!r} cannot be drawn; {', '.join(_NUMBERS)} can")
        else:
            found[-1][1].append(float(token))
    return found


def _steps(command: str, told: list[float]) -> list[list[float]]:
    size = _NUMBERS[command]
    return [told[i : i + size] for i in range(0, len(told), size)] if size else [[]]


def _step(command: str, told: list[float], at: _Point, points: list[_Point]) -> tuple[int, list[_Point]]:
    if command == "Z":
        return _CLOSE, [points[0]]
    if command == "H":
        return _LINE, [(told[0], at[1])]
    if command == "V":
        return _LINE, [(at[0], told[0])]
    if command == "A":
        return _CURVE4, _arc(at, told)
    pairs = list(zip(told[::2], told[1::2], strict=True))
    return {"M": _MOVE, "L": _LINE, "Q": _CURVE3, "C": _CURVE4}[command], pairs


def _arc(start: _Point, told: list[float]) -> list[_Point]:
    """Bézier curves for the arc of a circle, by its middle (SVG 2, appendix B.2.4)."""
    radius, _, _, large, sweep, x, y = told
    across, down = (x - start[0]) / 2, (y - start[1]) / 2
    half = hypot(across, down)
    radius = max(radius, half)
    off = sqrt(max(0.0, radius**2 - half**2)) / half * (1 if large != sweep else -1)
    middle = (start[0] + across - off * down, start[1] + down + off * across)
    low = atan2(start[1] - middle[1], start[0] - middle[0])
    turn = atan2(y - middle[1], x - middle[0]) - low
    turn = turn % (2 * pi) if sweep else -(-turn % (2 * pi))
    parts = ceil(abs(degrees(turn)) / 90)
    angles = [low + turn * i / parts for i in range(parts + 1)]
    return [point for one, other in pairwise(angles) for point in _curve(middle, radius, one, other)]


def _curve(middle: _Point, radius: float, one: float, other: float) -> list[_Point]:
    pull = 4 / 3 * tan((other - one) / 4)
    ends = [(cos(angle), sin(angle)) for angle in (one, other)]
    (ax, ay), (bx, by) = ends
    unit = [(ax - pull * ay, ay + pull * ax), (bx + pull * by, by - pull * bx), (bx, by)]
    return [(middle[0] + radius * x, middle[1] + radius * y) for x, y in unit]
