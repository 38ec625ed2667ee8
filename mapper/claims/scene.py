"""A report laid out for reading: words by sentence and clause, and what stands at each word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from mapper.claims.spots import Spots
from mapper.language import Language, Name, Number, Time, Toll, Word
from mapper.records import Mention, Report, Sentence
from mapper.sides import enemies

READ_KINDS = ("title", "heading", "body", "caption")
_OPENERS = ("that", "while", "but", "concession", "response", "aside", "result", "since", "exchange")
_BREAKING = ("while", "but", "concession", "response", "aside")
_BREAKDOWN = 9


class Part(NamedTuple):
    """A sentence as word indexes: first included, stop not."""

    sentence: Sentence
    first: int
    stop: int


@dataclass(kw_only=True)
class Scene(Spots):
    """Everything the rules look at, found once for a report."""

    report: Report
    language: Language
    parts: tuple[Part, ...]
    names: tuple[Name, ...]
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    tolls: tuple[Toll, ...]
    numbers: tuple[Number, ...]
    mention_at: dict[int, Mention] = field(default_factory=dict)
    mention_first: dict[int, int] = field(default_factory=dict)
    name_at: dict[int, Name] = field(default_factory=dict)
    time_at: dict[int, Time] = field(default_factory=dict)
    number_at: dict[int, Number] = field(default_factory=dict)
    covered_by: dict[int, int] = field(default_factory=dict)
    """For a word inside a set phrase, the index at which the phrase begins."""
    toll_at: dict[int, Toll] = field(default_factory=dict)
    reached: dict[tuple[int, int], int] = field(default_factory=dict)
    """How far clauses reach, as found so far (see ``evidence.reach``)."""

    def part_at(self, index: int) -> Part | None:
        """The sentence that holds a word."""
        at = bisect_right(self._part_starts, index) - 1
        return self.parts[at] if at >= 0 and index < self.parts[at].stop else None

    @cached_property
    def _part_starts(self) -> list[int]:
        return [part.first for part in self.parts]

    def times_in(self, first: int, stop: int) -> list[Time]:
        """Time expressions that begin within first..stop."""
        starts = self._time_starts
        return list(self.times[bisect_left(starts, first) : bisect_left(starts, stop)])

    def tolls_in(self, first: int, stop: int) -> list[Toll]:
        starts = self._toll_starts
        return list(self.tolls[bisect_left(starts, first) : bisect_left(starts, stop)])

    @cached_property
    def _time_starts(self) -> list[int]:
        return [time.first for time in self.times]

    @cached_property
    def _toll_starts(self) -> list[int]:
        return [toll.first for toll in self.tolls]

    def mentions_in(self, first: int, stop: int) -> list[int]:
        """First words, within first..stop, of mentions."""
        known = self._mention_starts
        return known[bisect_left(known, first) : bisect_left(known, stop)]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return sorted(self.mention_first)

    def is_after(self, index: int, *values: str) -> bool:
        """Whether one of these function words stands right before a word; the first word has none before."""
        return 0 < index <= len(self.words) and self.words[index - 1].word(*values) is not None

    def text(self, first: int, stop: int) -> str:
        return self.report.text[self.words[first].start : self.words[stop - 1].end]

    @cached_property
    def breaks(self) -> frozenset[int]:
        """Words at which a new clause begins."""
        found: set[int] = set()
        for part in self.parts:
            low, high = bisect_right(self._openers, part.first), bisect_left(self._openers, part.stop)
            found.update(index for index in self._openers[low:high] if self._breaks_at(index))
        return frozenset(found)

    @cached_property
    def _openers(self) -> list[int]:
        """Words at which a clause may begin: after a comma, at a joining word or a joined verb."""
        marks = self.language.comma_marks
        found = {*self.spots("word", *_OPENERS), *self.spots("light", "use"), *self._joined_subjects}
        for word in self.words:
            if len(word.text) == 1:
                found.add(word.index + 1 if word.text in marks else word.index)
            elif word.senses.joins:
                found.add(word.index)
        return sorted(found)

    @cached_property
    def _joined_subjects(self) -> frozenset[int]:
        """Where "and" brings another subject with its verb right after it."""
        named = (name.first for name in self.names if "and" in name.prefixes)
        likely = (*named, *self.spots("noun", "head"))
        return frozenset(index for index in likely if self._brings_subject(self.words[index]))

    @cached_property
    def _ordered(self) -> list[int]:
        return sorted(self.breaks)

    def _breaks_at(self, index: int) -> bool:
        word = self.words[index]
        if not index:
            return False
        before = self.words[index - 1]
        that = word.word("that")
        if that is not None and "and" in that.prefixes:
            return True
        if before.text in self.language.comma_marks:
            return not (that or self._in_brackets_of_time(index) or self._is_breakdown(index))
        if not word.senses.words.keys().isdisjoint(_BREAKING):
            return True
        if self.language.prefixes(word.text) == {"and"} and index + 1 < len(self.words):
            return self.words[index + 1].text in self.language.quote_marks
        use = word.find("light", "use")
        if use is not None and use.verbal:
            return any(_is_for(ahead) for ahead in self.words[index + 1 : index + 7])
        if word.senses.words:
            if word.word("result"):
                return self._leads_to_cause(index)
            if word.word("since"):
                return any(ahead.find("light", "begin") for ahead in self.words[index + 1 : index + 2])
            exchange = word.word("exchange")
            if exchange is not None and "and" in exchange.prefixes:
                return True
        named = index in self.mention_first
        return (word.senses.joins and not named) or index in self._joined_subjects

    def _brings_subject(self, word: Word) -> bool:
        """والجيش يعلن: another subject with its verb right after it."""
        name = self.name_at.get(word.index)
        named = name is not None and name.first == word.index and "and" in name.prefixes
        head = word.noun("head")
        if not named and (head is None or "and" not in head.prefixes):
            return False
        last = name.last if named and name is not None else word.index
        ahead = self.words[last + 1 : last + 2]
        return any(after.verb is not None and not after.noun("head", "site", "area") for after in ahead)

    def _is_breakdown(self, index: int) -> bool:
        """9 أشخاص، بينهم 4 أطفال، قتلوا: who was among them, and the next name of a list, open no clause."""
        pair = self.mention_at.get(index - 2), self.mention_at.get(index)
        listed = all(mention is not None and mention.use == "literal" for mention in pair)
        if listed or self.words[index].word("among"):
            return True
        marks = self.language.comma_marks
        back = range(index - 2, max(index - _BREAKDOWN, 0), -1)
        comma = next((at for at in back if self.words[at].text in marks), None)
        return comma is not None and self.words[comma + 1].word("among") is not None

    def _in_brackets_of_time(self, index: int) -> bool:
        """A day set between two commas, or what follows it, opens no clause."""
        marks = self.language.comma_marks
        ahead = self.time_at.get(index)
        if ahead is not None and self.words[min(ahead.last + 1, len(self.words) - 1)].text in marks:
            return True
        behind = self.time_at.get(index - 2)
        return behind is not None and self.words[max(behind.first - 1, 0)].text in marks

    def _leads_to_cause(self, index: int) -> bool:
        ahead = self.words[index + 1 : index + 3]
        return any(word.find("light", "cause", "total") for word in ahead)

    def clause(self, index: int, part: Part) -> tuple[int, int]:
        """First word and stop of the clause around a word of a sentence."""
        at = bisect_right(self._ordered, index)
        first = max(part.first, self._ordered[at - 1] if at else 0)
        stop = min(part.stop, self._ordered[at] if at < len(self._ordered) else part.stop)
        return first, stop

    @property
    def sides(self) -> tuple[str, ...]:
        """The two sides that the report names most."""
        return self.named[:2]

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Every side named, the most frequent first; armies and groups count twice over."""
        count: Counter[str] = Counter()
        for name in self.names:
            weight = 2 if self._is_fighting(name) else 1
            if name.kind not in ("agency", "media", "monitor", "organisation"):
                count[name.side] += weight
        for mention in self.mentions:
            if mention.use == "associative" and mention.match.place.id.startswith("country:"):
                count[mention.match.place.id.removeprefix("country:")] += 1
        return tuple(sorted(count, key=lambda side: (-count[side], side)))

    @cached_property
    def kinds_named(self) -> dict[str, set[str]]:
        """As what each side is named: army, government, person, ..."""
        found: dict[str, set[str]] = {}
        for name in self.names:
            found.setdefault(name.side, set()).add(name.kind)
        return found

    def _is_fighting(self, name: Name) -> bool:
        around = self.words[max(name.first - 2, 0) : name.first]
        return name.kind in ("army", "group") or any(word.noun("head.army", "armed") for word in around)

    @cached_property
    def martial(self) -> int:
        """How many words of arms and armies the report has."""
        return len(self.spots("noun", "head.army", "armed", "weapon", "casualty", "truce"))

    def foe(self, side: str) -> str:
        """The side that fights this one, of several the one that the report names most."""
        foes = enemies(side)
        return next((named for named in self.named if named in foes), "")

    def opponent(self, side: str) -> str:
        """The foe of a side; where nothing is known of its wars, the other of the report's two main sides."""
        if enemies(side) or side not in self.sides or len(self.sides) != 2:
            return self.foe(side)
        return self.sides[1] if side == self.sides[0] else self.sides[0]


