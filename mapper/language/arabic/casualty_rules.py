"""The rules that read statements of harm, each for one way of telling it."""

from __future__ import annotations

from collections.abc import Iterator, KeysView, Sequence
from dataclasses import replace

from mapper.language.base import Token
from mapper.records import Count

from .casualty_nouns import NOUN_ROLES, ONE, TWO
from .casualty_span import CasualtySpan
from .casualty_tolls import TollReader
from .casualty_words import QUOTES, STOPS, is_word, phrase_at, roles_of, triggers
from .nobody import nobody
from .numbers import NumberSpan
from .numerals import folded_at
from .people import People, is_nationality, pair_before, people_at, people_before, person_before

_REACH = 12
_WOUNDS = 6
_FRAMES = (("open", "close"), ("leave", "left"))
_ENDING = ("barrier", "subset", "filler", "other", "negator", "total")
"""Words that no description of people goes beyond."""


class Reader(TollReader):
    """One pass over the tokens; a token told of once is not told of again."""

    def __init__(self, tokens: Sequence[Token], numbers: Sequence[NumberSpan]) -> None:
        super().__init__(tokens, numbers)
        self.rules = {
            self._zero: ("zero_phrase", "negator"),
            self._both_named: ("head",),
            self._opened: ("open", "leave"),
            self._headed: ("active", "head", "loser", "only", "person", "plural", "singular"),
            self._estimated: ("estimate",),
            self._reached: ("total",),
            self._noun: NOUN_ROLES,
        }
        """In the order they are asked, with the roles of the words that each can begin with."""

    def spans(self) -> Iterator[CasualtySpan]:
        """Every statement of harm in reading order."""
        starts = triggers()
        for index, token in enumerate(self.tokens):
            if index > self.used and token.folded in starts:
                found = self._at(index, roles_of(token.folded))
                self.used = max([self.used, *(span.last for span in found)])
                self.told = found[-1].kind if found else self.told
                yield from found

    def _at(self, index: int, opened: KeysView[str]) -> list[CasualtySpan]:
        for rule, begins in self.rules.items():
            if not opened.isdisjoint(begins) and (spans := rule(index)):
                return spans
        return []

    def _zero(self, index: int) -> list[CasualtySpan]:
        spans, last = nobody(self.tokens, index, self.ending)
        self.used = max(self.used, last)
        return spans

    def _both_named(self, index: int) -> list[CasualtySpan]:
        """مقتل وإصابة N, قتل وجرح N: one number for both."""
        length, kind = phrase_at(self.tokens, index, "head")
        after = index + length
        if not length or not folded_at(self.tokens, after).startswith("و"):
            return []
        length, second = phrase_at(self.tokens, after, "head")
        if {kind, second} != {"killed", "injured"}:
            return []
        people = self._people(after + length) or People(after, None)
        if is_word(self.tokens, people.last, "other") and person_before(self.tokens, index, after):
            return []
        return self._shared(index, people)

    def _opened(self, index: int) -> list[CasualtySpan]:
        """لقي 4 مدنيين مصرعهم, فقدوا حياتهم, 8 أشخاص لقوا حتفهم: verb, people, and the word that closes."""
        for opens, closes in _FRAMES:
            length, kind = phrase_at(self.tokens, index, opens)
            close = self._closing(index + 1, closes, kind) if length else None
            if close is not None:
                return self._framed(index, close, kind)
        return []

    def _framed(self, index: int, close: int, kind: str) -> list[CasualtySpan]:
        within = (self._people(place) for place in range(index + 1, close))
        people = next((found for found in within if found is not None and found.last < close), None)
        if people is not None:
            spans = self._list(index, people, kind)
            return [*spans[:-1], replace(spans[-1], last=max(close, spans[-1].last))]
        if close == index + 1:
            before = people_before(self.tokens, index, self.ending)
            before = before or person_before(self.tokens, index, close + 1)
            if before is not None:
                return [self._span(before[0], replace(before[1], last=close), kind)]
        if is_word(self.tokens, close, "left"):
            return []
        return [self._span(index, People(close, _by_suffix(folded_at(self.tokens, close))), kind)]

    def _closing(self, start: int, closes: str, kind: str) -> int | None:
        for place in range(start, start + _REACH):
            if folded_at(self.tokens, place) in STOPS:
                return None
            if phrase_at(self.tokens, place, closes)[1] == kind:
                return place
        return None

    def _headed(self, index: int) -> list[CasualtySpan]:
        """A verb or masdar and its people: after it, after the doer, or before it (3 قتلوا)."""
        for role in ("active", "loser", "head", "only", "person"):
            length, kind = phrase_at(self.tokens, index, role)
            if length and not self._is_counted(index):
                after = index + length + self._is_quoted(index, length)
                if died := self._died_of_wounds(after, kind):
                    return died
                people = self._after(after, role=role, strict=role in ("person", "only") or kind != "killed")
                if people is not None and not people.harmed and (role != "only" or people.quantified):
                    return self._of(index, people, kind)
        return self._after_people(index) or self._of_wounds(index)

    def _of_wounds(self, index: int) -> list[CasualtySpan]:
        """قضى متأثرا بجراحه: one person, whoever it is."""
        length, kind = phrase_at(self.tokens, index, "head")
        for place in range(index + length, index + _WOUNDS) if kind == "killed" else ():
            if folded_at(self.tokens, place) in STOPS or is_word(self.tokens, place, "barrier"):
                break
            if said := phrase_at(self.tokens, place, "of_wounds")[0]:
                return [self._span(index, People(place + said - 1, ONE), kind)]
        return []

    def _died_of_wounds(self, index: int, kind: str) -> list[CasualtySpan]:
        """توفي جريحان, وفاة ثلاثة جرحى: the wounded are dead now."""
        number = self.starting.get(index)
        noun = number.last + 1 if number is not None and not number.noun else index
        noun += noun > index and is_word(self.tokens, noun, "of")
        role, harmed = self._harm_noun(noun)
        if kind != "killed" or harmed != "injured" or folded_at(self.tokens, noun).startswith("و"):
            return []
        if number is not None and noun > index:
            count: Count | None = Count(low=number.low, high=number.high)
        else:
            count = {"one": ONE, "two": TWO}.get(role)
        return [self._span(index - 1, People(noun, count), kind)]

    def _is_quoted(self, index: int, length: int) -> bool:
        """ "حيدت" 9: the verb between quotation marks, its people after them."""
        before, after = folded_at(self.tokens, index - 1), folded_at(self.tokens, index + length)
        return bool(before and after) and before in QUOTES and after in QUOTES

    def _after_people(self, index: int) -> list[CasualtySpan]:
        """3 جنود قتلوا, أن مسعفا قتل: the people stand before the verb."""
        length, kind = phrase_at(self.tokens, index, "plural")
        before = people_before(self.tokens, index, self.ending) if length else None
        if before is None and phrase_at(self.tokens, index, "pair")[0]:
            before = pair_before(self.tokens, index)
        if before is None:
            length, kind = phrase_at(self.tokens, index, "singular")
            before = person_before(self.tokens, index, index + length) if length else None
        if before is None:
            return []
        if is_word(self.tokens, index + length, "shared") and self._harm_noun(index + length + 1)[0]:
            return self._shared(before[0], replace(before[1], last=index + length + 2))
        return [self._span(before[0], replace(before[1], last=index), kind)]

    def _is_counted(self, index: int) -> bool:
        """3 أسر are families and no capture."""
        number = self.ending.get(index - 1)
        return number is not None and not number.noun and not self.tokens[index].folded.startswith("و")

    def _of(self, index: int, people: People, kind: str) -> list[CasualtySpan]:
        after = people.last + 1
        if is_word(self.tokens, after, "shared") and self._harm_noun(after + 1)[0]:
            return [replace(span, first=index) for span in self._between(after + 1)]
        return self._list(index, people, kind)

    def _after(self, start: int, *, role: str, strict: bool) -> People | None:
        if role == "loser":
            told = self._people(start)
            return None if told is not None and told.quantified else self._behind(range(start + 1, start + 5))
        people = self._people(start, strict=strict) or self._inside(start)
        if role == "only" and people is None:
            return self._of_number(start)
        if role != "active" or (people is not None and (people.quantified or people.count is not None)):
            return people
        if people is not None:
            return self._behind(range(people.last + 1, people.last + 4)) or people
        return self._behind(range(start, start + 6))

    def _behind(self, places: range) -> People | None:
        """قتل الجيش 3, قتل مسلحون مجهولون ضابطين: the people after the doer and what describes it."""
        for place in places:
            word = folded_at(self.tokens, place)
            if word in STOPS or any(is_word(self.tokens, place, role) for role in ("barrier", "by_fire")):
                break
            if word.startswith("و") and self._opens_toll(place):
                break
            if is_nationality(folded_at(self.tokens, place)):
                continue
            if (people := self._people(place)) is not None:
                return people
        return None

    def _of_number(self, start: int) -> People | None:
        """أودى القصف بثلاثة جنود: the doer stands before the number."""
        for place in range(start, start + 4):
            if folded_at(self.tokens, place) in STOPS or is_word(self.tokens, place, "barrier"):
                return None
            if place in self.starting:
                return self._people(place)
        return None

    def _inside(self, start: int) -> People | None:
        """قتل في الغارة 3 مدنيين: where it was stands between."""
        if not is_word(self.tokens, start, "within"):
            return None
        for place in range(start + 1, start + 5):
            if folded_at(self.tokens, place) in STOPS:
                return None
            number = self.starting.get(place)
            if number is not None:
                people = self._people(place)
                return people if people is not None and (number.noun or people.last > number.last) else None
        return None

    def _opens_toll(self, index: int) -> bool:
        """قتلوا وأصيب 8: the number is the second verb's."""
        return any(phrase_at(self.tokens, index, role)[0] for role in ("active", "head", "person"))

    def _list(self, index: int, people: People, kind: str) -> list[CasualtySpan]:
        """مقتل 3 جنود ومدنيين اثنين: each class of people is a span of its own."""
        spans = [self._span(index, people, kind)]
        while len(spans) < 6:
            after = self._after_description(people.last + 1)
            joined = folded_at(self.tokens, after)
            if not joined.startswith("و") or is_word(self.tokens, after, "head"):
                break
            following = people_at(
                self.tokens, after + 1 if joined == "و" else after, self.starting, joined=True
            )
            if following is None or following.harmed:
                break
            spans.append(replace(self._span(after, following, kind), listed=True))
            people = following
        return spans

    def _after_description(self, index: int) -> int:
        """قائد ميداني وثلاثة: the index after the few words that describe the people, if "and" follows."""
        for place in range(index, index + 4):
            word = folded_at(self.tokens, place)
            if word.startswith("و"):
                return place
            if not word[:1].isalpha() or any(is_word(self.tokens, place, role) for role in _ENDING):
                break
        return index


def _by_suffix(word: str) -> Count | None:
    """مصرعه is one, مصرعهما two, مصرعهم no number."""
    if word.endswith("هما"):
        return Count(low=2, high=2)
    return Count(low=1, high=1) if word.endswith(("ه", "ها")) else None
