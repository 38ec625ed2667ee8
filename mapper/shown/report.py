"""A report, and what was found in it: each sentence with claims underlined, the claims below it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from gazetteer.markup import Markup, card, folded, joined, note, table, text, words
from mapper.explain import values
from mapper.records import Claim, Extraction, Report, Sentence
from mapper.shown.claim import field_table
from mapper.shown.quote import Words, plain_quote, printed, quote
from mapper.shown.wording import say

_BEGINNING = 400
"""Characters of a report that are shown at once."""


def report_card(report: Report) -> Markup:
    return card(_name(report), _head(report), _text(report))


def extraction_card(found: Extraction) -> Markup:
    """The sentences that claims begin in, underlined, each with the fields of its claims."""
    claims = sorted(found.claims, key=lambda claim: (claim.start, claim.end, claim.id))
    told = list(_sentences(found, claims)) or [note(say("no_claims"))]
    unplaced = table([(say("unplaced"), joined(map(words, found.unplaced)))])
    return card(_name(found.report), _head(found.report), *told, unplaced)


def _name(report: Report) -> Markup:
    return say("report", id=report.id)


def _head(report: Report) -> Markup:
    return table(
        [
            (say("report_title"), words(report.title, report.language) if report.title else ""),
            (say("report_outlet"), words(report.outlet) if report.outlet else ""),
            (say("report_published"), report.published or say("report_undated")),
            (say("report_language"), report.language),
            (say("report_file"), words(PurePath(report.path).name) if report.path else ""),
            (say("report_address"), words(report.url) if report.url else ""),
            (say("report_length"), say("report_characters", number=f"{len(report.text):,}")),
        ]
    )


def _text(report: Report) -> Markup:
    """The beginning of the text; the whole of it where that is asked for."""
    kept = report.text[:_BEGINNING]
    if kept == report.text:
        return plain_quote(Words(text=kept, language=report.language))
    beginning = plain_quote(Words(text=f"{kept.rpartition(' ')[0] or kept} …", language=report.language))
    whole = plain_quote(Words(text=report.text, language=report.language))
    return joined([beginning, folded(say("report_whole"), whole)], by="")


def _sentences(found: Extraction, claims: Sequence[Claim]) -> Iterator[Markup]:
    said = Words(text=found.report.text, language=found.report.language)
    sentences = found.sentences or (Sentence(start=0, end=len(found.report.text)),)
    told: dict[Sentence, dict[int, Claim]] = defaultdict(dict)
    for number, claim in enumerate(claims, 1):
        at = bisect_right(sentences, claim.start, key=lambda sentence: sentence.start)
        told[sentences[max(0, at - 1)]][number] = claim
    for sentence, here in told.items():
        yield quote(said, sentence.start, sentence.end, here)
        for number, claim in here.items():
            head = say("claim_numbered", number=number, stance=claim.stance, event=_event(claim))
            yield folded(head, field_table(claim, said))


def _event(claim: Claim) -> Markup:
    places = [place.name for place in claim.locations]
    return joined([printed(values.event(claim)), *map(words, places)], by=text(" · "))
