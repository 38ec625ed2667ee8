"""Scripts and styles of the page: Leaflet from its PyPI package, then our own, in a fixed order."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

WEB = Path(__file__).parent / "web"
_SHARED = (
    "dom",
    "project",
    "data",
    "chunks",
    "beside",
    "texts",
    "where",
    "reasons",
    "symbols",
    "canvas",
    "grid",
    "groups",
    "fan",
    "labels",
    "draw",
    "claimcard",
    "whyhere",
    "evidence",
    "state",
    "select",
    "pointer",
    "keys",
    "layer",
)
LAYER_MODULES = (*_SHARED, "folium")
PAGE_MODULES = (
    *_SHARED,
    "backdrop",
    "basemap",
    "tiles",
    "intro",
    "fold",
    "search",
    "bins",
    "bars",
    "brush",
    "timeline",
    "facets",
    "filters",
    "back",
    "address",
    "order",
    "rowline",
    "list",
    "cite",
    "panel",
    "table",
    "download",
    "controls",
    "legend",
    "about",
    "print",
    "keptview",
    "unplaced",
    "page",
)
LAYER_STYLES = ("theme", "layer", "evidence")
PAGE_STYLES = (
    "theme",
    "layer",
    "evidence",
    "layout",
    "header",
    "controls",
    "legend",
    "list",
    "filters",
    "timeline",
    "panel",
    "about",
    "print",
    "ground",
)
_IMAGE = re.compile(r"url\(images/([\w.-]+\.png)\)")


@cache
def leaflet_script() -> str:
    text = (_leaflet_folder() / "leaflet.js").read_text(encoding="utf-8")
    # Developer tools would look for the map file beside the page.
    return re.sub(r"\n?//# sourceMappingURL=.*", "", text).strip()


@cache
def leaflet_style() -> str:
    text = (_leaflet_folder() / "leaflet.css").read_text(encoding="utf-8")
    return _IMAGE.sub(lambda match: f"url({_image(match[1])})", text).strip()


@cache
def leaflet_version() -> str:
    head = leaflet_script()[:200]
    match = re.search(r"Leaflet (\d+\.\d+\.\d+)", head)
    return match[1] if match else ""


def script(modules: tuple[str, ...]) -> str:
    """Our modules as one function that leaves no name behind."""
    body = "\n".join(map(script_file, modules))
    return f'(() => {{\n"use strict";\n{body}\n}})();'


def script_file(name: str) -> str:
    return (WEB / f"{name}.js").read_text(encoding="utf-8").strip()


def style(*names: str) -> str:
    return "\n".join((WEB / f"{name}.css").read_text(encoding="utf-8").strip() for name in names)


def source_hash(text: str) -> str:
    """The hash by which a content security policy allows an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _image(name: str) -> str:
    data = (_leaflet_folder() / "images" / name).read_bytes()
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


def _leaflet_folder() -> Path:
    from xstatic.pkg import leaflet

    return Path(leaflet.BASE_DIR)
