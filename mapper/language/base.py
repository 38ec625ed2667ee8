"""What a language gives to the stages: words with their readings, names of actors, times, numbers, layout.

The stages know the values used here (``"strike"`` words, ``"on"``, ``"deny"``) and
never a word of any language; ``mapper/language/arabic/data/README.md`` explains them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, NamedTuple, Protocol

from mapper.records import CasualtyClass, Count

Kind = Literal["trigger", "light", "speech", "noun", "word"]
"""What a reading of a word is to the rules."""
Form = Literal["past", "present", "masdar", "participle", "noun", "word"]
Layout = Literal["line", "list", "rest", ""]


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
    verbal: bool = field(init=False, repr=False, compare=False)
    """A finite verb; kept, because every rule asks for it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "verbal", self.form in ("past", "present"))


@dataclass(frozen=True, slots=True)
class Senses:
    """The readings of a word, laid out so that asking costs one look: the same for every use of it."""

    readings: tuple[Reading, ...] = ()
    by_kind: Mapping[str, Mapping[str, Reading]] = field(default_factory=dict)
    """The first reading of each kind and value, in order; a noun's also by the groups above its class."""
    nouns: Mapping[str, Reading] = field(default_factory=dict)
    words: Mapping[str, Reading] = field(default_factory=dict)
    verb: Reading | None = None
    keys: tuple[str, ...] = ()
    """Every kind and value ("noun:head"), and each kind alone ("noun:")."""
    longest: int = 1
    """Words covered by the longest reading."""
    joins: bool = False
    """A verb with "and" written onto it."""
    we: bool = False
    """A verb in the first person plural."""
    twofold: frozenset[str] = frozenset()
    """Lemmas of triggers of which the word may be the past or the masdar."""

    @classmethod
    def of(cls, readings: tuple[Reading, ...]) -> Senses:
        found: dict[str, dict[str, Reading]] = {}
        for reading in readings:
            known = found.setdefault(reading.kind, {})
            for value in _groups(reading):
                known.setdefault(value, reading)
        return cls(
            readings=readings,
            by_kind=found,
            nouns=found.get("noun", {}),
            words=found.get("word", {}),
            verb=next((reading for reading in readings if reading.verbal), None),
            keys=tuple(f"{kind}:{value}" for kind, known in found.items() for value in (*known, "")),
            joins=any(reading.verbal and "and" in reading.prefixes for reading in readings),
            we=any(reading.number == "we" for reading in readings),
            twofold=frozenset(_lemmas(readings, "past") & _lemmas(readings, "masdar")),
            longest=max((reading.length for reading in readings), default=1),
        )


NO_SENSES = Senses()


class Token:
    """A word, number or punctuation mark: where it stands, as written and folded.

    Never changed; a plain class because a text has hundreds of them and a frozen one is slow to make.
    """

    __slots__ = ("end", "folded", "start", "text")

    def __init__(self, start: int, end: int, text: str, folded: str) -> None:
        self.start: Final = start
        self.end: Final = end
        self.text: Final = text
        self.folded: Final = folded


class Word(Token):
    """A token of the text with all its readings, longest and likeliest first."""

    __slots__ = ("index", "senses")

    def __init__(self, index: int, start: int, end: int, text: str, folded: str, senses: Senses) -> None:
        super().__init__(start, end, text, folded)
        self.index: Final = index
        self.senses: Final = senses

    @property
    def readings(self) -> tuple[Reading, ...]:
        return self.senses.readings

    def find(self, kind: Kind, *values: str) -> Reading | None:
        """The first reading of this kind, of one of the values where any are given."""
        known = self.senses.by_kind.get(kind)
        if known is None:
            return None
        if len(values) == 1:
            return known.get(values[0])
        return _first(known, values) if values else next(iter(known.values()))

    def noun(self, *values: str) -> Reading | None:
        """The first noun reading whose class is, or lies under, one of the values."""
        known = self.senses.nouns
        if not known:
            return None
        return known.get(values[0]) if len(values) == 1 else _first(known, values)

    def word(self, *values: str) -> Reading | None:
        """The first function-word reading of one of the classes."""
        known = self.senses.words
        if not known:
            return None
        return known.get(values[0]) if len(values) == 1 else _first(known, values)

    @property
    def verb(self) -> Reading | None:
        """The first reading that is a finite verb."""
        return self.senses.verb


def _first(known: Mapping[str, Reading], values: tuple[str, ...]) -> Reading | None:
    """The reading of the value that is known first."""
    if known.keys().isdisjoint(values):
        return None
    for value, reading in known.items():
        if value in values:
            return reading
    return None


class Name(NamedTuple):
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


class Time(NamedTuple):
    """A time expression (word indexes, both included) and the days it means."""

    first: int
    last: int
    date_from: date | None
    date_to: date | None
    """Both None where the words are relative and nothing is known to relate them to."""
    basis: str
    """"explicit", "month", "year", "decade", "hijri", "weekday", "relative", "ago", "window",
    "run" (the Nth day in a row), "recent", "since" (from a day up to publication), "anchored" (counted
    from the event named after it); "after", "during", "since" with a shift relate to the time told before,
    "outbreak" to that of a beginning."""
    text: str
    shift: tuple[int, int] | None = None
    """The least and the most days from that other time, where the days are to be counted from it."""


@dataclass(frozen=True, slots=True)
class Toll:
    """People killed, injured, captured or displaced, as told."""

    first: int
    last: int
    kind: str
    count: Count | None
    casualty_class: CasualtyClass
    cumulative: bool = False
    vague: bool = False
    """Tens, hundreds, a handful: the count is a convention and no number that was told."""


class Number(NamedTuple):
    """A number in words or digits: where it stands, and its range."""

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
    abbreviations: frozenset[str]
    """Folded words that a full stop is part of ("gen", of "Gen. Smith")."""

    def __hash__(self) -> int:
        """What is known of a word in a language is remembered by both."""
        ...

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


def _lemmas(readings: tuple[Reading, ...], form: Form) -> set[str]:
    return {reading.lemma for reading in readings if reading.kind == "trigger" and reading.form == form}


def _groups(reading: Reading) -> list[str]:
    """A class and those above it: head.source.official, head.source, head."""
    if reading.kind != "noun":
        return [reading.value]
    parts = reading.value.split(".")
    return [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
