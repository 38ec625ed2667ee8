"""The article of a saved page: its headline and its paragraphs, through trafilatura.

What is around it (menus, boxes of other reports, sharing, comments, consent) is
left out; what a browser does not show is never text.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterator
from configparser import ConfigParser
from functools import cache

from lxml import etree, html  # type: ignore[import-untyped]  # it ships no types

from gazetteer.fold import lookup_key
from mapper.readers.page import LINE_BREAK

_UNSEEN = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "select",
    "textarea", "button", "input", "audio", "video", "dialog", "map",
)  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHOLE_PAGE = ("html", "body", "main", "article")
"""Hidden until a script shows them, which no script does in a saved page."""
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "hi", "i",
    "ins", "kbd", "label", "mark", "nobr", "q", "ref", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_IS_LAYOUT = etree.XPath(
    "boolean((./tr|./*/tr)/*[.//p or .//div or .//table or .//h1 or .//h2 or string-length() > 200"
    f" or contains(., '{LINE_BREAK}')])"
)
_ROWS_AND_CELLS = etree.XPath("./tbody|./thead|./tfoot|./tr|./*/tr|./tr/*|./*/tr/*")
_BETWEEN_LINKS = re.compile(r"[|:•·«»]")
_LINKED = 0.6
"""The part of a line in links from which it is a list of links or a pointer to another report."""
_TOO_LONG = 300
"""Characters that no headline has."""
_SHORTEST_PROSE = 40
"""Characters of the shortest sentence that is news; a page whose lines are all shorter has no article."""
_SHORTEST_ARTICLE = "50"
"""Below it trafilatura gathers paragraphs from all over the page; its own 250 is more than a flash has."""


def article(page: html.HtmlElement, stated: str) -> tuple[str, list[str]]:
    """Headline and paragraphs; no paragraphs where the page has no article.

    ``stated`` is the title in the page's head, with or without the site's name.
    """
    links = {_text(link) for link in page.iter("a")}
    shown = _shown(page)
    title = _headline(shown, stated)
    key = lookup_key(title)
    for body in _attempts(shown):
        lines = [line for line in _lines(body) if not _is_pointer(line, links)]
        found = [line for line in lines if lookup_key(line) != key or not key]
        if any(len(line) >= _SHORTEST_PROSE for line in found):
            return title, found
    return title, []


def _attempts(shown: html.HtmlElement) -> Iterator[etree._Element]:
    """What may be the article, the surest first: marked as one, looking like one, what is left."""
    marked = [element for element in shown.iter("article") if element.find(".//h1") is not None]
    if len(marked) == 1:
        yield _body(_alone(marked[0]), precise=True)
    yield _body(shown, precise=True)
    _without_lists_of_links(shown)
    yield _body(shown, precise=False)


def _alone(element: html.HtmlElement) -> html.HtmlElement:
    page = html.Element("html")
    etree.SubElement(page, "body").append(copy.deepcopy(element))
    return page


def _headline(shown: html.HtmlElement, stated: str) -> str:
    """The headline as the page shows it, or else as its head states it."""
    key = lookup_key(stated)
    first = [text for text in map(_text, shown.iter("h1")) if text]
    lines = (line for body in shown.iterchildren("body") for line in _lines(body))
    keys = {line: lookup_key(line) for line in [*first, *lines] if len(line) < _TOO_LONG}
    # The site's name is in the title as well, and many a site prints it as its first heading.
    within = [line for line, own in keys.items() if own in key and len(own) * 3 >= len(key) > 0]
    if within:
        return max(within, key=len)
    return first[0] if len(first) == 1 else stated


def _shown(page: html.HtmlElement) -> html.HtmlElement:
    """A copy of the page with what a browser shows of it, its line breaks as characters."""
    shown = copy.deepcopy(page)
    for element in shown.iter(etree.Element):
        if _is_hidden(element):
            element.tag = _UNSEEN[0]
        for name in list(element.attrib):
            if name == "style" or name.startswith("data-"):
                del element.attrib[name]
    etree.strip_elements(shown, *_UNSEEN, with_tail=False)
    _unwrap_layout(shown)
    for element in shown.iter("pre"):
        _mark_line_ends(element)
    return shown


def _is_hidden(element: html.HtmlElement) -> bool:
    if element.tag in _WHOLE_PAGE:
        return False
    unseen = "hidden" in element.attrib or element.get("aria-hidden") == "true"
    return unseen or _HIDDEN.search(element.get("style", "")) is not None


def _unwrap_layout(page: html.HtmlElement) -> None:
    """Make blocks of the tables that set out a page; those of short cells are tables of data and stay."""
    for table in [table for table in page.iter("table") if _IS_LAYOUT(table)]:
        for part in _ROWS_AND_CELLS(table):
            part.tag = "div"
        table.tag = "div"
    for form in page.iter("form"):
        # Some servers put the whole page into one form.
        form.tag = "div"


def _mark_line_ends(block: html.HtmlElement) -> None:
    block.tag = "div"
    for element in block.iter(etree.Element):
        element.text = _marked(element.text)
        if element is not block:
            element.tail = _marked(element.tail)


def _marked(text: str | None) -> str | None:
    """Control characters, which lxml reads but does not take back, become spaces."""
    return text and _CONTROLS.sub(" ", text).replace("\n", LINE_BREAK)


def _without_lists_of_links(page: html.HtmlElement) -> None:
    """Leave out what only leads elsewhere; with care thrown to the wind all text of a page is its article."""
    # Each is measured once: a page may hold thousands of links in one element.
    lengths: dict[html.HtmlElement, int] = {}
    for link in list(page.iter("a")):
        around = link.getparent()
        if around is None:
            continue
        own, whole = _measured(link, lengths), _measured(around, lengths)
        if own < _LINKED * whole:
            continue
        for above in link.iterancestors():
            if above in lengths:
                lengths[above] -= own
        link.drop_tree()


def _body(shown: html.HtmlElement, *, precise: bool) -> etree._Element:
    from trafilatura import bare_extraction

    # Its warnings would reach the terminal of a program that has set up no log.
    logging.getLogger("trafilatura").addHandler(_quiet())
    found = bare_extraction(shown, include_comments=False, favor_precision=precise, config=_config())
    body = getattr(found, "body", None)
    return etree.Element("body") if body is None else body


@cache
def _quiet() -> logging.Handler:
    return logging.NullHandler()


@cache
def _config() -> ConfigParser:
    from trafilatura.settings import DEFAULT_CONFIG

    config = copy.deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", _SHORTEST_ARTICLE)
    return config


def _lines(tree: etree._Element) -> Iterator[str]:
    """The text line by line: a block is one, and a line break within it begins another."""
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag not in _INLINE:
            yield from _cut(parts)
            parts = []
        parts.append((element.text if event == "start" else element.tail) or "")
    yield from _cut(parts)


def _cut(parts: list[str]) -> Iterator[str]:
    for line in "".join(parts).split(LINE_BREAK):
        if words := line.split():
            yield " ".join(words)


def _text(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).replace(LINE_BREAK, " ").split())


def _measured(element: html.HtmlElement, lengths: dict[html.HtmlElement, int]) -> int:
    if element not in lengths:
        lengths[element] = _letters(element)
    return lengths[element]


def _letters(element: html.HtmlElement) -> int:
    """How much text there is in an element, spaces aside: what is left adds up when a part of it goes."""
    return sum(map(len, "".join(element.itertext()).replace(LINE_BREAK, " ").split()))


def _is_pointer(line: str, links: set[str]) -> bool:
    """Whether a line is nothing but links ("print | send", "read also: ..."), and no sentence."""
    parts = [part.strip() for part in (line, *_BETWEEN_LINKS.split(line))]
    linked = max(len(parts[0]) * (parts[0] in links), sum(len(part) for part in parts[1:] if part in links))
    return linked >= _LINKED * len(line) and not line.endswith(".")
