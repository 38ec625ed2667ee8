"""The introduction of a page: safe Markdown read to a small tree, from which the page makes its nodes."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Node = str | dict[str, Any]
"""A text, or {"is": kind, "has": [nodes]} with "to" for a link and "level" for a heading."""
BLOCKS = {
    "paragraph": "p",
    "heading": "h",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "blockquote": "quote",
    "em": "em",
    "strong": "strong",
}
SCHEMES = ("http", "https", "mailto")
MOST_BYTES = 100_000


class IntroError(ValueError):
    """A file that cannot stand as the introduction."""


def read_intro(path: Path) -> list[Node]:
    """The tree of a file of plain text or Markdown. Raises IntroError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise IntroError(f"{path}: {error.strerror or error}; an introduction is a text file") from None
    if len(data) > MOST_BYTES:
        raise IntroError(f"{path}: longer than {MOST_BYTES // 1000} kB; link to the long text instead")
    try:
        return intro(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise IntroError(f"{path}, line {line}: not UTF-8; save the file as UTF-8") from None


def intro(text: str) -> list[Node]:
    """The tree of Markdown; other text is plain paragraphs. HTML stays text, a picture its words."""
    parser = MarkdownIt("commonmark", {"html": False})
    return _nodes(SyntaxTreeNode(parser.parse(text.replace("\0", "�"))))


def _nodes(parent: SyntaxTreeNode) -> list[Node]:
    found: list[Node] = []
    for child in parent.children:
        found += _node(child)
    return found


def _node(node: SyntaxTreeNode) -> list[Node]:
    kind = node.type
    if kind in BLOCKS:
        level = {"level": int(node.tag[1])} if kind == "heading" else {}
        start = {"start": node.attrs["start"]} if "start" in node.attrs else {}
        return [{"is": BLOCKS[kind], **level, **start, "has": _nodes(node)}]
    if kind == "link":
        return _link(node)
    if kind in ("code_inline", "code_block", "fence"):
        return [{"is": "code" if kind == "code_inline" else "pre", "has": [node.content]}]
    if kind == "hardbreak":
        return [{"is": "br", "has": []}]
    if kind == "softbreak":
        return ["\n"]
    return _nodes(node) if node.children else [node.content] if node.content else []


def _link(node: SyntaxTreeNode) -> list[Node]:
    """A link of another scheme is only its words."""
    address = str(node.attrs.get("href", ""))
    if urlsplit(address).scheme.lower() not in SCHEMES:
        return _nodes(node)
    return [{"is": "a", "to": address, "has": _nodes(node)}]
