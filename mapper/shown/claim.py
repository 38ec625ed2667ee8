"""A claim: each of its fields in words, and the rules and words that filled it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gazetteer.markup import Markup, card, joined, note, remark, table, words
from mapper.explain import values
from mapper.explain.blocks import value
from mapper.explain.marks import field_of
from mapper.explain.wording import Field, fields
from mapper.records import Claim, Evidence, Location, Trace
from mapper.shown.quote import Words, plain_quote, printed, quote
from mapper.shown.wording import say

_NOTHING = Words(text="")


def claim_card(claim: Claim) -> Markup:
    """A claim by itself: its text stands in its report, and a claim has offsets into that alone."""
    if claim.coded:
        where = say("claim_coded", dataset=claim.coded.dataset, row=claim.coded.row_id)
    else:
        where = say("claim_elsewhere", start=claim.start, end=claim.end, report=claim.report_id)
    return card(_head(claim), field_table(claim, _NOTHING), note(where))


def claim_told(claim: Claim, evidence: Evidence | None) -> Markup:
    """A claim with its words, underlined where its fields were read from them."""
    if evidence is None or not evidence.quote:
        return claim_card(claim)
    said = Words(text=evidence.quote, start=claim.start, language=evidence.language)
    told_by = filter(None, [evidence.outlet, evidence.report_title, evidence.published])
    source = note(joined(map(words, told_by), by=" · "))
    if len(evidence.quote) != claim.end - claim.start:
        quoted = joined([plain_quote(said), "" if claim.coded else note(say("claim_unfit"))], by="")
        return card(_head(claim), source, quoted, field_table(claim, _NOTHING))
    return card(
        _head(claim), source, quote(said, claim.start, claim.end, {1: claim}), field_table(claim, said)
    )


def field_table(claim: Claim, said: Words) -> Markup:
    """Every field that is filled, with what filled it."""
    rows = [
        (field.label, shown)
        for field in (*fields().values(), *_unknown(claim))
        for shown in _values(claim, field.name, said)
    ]
    also = [said.told(start, end) for start, end in claim.also]
    again = [(say("claim_also"), told) for told in also if told]
    return table([*rows, *again, (say("score"), f"{claim.score:.2f}")])


def _head(claim: Claim) -> Markup:
    return say("claim", stance=claim.stance, event=printed(values.event(claim)))


def _unknown(claim: Claim) -> list[Field]:
    """Fields of a trace that the table of fields does not name; they are shown all the same."""
    found = {trace.field: field_of(trace) for trace in claim.trace if trace.field not in fields()}
    return list(found.values())


def _values(claim: Claim, name: str, said: Words) -> Iterator[Markup]:
    traces = [trace for trace in claim.trace if trace.field == name]
    if name == "locations":
        yield from (_place(place, traces, said) for place in claim.locations)
        return
    shown = value(claim, name)
    if shown is not None or traces:
        yield _with_sources(printed(shown) if shown is not None else Markup(""), traces, said)


def _place(place: Location, traces: Iterable[Trace], said: Words) -> Markup:
    """The place as understood; the words that name it stand among the sources."""
    own = [trace for trace in traces if (trace.start, trace.end) == (place.start, place.end)]
    shown = printed(values.place("", replace(place, start=None, end=None)))
    why = joined(map(remark, place.reasons), by="; ")
    return joined([_with_sources(shown, own or list(traces), said), note(why)], by="")


def _with_sources(shown: Markup, traces: Iterable[Trace], said: Words) -> Markup:
    sources = dict.fromkeys(_source(trace, said) for trace in traces)
    return joined([shown, note(joined(sources, by="; "))], by="")


def _source(trace: Trace, said: Words) -> Markup:
    told = said.told(trace.start, trace.end)
    if told is None:
        return say("source_at", rule=words(trace.rule), start=trace.start, end=trace.end)
    return say("source", rule=words(trace.rule), words=told)
