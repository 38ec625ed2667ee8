"""The visual language: faults of its file are named, its colours hold for every eye and ground."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from gazetteer.errors import DataError
from mapper.render import assets
from mapper.render.symbols import MARKS, SYMBOLS_FILE, read_symbols, symbols

Colour = tuple[float, float, float]

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
EYES = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
GROUNDS = {"colour": "#ffffff", "dark": "#182024"}
APART = 20
"""Distance in CIE Lab: 2.3 is what can just be told apart side by side, 20 what differs at a glance."""
LEAST_CONTRAST = 3.0
"""WCAG 2.2, 1.4.11: graphics against their ground."""


def _linear(colour: str) -> Colour:
    def one(at: int) -> float:
        value = int(colour[at : at + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return one(1), one(3), one(5)


def _seen(colour: str, eye: str) -> Colour:
    """CIE Lab (D65) of a colour as an eye sees it."""
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, _linear(colour), strict=True)))) for row in EYES[eye]
    )
    x, y, z = (
        _root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047),
        _root(0.2126 * red + 0.7152 * green + 0.0722 * blue),
        _root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883),
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(share: float) -> float:
    return float(share ** (1 / 3)) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116


def _distance(one: str, other: str, eye: str) -> float:
    pairs = zip(_seen(one, eye), _seen(other, eye), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _contrast(one: str, other: str) -> float:
    lights = (
        0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in map(_linear, (one, other))
    )
    low, high = sorted(lights)
    return (high + 0.05) / (low + 0.05)


def test_the_simulation_takes_red_and_green_apart_for_the_usual_eye_only() -> None:
    red, green = "#c05a2a", "#7a7a20"

    assert _distance(red, green, "usual") > 2 * _distance(red, green, "deuteranopia")
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_two_statuses_differ_at_a_glance_for_every_eye(eye: str, ground: str) -> None:
    looks = symbols()["status"]
    close = [
        (one, other)
        for one, other in itertools.combinations(looks, 2)
        if _distance(looks[one][ground], looks[other][ground], eye) < APART
    ]

    assert close == []


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_families_of_one_pattern_differ_at_a_glance_for_every_eye(eye: str, ground: str) -> None:
    looks = symbols()["family"]
    close = [
        (one, other)
        for one, other in itertools.combinations(looks, 2)
        if looks[one]["pattern"] == looks[other]["pattern"]
        and _distance(looks[one][ground], looks[other][ground], eye) < APART
    ]

    assert close == []


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("kind", ["family", "status"])
def test_every_colour_stands_out_from_its_ground(kind: str, ground: str) -> None:
    weak = [
        name
        for name, look in symbols()[kind].items()
        if _contrast(look[ground], GROUNDS[ground]) < LEAST_CONTRAST
    ]

    assert weak == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("status,denied,,none,dashed", "status,denied,,none,solid", "ring.*same as in line"),
        ("M12 1.5L23 21H1Z", "M12 1.5L23 21H1", "shape.*not an SVG path"),
        ("M12 1.5L23 21H1Z", "url(#x)", "shape.*not an SVG path"),
        (",half,solid,,#d55e00", ",half,solid,,orange", "colour.*'orange' is not a colour"),
        (",half,solid,,#d55e00", ",three,solid,,#d55e00", "fill.*'three' is not one of full, half, none"),
        (",half,solid,,#d55e00", ",half,solid,dots,#d55e00", "pattern.*a status has no pattern"),
        ("mark,doubt,", "mark,shadow,", "id.*'shadow' is not one of"),
        ("mark,doubt-edge,", "mark,doubt,", "doubt stands twice"),
        ("family,unrest", "famly,unrest", "kind.*'famly' is not one of"),
    ],
)
def test_a_fault_of_the_table_is_named_with_its_line(
    before: str, after: str, told: str, tmp_path: Path
) -> None:
    text = SYMBOLS_FILE.read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "symbols.csv"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    line = [number for number, row in enumerate(path.read_text().splitlines(), 1) if after in row][-1]

    with pytest.raises(DataError, match=told) as caught:
        read_symbols(path)
    assert f"symbols.csv, line {line}, column " in str(caught.value)


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_that_is_missing_is_named(mark: str, tmp_path: Path) -> None:
    rows = SYMBOLS_FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "symbols.csv"
    path.write_text("".join(row for row in rows if not row.startswith(f"mark,{mark},")), encoding="utf-8")

    with pytest.raises(DataError, match=f"no row for the mark {mark}"):
        read_symbols(path)


def test_the_style_sheet_knows_no_other_colour_for_disputed_lines() -> None:
    """Names of lines are coloured by the style sheet, the lines by the table."""
    text = (assets.WEB / "theme.css").read_text(encoding="utf-8")
    look = symbols()["mark"]["disputed"]

    assert re.findall(r"--disputed: (#[0-9a-f]{6});", text) == [look["colour"], look["dark"]]


@pytest.mark.parametrize("modules", [assets.PAGE_MODULES, assets.LAYER_MODULES])
def test_no_name_stands_twice_in_the_script(modules: tuple[str, ...]) -> None:
    """The modules share one room; a second function of a name would silently take the place of the first."""
    names = [
        line.split("(")[0].split("=")[0].split()[-1].lstrip("*")
        for line in assets.script(modules).splitlines()
        if line.startswith(("function ", "function*", "async function ", "const ", "let "))
    ]

    assert [name for name in dict.fromkeys(names) if names.count(name) > 1] == []
