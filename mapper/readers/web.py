"""A saved web page."""

from __future__ import annotations

from babel.core import get_global

from gazetteer.fold import ARABIC, fold
from mapper.errors import ReadError
from mapper.readers.article import article
from mapper.readers.found import Found, Told, digest
from mapper.readers.page import page_from_bytes
from mapper.readers.stated import stated

_ENOUGH = 10_000
"""Characters that tell the script of a text."""


def read_page(data: bytes, *, name: str) -> Found:
    """The article of a page, its headline as the first line, and what the page says of itself.

    Raises ReadError where the bytes are no text, or the page has no article.
    """
    page, encoding = page_from_bytes(data, name=name)
    says = stated(page)
    title, paragraphs = article(page, says.title)
    if not paragraphs:
        raise ReadError(
            f"{name}: the page has no article that can be told from its menus and lists; "
            "save the report's text as a .txt file"
        )
    text = "\n\n".join([title, *paragraphs] if title else paragraphs) + "\n"
    told = Told(
        title=title,
        outlet=says.outlet,
        url=says.url,
        published=says.published,
        language=says.language if _can_be(says.language, text) else "",
    )
    return Found(text=text, told=told, sha256=digest(data), encoding=encoding)


def _can_be(language: str, text: str) -> bool:
    """Whether a text can be in a language: many a page in Arabic says ``lang="en"``, as its template came."""
    likely: str = get_global("likely_subtags").get(language, "")
    letters = [letter for letter in fold(text[:_ENOUGH]) if letter.isalpha()]
    arabic = sum(ARABIC.match(letter) is not None for letter in letters)
    return "Arab" in likely or arabic * 2 < len(letters)
