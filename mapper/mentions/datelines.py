"""Names at the head of a line that say where a report was written: "Baku - agencies -"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from gazetteer.place import Match
from mapper.mentions.named import Gazetteer, Named, Page

_AGENCY = r"[(\[«\"“][^()\[\]«»\"“”\n]{2,40}[)\]»\"”]"
_DAY = r"\d{1,4}[\w\s/.-]{0,24}?"
_NUMBERED = re.compile(r"\W*\w{1,6}\s*[:.)-]\s*")
_MOST_BEFORE = 24
"""Letters before a name that stands at the head of its line."""
_REACH = 120
"""Letters behind it that may tell; so that the time for a page of one line stays linear."""
_BLANK = " \t:.•*|"


class _Patterns(NamedTuple):
    """What stands between the names of a dateline, and behind the last of them."""

    between: re.Pattern[str]
    by_agency: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _patterns(comma_marks: str) -> _Patterns:
    comma = re.escape(comma_marks)
    by_agency = rf"""\s*(?:
        / \s* \S
      | {_AGENCY} \s* (?:{_DAY} \s*)? (?:[-–—ـ:/.{comma}] | $)
      | [-–—/{comma}]? \s* (?:[^\W\d]+ \s+)? {_DAY} \s* {_AGENCY}
    )"""
    after = rf"""\s*(?:
        (?:[-–—]+ | \s ـ+) \s* \S
      | : \s* {_AGENCY} \s* $
      | [/{comma}]? \s* {_DAY} \s* (?:[-–—:/] | $)
    )"""
    return _Patterns(
        re.compile(rf"[ \t]*[-–—/{comma}][ \t]*|[ \t]+\w?"),
        re.compile(by_agency, re.VERBOSE),
        re.compile(after, re.VERBOSE),
    )


def datelines(named: Sequence[Named], page: Page, *, countries: Sequence[bool]) -> set[int]:
    """The numbers of the names in datelines; several may share one (باكو/يريفان - وكالات).

    A country may be its capital's namesake, but only an agency behind it says so (تونس (وكالات)).
    Names alone on a numbered line (ثالثا: بغداد) head a part of the report.
    """
    found: set[int] = set()
    patterns = _patterns(page.language.comma_marks)
    for group in _groups(named, page):
        first, last = named[group[0]], named[group[-1]]
        start = _line_start(page.text, first.hit.start)
        if start is None:
            continue
        before = page.text[start : page.words[first.first].start]
        after = page.text[last.hit.end : last.hit.end + _REACH].split("\n", 1)[0]
        if before.strip(_BLANK):
            heads = _NUMBERED.fullmatch(before) is not None and not after.strip(_BLANK)
        elif any(countries[number] for number in group):
            heads = patterns.by_agency.match(after) is not None
        else:
            heads = (patterns.by_agency.match(after) or patterns.after.match(after)) is not None
        if heads:
            found.update(group)
    return found


def capital(match: Match, gazetteer: Gazetteer) -> Match:
    """In a dateline, the town that bears its country's name (تونس, Tunis), if there is one."""
    if match.place.level != "country" or not match.place.country:
        return match
    for other in gazetteer.search(match.name, country=match.place.country):
        if other.place.level == "settlement" and other.level in ("exact", "folded"):
            return replace(other, others=(*other.others, *match.others), unsure=False)
    return match


def _groups(named: Sequence[Named], page: Page) -> Iterator[list[int]]:
    """The names of a text, those together that stand side by side on a line."""
    between = _patterns(page.language.comma_marks).between
    group: list[int] = []
    for number, item in enumerate(named):
        if group and not between.fullmatch(page.text[named[group[-1]].hit.end : item.hit.start]):
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _line_start(text: str, at: int) -> int | None:
    """Where the line of a name begins; None where that is too far back for a dateline."""
    first = max(0, at - _MOST_BEFORE)
    start = text.rfind("\n", first, at) + 1
    return start if start or not first else None
