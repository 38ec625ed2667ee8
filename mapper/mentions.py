"""Find the named places of a report, and tell the place from the state that is meant by it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from gazetteer.place import Hit, Match, Place
from mapper.language import Language, Name, Word
from mapper.records import Mention, Report, Sentence, Use

_LOCATING = ("in", "inside", "origin", "near", "part", "soil", "axis", "beside", "toward")
_LAND = ("territory", "border", "area", "front")
_ACTORS = ("head", "document", "armed")
_SEATED = ("adjective", "people", "seat")
_REACH = 3


class Gazetteer(Protocol):
    """What this stage asks of a gazetteer; ``gazetteer.lookup.Gazetteer`` is one."""

    def find(self, text: str) -> tuple[Hit, ...]: ...

    def resolve(self, hits: Sequence[Hit]) -> tuple[Match, ...]: ...

    def place(self, place_id: str) -> Place | None: ...


@dataclass(frozen=True, slots=True)
class _Named:
    """A hit with the index of its first and last word."""

    hit: Hit
    first: int
    last: int


def mentions(
    report: Report, sentences: Sequence[Sentence], gazetteer: Gazetteer, language: Language
) -> tuple[Mention, ...]:
    """Every named place outside page furniture, in reading order, all of a report resolved together."""
    words = language.words(report.text)
    names = language.names(words, published=report.published)
    hits = [
        hit
        for hit in _within(gazetteer.find(report.text), sentences)
        if not _is_common(_named(hit, words), words)
    ]
    matches = gazetteer.resolve(hits)
    uses = _uses([_named(hit, words) for hit in hits], matches, words, names, language)
    found = [
        Mention(start=hit.start, end=hit.end, surface=hit.surface, use=use, match=match)
        for hit, match, use in zip(hits, matches, uses, strict=True)
    ]
    found += _nationalities(report.text, words, names, found, sentences, gazetteer)
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _within(hits: Sequence[Hit], sentences: Sequence[Sentence]) -> list[Hit]:
    kept = [s for s in sentences if s.kind != "furniture"]
    starts = [s.start for s in kept]
    return [hit for hit in hits if (at := bisect_right(starts, hit.start)) and hit.start < kept[at - 1].end]


def _is_common(item: _Named, words: Sequence[Word]) -> bool:
    """A word of the lexicon (مدينة, "city") that is also the name of some town far away."""
    word = words[item.first]
    if item.first != item.last:
        return False
    area = word.noun("area")
    if area is not None and "the" not in area.prefixes:
        return True
    if item.hit.cue or item.hit.start != word.start:
        return False
    big = any(candidate.place.level in ("country", "region") for candidate in item.hit.candidates)
    return bool(words[item.first].readings) and not big


def _named(hit: Hit, words: Sequence[Word]) -> _Named:
    first = bisect_right(words, hit.start, key=lambda word: word.start) - 1
    last = bisect_right(words, hit.end - 1, key=lambda word: word.start) - 1
    return _Named(hit, first, last)


def _uses(
    named: list[_Named],
    matches: Sequence[Match],
    words: Sequence[Word],
    names: Sequence[Name],
    language: Language,
) -> list[Use]:
    owner = {index: name for name in names for index in range(name.first, name.last + 1)}
    uses: list[Use] = []
    for position, (item, match) in enumerate(zip(named, matches, strict=True)):
        before = _joined(named, position, uses, words, language)
        uses.append(before or _use(item, match, words, owner.get(item.first), language))
    return uses


def _joined(
    named: list[_Named], position: int, uses: list[Use], words: Sequence[Word], language: Language
) -> Use | None:
    """In a list (سوريا وليبيا) a name is used as the one before it."""
    if not position:
        return None
    item, previous = named[position], named[position - 1]
    gap = item.first - previous.last
    if gap > 2 or (gap == 2 and words[item.first - 1].text not in language.comma_marks):
        return None
    written = words[item.first].text[: item.hit.start - words[item.first].start]
    return uses[-1] if written and len(written) == 1 else None


def _use(item: _Named, match: Match, words: Sequence[Word], name: Name | None, language: Language) -> Use:
    left = [words[index] for index in range(item.first - 1, max(item.first - 1 - _REACH, -1), -1)]
    party = name is not None and name.kind not in _SEATED
    if party and name is not None and name.last - name.first >= item.last - item.first:
        return "associative"
    seat = name is not None and name.kind == "seat"
    if match.place.level == "country" or seat:
        return (
            "literal"
            if (item.hit.cue and not seat) or _is_located(item, left, words, language)
            else "associative"
        )
    return "associative" if left and left[0].noun(*_ACTORS) and not item.hit.cue else "literal"


def _is_located(item: _Named, left: list[Word], words: Sequence[Word], language: Language) -> bool:
    """Whether the words before a state's name speak of its land."""
    if not left:
        return False
    # Inside a set phrase (في سماء, "in the sky of") the words after the first have no reading.
    near = (
        left[1]
        if len(left) > 1 and not left[0].readings and any(r.length > 1 for r in left[1].readings)
        else left[0]
    )
    if near.word("between"):
        return any(word.noun("border") for word in left[1:])
    if near.word(*_LOCATING) or near.noun(*_LAND) or near.word("capital"):
        return not (near.word("in") and any(word.noun("head") for word in left[1:3]))
    if near.word("to"):
        return True
    if near.word("from") and len(left) > 2 and left[1].word("each"):
        return left[2].word("in") is not None
    if len(left) > 1 and left[1].word("capital"):
        return True
    if near.word("on"):
        return any(word.find("trigger") for word in left[1:])
    if near.word("with"):
        return any(word.noun("border") for word in left[1:])
    written = item.hit.start - words[item.first].start
    return "by" in language.prefixes(words[item.first].text[:written])


def _nationalities(
    text: str,
    words: Sequence[Word],
    names: Sequence[Name],
    found: Sequence[Mention],
    sentences: Sequence[Sentence],
    gazetteer: Gazetteer,
) -> Iterator[Mention]:
    """Adjectives and peoples (الأرمينية) as mentions of the state they belong to."""
    taken = {index for mention in found for index in range(mention.start, mention.end)}
    spans = [(s.start, s.end) for s in sentences if s.kind != "furniture"]
    starts = [start for start, _ in spans]
    for name in names:
        if name.kind not in _SEATED or not name.place or _is_bare(name, words) or name.start in taken:
            continue
        at = bisect_right(starts, name.start)
        if not at or name.start >= spans[at - 1][1]:
            continue
        place = gazetteer.place(name.place)
        if place is None:
            continue
        end = words[name.last].end
        yield Mention(
            start=name.start,
            end=end,
            surface=text[name.start : end],
            use="associative",
            match=_match(place, name),
        )


def _is_bare(name: Name, words: Sequence[Word]) -> bool:
    """A word that is a nationality only beside a noun (تركي is a first name too)."""
    if not name.needs_head:
        return False
    before = words[name.first - 1] if name.first else None
    return before is None or not (
        before.noun("head", "armed", "military", "support") or before.find("trigger")
    )


def _match(place: Place, name: Name) -> Match:
    return Match(place=place, level="folded", score=1.0, name=name.label, reasons=("word of nationality",))
