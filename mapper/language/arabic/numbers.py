"""Numbers that count something: digits and words, duals of nouns, ranges, bounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from gazetteer.index.remembered import Remembered
from mapper.language.base import Token

from .counted import Noun, counted
from .numerals import Numeral, folded_at, is_numeric, number_lexicon, numeral_at

_BOUNDS = ("least", "less", "about")
_DASHES = frozenset("-–—")
_STOPS = frozenset('.،,؛;:!?؟()[]«»"')


class NumberSpan(NamedTuple):
    """A number and its cue words ("at least", "about"): token indexes, both included."""

    first: int
    last: int
    low: int
    high: int | None
    """None for "at least"."""
    noun: bool = False
    """The counted noun itself says two (جنديان, two soldiers), so the span holds it."""
    vague: bool = False
    """Tens, hundreds, a handful, or a form that may be dual or plural: the bounds are a convention."""


def find_numbers(tokens: Sequence[Token]) -> list[NumberSpan]:
    """All numbers that count something, in reading order, without overlap."""
    spans: list[NumberSpan] = []
    free = 0
    opened = map(_BEGINS.__getitem__, [token.folded for token in tokens])
    for index, begins in [(index, begins) for index, begins in enumerate(opened) if begins]:
        if index < free or (begins == "range" and not _goes_on(folded_at(tokens, index + 1))):
            continue
        after_number = bool(spans) and spans[-1].last == index - 1 and not spans[-1].noun
        span = _number_at(tokens, index, after_number=after_number)
        if span is not None:
            spans.append(_bounded_after(tokens, span))
            free = spans[-1].last + 1
    return spans


def _begins(word: str) -> Literal["number", "range", ""]:
    """Whether a folded word can begin a number, or only the words of a range around one (بين, من, ما)."""
    if is_numeric(word) or word in _duals() or _opened(word):
        return "number"
    opening, _ = _range_words()
    return "range" if word in opening or word[1:] in opening else ""


_BEGINS = Remembered(_begins, most=65_536)


def _goes_on(word: str) -> bool:
    return is_numeric(word) or word in _range_words()[1]


@cache
def _range_words() -> tuple[frozenset[str], frozenset[str]]:
    """First and second words of the phrases that open a range."""
    phrases = [phrase.split() for role in ("between", "from_low") for phrase in number_lexicon()[role]]
    return frozenset(words[0] for words in phrases), frozenset(words[1] for words in phrases if words[1:])


@cache
def _duals() -> dict[str, Noun]:
    """Nouns in the dual, with the proclitics they can carry."""
    nouns = {form: noun for form, noun in counted().items() if noun.number in ("two", "two or many")}
    carried = dict(nouns)
    for form, noun in nouns.items():
        for prefix in "وفبلك":
            if prefix + form not in counted():
                carried.setdefault(prefix + form, noun)
    return carried


@cache
def _cues() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Cue phrases by their first word, with their role and further words: by role, then longest first."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for role in (*_BOUNDS, "least_after"):
        for phrase in sorted(number_lexicon()[role], key=lambda phrase: -phrase.count(" ")):
            first, *others = phrase.split()
            found.setdefault(first, []).append((role, tuple(others)))
    return found


@lru_cache(maxsize=32_768)
def _opened(first: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Role and further words of the cues that a word may begin, with or without a proclitic on it."""
    cut = first[1:] if first[:1] in "وفبل" else first
    both = [*_cues().get(first, ()), *(_cues().get(cut, ()) if cut != first else ())]
    return tuple(sorted(both, key=lambda cue: (*_BOUNDS, "least_after").index(cue[0])))


def _cue(tokens: Sequence[Token], index: int, *roles: str) -> tuple[str, int]:
    """Role of a cue at an index and how many tokens it takes; ("", 0) for none."""
    for role, others in _opened(folded_at(tokens, index)):
        if role in roles and all(folded_at(tokens, index + n) == word for n, word in enumerate(others, 1)):
            return role, 1 + len(others)
    return "", 0


