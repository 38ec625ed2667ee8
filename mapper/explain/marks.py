"""A sentence cut at the words that fields were read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from mapper.explain.printed import Paint, Shown, line, listed, say
from mapper.explain.wording import Field, fields
from mapper.records import Claim, Sentence, Trace


class Mark(NamedTuple):
    """Words of the text, and the field of the claim that was read from them."""

    start: int
    end: int
    field: str
    claim: int


class Piece(NamedTuple):
    """A stretch of a sentence over which the same marks stand."""

    start: int
    end: int
    labels: tuple[tuple[str, tuple[int, ...]], ...]
    """Each field with the numbers of its claims; empty for words that nothing was read from."""


def field_of(trace: Trace) -> Field:
    """The printed form of a trace's field; one that the table does not know goes by its own name."""
    known = fields().get(trace.field)
    return known or Field(name=trace.field, label=trace.field, colour=37, unmarked=())


def marks(claims: Mapping[int, Claim]) -> list[Mark]:
    """What a person would underline for these claims, by their numbers."""
    return [
        Mark(trace.start, trace.end, trace.field, number)
        for number, claim in claims.items()
        for trace in claim.trace
        if trace.rule not in field_of(trace).unmarked
    ]


def pieces(sentence: Sentence, found: Iterable[Mark]) -> list[Piece]:
    """The sentence in pieces that give it back when put together."""
    start, end = sentence.start, sentence.end
    here = [mark for mark in found if mark.start < end and mark.end > start and mark.start < mark.end]
    cuts = {start, end} | {place for mark in here for place in mark[:2] if start < place < end}
    places = sorted(cuts)
    return [
        Piece(first, last, _labels([mark for mark in here if mark.start <= first and mark.end >= last]))
        for first, last in pairwise(places)
    ]


def _labels(over: Sequence[Mark]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    order = list(fields())
    names = sorted(
        {mark.field for mark in over}, key=lambda name: (order.index(name) if name in order else 99, name)
    )
    return tuple((name, tuple(sorted({m.claim for m in over if m.field == name}))) for name in names)


def underlined(text: str, cut: Sequence[Piece], paint: Paint) -> Shown:
    """The pieces as one line that reads in its own direction."""
    shown = [_piece(text[piece.start : piece.end], piece, paint) for piece in cut]
    return line(Shown("".join(shown)), text[cut[0].start : cut[-1].end] if cut else "")


def _piece(words: str, piece: Piece, paint: Paint) -> Shown:
    if not piece.labels:
        return paint.sentence(words)
    known = fields()
    names = [(known[name].label if name in known else name, claims) for name, claims in piece.labels]
    first = known.get(piece.labels[0][0])
    label = listed(
        (say("mark", label=name, claims=Shown(",".join(map(str, claims)))) for name, claims in names),
        by=" + ",
    )
    return paint.marked(words, label, first.colour if first else 37)
