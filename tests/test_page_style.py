"""The style of the page: colours that can be told apart, each named once; nothing shuts a reader out."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from mapper.render.assets import LAYER_STYLES, PAGE_MODULES, PAGE_STYLES, WEB, style
from mapper.render.symbols import symbols

CASES = Path(__file__).parent / "cases"
COLOUR = re.compile(r"(?<![-\w&])#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")


def pairs() -> list[tuple[str, str, float]]:
    lines = (CASES / "contrast.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [(row["above"], row["below"], float(row["least"])) for row in rows]


@cache
def themes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r"\{(.*?)\}", style("theme"), re.DOTALL)
    return {
        name: dict(re.findall(r"--([\w-]+):\s*([^;]+);", text))
        for name, text in zip(("light", "dark"), (light, dark), strict=True)
    }


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_that_meet_have_contrast_enough(theme: str) -> None:
    colours = themes()[theme]
    weak = {
        (above, below): round(contrast(colours[above], colours[below]), 2)
        for above, below, least in pairs()
        if contrast(colours[above], colours[below]) < least
    }

    assert weak == {}


def test_light_and_dark_name_the_same_colours() -> None:
    light, dark = (
        {name for name, value in themes()[theme].items() if COLOUR.match(value)}
        for theme in ("light", "dark")
    )

    assert light
    assert light == dark


def test_every_colour_of_text_and_controls_is_among_the_measured_pairs() -> None:
    """A new ink cannot be used before it has been measured against something."""
    measured = {name for above, below, _ in pairs() for name in (above, below)}
    inks = {
        name for name in themes()["light"] if re.search(r"ink|accent|focus|edge|mark-|border|disputed", name)
    }

    assert inks - measured == set()


def test_colours_stand_in_the_theme_and_nowhere_else() -> None:
    loose = {
        name: COLOUR.findall(re.sub(r"(?s)/\*.*?\*/", "", style(name)))
        for name in {*PAGE_STYLES, *LAYER_STYLES} - {"theme"}
    }

    assert {name: found for name, found in loose.items() if found} == {}


def test_names_on_the_map_have_the_colour_of_the_line_they_name() -> None:
    drawn = symbols()["mark"]["disputed"]

    assert (themes()["light"]["disputed"], themes()["dark"]["disputed"]) == (drawn["colour"], drawn["dark"])


def test_every_custom_property_that_is_used_is_defined() -> None:
    text = style(*PAGE_STYLES) + "".join(
        (WEB / f"{name}.js").read_text(encoding="utf-8") for name in PAGE_MODULES
    )
    used = set(re.findall(r"var\(--([\w-]+)\)", text)) | set(re.findall(r'palette\("([\w-]+)"\)', text))

    assert used - set(re.findall(r"--([\w-]+):", text)) == set()


def test_a_reader_may_zoom_and_sees_where_the_focus_is() -> None:
    text = style(*PAGE_STYLES)
    hidden = re.findall(r"([^{}]*):focus(?:-visible)?\s*\{[^}]*outline:\s*(?:none|0)", text)

    assert "touch-action: none" not in re.sub(r"\.handle[^{]*\{[^}]*\}", "", text)
    assert "user-scalable" not in text
    shown_otherwise = ("handle", "h2", ":not(:focus-visible)")
    assert [rule for rule in hidden if not any(part in rule for part in shown_otherwise)] == []


def test_no_two_modules_of_the_page_share_a_name() -> None:
    """They become one function: the later of two would silently take the place of the earlier."""
    declared = re.compile(
        r"^(?:const|let|class|function\*?|async function)\s+([A-Za-z_$][\w$]*)", re.MULTILINE
    )
    owners: dict[str, list[str]] = {}
    for module in PAGE_MODULES:
        for name in declared.findall((WEB / f"{module}.js").read_text(encoding="utf-8")):
            owners.setdefault(name, []).append(module)

    assert {name: modules for name, modules in owners.items() if len(modules) > 1} == {}
