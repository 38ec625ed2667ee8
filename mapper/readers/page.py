"""The bytes of a saved web page as a tree: its encoding, and how deep it goes."""

from __future__ import annotations

import codecs
import re

from lxml import etree, html  # type: ignore[import-untyped]  # it ships no types

from mapper.errors import ReadError
from mapper.readers.encoding import decode, is_text

LINE_BREAK = "\u23ce"
"""Stands for ``<br>`` in the tree: trafilatura drops or joins many of these elements."""
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_CHARACTER_SETS = frozenset({
    "ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp720", "cp864", "mac-arabic",
    *(f"cp{number}" for number in range(1250, 1259)), *(f"iso8859-{number}" for number in range(1, 17)),
    "cp866", "koi8-r", "koi8-u", "mac-cyrillic", "gbk", "gb2312", "gb18030", "big5", "shift_jis", "euc_jp",
    "euc_kr",
})  # fmt: skip
"""What a page may say that it is in; Python has codecs besides that are none, such as unicode_escape."""
_MOST_BROKEN = 0.001
"""The part of a page's bytes that may be broken where the rest is UTF-8: some cut quotes in mid-letter."""
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_LONG_TAG = re.compile(r"<([a-zA-Z]\w*)([^<>]{4000,})")
_MOST_ATTRIBUTES = 1000
"""More than any element has; the time that a parser takes grows with their square."""
_DEEPEST = 200
"""Levels that are kept. No page by a person comes near, and what walks a tree may stumble at a thousand."""
_NESTING = re.compile(
    r"<(/?)(?:div|span|font|center|section|article|main|aside|b|i|u|em|strong|big|small|a|table|ul|ol|dl|"
    r"blockquote|form)\b[^<>]*>",
    re.IGNORECASE,
)


def page_from_bytes(data: bytes, *, name: str) -> tuple[html.HtmlElement, str]:
    """The page's tree and the encoding its bytes were in. ``name`` names the file in errors.

    Raises ReadError where the bytes are empty or no text.
    """
    markup, encoding = _decoded(data, name)
    page = _parsed(markup, name)
    if _depth(page) > _DEEPEST:
        page = _parsed(_flattened(markup), name)
    return page, encoding


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text of a page: valid UTF-8 is that whatever the page says, since browsers save it so."""
    for mark, codec in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(_little_or_big(mark, codec), "replace"), codec.upper()
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    if declared is None or _is_utf8(data):
        return decode(data, name=name)
    codec = declared[1].decode("ascii").lower()
    broken = _almost_utf8(data) if codec in ("utf-8", "utf8") else _by_codec(data, codec)
    return (
        (broken, codec.upper() if codec.startswith("utf") else codec) if broken else decode(data, name=name)
    )


def _little_or_big(mark: bytes, codec: str) -> str:
    return codec if codec == "utf-8" else "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _almost_utf8(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    return text if text.count("\ufffd") <= len(data) * _MOST_BROKEN else ""


def _by_codec(data: bytes, codec: str) -> str:
    """The text by the encoding that the page declares; empty where that is unknown or does not fit."""
    try:
        if codecs.lookup(codec).name not in _CHARACTER_SETS:
            return ""
        text = data.decode(codec)
    except (LookupError, UnicodeError):
        return ""
    return text if is_text(text) else ""


def _parsed(markup: str, name: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    cleared = _BREAK.sub(LINE_BREAK, _XML_DECLARATION.sub("", markup).replace("\0", ""))
    cleared = _LONG_TAG.sub(_bounded, cleared)
    try:
        return html.document_fromstring(cleared.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        raise ReadError(f"{name}: the page is empty; save it anew or give its text") from None


def _bounded(tag: re.Match[str]) -> str:
    attributes = len(tag[2].split(None, _MOST_ATTRIBUTES))
    return f"<{tag[1]}" if attributes > _MOST_ATTRIBUTES else tag[0]


def _depth(page: html.HtmlElement) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(page, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _flattened(markup: str) -> str:
    """The page without the tags that nest deeper than we follow; what stands in them stays."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[1]:
            depth = max(depth - 1, 0)
            return tag[0] if depth < _DEEPEST // 2 else " "
        depth += 1
        return tag[0] if depth <= _DEEPEST // 2 else " "

    return _NESTING.sub(kept, markup)
