"""The words of a claim: which of them are marked as what, and which way they run."""

from __future__ import annotations

from mapper.records import INFERRED, Claim, Location

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
MARKS = {
    "event_type": "event",
    "trigger": "event",
    "claimant": "speaker",
    "speaker": "speaker",
    "location": "place",
    "locations": "place",
    "place": "place",
    "killed": "number",
    "injured": "number",
}
"""Which words of a quote are marked as what, by the field of ``Trace`` that they filled."""


def direction(language: str) -> str:
    """``dir`` of a quote in a language; the browser decides where the language does not."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "auto"


def actor_inferred(claim: Claim) -> bool:
    """Whether the words name no doer, and the actor follows from the rest of the report."""
    filled = [step.rule for step in claim.trace if step.field == "actor_side"]
    return any(rule.startswith(INFERRED) for rule in filled) if filled else False


def named_doer(claim: Claim) -> str:
    """Whom the words name as the doer; nobody where it is only inferred."""
    return "" if claim.actor_side and actor_inferred(claim) else claim.actor_side


def quote_marks(claim: Claim, quote: str) -> list[tuple[int, int, str]]:
    """Start, end and mark of the marked words of the quote, in order; of two that overlap, the first.

    Offsets of a claim can be trusted in its quote only while the lengths agree.
    """
    base = position = claim.start
    last = claim.end
    if len(quote) != last - base:
        return []
    spans = [(step.start, step.end, MARKS[step.field]) for step in claim.trace if step.field in MARKS]
    for place in claim.locations:
        if place.start is not None and place.end is not None:
            spans.append((place.start, place.end, "place"))
    spans.sort()
    marks = []
    for start, end, mark in spans:
        if position <= start < end <= last:
            marks.append((start - base, end - base, mark))
            position = end
    return marks


def written_span(claim: Claim, location: Location, quote: str) -> tuple[int, int]:
    """Which letters of the quote name the place; (0, 0) where they are not known."""
    first, last, base = location.start, location.end, claim.start
    if first is None or last is None or len(quote) != claim.end - base:
        return 0, 0
    return (first - base, last - base) if base <= first < last <= claim.end else (0, 0)
