"""The HTML of the page: a frame without any word of a report, data islands, scripts, and their policy."""

from __future__ import annotations

from html import escape
from typing import Any

from mapper.layers import MapData
from mapper.records import Claim
from mapper.render import assets
from mapper.render.basemap import sheets
from mapper.render.columns import cold, coverage_dict, hot
from mapper.render.pack import pack
from mapper.render.symbols import symbols
from mapper.render.texts import side_name, texts, type_labels


def page(data: MapData, *, title: str, intro: str, lang: str) -> str:
    """The whole page as text."""
    words = texts(lang)
    styles = [assets.leaflet_style(), assets.style("evidence", "page")]
    scripts = [assets.leaflet_script(), assets.script(assets.PAGE_MODULES)]
    front = {
        **layer_data(data, lang),
        "title": title,
        "intro": intro,
        "coverage": coverage_dict(data.coverage),
    }
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{lang}" dir="{words["dir"]}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts, styles)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{escape(title or words['title'])}</title>",
            '<link rel="icon" href="data:,">',
            *(f"<style>{style}</style>" for style in styles),
            "</head>",
            "<body>",
            f"<noscript>{escape(words['noscript'])}</noscript>",
            f'<div id="page" data-failed="{escape(words["failed"])}"></div>',
            _island("hot", front),
            _island("basemap", sheets(data.bounds(), lang)),
            *(f"<script>{script}</script>" for script in scripts),
            # Last, so that the first drawing does not wait for the texts.
            _island("cold", cold(data)),
            "</body>",
            "</html>",
            "",
        ]
    )


def layer_data(data: MapData, lang: str) -> dict[str, Any]:
    """What the layer needs to draw and to speak: columns, symbols, words."""
    sides = {side for row in data.rows for view in row.claims for side in _sides(view.claim)}
    return {
        **hot(data, lang),
        "lang": lang,
        "texts": {**texts(lang), "leaflet": assets.leaflet_version()},
        "types": type_labels(lang),
        "symbols": symbols(),
        "sides": {side: side_name(side, lang) for side in sorted(sides)},
    }


def _sides(claim: Claim) -> tuple[str, ...]:
    return tuple(side for side in (claim.claimant_side, claim.actor_side) if side not in ("", "outlet"))


def _island(name: str, data: Any) -> str:
    return f'<script type="application/json" id="{name}">"{pack(data)}"</script>'


def _policy(scripts: list[str], styles: list[str]) -> str:
    """Nothing may be loaded; only the scripts and styles of this very page may act."""
    rules = {
        "default-src": ["'none'"],
        "script-src": [assets.source_hash(script) for script in scripts],
        "style-src": [assets.source_hash(style) for style in styles],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())
