"""Tolls: a number that only the word "toll" or "number of dead" before it explains."""

from __future__ import annotations

from dataclasses import replace

from mapper.records import Count

from .casualty_nouns import NounReader
from .casualty_span import CasualtySpan
from .casualty_words import STOPS, is_word, phrase_at
from .numbers import NumberSpan
from .numerals import folded_at
from .people import People, class_beside

_FAR = 18
_BRACKETS = frozenset("()")
_BY = "ب"


class TollReader(NounReader):
    """The rules for tolls that rise, reach or are put at a number."""

    def _reached(self, index: int) -> list[CasualtySpan]:
        """ارتفعت حصيلة القتلى إلى 43: a number that only the toll before it explains."""
        if not is_word(self.tokens, index, "total"):
            return []
        kind = ""
        for place in range(index, index + _FAR):
            if folded_at(self.tokens, place) in STOPS - _BRACKETS:
                break
            kind = self._toll(place) or kind
            number = self._risen(place)
            if number is not None:
                return self._and_more(self._toll_of(index, number, kind))
        return []

    def _estimated(self, index: int) -> list[CasualtySpan]:
        """قدرت قتلى الأيام الثلاثة بـ3715: the number stands after "by"."""
        kind = ""
        for place in range(index + 1, index + _FAR) if is_word(self.tokens, index, "estimate") else ():
            if folded_at(self.tokens, place) in STOPS - _BRACKETS:
                break
            kind = self._toll(place) or kind
            number = self.starting.get(place) if kind else None
            if number is not None and self._is_by(place):
                return self._toll_of(index, number, kind)
        return []

    def _is_by(self, place: int) -> bool:
        """بـ3715, بثلاثة: "by" is written onto the number or right before it."""
        return folded_at(self.tokens, place - 1) == _BY or folded_at(self.tokens, place).startswith(_BY)

    def _and_more(self, spans: list[CasualtySpan]) -> list[CasualtySpan]:
        """إلى 43 والجرحى إلى 120: another number of the same toll."""
        if not spans:
            return spans
        after = spans[-1].last + 1
        length, kind = phrase_at(self.tokens, after, "many_definite")
        number = (
            self._risen(after + length + 1)
            if length and is_word(self.tokens, after + length, "risen_to")
            else None
        )
        if number is None or not folded_at(self.tokens, after).startswith("و"):
            return spans
        people = self._people(number.first) or People(number.last, Count(low=number.low, high=number.high))
        return [
            *spans,
            replace(self._span(after, people, kind), cumulative=spans[-1].cumulative, cue=spans[-1].cue),
        ]

    def _risen(self, place: int) -> NumberSpan | None:
        """The number at a place; of "from 10 to 15" the second."""
        number = self.starting.get(place)
        if number is not None and is_word(self.tokens, number.last + 1, "risen_to"):
            return self.starting.get(number.last + 2, number)
        return number

    def _toll_of(self, index: int, number: NumberSpan, kind: str) -> list[CasualtySpan]:
        people = self._people(number.first)
        cue = "" if is_word(self.tokens, index, "provisional") else self.tokens[index].text
        if people is not None and people.harmed:
            found = self._noun(people.last)
        else:
            found = [self._span(index, people, kind)] if people is not None and kind else []
        beside = class_beside(self.tokens, index, number.first)
        beyond = any(is_word(self.tokens, place, "beyond") for place in range(index - 2, number.first))
        return [
            replace(
                span,
                cumulative=bool(cue),
                cue=cue,
                cls=beside if span.cls == "unknown" else span.cls,
                count=replace(span.count, high=None) if beyond and span.count is not None else span.count,
            )
            for span in found
        ]

    def _toll(self, index: int) -> str:
        if is_word(self.tokens, index, "toll"):
            return "killed"
        return phrase_at(self.tokens, index, "many_definite")[1] or phrase_at(self.tokens, index, "many")[1]
