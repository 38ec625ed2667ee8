"""When: every expression of time, worked out against the day of publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mapper.language.base import Time, Token

from .date_rules import ABSOLUTE, Absolute, Found
from .date_words import ARTICLES, openings, roles_of, starters
from .numerals import folded_at, is_numeric
from .relative_rules import RELATIVE, Relative

_LINKS = {"lead", "window", "night", "midnight", "eve", "morrow", "ago", "since", "this", "about",
          "early", "middle", "late", "anchor", "anchor_after"}  # fmt: skip
"""Words that say nothing of time alone."""
_MARKS = ("،", ",", "(")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """The rules by which a word may begin an expression."""

    absolute: tuple[Absolute, ...]
    relative: tuple[Relative, ...]
    alone: bool
    """Whether the word may be the whole of it."""
    followers: frozenset[str]
    """Second words of the phrases that it opens."""

    def go_on(self, word: str) -> bool:
        """Whether the word after a link can belong to an expression."""
        return word in self.followers or _belongs(word)


_LAST_WORD = ("الي", "حتي", "-", "–", "و", "ولغايه")


def find_times(tokens: Sequence[Token], *, published: date | None) -> list[Time]:
    """All expressions of time in reading order, without overlap.

    Relative ones have no days and the basis "relative" where ``published`` is None.
    """
    spans: list[Time] = []
    index = 0
    while index < len(tokens):
        rules = _rules(tokens[index].folded)
        likely = rules is not None and (rules.alone or rules.go_on(folded_at(tokens, index + 1)))
        found = _at(tokens, index, published, rules) if rules is not None and likely else None
        if found is None:
            index += 1
            continue
        spans.append(_span(tokens, index, found, published))
        index = found.after
    return _joined(tokens, spans)


def _at(tokens: Sequence[Token], index: int, published: date | None, rules: _Rules) -> Found | None:
    for absolute in rules.absolute:
        if (found := absolute(tokens, index, published)) is not None:
            return found
    for relative in rules.relative:
        # Without a day to relate to, the rule still says which words are of time.
        found = relative(tokens, index, published or date(2000, 1, 1))
        if found is not None:
            return found if published is not None else found._replace(days=None, basis="relative")
    return None


@lru_cache(maxsize=65536)
def _rules(word: str) -> _Rules | None:
    """The rules for which a folded word can begin an expression; None for most words."""
    if word not in starters() and not word[:1].isdigit():
        return None
    opened = {*roles_of(word), *_other_roles(word)}
    return _Rules(
        absolute=tuple(rule for rule, begins in ABSOLUTE.items() if not opened.isdisjoint(begins)),
        relative=tuple(rule for rule, begins in RELATIVE.items() if not opened.isdisjoint(begins)),
        alone=not {role for role, followers in openings(word) if "" in followers} <= _LINKS
        or not opened.isdisjoint(("digits", "article")),
        followers=frozenset(follower for _, followers in openings(word) for follower in followers),
    )


def _other_roles(word: str) -> Iterator[str]:
    """What a word is that no table of phrases knows."""
    if word[:1].isdigit():
        yield "digits"
    if is_numeric(word):
        yield "number"
    if word in ARTICLES:
        yield "article"


@lru_cache(maxsize=65536)
def _belongs(word: str) -> bool:
    """Whether a word may go on with an expression that a link begins."""
    return word in _MARKS or bool(roles_of(word)) or any(_other_roles(word))


def _span(tokens: Sequence[Token], index: int, found: Found, published: date | None) -> Time:
    first, basis, days = index, found.basis, found.days
    if folded_at(tokens, index - 1).removeprefix("و") == "منذ" and basis not in ("ago", "window", "anchored"):
        first = index - 1
        if days is not None and published is not None and days[0] <= published:
            basis, days = "since", (days[0], published)
    last = found.after - 1
    low, high = days or (None, None)
    return Time(first, last, low, high, basis, _text(tokens, first, last))


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words as written, one space for each gap."""
    parts = [tokens[first].text]
    for before, token in zip(tokens[first:last], tokens[first + 1 : last + 1], strict=True):
        parts.append((" " if token.start > before.end else "") + token.text)
    return "".join(parts)


def _joined(tokens: Sequence[Token], spans: list[Time]) -> list[Time]:
    """من 27 سبتمبر إلى 10 نوفمبر is one interval; a Hijri day and its الموافق are one day."""
    joined: list[Time] = []
    for span in spans:
        before = joined[-1] if joined else None
        pair = _pair(tokens, before, span) if before is not None else None
        if before is None or pair is None:
            joined.append(span)
        else:
            text = _text(tokens, before.first, span.last)
            joined[-1] = span._replace(first=before.first, date_from=pair[0], date_to=pair[1], text=text)
    return joined


def _pair(tokens: Sequence[Token], before: Time, span: Time) -> tuple[date, date] | None:
    if before.date_from is None or span.date_from is None or span.date_to is None:
        return None
    between = [token.folded for token in tokens[before.last + 1 : span.first]]
    if before.basis == "hijri" and len(between) <= 2 and any("موافق" in word for word in between):
        return span.date_from, span.date_to
    absolute = {"explicit", "month", "year", "decade"}
    opened = folded_at(tokens, before.first - 1).removeprefix("و") in ("من", "بين", "وبين", "الفتره")
    linked = len(between) == 1 and between[0] in _LAST_WORD and (opened or between[0] in ("-", "–"))
    if linked and {before.basis, span.basis} <= absolute and before.date_from < span.date_to:
        return before.date_from, span.date_to
    return None
