"""What a line of an Arabic news page is: furniture, caption, dateline or text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from gazetteer.fold import fold
from gazetteer.table import read_table
from mapper.language.arabic.lexicon import DATA
from mapper.language.base import Layout

_Rule = tuple[str, str, Layout]
_SCOPES: dict[str, Layout] = {"line": "line", "list": "list", "rest": "rest"}
_LABEL_WORDS = 3
"""How many words a label may have beside those of its row (الأكثر قراءة هذا الأسبوع)."""
_CREDIT = re.compile(r"[(（\[][^()\[\]]{2,40}[)）\]]\s*$")
_DATELINE = re.compile(r"^[\w\s/،,.-]{2,60}?\s*[-–—/]\s*(?:\(?[\w\s./]{2,40}\)?)?\s*[-–—:.]*\s*$")


@cache
def _rules() -> tuple[_Rule, ...]:
    rows = read_table(DATA / "furniture.csv", required=["text", "match", "scope"], optional=())
    return tuple(
        (
            fold(row.required("text")),
            row.choice("match", ("starts", "label", "equals", "contains", "credit")),
            _SCOPES[row.choice("scope", tuple(_SCOPES))],
        )
        for row in rows
    )


@cache
def _longest() -> int:
    """A line longer than this is text by any rule."""
    return max(len(text) for text, _, _ in _rules()) + 240


def _rules_for(folded: str) -> Iterable[_Rule]:
    """The rules in their order, those of another beginning left out."""
    return _by_letter().get(folded[:1], _by_letter()[""])


@cache
def _by_letter() -> dict[str, tuple[_Rule, ...]]:
    """The rules that may hold for a line by its first letter; under "" those for every other letter."""
    anywhere = {rule for rule in _rules() if rule[1] == "contains"}
    letters = {text[:1] for text, _, _ in _rules()} | {""}
    return {
        letter: tuple(rule for rule in _rules() if rule in anywhere or rule[0][:1] == letter)
        for letter in letters
    }


def layout(line: str) -> Layout:
    """Whether a line is page furniture, alone or with everything after it."""
    if len(line) > _longest():
        return ""
    folded = fold(line).strip(" \t•*-–|:")
    for text, match, scope in _rules_for(folded):
        if match == "label" and folded.startswith(text) and _is_label(folded, text):
            return scope
        if match == "equals" and folded == text:
            return scope
        if match == "starts" and folded.startswith(text) and len(folded) < len(text) + 120:
            return scope if scope != "list" or _is_label(folded, text) else "line"
        if match == "contains" and text in folded and len(folded) < len(text) + 40:
            return scope
    return "line" if not any(char.isalpha() for char in folded) else ""


def _is_label(folded: str, text: str) -> bool:
    """A label by itself; with a headline on the same line nothing below it belongs to it."""
    rest = folded[len(text) :]
    return ":" not in rest and len(rest.split()) <= _LABEL_WORDS


def is_caption(line: str) -> bool:
    """A line of a picture: its credit stands in brackets at the end."""
    credit = _CREDIT.search(line[-60:])
    if credit is None:
        return False
    folded = fold(credit.group())
    return any(match == "credit" and text in folded for text, match, _ in _rules())


def is_dateline(line: str) -> bool:
    """Place and agency before the text begins (باكو - سبوتنيك)."""
    return len(line) < 60 and _DATELINE.match(line.strip()) is not None
