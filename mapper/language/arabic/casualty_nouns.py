"""The harm nouns themselves: 20 قتيلا, قتيلان, سقوط قتلى وجرحى, بين قتيل وجريح."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mapper.language.base import Token
from mapper.records import Count

from .casualty_span import CasualtySpan
from .casualty_words import Harm, harm, is_word, phrase_at
from .counted import counted
from .numbers import NumberSpan
from .numerals import folded_at
from .people import People, class_after, class_beside, people_at

NOUN_ROLES = ("one", "two", "many", "many_definite")
_NO_HARM = 4
ONE, TWO = Count(low=1, high=1), Count(low=2, high=2)


class NounReader:
    """The tokens and their numbers, and the rules for nouns that say what befell people."""

    def __init__(self, tokens: Sequence[Token], numbers: Sequence[NumberSpan]) -> None:
        self.tokens = tokens
        self.starting = {span.first: span for span in numbers}
        self.ending = {span.last: span for span in numbers}
        self.used = -1
        self.told = ""
        """What befell the people of the last statement."""

    def _noun(self, index: int) -> list[CasualtySpan]:
        """20 قتيلا, قتيلان, سقوط قتلى وجرحى, عدد من الجرحى."""
        role, kind = self._harm_noun(index)
        if not role or self._is_no_harm(index, kind):
            return []
        if is_word(self.tokens, index - 1, "shared") and self._harm_noun(index + 1)[1] not in ("", kind):
            return self._between(index)
        number = self._number_of(index)
        if self._in_subset(index, number, kind):
            return []
        if number is not None and not number.noun and number.first > self.used:
            return self._counted(index, number, kind)
        count = TWO if role == "two" else ONE if role == "one" else None
        if role == "two" or self._is_told(index, role):
            return [self._span(index, People(index, count, class_after(self.tokens, index + 1)), kind)]
        return []

    def _number_of(self, index: int) -> NumberSpan | None:
        """The number of a harm noun: 3 قتلى, 3 من القتلى, 3 أطفال جرحى."""
        before = self.tokens[index - 1].folded if index else ""
        noun = counted().get(before)
        over = is_word(self.tokens, index - 1, "of") or (
            noun is not None and noun.cls != "thing" and not self._harm_noun(index - 1)[0]
        )
        return self.ending.get(index - 2 if over else index - 1)

    def _is_no_harm(self, index: int, kind: str) -> bool:
        """300 إصابة بكورونا, 3 إصابات مباشرة: infections, and hits on a target."""
        after = range(index + 1, index + _NO_HARM)
        return kind == "injured" and any(is_word(self.tokens, place, "no_harm") for place in after)

    def _harm_noun(self, index: int) -> tuple[str, str]:
        roles = ((role, phrase_at(self.tokens, index, role)[1]) for role in NOUN_ROLES)
        return next(((role, kind) for role, kind in roles if kind), ("", ""))

    def _counted(self, index: int, number: NumberSpan, kind: str) -> list[CasualtySpan]:
        cls = class_after(self.tokens, index + 1)
        cls = class_beside(self.tokens, number.last + 1, index) if cls == "unknown" else cls
        people = People(index, Count(low=number.low, high=number.high), cls)
        following, role = index + 1, self._harm_noun(index)[0]
        other, befell = self._harm_noun(following)
        alike = other == role and befell not in ("", kind)
        if alike and folded_at(self.tokens, following).startswith("و"):
            return self._shared(number.first, replace(people, last=following))
        return [self._span(number.first, people, kind)]

    def _between(self, index: int) -> list[CasualtySpan]:
        """20 شخصا بين قتيل وجريح."""
        number = next((self.ending[p] for p in range(index - 2, index - 6, -1) if p in self.ending), None)
        count = Count(low=number.low, high=number.high) if number else None
        return self._shared(number.first if number else index - 1, People(index + 1, count))

    def _is_told(self, index: int, role: str) -> bool:
        """Whether a harm noun without a number is stated and not only spoken of."""
        before = index - 2 if is_word(self.tokens, index - 1, "of") else index - 1
        joined = 0 <= self.used == index - 1 and folded_at(self.tokens, index).startswith("و")
        if joined or self._is_pair(index, role) or is_word(self.tokens, before, "some"):
            return True
        told = any(is_word(self.tokens, place, "result") for place in (index - 1, index - 2))
        return told and role != "many_definite"

    def _is_pair(self, index: int, role: str) -> bool:
        """قتلى وجرحى, قتيل وجريحان: the two together are a statement, as in a headline."""
        other, befell = self._harm_noun(index + 1)
        joined = folded_at(self.tokens, index + 1).startswith("و")
        definite = "many_definite" in (role, other)
        return joined and befell not in ("", self._harm_noun(index)[1]) and not definite

    def _in_subset(self, index: int, number: NumberSpan | None, kind: str) -> bool:
        """بينهم 3 قتلى; but in سقوط 7 شهداء بينهم طفلان و12 جريحا the injured are told apart."""
        among = [place for place in range(max(0, index - 4), index) if is_word(self.tokens, place, "subset")]
        apart = number is not None and number.first > among[-1] + 1 if among else False
        return bool(among) and not (apart and kind != self.told and self._is_joined(number))

    def _is_joined(self, number: NumberSpan | None) -> bool:
        if number is None:
            return False
        before = folded_at(self.tokens, number.first - 1)
        return before == "و" or folded_at(self.tokens, number.first).startswith("و")

    def _people(self, index: int, *, strict: bool = True) -> People | None:
        return people_at(self.tokens, index, self.starting, strict=strict)

    def _span(self, first: int, people: People, kind: str) -> CasualtySpan:
        return CasualtySpan(
            first=first, last=people.last, kind=harm(kind), count=people.count, cls=people.cls
        )

    def _shared(self, first: int, people: People) -> list[CasualtySpan]:
        kinds: tuple[Harm, ...] = ("killed", "injured")
        return [
            CasualtySpan(
                first=first, last=people.last, kind=kind, count=None, cls=people.cls, shared=people.count
            )
            for kind in kinds
        ]
