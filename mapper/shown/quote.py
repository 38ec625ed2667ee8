"""Words of a report, underlined where fields of claims were read from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gazetteer.markup import Markup, joined, reading, text, words
from mapper.explain.marks import Piece, marks, pieces
from mapper.explain.printed import END_ISOLATE, ISOLATE, RIGHT_TO_LEFT, Shown
from mapper.explain.wording import fields
from mapper.records import Claim, Sentence
from mapper.shown.wording import OTHER, lines

_QUOTE = "margin:.3em 0;padding:.1em .8em;border-inline-start:3px solid currentColor;white-space:pre-line"
_LABEL = "font-size:65%;opacity:.8;margin-inline:.15em"
_BREAKS = {
    ISOLATE: Markup('<bdi dir="auto">'),
    RIGHT_TO_LEFT: Markup('<bdi dir="rtl">'),
    END_ISOLATE: Markup("</bdi>"),
}
_ISOLATING = re.compile(f"([{''.join(_BREAKS)}])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of a report that is at hand: the whole text, or the quote of a claim."""

    text: str
    start: int = 0
    """Where in the report it begins."""
    language: str = ""

    def at(self, start: int, end: int) -> str | None:
        """The words from ``start`` to ``end`` of the report; None where they are not at hand."""
        low, high = start - self.start, end - self.start
        return self.text[low:high] if 0 <= low < high <= len(self.text) else None

    def told(self, start: int, end: int) -> Markup | None:
        found = self.at(start, end)
        return None if found is None else words(found, self.language)


def printed(shown: Shown) -> Markup:
    """What is fit to print, as HTML: the signs that isolate a part become elements."""
    parts = _ISOLATING.split(shown)
    return joined((_BREAKS.get(part) or text(part) for part in parts), by="")


def quote(said: Words, start: int, end: int, claims: Mapping[int, Claim]) -> Markup:
    """The words from ``start`` to ``end``, underlined for the claims; numbers tell several claims apart."""
    cut = pieces(Sentence(start=start, end=end), marks(claims))
    inside = joined((_piece(said, piece, numbered=len(claims) > 1) for piece in cut), by="")
    return Markup(f'<div {reading(said.language)} style="{_QUOTE}">{inside}</div>')


def plain_quote(said: Words) -> Markup:
    """All that is at hand, without a line."""
    return Markup(f'<div {reading(said.language)} style="{_QUOTE}">{text(said.text)}</div>')


def _piece(said: Words, piece: Piece, *, numbered: bool) -> Markup:
    told = text(said.at(piece.start, piece.end) or "")
    for name, _ in piece.labels:
        told = Markup(f'<span style="{lines().get(name, OTHER).css}">{told}</span>')
    labels = [_label(name, claims if numbered else ()) for name, claims in piece.labels]
    if not labels:
        return told
    return Markup(f'{told}<sub style="{_LABEL}"><bdi dir="ltr">{joined(labels, by=" + ")}</bdi></sub>')


def _label(name: str, claims: tuple[int, ...]) -> str:
    label = fields()[name].label if name in fields() else name
    return f"{label} {','.join(map(str, claims))}" if claims else label
