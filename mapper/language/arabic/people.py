"""A phrase of people after a verb or noun of harm: how many, and of which class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mapper.language.base import Token
from mapper.records import CasualtyClass, Count

from .casualty_words import QUOTES, STOPS, is_word, phrase_at
from .counted import Noun, counted
from .date_words import skip
from .demonyms import demonyms
from .numbers import NumberSpan
from .numerals import folded_at

_COMMAS = ("،", ",")
_JOINED = ("و", "ب")
"""Letters of "and" and "by", written onto the word after a verb that has had its subject."""
_BREAKDOWN = 9
_SUBJECT = 10
"""How far before its verb a subject may begin, in words."""
_PAIR = 6
_ONE = Count(low=1, high=1)
_OTHERS = {"one": _ONE, "two": Count(low=2, high=2)}
_AFTER_NUMBER = ("other", "barrier", "filler", "subset", "within", "means")
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
    start = index if joined else _over_time(tokens, index)
    while not joined and start < index + 7 and start not in numbers and is_word(tokens, start, "filler"):
        passed = phrase_at(tokens, start, "filler")[0]
        shot = is_word(tokens, start, "by_fire")
        start = _over_time(tokens, _over_shooter(tokens, start + passed, numbers) if shot else start + passed)
    if start in numbers:
        people = _numbered(tokens, numbers[start], strict=strict)
    elif is_word(tokens, index, "another") and _ends_phrase(tokens, index + 1):
        people = People(index, _OTHERS.get(phrase_at(tokens, index, "another")[1]), quantified=True)
    elif is_word(tokens, start, "singled"):
        people = _singled(tokens, start)
    elif is_word(tokens, start, "some"):
        people = _some(tokens, start)
    else:
        people = _bare(tokens, start, numbers, joined=joined)
    return None if people is None else _with_class(tokens, people)


def _over_shooter(tokens: Sequence[Token], index: int, numbers: Mapping[int, NumberSpan]) -> int:
    """قتل برصاص مسلح 3 مدنيين: the index after whoever shot."""
    number = numbers.get(index)
    index = index + 1 if number is None else number.last + 1 + (not number.noun)
    while is_nationality(folded_at(tokens, index)):
        index += 1
    return index


def people_before(
    tokens: Sequence[Token], index: int, ending: Mapping[int, NumberSpan]
) -> tuple[int, People] | None:
    """The people before a verb in the plural or dual (3 جنود قتلوا); first token and people."""
    verb = folded_at(tokens, index)
    index = index - 1 if is_word(tokens, index - 1, "relative") else _before_breakdown(tokens, index)
    for place in range(index - 1, max(-1, index - 5), -1):
        word = folded_at(tokens, place)
        partitive = is_word(tokens, place, "of") and place - 1 in ending
        if word in STOPS or (is_word(tokens, place, "barrier") and not partitive):
            return None
        span = ending.get(place)
        if span is not None:
            noun = _noun_of(tokens, span) or counted().get(folded_at(tokens, _over_of(tokens, place + 1)))
            if noun is None and span.first > 0 and tokens[span.first].folded.startswith("ال"):
                noun = counted().get(folded_at(tokens, span.first - 1))
            high = 2 if span.noun and verb.endswith("ا") else span.high
            known = noun is None or noun.cls != "thing"
            return (span.first, People(place, Count(low=span.low, high=high), _cls(noun))) if known else None
    return None


def _over_time(tokens: Sequence[Token], index: int) -> int:
    """The index after the words of a day that stand before the people (استشهد فجر اليوم ثلاثة)."""
    return skip(tokens, index, "lead", "night", "day", "weekday", "past")


def person_before(tokens: Sequence[Token], index: int, after: int) -> tuple[int, People] | None:
    """The one person who is the subject before a verb (أن مسعفا قتل إثر الغارة); first token and person."""
    following = folded_at(tokens, after)
    goes_on = following[:1].isalnum() and following[:1] not in _JOINED
    if goes_on and not (is_word(tokens, after, "barrier") or is_word(tokens, after, "filler")):
        return None
    if is_word(tokens, index - 1, "relative"):
        return _who(tokens, index)
    for place in range(index - 1, max(-1, index - _SUBJECT), -1):
        before = folded_at(tokens, place - 1)
        if folded_at(tokens, place) in STOPS and folded_at(tokens, place) not in QUOTES:
            return None
        opens = not before or before in STOPS or is_word(tokens, place - 1, "that")
        noun = counted().get(folded_at(tokens, place)) if opens else None
        if noun is not None and noun.number == "one" and not noun.definite and noun.cls != "thing":
            return place, People(index, _ONE, _cls(noun))
    return None


def pair_before(tokens: Sequence[Token], index: int) -> tuple[int, People] | None:
    """امرأة وطفلها قتلا: a verb in the dual after one person and another."""
    joined = folded_at(tokens, index - 1)
    second = _single(joined[1:]) if joined.startswith("و") else None
    for place in range(index - 2, max(-1, index - _PAIR), -1) if second is not None else ():
        if folded_at(tokens, place) in STOPS or is_word(tokens, place, "barrier"):
            break
        if (first := _single(folded_at(tokens, place))) is not None:
            cls = _cls(first) if second is not None and first.cls == second.cls else "unknown"
            return place, People(index, Count(low=2, high=2), cls)
    return None


def _single(folded: str) -> Noun | None:
    """One person by a noun of people, with or without a pronoun on it."""
    noun = counted().get(folded) or _kin(folded)
    return noun if noun is not None and noun.number == "one" and noun.cls != "thing" else None


def _who(tokens: Sequence[Token], index: int) -> tuple[int, People] | None:
    """أحد مقاتليه الذي قتل, الجندي الذي قتل: the one person whom a relative clause tells of."""
    noun = counted().get(folded_at(tokens, index - 2))
    if noun is None or noun.cls == "thing":
        return None
    if noun.number == "one":
        return index - 2, People(index, _ONE, _cls(noun))
    return (index - 3, People(index, _ONE, _cls(noun))) if is_word(tokens, index - 3, "singled") else None


def _over_of(tokens: Sequence[Token], index: int) -> int:
    """The index of the noun that a number counts, over the "of" between (أربعة من جنودنا)."""
    return index + 1 if is_word(tokens, index, "of") else index


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
    after = _over_of(tokens, span.last + 1)
    noun = counted().get(folded_at(tokens, after))
    if noun is not None:
        return None if noun.cls == "thing" else People(after, count, _cls(noun), quantified=True)
    if not folded_at(tokens, after).startswith("و") and any(is_word(tokens, after, r) for r in _HARMED):
        return People(after, count, quantified=True, harmed=True)
    if is_nationality(folded_at(tokens, after)):
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
    return any(is_word(tokens, index, role) for role in _AFTER_NUMBER)


def _singled(tokens: Sequence[Token], index: int) -> People | None:
    """أحد جنوده is one; أحد الأحياء (a quarter) is no person."""
    noun = counted().get(folded_at(tokens, index + 1))
    if noun is None or noun.cls == "thing" or noun.number == "one":
        return None
    return People(index + 1, _ONE, _cls(noun), quantified=True)


def _some(tokens: Sequence[Token], index: int) -> People | None:
    after = _over_of(tokens, index + 1)
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
    noun = counted().get(folded) or _kin(folded)
    if noun is None:
        return _nationals(index, folded)
    if noun.cls == "thing":
        return None
    if noun.number in _OTHERS:
        return People(index, _OTHERS[noun.number], _cls(noun))
    counted_after = numbers.get(index + 1)
    if counted_after is not None and folded_at(tokens, index + 1).startswith("ال") and not counted_after.noun:
        count = Count(low=counted_after.low, high=counted_after.high)
        return People(counted_after.last, count, _cls(noun), quantified=True)
    return People(index, None, _cls(noun))


def _kin(folded: str) -> Noun | None:
    """طفلها, زوجته: one person by the pronoun of another."""
    for suffix in ("هما", "هم", "ها", "ه"):
        stem = folded.removesuffix(suffix)
        if stem != folded:
            noun = counted().get(stem) or counted().get(stem[:-1] + "ه")
            return noun if noun is not None and noun.number == "one" and not noun.definite else None
    return None


def _nationals(index: int, folded: str) -> People | None:
    """فلسطيني is one Palestinian; a plural or a people has no number."""
    if not is_nationality(folded) or folded.startswith("ال"):
        return None
    return People(index, _ONE if folded.endswith(("ي", "يا", "يه")) else None)


def is_nationality(folded: str) -> bool:
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