def _is_for(word: Word) -> bool:
    trigger = word.find("trigger")
    return trigger is not None and "to" in trigger.prefixes


def lay_out(
    report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention], language: Language
) -> Scene:
    """Read the words of a report once; times of a caption are the picture's own."""
    words = language.words(report.text)
    starts = [word.start for word in words]
    parts = []
    for sentence in sentences:
        first, stop = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if sentence.kind in READ_KINDS and stop > first:
            parts.append(Part(sentence, first, stop))
    scene = Scene(
        report=report,
        language=language,
        words=words,
        parts=tuple(parts),
        names=language.names(words, published=report.published),
        mentions=tuple(mentions),
        times=tuple(sorted(language.times(words, published=report.published), key=lambda t: t.first)),
        tolls=tuple(sorted(language.tolls(words), key=lambda t: t.first)),
        numbers=language.numbers(words),
    )
    _index(scene, starts)
    return scene


def _index(scene: Scene, starts: list[int]) -> None:
    for mention in scene.mentions:
        first = bisect_right(starts, mention.start) - 1
        scene.mention_first[first] = bisect_right(starts, mention.end - 1) - 1
        for index in range(first, bisect_right(starts, mention.end - 1)):
            scene.mention_at[index] = mention
    for name in scene.names:
        for index in range(name.first, name.last + 1):
            scene.name_at[index] = name
    for word in scene.words:
        if word.senses.longest > 1:
            covered = range(word.index + 1, word.index + word.senses.longest)
            scene.covered_by.update(dict.fromkeys(covered, word.index))
    for time in scene.times:
        scene.time_at.update(dict.fromkeys(range(time.first, time.last + 1), time))
    for number in scene.numbers:
        scene.number_at.update(dict.fromkeys(range(number.first, number.last + 1), number))
    for toll in scene.tolls:
        scene.toll_at.update(dict.fromkeys(range(toll.first, toll.last + 1), toll))
