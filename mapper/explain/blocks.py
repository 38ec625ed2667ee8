"""A claim as a block: each field with its value, the rules that filled it and the words they read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mapper.explain import values
from mapper.explain.marks import field_of
from mapper.explain.printed import Paint, Shown, listed, say
from mapper.explain.wording import Field, fields
from mapper.records import Claim, Location, Sentence, Trace

_INDENT = "    "


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The text that claims point into and its sentences."""

    text: str
    sentences: Sequence[Sentence]

    def words(self, start: int, end: int) -> str:
        return self.text[start:end]

    def sentence(self, start: int) -> int:
        """The number of the sentence, from 1, that words stand in."""
        return max(1, bisect_right(self.sentences, start, key=lambda sentence: sentence.start))


class _Row(NamedTuple):
    value: Shown
    sources: Sequence[Trace]
    why: Sequence[str] = ()


def block(pages: Pages, claim: Claim, number: int, paint: Paint) -> Iterator[Shown]:
    """The lines of one claim."""
    yield paint.heading(Shown(f"  {say('claim', number=number, id=claim.id)}"))
    home = pages.sentence(claim.start)
    for field in (*fields().values(), *_unknown(claim)):
        traces = [trace for trace in claim.trace if trace.field == field.name]
        for value, sources, why in _rows(pages, claim, field.name, traces):
            yield _line(field, value, _sources(pages, home, sources), paint)
            if why:
                yield _row(_padded(say("why")), listed(why, by="; "))
    for start, end in claim.also:
        words = say("also_words", sentence=pages.sentence(start), words=pages.words(start, end))
        yield _row(_padded(say("also")), words)


def _unknown(claim: Claim) -> list[Field]:
    """Fields of a trace that the table of fields does not name; they are shown all the same."""
    found = {trace.field: field_of(trace) for trace in claim.trace if trace.field not in fields()}
    return list(found.values())


def _rows(pages: Pages, claim: Claim, name: str, traces: Sequence[Trace]) -> Iterator[_Row]:
    if name == "locations":
        yield from _places(pages, claim, traces)
    elif shown := value(claim, name):
        yield _Row(shown, traces)
    elif traces:
        yield _Row(say("no_value"), traces)


def value(claim: Claim, name: str) -> Shown | None:
    """A field in words; None for one that is not filled."""
    match name:
        case "event_type":
            return values.event(claim)
        case "stance":
            return listed([claim.stance])
        case "claimant":
            return values.speaker(claim)
        case "actor_side":
            return values.side(claim.actor_side) if claim.actor_side else None
        case "target":
            return values.target(claim) if claim.target or claim.target_class != "unknown" else None
        case "date":
            return values.date(claim)
        case "killed" | "injured":
            count = claim.killed if name == "killed" else claim.injured
            return values.harmed(claim, count) if count else None
        case "weapon":
            return listed([claim.weapon]) if claim.weapon else None
        case "equipment":
            return listed(map(values.equipment, claim.equipment)) if claim.equipment else None
    return None


def _places(pages: Pages, claim: Claim, traces: Sequence[Trace]) -> Iterator[_Row]:
    """Each place beside the rule that read it; a rule that took several over stands with each of them."""
    spans = {(place.start, place.end) for place in claim.locations}
    taken_over = [trace for trace in traces if (trace.start, trace.end) not in spans]
    for place in claim.locations:
        yield _Row(values.place(pages.text, place), _of(place, traces) or taken_over, place.reasons)
    if not claim.locations:
        yield _Row(say("no_place"), traces)


def _of(place: Location, traces: Iterable[Trace]) -> list[Trace]:
    return [trace for trace in traces if (trace.start, trace.end) == (place.start, place.end)]


def _line(field: Field, value: Shown, sources: Shown, paint: Paint) -> Shown:
    label = paint.label(_padded(listed([field.label])), field.colour)
    if not sources:
        return _row(label, value)
    return Shown(f"{_INDENT}{say('row_from', label=label, value=value, sources=sources)}")


def _row(label: Shown, value: Shown) -> Shown:
    return Shown(f"{_INDENT}{say('row', label=label, value=value)}")


def _sources(pages: Pages, home: int, traces: Iterable[Trace]) -> Shown:
    """The rules, each with its words; where they stand in another sentence, in which."""
    said = []
    for trace in traces:
        words, at = pages.words(trace.start, trace.end), pages.sentence(trace.start)
        key = "source" if at == home else "source_elsewhere"
        values_of = {"rule": trace.rule, "words": words} | ({} if at == home else {"sentence": str(at)})
        said.append(say(key, **values_of))
    return listed(dict.fromkeys(said), by="; ")


def _padded(label: Shown) -> Shown:
    width = max(len(field.label) for field in fields().values())
    return Shown(label.ljust(width))
