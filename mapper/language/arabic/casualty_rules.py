"""The rules that read statements of harm, each for one way of telling it."""

from __future__ import annotations

from collections.abc import Iterator, KeysView, Sequence
from dataclasses import dataclass, replace

from mapper.language.base import Token
from mapper.records import CasualtyClass, Count

from .casualty_words import STOPS, Harm, harm, is_word, phrase_at, roles_of, triggers
from .numbers import NumberSpan
from .numerals import folded_at
from .people import People, class_after, class_beside, people_at, people_before

_REACH = 12
_NOUNS = ("one", "two", "many", "many_definite")
_NOBODY = Count(low=0, high=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtySpan:
    """One statement of harm: token indexes, both included."""

    first: int
    last: int
    kind: Harm
    count: Count | None
    """None where the words give no number ("a number of injured")."""
    cls: CasualtyClass = "unknown"
    cumulative: bool = False
    """A running total, not this event."""
    cue: str = ""
    """The word that makes it a total."""
    shared: Count | None = None
    """One number for killed and injured together (مقتل وإصابة 9); ``count`` is None then."""


class Reader:
    """One pass over the tokens; a token told of once is not told of again."""

    def __init__(self, tokens: Sequence[Token], numbers: Sequence[NumberSpan]) -> None:
        self.tokens = tokens
        self.starting = {span.first: span for span in numbers}
        self.ending = {span.last: span for span in numbers}
        self.used = -1
        self.rules = {
            self._zero: ("zero_phrase", "negator"),
            self._both_named: ("head",),
            self._opened: ("open",),
            self._headed: ("active", "head", "person", "plural"),
            self._reached: ("total",),
            self._noun: _NOUNS,
        }
        """In the order they are asked, with the roles of the words that each can begin with."""

    def spans(self) -> Iterator[CasualtySpan]:
        """Every statement of harm in reading order."""
        starts = triggers()
        for index, token in enumerate(self.tokens):
            if index > self.used and token.folded in starts:
                found = self._at(index, roles_of(token.folded))
                self.used = max([self.used, *(span.last for span in found)])
                yield from found

    def _at(self, index: int, opened: KeysView[str]) -> list[CasualtySpan]:
        for rule, begins in self.rules.items():
            if not opened.isdisjoint(begins) and (spans := rule(index)):
                return spans
        return []

    def _zero(self, index: int) -> list[CasualtySpan]:
        """دون وقوع إصابات, لم يصب أحد: nobody harmed; "no news of injuries" is another thing."""
        length, kind = phrase_at(self.tokens, index, "zero_phrase")
        if length:
            return self._nobody(index, index + length - 1, kind)
        if not is_word(self.tokens, index, "negator"):
            return []
        unknown = False
        for place in range(index + 1, index + 7):
            if folded_at(self.tokens, place) in STOPS:
                return []
            unknown = unknown or is_word(self.tokens, place, "unknown")
            length, kind = phrase_at(self.tokens, place, "zero")
            if length and unknown:
                self.used = place + length - 1
                return []
            if length and place - 1 not in self.ending:
                return self._nobody(index, place + length - 1, kind)
        return []

    def _nobody(self, first: int, last: int, kind: str) -> list[CasualtySpan]:
        kinds: tuple[Harm, ...] = ("killed", "injured") if kind == "both" else (harm(kind),)
        return [CasualtySpan(first=first, last=last, kind=one, count=_NOBODY) for one in kinds]

    def _both_named(self, index: int) -> list[CasualtySpan]:
        """مقتل وإصابة N, قتل وجرح N: one number for both."""
        length, kind = phrase_at(self.tokens, index, "head")
        after = index + length
        if not length or not folded_at(self.tokens, after).startswith("و"):
            return []
        length, second = phrase_at(self.tokens, after, "head")
        if {kind, second} != {"killed", "injured"}:
            return []
        return self._shared(index, self._people(after + length) or People(after, None))

    def _shared(self, first: int, people: People) -> list[CasualtySpan]:
        kinds: tuple[Harm, ...] = ("killed", "injured")
        return [
            CasualtySpan(
                first=first, last=people.last, kind=kind, count=None, cls=people.cls, shared=people.count
            )
            for kind in kinds
        ]

    def _opened(self, index: int) -> list[CasualtySpan]:
        """لقي 4 مدنيين مصرعهم, فقدوا حياتهم: the verb, the people, the word that closes."""
        length, kind = phrase_at(self.tokens, index, "open")
        close = self._closing(index + 1) if length else None
        if close is None:
            return []
        within = (self._people(place) for place in range(index + 1, close))
        people = next((found for found in within if found is not None and found.last < close), None)
        if people is None:
            return [self._span(index, People(close, _by_suffix(folded_at(self.tokens, close))), kind)]
        spans = self._list(index, people, kind)
        return [*spans[:-1], replace(spans[-1], last=max(close, spans[-1].last))]

    def _closing(self, start: int) -> int | None:
        for place in range(start, start + _REACH):
            if folded_at(self.tokens, place) in STOPS:
                return None
            if is_word(self.tokens, place, "close"):
                return place
        return None

    def _headed(self, index: int) -> list[CasualtySpan]:
        """A verb or masdar and its people: after it, after the doer, or before it (3 قتلوا)."""
        for role in ("active", "head", "person"):
            length, kind = phrase_at(self.tokens, index, role)
            if length and not self._is_counted(index):
                people = self._after(index + length, role=role, strict=role == "person" or kind != "killed")
                if people is not None and not people.harmed:
                    return self._of(index, people, kind)
        length, kind = phrase_at(self.tokens, index, "plural")
        before = people_before(self.tokens, index, self.ending) if length else None
        return [self._span(before[0], replace(before[1], last=index), kind)] if before else []

    def _is_counted(self, index: int) -> bool:
        """3 أسر are families and no capture."""
        number = self.ending.get(index - 1)
        return number is not None and not number.noun and not self.tokens[index].folded.startswith("و")

    def _of(self, index: int, people: People, kind: str) -> list[CasualtySpan]:
        after = people.last + 1
        if folded_at(self.tokens, after) == "بين" and self._harm_noun(after + 1)[0]:
            return [replace(span, first=index) for span in self._between(after + 1)]
        return self._list(index, people, kind)

    def _after(self, start: int, *, role: str, strict: bool) -> People | None:
        people = self._people(start, strict=strict)
        if role != "active" or (people is not None and (people.quantified or people.count is not None)):
            return people
        if people is not None:
            return self._people(people.last + 1) or people
        for place in range(start, start + 6):
            if folded_at(self.tokens, place) in STOPS or is_word(self.tokens, place, "barrier"):
                break
            if folded_at(self.tokens, place).startswith("و") and self._opens_toll(place):
                break
            if (people := self._people(place)) is not None:
                return people
        return None

    def _opens_toll(self, index: int) -> bool:
        """قتلوا وأصيب 8: the number is the second verb's."""
        return any(phrase_at(self.tokens, index, role)[0] for role in ("active", "head", "person"))

    def _list(self, index: int, people: People, kind: str) -> list[CasualtySpan]:
        """مقتل 3 جنود ومدنيين اثنين: each class of people is a span of its own."""
        spans = [self._span(index, people, kind)]
        while len(spans) < 6:
            after = people.last + 1
            joined = folded_at(self.tokens, after)
            if not joined.startswith("و") or is_word(self.tokens, after, "head"):
                break
            following = people_at(
                self.tokens, after + 1 if joined == "و" else after, self.starting, joined=True
            )
            if following is None or following.harmed:
                break
            spans.append(self._span(after, following, kind))
            people = following
        return spans

    def _reached(self, index: int) -> list[CasualtySpan]:
        """ارتفعت حصيلة القتلى إلى 43: a number that only the toll before it explains."""
        if not is_word(self.tokens, index, "total"):
            return []
        kind = ""
        for place in range(index, index + _REACH):
            if folded_at(self.tokens, place) in STOPS:
                break
            kind = self._toll(place) or kind
            number = self._risen(place)
            if number is not None:
                return self._toll_of(index, number, kind)
        return []

    def _risen(self, place: int) -> NumberSpan | None:
        """The number at a place; of "from 10 to 15" the second."""
        number = self.starting.get(place)
        if number is not None and folded_at(self.tokens, number.last + 1) == "الي":
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
        return [
            replace(span, cumulative=bool(cue), cue=cue, cls=beside if span.cls == "unknown" else span.cls)
            for span in found
        ]

    def _toll(self, index: int) -> str:
        if folded_at(self.tokens, index).removeprefix("و") in ("الحصيله", "حصيله"):
            return "killed"
        return phrase_at(self.tokens, index, "many_definite")[1] or phrase_at(self.tokens, index, "many")[1]

    def _noun(self, index: int) -> list[CasualtySpan]:
        """20 قتيلا, قتيلان, سقوط قتلى وجرحى, عدد من الجرحى."""
        role, kind = self._harm_noun(index)
        if not role or self._in_subset(index):
            return []
        if folded_at(self.tokens, index - 1) == "بين" and self._harm_noun(index + 1)[1] not in ("", kind):
            return self._between(index)
        number = self.ending.get(index - 2 if folded_at(self.tokens, index - 1) == "من" else index - 1)
        if number is not None and not number.noun and number.first > self.used:
            return self._counted(index, number, kind)
        count = Count(low=2, high=2) if role == "two" else Count(low=1, high=1) if role == "one" else None
        if role == "two" or self._is_told(index, role):
            return [self._span(index, People(index, count, class_after(self.tokens, index + 1)), kind)]
        return []

    def _harm_noun(self, index: int) -> tuple[str, str]:
        roles = ((role, phrase_at(self.tokens, index, role)[1]) for role in _NOUNS)
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
        before = index - 2 if folded_at(self.tokens, index - 1) == "من" else index - 1
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


def _by_suffix(word: str) -> Count | None:
    """مصرعه is one, مصرعهما two, مصرعهم no number."""
    if word.endswith("هما"):
        return Count(low=2, high=2)
    return Count(low=1, high=1) if word.endswith(("ه", "ها")) else None
