"""When: every expression of time, worked out against the day of publication."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gazetteer.index.remembered import Remembered
from mapper.language.base import Time, Token

from .anaphoric_rules import ANAPHORIC
from .calendar_days import day_in
from .date_rules import ABSOLUTE, Absolute, Found
from .date_words import STARTING, day_of_month, is_year, mark, openings, read, roles_of, starters
from .month_rules import MONTHS
from .numerals import folded_at, is_numeric
from .relative_rules import RELATIVE, Relative

_ABSOLUTE: dict[Absolute, tuple[str, ...]] = {**ABSOLUTE, **MONTHS}
_RELATIVE: dict[Relative, tuple[str, ...]] = {**ANAPHORIC, **RELATIVE}
_LINKS = {"lead", "later", "later_then", "earlier_then", "run_own", "run_day", "window", "night",
          "midnight", "eve", "morrow", "ago", "since", "this", "about",
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
    day: bool
    """Whether it may be a day of a month."""
    followers: frozenset[str]
    """Second words of the phrases that it opens."""

    def go_on(self, word: str) -> bool:
        """Whether the word after a link can belong to an expression."""
        return word in self.followers or _belongs(word)


_SENTENCE = 40
"""How many words on a year told before may still hold."""
_SENTENCE_ENDS = frozenset(".!?؟…")
_DASHES = ("-", "–")
_NEAR_DAYS = frozenset(("weekday", "relative"))
"""Days told by their names or by publication, which only "from ... to" joins to an interval."""


def find_times(tokens: Sequence[Token], *, published: date | None) -> list[Time]:
    """All expressions of time in reading order, without overlap.

    Relative ones have no days and the basis "relative" where ``published`` is None.
    """
    spans: list[Time] = []
    free = 0
    of_words = map(_RULES.__getitem__, [token.folded for token in tokens])
    for index, rules in [(index, rules) for index, rules in enumerate(of_words) if rules is not None]:
        if index < free:
            continue
        likely = rules.alone or rules.go_on(folded_at(tokens, index + 1))
        found = _at(tokens, index, published, rules) if likely else None
        if found is None and rules.day and spans:
            found = _of_same_month(tokens, index, spans[-1])
        if found is None:
            continue
        if not _is_record(tokens, index, found):
            span = _span(tokens, index, found, published)
            spans.append(_in_year_told(tokens, spans[-1], span) if spans else span)
        free = found.after
    return _joined(tokens, spans)


def _at(tokens: Sequence[Token], index: int, published: date | None, rules: _Rules) -> Found | None:
    for absolute in rules.absolute:
        if (found := absolute(tokens, index, published)) is not None:
            return found
    for relative in rules.relative:
        # Without a day to relate to, the rule still says which words are of time.
        found = relative(tokens, index, published or date(2000, 1, 1))
        if found is not None:
            if published is None and found.shift is None:
                return found._replace(days=None, basis="relative")
            return found
    return None


def _rules(word: str) -> _Rules | None:
    """The rules for which a folded word can begin an expression; None for most words."""
    if word not in starters() and not word[:1].isdigit():
        return None
    opened = {*roles_of(word), *_other_roles(word)}
    return _Rules(
        absolute=tuple(rule for rule, begins in _ABSOLUTE.items() if not opened.isdisjoint(begins)),
        relative=tuple(rule for rule, begins in _RELATIVE.items() if not opened.isdisjoint(begins)),
        alone=not _told_alone(word) <= _LINKS or not opened.isdisjoint(("digits", "article")),
        day=not opened.isdisjoint(("ordinal", "digits", "article")),
        followers=frozenset(follower for _, followers in openings(word) for follower in followers),
    )


_RULES = Remembered(_rules, most=65_536)


def _told_alone(word: str) -> set[str]:
    """The roles in which a word by itself may begin an expression."""
    return {role for role, followers in openings(word) if "" in followers and role in STARTING}


def _other_roles(word: str) -> Iterator[str]:
    """What a word is that no table of phrases knows."""
    if word[:1].isdigit():
        yield "digits"
    if is_numeric(word):
        yield "number"


@lru_cache(maxsize=32_768)
def _belongs(word: str) -> bool:
    """Whether a word may go on with an expression that a link begins."""
    return word in _MARKS or bool(roles_of(word)) or any(_other_roles(word))


def _span(tokens: Sequence[Token], index: int, found: Found, published: date | None) -> Time:
    first, basis, days = index, found.basis, found.days
    own = basis in ("ago", "window", "anchored") or found.shift is not None
    if not own and read(tokens, index - 1, "since"):
        first = index - 1
        if days is not None and published is not None and days[0] <= published:
            basis, days = "since", (days[0], published)
    last = found.after - 1
    low, high = days or (None, None)
    return Time(first, last, low, high, basis, _text(tokens, first, last), found.shift)


def _is_record(tokens: Sequence[Token], index: int, found: Found) -> bool:
    """المعارك الأعنف منذ أشهر: nothing happened at that time."""
    since = index if read(tokens, index, "since") else index - 1
    if not read(tokens, since, "since"):
        return False
    return any(read(tokens, place, "record_before") for place in range(since - 3, since))


def _of_same_month(tokens: Sequence[Token], index: int, before: Time) -> Found | None:
    """في العشرين من الشهر نفسه: a day of the month told before."""
    day = day_of_month(tokens, index)
    if day is None or before.date_from is None or not read(tokens, day.after, "of"):
        return None
    same = read(tokens, day.after + 1, "same_month")
    found = day_in(before.date_from.year, before.date_from.month, day.value) if same is not None else None
    return Found(same.after, (found, found), "explicit") if same is not None and found is not None else None


def _in_year_told(tokens: Sequence[Token], before: Time, span: Time) -> Time:
    """في خريف 2020 ... وفي 10 نوفمبر: the same sentence has told the year, and the day follows on it."""
    told = _year_in(tokens, before)
    if told is None or span.basis not in ("explicit", "month") or _year_in(tokens, span) is not None:
        return span
    low, high, since = span.date_from, span.date_to, before.date_from
    if low is None or high is None or since is None or low.year == told:
        return span
    between = range(before.last + 1, span.first)
    if len(between) > _SENTENCE or any(tokens[place].folded in _SENTENCE_ENDS for place in between):
        return span
    if any(mark(tokens, place)[0] for place in range(span.first, span.last + 1)):
        return span
    years = (told, told + 1)
    days = [(_in_year(low, year), _in_year(high, year)) for year in years]
    found = next(((first, last) for first, last in days if since <= first <= low), None)
    return span._replace(date_from=found[0], date_to=found[1]) if found else span


def _year_in(tokens: Sequence[Token], span: Time) -> int | None:
    years = (word for word in (token.folded for token in tokens[span.first : span.last + 1]) if is_year(word))
    return next((int(word) for word in years), None)


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


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
    if (
        before.basis in ("hijri", "weekday")
        and len(between) <= 2
        and any(read(tokens, place, "equals") for place in range(before.last + 1, span.first))
    ):
        return span.date_from, span.date_to
    absolute = {"explicit", "month", "year", "decade"}
    opened = read(tokens, before.first - 1, "opens_interval") is not None
    joins = between == ["و"] or read(tokens, before.last + 1, "up_to") is not None
    if opened and len(between) == 1 and between != ["و"] and {before.basis, span.basis} <= _NEAR_DAYS:
        return (before.date_from, span.date_to) if before.date_from < span.date_to else None
    linked = len(between) == 1 and (between[0] in _DASHES or (opened and joins))
    if linked and {before.basis, span.basis} <= absolute and before.date_from < span.date_to:
        return before.date_from, span.date_to
    return None