def _number_at(tokens: Sequence[Token], index: int, *, after_number: bool = False) -> NumberSpan | None:
    role, length = _cue(tokens, index, *_BOUNDS)
    if length:
        span = _told(tokens, index + length)
        return _with_cue(span, role, first=index) if span else None
    return _told(tokens, index) or (None if after_number else _dual(tokens, index))


def _told(tokens: Sequence[Token], index: int) -> NumberSpan | None:
    opener, start = _opener(tokens, index)
    low = numeral_at(tokens, start)
    span = _range(tokens, index, opener, low) if low is not None else None
    return span or _plain(tokens, index, low if start == index else numeral_at(tokens, index))


def _with_cue(span: NumberSpan, role: str, *, first: int) -> NumberSpan:
    if role == "least":
        return span._replace(first=first, high=None)
    if role == "less":
        return span._replace(first=first, low=0, high=span.high)
    return span._replace(first=first)


def _bounded_after(tokens: Sequence[Token], span: NumberSpan) -> NumberSpan:
    """على الأقل after the number, its noun, or one word more."""
    for gap in range(1, 4):
        if folded_at(tokens, span.last + gap) in _STOPS:
            break
        _, length = _cue(tokens, span.last + gap, "least_after")
        if length:
            return span._replace(high=None, last=span.last + length if gap == 1 else span.last)
    return span


def _plain(tokens: Sequence[Token], index: int, found: Numeral | None) -> NumberSpan | None:
    if found is None:
        return None
    if folded_at(tokens, found.last + 1) in number_lexicon()["odd"]:
        return NumberSpan(first=index, last=found.last + 1, low=found.low + 1, high=found.low + 9)
    return NumberSpan(first=index, last=found.last, low=found.low, high=found.high, vague=found.vague)


def _range(tokens: Sequence[Token], index: int, opener: str, low: Numeral) -> NumberSpan | None:
    """بين 5 و10, من 10 إلى 15, 350-360, خمسة أو ستة; never "rose from 10 to 15"."""
    if opener == "from_low" and _rises(tokens, index):
        return None
    high = _upper(tokens, opener, low)
    if high is None or low.high is None or high.high is None or low.low >= high.low:
        return None
    return NumberSpan(first=index, last=high.last, low=low.low, high=high.high, vague=low.vague)


def _opener(tokens: Sequence[Token], index: int) -> tuple[str, int]:
    """Role of the words that open a range, "" for none, and the index after them."""
    word = folded_at(tokens, index).removeprefix("و")
    lexicon = number_lexicon()
    if f"{word} {folded_at(tokens, index + 1)}" in lexicon["between"]:
        return "between", index + 2
    role = next((role for role in ("between", "from_low") if word in lexicon[role]), "")
    return role, index + bool(role)


def _upper(tokens: Sequence[Token], opener: str, low: Numeral) -> Numeral | None:
    join, lexicon = folded_at(tokens, low.last + 1), number_lexicon()
    if opener == "between":
        return numeral_at(tokens, low.last + (2 if join == "و" else 1)) if join.startswith("و") else None
    if (
        join in _DASHES
        or join in lexicon["or"]
        or (join in lexicon["up_to"] and not _rises(tokens, low.last))
    ):
        return numeral_at(tokens, low.last + 2)
    return None


def _rises(tokens: Sequence[Token], index: int) -> bool:
    rises = number_lexicon()["rise"]
    return any(
        token.folded in rises or token.folded[1:] in rises for token in tokens[max(0, index - 7) : index]
    )


def _dual(tokens: Sequence[Token], index: int) -> NumberSpan | None:
    noun = _duals().get(tokens[index].folded)
    if noun is None:
        return None
    doubled = folded_at(tokens, index + 1) in number_lexicon()["two_after"]
    sure = noun.number == "two" or doubled
    before = folded_at(tokens, index - 1)
    if not sure and (noun.definite or before in number_lexicon()["many_before"]):
        return None
    last = index + 1 if doubled else index
    return NumberSpan(first=index, last=last, low=2, high=2 if sure else None, noun=True, vague=not sure)
