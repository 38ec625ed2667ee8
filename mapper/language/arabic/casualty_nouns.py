"""The harm nouns themselves: 20 قتيلا, قتيلان, سقوط قتلى وجرحى, بين قتيل وجريح."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mapper.language.base import Token
from mapper.records import Count

from .casualty_span import CasualtySpan
from .casualty_words import Harm, harm, is_word, phrase_at
from .numbers import NumberSpan
from .numerals import folded_at
from .people import People, class_after, people_at

NOUN_ROLES = ("one", "two", "many", "many_definite")
ONE, TWO = Count(low=1, high=1), Count(low=2, high=2)


class NounReader:
    """The tokens and their numbers, and the rules for nouns that say what befell people."""

    def __init__(self, tokens: Sequence[Token], numbers: Sequence[NumberSpan]) -> None:
        self.tokens = tokens
        self.starting = {span.first: span for span in numbers}
        self.ending = {span.last: span for span in numbers}
        self.used = -1

    def _noun(self, index: int) -> list[CasualtySpan]:
        """20 قتيلا, قتيلان, سقوط قتلى وجرحى, عدد من الجرحى."""
        role, kind = self._harm_noun(index)
        if not role or self._in_subset(index):
            return []
        if is_word(self.tokens, index - 1, "shared") and self._harm_noun(index + 1)[1] not in ("", kind):
            return self._between(index)
        number = self.ending.get(index - 2 if is_word(self.tokens, index - 1, "of") else index - 1)
        if number is not None and not number.noun and number.first > self.used:
            return self._counted(index, number, kind)
        count = TWO if role == "two" else ONE if role == "one" else None
        if role == "two" or self._is_told(index, role):
            return [self._span(index, People(index, count, class_after(self.tokens, index + 1)), kind)]
        return []

    def _harm_noun(self, index: int) -> tuple[str, str]:
        roles = ((role, phrase_at(self.tokens, index, role)[1]) for role in NOUN_ROLES)
        return next(((role, kind) for role, kind in roles if kind), ("", ""))

    def _counted(self, index: int, number: NumberSpan, kind: str) -> list[CasualtySpan]:
        people = People(index, Count(low=number.low, high=number.high), class_after(self.tokens, index + 1))
        following = index + 1
        if folded_at(self.tokens, following).startswith("و") and self._harm_noun(following)[1] not in (
            "",
            kind,
        ):
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
        if joined or is_word(self.tokens, before, "some"):
            return True
        told = any(is_word(self.tokens, place, "result") for place in (index - 1, index - 2))
        return told and role != "many_definite"

    def _in_subset(self, index: int) -> bool:
        return any(is_word(self.tokens, place, "subset") for place in range(max(0, index - 4), index))

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
