"""The whole report: its head, its sentences in order, their claims, and the names that stayed open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from mapper.explain.blocks import Pages, block
from mapper.explain.marks import Mark, marks, pieces, underlined
from mapper.explain.printed import Paint, Shown, isolated, listed, say
from mapper.records import Claim, Extraction, Mention, Report, Sentence

_SHORT = 70
"""Characters shown of a sentence without claims where nothing can be dimmed."""
_UNREAD = ("furniture", "foreign")


@dataclass(slots=True)
class _Told:
    """What stands in a sentence: its claims by number, the repeats of others, and all marked words."""

    claims: dict[int, Claim] = field(default_factory=dict)
    repeats: list[Shown] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def explain(extraction: Extraction, *, colour: bool = False) -> Iterator[str]:
    """The lines of a report with its claims, without line ends.

    ``colour`` underlines words with ANSI codes; without it they stand in brackets
    with field and claim, and the report's own square brackets are doubled.
    Control characters of the report are written by their number.
    """
    paint = Paint(colour=colour)
    pages = _pages(extraction)
    ordered = sorted(extraction.claims, key=lambda claim: (claim.start, claim.end, claim.id))
    claims = dict(enumerate(ordered, 1))
    yield from _head(extraction.report, len(extraction.sentences), len(claims), paint)
    told = _told(pages, claims)
    for number in range(1, len(pages.sentences) + 1):
        yield from _sentence(pages, number, told.get(number, _Told()), paint)
    if not claims:
        yield say("no_claims")
    yield from _open_names(pages, extraction)
    yield ""


def _pages(extraction: Extraction) -> Pages:
    """The sentences; the whole text as one where an extractor told none."""
    text = extraction.report.text
    return Pages(text=text, sentences=extraction.sentences or (Sentence(start=0, end=len(text)),))


def _head(report: Report, sentences: int, claims: int, paint: Paint) -> Iterator[Shown]:
    name = say("stdin") if report.path == "-" else PurePath(report.path).name or report.id
    yield paint.heading(say("report", name=name))
    if report.title:
        yield say("title", title=report.title)
    if report.outlet:
        yield say("outlet", outlet=report.outlet)
    yield say("published", day=report.published) if report.published else say("undated")
    yield say("counts", sentences=sentences, claims=claims)


def _told(pages: Pages, claims: Mapping[int, Claim]) -> dict[int, _Told]:
    """What stands in each sentence, by its number."""
    told: dict[int, _Told] = defaultdict(_Told)
    for number, claim in claims.items():
        told[pages.sentence(claim.start)].claims[number] = claim
        for start, end in claim.also:
            line = say("repeats", number=number, words=pages.words(start, end))
            told[pages.sentence(start)].repeats.append(line)
    for mark in marks(claims):
        for sentence in range(pages.sentence(mark.start), pages.sentence(mark.end - 1) + 1):
            told[sentence].marks.append(mark)
    return told


def _sentence(pages: Pages, number: int, told: _Told, paint: Paint) -> Iterator[Shown]:
    sentence = pages.sentences[number - 1]
    kind = say(f"kind_{sentence.kind}")
    cut = pieces(sentence, told.marks)
    if not told.claims and not told.repeats and not any(piece.labels for piece in cut):
        yield paint.dimmed(say("left_out", number=number, kind=kind, text=_dull(pages, sentence, paint)))
        return
    yield say("sentence", number=number, kind=kind)
    yield Shown(f"  {underlined(pages.text, cut, paint)}")
    for line in told.repeats:
        yield Shown(f"  {line}")
    for name, claim in told.claims.items():
        yield from block(pages, claim, name, paint)


def _dull(pages: Pages, sentence: Sentence, paint: Paint) -> Shown:
    """A sentence that nothing was read from: whole where it is dimmed, or else its beginning."""
    text = pages.words(sentence.start, sentence.end)
    if len(text) <= _SHORT or (paint.colour and sentence.kind not in _UNREAD):
        return isolated(text)
    kept = text[:_SHORT].rpartition(" ")[0] or text[:_SHORT]
    return say("shortened", text=kept, more=len(text) - len(kept))


def _open_names(pages: Pages, extraction: Extraction) -> Iterator[Shown]:
    """The names of places that no gazetteer knows, and those that it does not decide."""
    unsure: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in extraction.mentions:
        if mention.match.unsure:
            unsure[mention.surface, mention.match.place.id].append(mention)
    if extraction.unplaced:
        yield say("unplaced", names=listed(dict.fromkeys(extraction.unplaced)))
    if unsure:
        yield say("unsure", names=listed((_unsure(pages, same) for same in unsure.values()), by="; "))


def _unsure(pages: Pages, same: list[Mention]) -> Shown:
    """A name and the sentences that leave it open; others may decide the same name."""
    first = same[0]
    numbers = sorted({pages.sentence(mention.start) for mention in same})
    others = dict.fromkeys(candidate.place.name for candidate in first.match.others)
    return say(
        "unsure_name_or" if others else "unsure_name",
        words=first.surface,
        sentences=listed(map(str, numbers), by=","),
        place=first.match.place.name,
        others=listed(others),
    )
