"""Adjectives and peoples (الأرمينية) as mentions of the state they belong to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from gazetteer.place import Match, Place
from mapper.language import Name
from mapper.mentions.named import Gazetteer, Page
from mapper.reasons import place_text
from mapper.records import Mention, Sentence

SEATED = ("adjective", "people", "seat")


def nationalities(
    page: Page, found: Sequence[Mention], sentences: Sequence[Sentence], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Those that no mention covers."""
    taken = {index for mention in found for index in range(mention.start, mention.end)}
    spans = [(s.start, s.end) for s in sentences if s.kind != "furniture"]
    starts = [start for start, _ in spans]
    for name in page.names:
        if name.kind not in SEATED or not name.place or _is_bare(name, page) or name.start in taken:
            continue
        at = bisect_right(starts, name.start)
        if not at or name.start >= spans[at - 1][1]:
            continue
        place = gazetteer.place(name.place)
        if place is None:
            continue
        end = page.words[name.last].end
        yield Mention(
            start=name.start,
            end=end,
            surface=page.text[name.start : end],
            use="associative",
            match=_match(place, name),
        )


def _is_bare(name: Name, page: Page) -> bool:
    """A word that is a nationality only beside a noun (تركي is a first name too)."""
    if not name.needs_head:
        return False
    before = page.words[name.first - 1] if name.first else None
    return before is None or not (
        before.noun("head", "armed", "military", "support") or before.find("trigger")
    )


def _match(place: Place, name: Name) -> Match:
    return Match(
        place=place, level="folded", score=1.0, name=name.label, reasons=(place_text("nationality"),)
    )
