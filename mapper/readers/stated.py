"""What a saved page states of itself: title, site, address, day of publication, language.

Only what its head, its structured data and its own marks say. A day is never
looked for in running text, and never judged by the day on which it is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]  # it ships no types

from gazetteer.table import read_table

_MARKS = Path(__file__).parents[1] / "data" / "page_dates.csv"
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d{2})(\d{2}))(?!\d)")
_DAY_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_BETWEEN_NAMES = re.compile(r"\s+[-–—|:»«•]+\s+")
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ELSEWHERE = frozenset({"aside", "nav", "footer"})
_NO_GUESS = {"extensive_search": False, "original_date": True, "max_date": "2999-12-31"}
"""Without a last day htmldate would take the day of reading; the day it finds is not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    title: str
    outlet: str
    url: str
    published: date | None
    language: str


def stated(page: html.HtmlElement) -> Stated:
    """What the page says of itself; what it does not say is empty."""
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(_head(page), date_config=_NO_GUESS)
    return Stated(
        title=_title(page, found.sitename or ""),
        outlet=found.sitename or "",
        url=found.url or "",
        published=_published(page, found.url or ""),
        language=(page.get("lang") or page.get(_XML_LANGUAGE) or "").split("-")[0].strip().lower(),
    )


def _head(page: html.HtmlElement) -> html.HtmlElement:
    """A page of the head alone, with the structured data that stands elsewhere."""
    alone = html.Element("html")
    head = etree.SubElement(alone, "head")
    for element in page.iter("meta", "title", "link", "script"):
        if element.tag != "script" or _is_data(element):
            copied = etree.SubElement(head, element.tag, dict(element.attrib))
            copied.text = element.text
    return alone


def _title(page: html.HtmlElement, outlet: str) -> str:
    """The title for links to the page or for its window, without the site's name where that is known."""
    shared = _of_metas(page).get("og:title", [""])[0]
    window = page.find(".//title")
    title = shared or ("" if window is None else window.text or "")
    return " - ".join(part for part in _BETWEEN_NAMES.split(" ".join(title.split())) if part != outlet)


def _is_data(script: html.HtmlElement) -> bool:
    return "ld+json" in script.get("type", "")


def _published(page: html.HtmlElement, url: str) -> date | None:
    for days in _statements(page):
        if len(days) == 1:
            return days.pop()
    in_address = _DAY_IN_ADDRESS.search(url)
    return _made(*in_address.groups()) if in_address else None


def _statements(page: html.HtmlElement) -> Iterator[set[date]]:
    """The days that each kind of mark names, the most trusted kind first."""
    named = {"type": _of_types(page), "meta": _of_metas(page), "itemprop": _of_properties(page)}
    for place, name in _marks():
        yield _days(named[place].get(name, []))
    times = [element for element in page.iter("time") if _ELSEWHERE.isdisjoint(_around(element))]
    yield _days(element.get("datetime", "") for element in times if element.get("pubdate") is not None)
    yield _days(element.get("datetime", "") for element in times)


def _around(element: html.HtmlElement) -> Iterator[str]:
    return (str(outer.tag) for outer in element.iterancestors())


@cache
def _marks() -> tuple[tuple[str, str], ...]:
    rows = read_table(_MARKS, required=("place", "name"), optional=())
    return tuple((row.required("place"), row.required("name").lower()) for row in rows)


def _of_types(page: html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for script in filter(_is_data, page.iter("script")):
        for node in _nodes(script.text or ""):
            kinds = node.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                found.setdefault(str(kind).lower(), []).append(str(node.get("datePublished")))
    return found


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """The objects that describe the page; not those in its lists of other pages."""
    try:
        waiting = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            yield node
            waiting += [node.get("@graph"), node.get("mainEntity"), node.get("mainEntityOfPage")]


def _of_metas(page: html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        for name in {meta.get("property", "").lower(), meta.get("name", "").lower()} - {""}:
            found.setdefault(name, []).append(meta.get("content", ""))
    return found


def _of_properties(page: html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in page.iterfind(".//*[@itemprop]"):
        if _ELSEWHERE.isdisjoint(_around(element)):
            told = element.get("content") or element.get("datetime") or element.text or ""
            found.setdefault(element.get("itemprop", "").lower(), []).append(told)
    return found


def _days(told: Iterator[str] | list[str]) -> set[date]:
    return {day for day in map(_day, told) if day is not None}


def _day(told: str) -> date | None:
    """The day of a time as machines write it (ISO 8601, RFC 5322); None for words and for no day at all."""
    found = _DAY.match(told.strip())
    if found:
        return _made(*(part for part in found.groups() if part is not None))
    try:
        return parsedate_to_datetime(told).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _made(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
