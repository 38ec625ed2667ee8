"""A phrase of people after a verb or noun of harm: how many, and of which class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mapper.language.base import Token
from mapper.records import CasualtyClass, Count

from .casualty_words import STOPS, is_word
from .counted import Noun, counted
from .demonyms import demonyms
from .numbers import NumberSpan
from .numerals import folded_at

_COMMAS = ("،", ",")
_BREAKDOWN = 9
_ONE = Count(low=1, high=1)
_HARMED = ("one", "two", "many", "many_definite")


@dataclass(frozen=True, slots=True)
class People:
    """The people of a phrase and the index of its last token."""

    last: int
    count: Count | None
    cls: CasualtyClass = "unknown"
    quantified: bool = False
    """A number or "some" stands with them, so that they are not the doers."""
    harmed: bool = False
    """The noun itself says what befell them (3 قتلى)."""


def people_at(
    tokens: Sequence[Token],
    index: int,
    numbers: Mapping[int, NumberSpan],
    *,
    strict: bool = True,
    joined: bool = False,
) -> People | None:
    """The people named at an index; ``numbers`` by their first token.

    ``strict`` wants a noun of people or nothing after a number; otherwise any
    noun will do that is not a thing. ``joined`` lets و stand on the noun.
    """
    start = index
    while not joined and start < index + 3 and start not in numbers and is_word(tokens, start, "filler"):
        start += 1
    if start in numbers:
        people = _numbered(tokens, numbers[start], strict=strict)
    elif is_word(tokens, start, "singled"):
        people = _singled(tokens, start)
    elif is_word(tokens, start, "some"):
        people = _some(tokens, start)
    else:
        people = _bare(tokens, start, numbers, joined=joined)
    return None if people is None else _with_class(tokens, people)


def people_before(
    tokens: Sequence[Token], index: int, ending: Mapping[int, NumberSpan]
) -> tuple[int, People] | None:
    """The people before a verb in the plural or dual (3 جنود قتلوا); first token and people."""
    verb, index = folded_at(tokens, index), _before_breakdown(tokens, index)
    for place in range(index - 1, max(-1, index - 5), -1):
        word = folded_at(tokens, place)
        if word in STOPS or word in ("الذين", "اللذين", "اللذان") or is_word(tokens, place, "barrier"):
            return None
        span = ending.get(place)
        if span is not None:
            noun = _noun_of(tokens, span) or counted().get(folded_at(tokens, place + 1))
            high = 2 if span.noun and verb.endswith("ا") else span.high
            known = noun is None or noun.cls != "thing"
            return (span.first, People(place, Count(low=span.low, high=high), _cls(noun))) if known else None
    return None


def _before_breakdown(tokens: Sequence[Token], index: int) -> int:
    """The index before what stands between two commas (9 أشخاص، بينهم 4 أطفال، قتلوا)."""
    if folded_at(tokens, index - 1) not in _COMMAS:
        return index
    for place in range(index - 2, max(-1, index - _BREAKDOWN), -1):
        if folded_at(tokens, place) in _COMMAS:
            return place if is_word(tokens, place + 1, "subset") else index
    return index


def class_beside(tokens: Sequence[Token], start: int, end: int) -> CasualtyClass:
    """The class that words of people between two indexes give, "unknown" if none does."""
    for place in range(start, end):
        noun = counted().get(folded_at(tokens, place))
        if noun is not None and noun.cls in ("civilian", "military"):
            return _cls(noun)
    return "unknown"


def _numbered(tokens: Sequence[Token], span: NumberSpan, *, strict: bool) -> People | None:
    count = Count(low=span.low, high=span.high)
    own = _noun_of(tokens, span)
    if own is not None:
        return None if own.cls == "thing" else People(span.last, count, _cls(own), quantified=True)
    after = span.last + (2 if folded_at(tokens, span.last + 1) == "من" else 1)
    noun = counted().get(folded_at(tokens, after))
    if noun is not None:
        return None if noun.cls == "thing" else People(after, count, _cls(noun), quantified=True)
    if any(is_word(tokens, after, role) for role in _HARMED):
        return People(after, count, quantified=True, harmed=True)
    if _is_nationality(folded_at(tokens, after)):
        return People(after, count, quantified=True)
    if strict and not _ends_phrase(tokens, span.last + 1):
        return None
    return People(span.last, count, quantified=True)


def _noun_of(tokens: Sequence[Token], span: NumberSpan) -> Noun | None:
    """The noun of a dual, which is itself the number."""
    if not span.noun:
        return None
    folded = tokens[span.first].folded
    return counted().get(folded) or counted().get(folded[1:])


def _ends_phrase(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number stands alone: nothing after it, a mark, و, "others", or a preposition."""
    word = folded_at(tokens, index)
    if not word or not word[0].isalnum() or word[0] == "و":
        return True
    return any(is_word(tokens, index, role) for role in ("other", "barrier", "filler", "subset"))


def _singled(tokens: Sequence[Token], index: int) -> People | None:
    """أحد جنوده is one; أحد الأحياء (a quarter) is no person."""
    noun = counted().get(folded_at(tokens, index + 1))
    if noun is None or noun.cls == "thing" or noun.number == "one":
        return None
    return People(index + 1, _ONE, _cls(noun), quantified=True)


def _some(tokens: Sequence[Token], index: int) -> People | None:
    after = index + (2 if folded_at(tokens, index + 1) == "من" else 1)
    noun = counted().get(folded_at(tokens, after))
    if noun is not None and noun.cls != "thing":
        return People(after, None, _cls(noun), quantified=True)
    return None


def _bare(
    tokens: Sequence[Token], index: int, numbers: Mapping[int, NumberSpan], *, joined: bool
) -> People | None:
    folded = folded_at(tokens, index)
    if joined and folded.startswith("و"):
        folded = folded[1:]
    noun = counted().get(folded)
    if noun is None:
        return _nationals(index, folded)
    if noun.cls == "thing":
        return None
    if noun.number == "one":
        return People(index, _ONE, _cls(noun))
    counted_after = numbers.get(index + 1)
    if counted_after is not None and folded_at(tokens, index + 1).startswith("ال") and not counted_after.noun:
        count = Count(low=counted_after.low, high=counted_after.high)
        return People(counted_after.last, count, _cls(noun), quantified=True)
    return People(index, None, _cls(noun))


def _nationals(index: int, folded: str) -> People | None:
    """فلسطيني is one Palestinian; a plural or a people has no number."""
    if not _is_nationality(folded) or folded.startswith("ال"):
        return None
    return People(index, _ONE if folded.endswith(("ي", "يا", "يه")) else None)


def _is_nationality(folded: str) -> bool:
    demonym = demonyms().get(folded)
    return demonym is not None and demonym.kind != "seat" and not demonym.needs_head


def _with_class(tokens: Sequence[Token], people: People) -> People:
    last = people.last + 1 if is_word(tokens, people.last + 1, "other") else people.last
    people = replace(people, last=last)
    return people if people.cls != "unknown" else replace(people, cls=class_after(tokens, last + 1))


def class_after(tokens: Sequence[Token], index: int) -> CasualtyClass:
    """The class that an adjective or a short link gives: قتيلا مدنيا, من جنودها, في صفوف الجيش."""
    for place in range(index, index + 4):
        noun = counted().get(folded_at(tokens, place))
        if noun is not None:
            return _cls(noun)
        if is_word(tokens, place, "military"):
            return "military"
        if not is_word(tokens, place, "link"):
            break
    return "unknown"


def _cls(noun: Noun | None) -> CasualtyClass:
    return "unknown" if noun is None or noun.cls == "thing" else noun.cls
