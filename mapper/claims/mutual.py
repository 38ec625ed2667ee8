"""One claim for each of two sides that accuse each other, or that announce one thing together."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from operator import itemgetter

from mapper.claims.draft import Draft
from mapper.claims.scene import Scene
from mapper.records import Span
from mapper.sides import enemies

Named = dict[str, list[Span]]
Pair = tuple[str, str]
_NEAR = 2
"""Words for a side that may begin at one place."""
_start = itemgetter(0)


def where_named(scene: Scene) -> Named:
    """Where each side is named, in reading order; a state also by its own name."""
    found: Named = {}
    for name in scene.names:
        found.setdefault(name.side, []).append((name.start, scene.words[name.last].end))
    for mention in scene.mentions:
        side = mention.match.place.id.removeprefix("country:")
        if mention.use == "associative" and side != mention.match.place.id:
            found.setdefault(side, []).append((mention.start, mention.end))
    return {side: sorted(spans, key=_start) for side, spans in found.items()}


def the_two(scene: Scene, named: Named, draft: Draft) -> Pair | None:
    """The two sides that the sentence names, else two of the report that are at war with each other.

    None where neither can be told: those whom a report names most may be onlookers.
    """
    part = scene.part_at(draft.order)
    first = part.first if part is not None else draft.first
    turns = scene.spots("word", "exchange", "exchange.accuse", first=first, stop=draft.order)
    if turns:
        # تبادلت الهند وباكستان الاتهامات, or وباكستان تتبادلان: behind the verb, else the nearest before it.
        behind = _sides_within(scene, named, turns[0], draft.order)
        ahead = [side for side in _sides_within(scene, named, first, turns[0]) if side not in behind]
        if len(behind) > 1 or len(behind) + len(ahead) > 1:
            return (behind[0], behind[1]) if len(behind) > 1 else _last_two([*ahead, *behind])
    wars = ((side, foe) for at, side in enumerate(scene.named) for foe in scene.named[at + 1 :])
    return next((pair for pair in wars if pair[1] in enemies(pair[0])), None)


def _last_two(sides: list[str]) -> Pair:
    return sides[-2], sides[-1]


def _sides_within(scene: Scene, named: Named, first: int, stop: int) -> list[str]:
    """Each side named within these words, in the order of its last name there."""
    start, end = scene.words[first].start, scene.words[stop - 1].end
    last: dict[str, int] = {}
    for side, spans in named.items():
        at = bisect_left(spans, end, key=_start) - 1
        if side and at >= 0 and spans[at][0] >= start:
            last[side] = spans[at][0]
    return sorted(last, key=lambda side: last[side])


def both_sides(scene: Scene, named: Named, draft: Draft, pair: Pair, *, accused: bool) -> list[Draft]:
    """The claim of each of two sides: about the other (accused), or about itself."""
    first, second = pair
    pairs = ((first, second), (second, first)) if accused else ((first, first), (second, second))
    return [_claim(scene, named, draft, side, actor) for side, actor in pairs]


def _claim(scene: Scene, named: Named, draft: Draft, side: str, actor: str) -> Draft:
    start, end = _named(named, scene, draft, side)
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
    claim.note("actor_side", "one of two sides", *_named(named, scene, draft, actor))
    return claim


def _named(named: Named, scene: Scene, draft: Draft, side: str) -> Span:
    """The words for a side nearest before the event, else the nearest in the report."""
    spans = named[side]
    at = scene.words[draft.order].start
    part = scene.part_at(draft.order)
    opens = part.sentence.start if part is not None else 0
    stop = bisect_left(spans, at, key=_start)
    first = bisect_left(spans, opens, key=_start)
    near = spans[max(first, stop - _NEAR) : stop] or spans[max(stop - _NEAR, 0) : stop + 1]
    return min(near, key=lambda span: abs(span[0] - at))
