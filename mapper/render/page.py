"""The HTML of the page: a frame without any word of a report, data islands, scripts, and their policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from mapper.layers import MapData
from mapper.render import assets
from mapper.render.basemap import sheets
from mapper.render.beside import Beside, write_chunks
from mapper.render.block import writable
from mapper.render.cold import chunk_starts, chunks
from mapper.render.columns import hot, ids
from mapper.render.front import front
from mapper.render.intro import Node
from mapper.render.pack import pack, pack_bytes, packed
from mapper.render.texts import LANGUAGES, texts
from mapper.render.tiles import Tiles


def page(
    data: MapData,
    *,
    title: str,
    intro: str | Sequence[Node],
    lang: str,
    tiles: Tiles | None = None,
    names: str = "",
    beside: Beside | None = None,
) -> Iterator[str]:
    """The page piece by piece: the whole of a million incidents is never held as one text.

    Without the texts where they are ``beside`` it, as ``write_texts`` puts them.
    """
    words = texts(lang)
    firsts = chunk_starts(data)
    head = front(data, _languages(lang))
    facts = {**head["facts"], "tiles": tiles.fact() if tiles else None, "names": names}
    extra = {**head, "facts": facts, "title": title, "intro": intro}
    if beside:
        extra["beside"] = {"folder": beside.folder.name, "names": beside.names}
    # Read once, before anything is made of them: the policy must name what is then written.
    code = {"style": _styles(), "script": _code()}
    start = assets.script_file("start")
    policy = _policy([start, *code["script"].values()], list(code["style"].values()), tiles, beside)
    yield from _head(title or words["title"], words["dir"], lang, policy)
    yield f"<noscript>{escape(words['noscript'])}</noscript>\n"
    yield f'<div id="page" data-failed="{escape(words["failed"])}"></div>\n'
    yield _island("hot", pack_bytes(hot(data, extra, firsts)))
    yield _island("basemap", pack(sheets(data.bounds())))
    for element, parts in code.items():
        for name, text in parts.items():
            yield _island(name, pack_bytes(text.encode()), f' data-code="{element}"')
    yield f"<script>{start}</script>\n"
    # Last, so that the first drawing does not wait for the texts.
    yield _island("ids", pack_bytes(ids(data)))
    for number, text in enumerate(() if beside else packed(chunks(data, firsts))):
        yield _island(f"cold-{number}", text)
    yield "</body>\n</html>\n"


def write_texts(data: MapData, folder: Path) -> Beside:
    """Write the chunks of claims as files of a folder. Raises WriteError."""
    return write_chunks(folder, packed(chunks(data, chunk_starts(data))))


def layer_data(data: MapData, lang: str) -> dict[str, Any]:
    """What a layer alone needs: hot block, ids and the chunks of claims, each packed."""
    firsts = chunk_starts(data)
    return {
        "hot": pack_bytes(hot(data, front(data, [lang]), firsts)),
        "ids": pack_bytes(ids(data)),
        "cold": list(packed(chunks(data, firsts))),
        "failed": texts(lang)["failed"],
    }


def _languages(lang: str) -> list[str]:
    return [lang, *(other for other in LANGUAGES if other != lang)]


def _head(title: str, direction: str, lang: str, policy: str) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{lang}" dir="{direction}">\n<head>\n'
    yield '<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield f'<title>{escape(writable(title))}</title>\n<link rel="icon" href="data:,">\n'
    yield "</head>\n<body>\n"


def _code() -> dict[str, str]:
    return {"leaflet": assets.leaflet_script(), "code": assets.script(assets.PAGE_MODULES)}


def _island(name: str, packed_text: str, attributes: str = "") -> str:
    return f'<script type="application/gzip" id="{name}"{attributes}>{packed_text}</script>\n'


def _styles() -> dict[str, str]:
    return {"leaflet-style": assets.leaflet_style(), "style": assets.style(*assets.PAGE_STYLES)}


def _policy(scripts: Sequence[str], styles: Sequence[str], tiles: Tiles | None, beside: Beside | None) -> str:
    """Only scripts and styles of this very page may act, and nothing is loaded but what was asked for:
    tiles of one host, files from the page's own folder in frames."""
    rules = {
        "default-src": ["'none'"],
        "script-src": list(map(assets.source_hash, scripts)),
        "style-src": list(map(assets.source_hash, styles)),
        "img-src": ["data:", tiles.origin] if tiles else ["data:"],
        **({"frame-src": ["'self'"]} if beside else {}),
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())
