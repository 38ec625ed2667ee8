"""Cut a report into sentences and tell what part of the page each one is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from gazetteer.fold import fold, visible
from mapper.language import Language
from mapper.records import Report, Sentence, SentenceKind

_LONGEST_HEADING = 110
_LONGEST_SENTENCE = 1500
_OWN, _OTHER = "o", "x"
_LIST_MARKS = "•*·-–—▪●"
_DATED = re.compile(r"\b\d{1,2}(?:[./-]\d{1,2}[./-]\d{2,4}|\W+(?:\w+\W+)?(?:19|20)\d{2})\D{0,3}$")
"""A full date at the end of a folded line."""
_LONGEST_ABBREVIATION = 12


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    kind: SentenceKind


def segment(report: Report, language: Language) -> tuple[Sentence, ...]:
    """Sentences in reading order; ``text[start:end]`` is each one without outer spaces.

    A line is a paragraph. Furniture, captions, headings and text in another
    script are marked and never dropped. What stands below the label of a list of
    links is furniture until a paragraph comes.
    """
    found: list[Sentence] = []
    for number, line in enumerate(_lines(report, language)):
        for start, end in _cut(line, language):
            found.append(Sentence(start=start, end=end, kind=line.kind, paragraph=number))
    return tuple(found)


def _lines(report: Report, language: Language) -> Iterator[_Line]:
    furniture = listed = False
    seen_text = False
    titles: set[str] = set()
    page = visible(report.text)
    for start, end in _line_spans(page):
        text = page[start:end]
        scope = language.layout(text)
        # A cut in the first half would lose the report: some pages print their menu first.
        furniture = furniture or (scope == "rest" and start > len(page) / 2)
        kind: SentenceKind
        kind = "furniture" if furniture or scope else _kind(text, language, titled=seen_text, titles=titles)
        listed = scope in ("list", "rest") or (listed and (scope != "" or _is_link(text, kind)))
        if listed:
            kind = "furniture"
        if kind == "title":
            titles.add(fold(text))
        seen_text = seen_text or kind in ("title", "heading", "body")
        yield _Line(start, end, text, kind)


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = start + len(line) - len(line.lstrip())
            yield first, first + len(stripped)
        start += len(line)


def _kind(text: str, language: Language, *, titled: bool, titles: set[str]) -> SentenceKind:
    if _is_foreign(text, language):
        return "foreign"
    closed = _is_closed(text, language)
    if language.is_caption(text) or (text[0] in _LIST_MARKS and not closed and _DATED.search(fold(text))):
        return "caption"
    if titles and fold(text) in titles:
        return "title"
    short = not closed and len(fold(text)) <= _LONGEST_HEADING
    if short and not titled:
        return "title"
    if short and language.is_dateline(text):
        return "dateline"
    return "heading" if short and text[0] not in _LIST_MARKS else "body"


def _is_link(text: str, kind: SentenceKind) -> bool:
    """Whether a line below a list's label (most read, related) is a headline of it, and no paragraph."""
    return kind != "body" or (text[-1] != "." and len(fold(text)) <= _LONGEST_HEADING)


def _is_closed(text: str, language: Language) -> bool:
    """Whether a line ends as a sentence does, within marks of quotation or brackets or without them."""
    ends = text.rstrip(language.quote_marks + ")")[-1:]
    return ends != "" and ends in language.sentence_ends + language.comma_marks


def _is_foreign(text: str, language: Language) -> bool:
    letters = text.translate(_scripts(language.script))
    return letters.count(_OWN) * 2 < len(letters)


class _Scripts(dict[int, str]):
    """A mark for each letter of a script, another for those of others, nothing for what is no letter.

    Filled as characters are met; ``str.translate`` then tells them apart at the speed of C.
    """

    def __init__(self, script: str) -> None:
        super().__init__()
        self._script = script

    def __missing__(self, code: int) -> str:
        char = chr(code)
        own = unicodedata.name(char, "").startswith(self._script)
        mark = self[code] = "" if not char.isalpha() else _OWN if own else _OTHER
        return mark


_scripts = cache(_Scripts)


def _cut(line: _Line, language: Language) -> Iterator[tuple[int, int]]:
    """Sentences of a line: after an end mark that a space follows, and not after a lone letter."""
    if line.kind == "furniture":
        yield line.start, line.end
        return
    begin = 0
    marks = language.sentence_ends
    for mark in _any_of(marks).finditer(line.text):
        index = mark.start()
        if index >= begin and _ends(line.text, begin, index, language):
            stop = _closed(line.text, index + 1, language)
            yield from _span(line, begin, stop)
            begin = stop
    yield from _span(line, begin, len(line.text))


@cache
def _any_of(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


def _ends(text: str, begin: int, index: int, language: Language) -> bool:
    after = text[index + 1 : index + 2]
    if after and not after.isspace() and after not in language.quote_marks + ")":
        return False
    if index - begin <= 1:
        return False
    if text[index - 1] in language.quote_marks:
        return True
    # One letter before the mark is an initial or an abbreviation, not the end of a sentence.
    dotted = text[index - 2] in language.sentence_ends and text[index - 1].isalpha()
    if text[index - 2].isspace() or dotted:
        return False
    word = text[max(index - _LONGEST_ABBREVIATION, begin) : index].rpartition(" ")[2]
    return text[index] != "." or fold(word) not in language.abbreviations


def _closed(text: str, index: int, language: Language) -> int:
    while index < len(text) and text[index] in language.quote_marks + ")." + language.sentence_ends:
        index += 1
    return index


def _span(line: _Line, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    while stop - begin > _LONGEST_SENTENCE:
        # No person writes such a sentence; cutting it keeps the time of the later stages linear.
        space = line.text.rfind(" ", begin + 1, begin + _LONGEST_SENTENCE)
        cut = space if space > 0 else begin + _LONGEST_SENTENCE
        yield from _span(line, begin, cut)
        begin = cut
    part = line.text[begin:stop]
    inner = part.strip()
    if any(map(str.isalnum, inner)):
        start = line.start + begin + len(part) - len(part.lstrip())
        yield start, start + len(inner)
