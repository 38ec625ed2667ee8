"""What a language gives to the stages: words with their readings, names of actors, times, numbers, layout.

The stages know the values used here (``"strike"`` words, ``"on"``, ``"deny"``) and
never a word of any language; ``mapper/language/arabic/data/README.md`` explains them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from mapper.records import CasualtyClass, Count

Kind = Literal["trigger", "light", "speech", "noun", "word"]
Form = Literal["past", "present", "masdar", "participle", "noun", "word"]
Layout = Literal["line", "rest", ""]


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a word may mean, and the small words written onto it."""

    kind: Kind
    value: str
    form: Form
    lemma: str
    roles: str = ""
    needs: tuple[str, ...] = ()
    guard: str = ""
    item: str = ""
    prefixes: frozenset[str] = frozenset()
    """Of "and", "so", "by", "to", "like", "will", "the"."""
    suffix: str = ""
    """The pronoun written onto the word: "he", "she", "they", "we"; empty for none."""
    number: str = ""
    """"dual" or "we" (first person plural) where the form says so; empty otherwise."""
    length: int = 1
    """How many words the reading covers."""

    @property
    def verbal(self) -> bool:
        return self.form in ("past", "present")


@dataclass(frozen=True, slots=True)
class Senses:
    """The readings of a word, laid out so that asking costs one look: the same for every use of it."""

    readings: tuple[Reading, ...] = ()
    by_kind: dict[tuple[str, str], Reading] = field(default_factory=dict)
    """The first reading of each kind and value; a noun's also under each group its class lies in."""
    nouns: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    verb: Reading | None = None
    keys: tuple[tuple[str, str], ...] = ()
    """Every kind and value, and each kind alone."""
    longest: int = 1
    """Words covered by the longest reading."""
    joins: bool = False
    """A verb with "and" written onto it."""

    @classmethod
    def of(cls, readings: tuple[Reading, ...]) -> Senses:
        found: dict[tuple[str, str], Reading] = {}
        for reading in readings:
            for value in _groups(reading):
                found.setdefault((reading.kind, value), reading)
        return cls(
            readings=readings,
            by_kind=found,
            nouns=frozenset(value for kind, value in found if kind == "noun"),
            words=frozenset(value for kind, value in found if kind == "word"),
            verb=next((reading for reading in readings if reading.verbal), None),
            keys=(*found, *{(kind, "") for kind, _ in found}),
            joins=any(reading.verbal and "and" in reading.prefixes for reading in readings),
            longest=max((reading.length for reading in readings), default=1),
        )


NO_SENSES = Senses()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text with all its readings, longest and likeliest first."""

    index: int
    start: int
    end: int
    text: str
    folded: str
    senses: Senses = NO_SENSES

    @property
    def readings(self) -> tuple[Reading, ...]:
        return self.senses.readings

    def find(self, kind: Kind, *values: str) -> Reading | None:
        """The first reading of this kind, of one of the values where any are given."""
        if len(values) == 1:
            return self.senses.by_kind.get((kind, values[0]))
        for reading in self.senses.readings:
            if reading.kind == kind and (not values or reading.value in values):
                return reading
        return None

    def noun(self, *values: str) -> Reading | None:
        """The first noun reading whose class is, or lies under, one of the values."""
        nouns = self.senses.nouns
        if not nouns or nouns.isdisjoint(values):
            return None
        if len(values) == 1:
            return self.senses.by_kind["noun", values[0]]
        for reading in self.senses.readings:
            if reading.kind == "noun" and any(_under(reading.value, value) for value in values):
                return reading
        return None

    def word(self, *values: str) -> Reading | None:
        """The first function-word reading of one of the classes."""
        words = self.senses.words
        if not words or words.isdisjoint(values):
            return None
        return self.find("word", *values)

    @property
    def verb(self) -> Reading | None:
        """The first reading that is a finite verb."""
        return self.senses.verb


@dataclass(frozen=True, slots=True)
class Name:
    """A named actor, or a word of nationality, in the text (word indexes, both included)."""

    first: int
    last: int
    start: int
    """Offset of the name without the small words written onto it."""
    side: str
    kind: str
    """"adjective", "people", "seat", or a kind of party: "army", "ministry", "person", "agency", ..."""
    label: str
    place: str = ""
    """Gazetteer id of the country meant; empty where there is none."""
    needs_head: bool = False
    prefixes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression and the days it means; None where it cannot be known."""

    first: int
    last: int
    date_from: date | None
    date_to: date | None
    basis: str
    text: str


@dataclass(frozen=True, slots=True)
class Toll:
    """People killed, injured, captured or displaced, as told."""

    first: int
    last: int
    kind: str
    count: Count | None
    casualty_class: CasualtyClass
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    first: int
    last: int
    low: int
    high: int | None


class Language(Protocol):
    """One language; ``mapper.language.load`` gives it by its code."""

    code: str
    script: str
    """Unicode name of its letters ("ARABIC"), to tell inserts in other scripts."""
    sentence_ends: str
    comma_marks: str
    quote_marks: str

    def words(self, text: str) -> tuple[Word, ...]: ...

    def names(self, words: Sequence[Word], *, published: date | None) -> tuple[Name, ...]: ...

    def times(self, words: Sequence[Word], *, published: date | None) -> tuple[Time, ...]: ...

    def tolls(self, words: Sequence[Word]) -> tuple[Toll, ...]: ...

    def numbers(self, words: Sequence[Word]) -> tuple[Number, ...]: ...

    def prefixes(self, written: str) -> frozenset[str]:
        """The small words that letters written before a name stand for ("and", "by", ...)."""
        ...

    def layout(self, line: str) -> Layout: ...

    def is_caption(self, line: str) -> bool: ...

    def is_dateline(self, line: str) -> bool: ...


def _groups(reading: Reading) -> list[str]:
    """A class and those above it: head.source.official, head.source, head."""
    if reading.kind != "noun":
        return [reading.value]
    parts = reading.value.split(".")
    return [".".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _under(value: str, group: str) -> bool:
    return value == group or value.startswith(group + ".")
