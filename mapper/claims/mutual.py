"""One claim for each of two sides that accuse each other, or that announce one thing together."""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.draft import Draft
from mapper.claims.scene import Scene
from mapper.records import Span


def both_sides(scene: Scene, draft: Draft, *, accused: bool) -> list[Draft]:
    """The claim of each of two sides: about the other (accused), or about itself."""
    first, second = scene.sides
    pairs = ((first, second), (second, first)) if accused else ((first, first), (second, second))
    return [_claim(scene, draft, side, actor) for side, actor in pairs]


def _claim(scene: Scene, draft: Draft, side: str, actor: str) -> Draft:
    start, end = _named(scene, draft, side)
    kept = [trace for trace in draft.trace if trace.field not in ("claimant", "actor_side")]
    claim = replace(
        draft,
        side=side,
        claimant=scene.report.text[start:end],
        actor=actor,
        also=list(draft.also),
        trace=kept,
        stance="asserts",
    )
    claim.note("claimant", "one of two sides", start, end)
    claim.note("actor_side", "one of two sides", *_named(scene, draft, actor))
    return claim


def _named(scene: Scene, draft: Draft, side: str) -> Span:
    """The words for a side nearest before the event, else the nearest in the report."""
    spans = [(name.start, scene.words[name.last].end) for name in scene.names if name.side == side]
    spans += [
        (mention.start, mention.end)
        for mention in scene.mentions
        if mention.use == "associative" and mention.match.place.id == f"country:{side}"
    ]
    at = scene.words[draft.order].start
    part = scene.part_at(draft.order)
    opens = part.sentence.start if part is not None else 0
    within = [span for span in spans if opens <= span[0] < at]
    return min(within or spans, key=lambda span: abs(span[0] - at))
