"""Denials of what was said before, claims of both sides at once, and repeats folded into one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from gazetteer.place import haversine_km
from mapper.claims.assemble import both_sides, spans
from mapper.claims.draft import OUTLET, Draft
from mapper.claims.scene import Part, Scene
from mapper.claims.speakers import Frame, Voices
from mapper.records import Location
from mapper.taxonomy import family

_TOLD_AGAIN = ("title", "heading", "caption")
_WORDS_AFTER = 6
_MEMORY = 40
"""How many claims back a denial or a repeat may reach."""


def double(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Where both sides accuse, or both announce, one claim for each."""
    out: list[Draft] = []
    for draft in drafts:
        mode = _exchange(scene, draft)
        if mode and len(scene.sides) == 2:
            out.extend(both_sides(draft, scene.sides, accused=mode == "accuse"))
        else:
            out.append(draft)
    return out


def _exchange(scene: Scene, draft: Draft) -> str:
    event = draft.event
    if event is None:
        return ""
    frame = event.frame
    before = range(max(event.part.first, event.index - 14), event.index)
    if any(scene.words[n].word("exchange.accuse") for n in before):
        return "accuse"
    traded = [n for n in before if scene.words[n].word("exchange")]
    if traded and any(scene.words[n].word("accusation") for n in range(traded[-1], event.index)):
        return "accuse"
    if frame is not None and frame.speaker is not None and frame.speaker.side == "both":
        return "own"
    return ""


def denials(scene: Scene, voices: Voices, drafts: list[Draft]) -> Iterator[Draft]:
    """ "denied those allegations": a denial of each thing the other side has just claimed."""
    orders = sorted(draft.order for draft in drafts)
    for frame in voices.frames:
        if frame.value != "deny" or not _refers_back(scene, frame, orders):
            continue
        part = scene.part_at(frame.index)
        if part is None:
            continue
        for denied in _just_claimed(frame, part, drafts):
            yield _denial(scene, frame, part, denied)


def _refers_back(scene: Scene, frame: Frame, orders: list[int]) -> bool:
    if bisect_right(orders, frame.index) < bisect_left(orders, frame.stop):
        return False
    start = frame.speaker.last + 1 if frame.speaker and frame.speaker.first > frame.index else frame.index + 1
    ahead = scene.words[start : min(start + _WORDS_AFTER, frame.stop)]
    return frame.speaker is not None and (
        not ahead or any(w.noun("allegation", "it") or w.word("this") for w in ahead)
    )


def _just_claimed(frame: Frame, part: Part, drafts: list[Draft]) -> list[Draft]:
    """The last claims before the denial, of one other claimant, in its paragraph or the one before."""
    before = [
        d
        for d in drafts
        if d.order < frame.index and d.side != frame.side and d.stance != "denies" and d.event
    ]
    near = [d for d in before if d.event and part.sentence.paragraph - d.event.part.sentence.paragraph <= 1]
    same = [d for d in near if d.event and d.event.part.sentence.paragraph == part.sentence.paragraph]
    chosen = same or near
    return [d for d in chosen if d.side == chosen[-1].side and d.type != "statement_only"]


def _denial(scene: Scene, frame: Frame, part: Part, denied: Draft) -> Draft:
    first, stop = frame.first, frame.stop
    clause_first, _ = scene.clause(frame.index, part)
    first = max(min(first, clause_first), part.first)
    while stop - 1 > first and not scene.words[stop - 1].text[0].isalnum():
        stop -= 1
    start, end = scene.words[first].start, scene.words[stop - 1].end
    draft = replace(
        denied,
        order=frame.index,
        start=start,
        end=end,
        first=first,
        stop=stop,
        claimant=frame.label,
        side=frame.side,
        via=frame.via,
        stance="denies",
        killed=None,
        injured=None,
        casualty_class=None,
        equipment=(),
        also=[],
        trace=[],
    )
    draft.note("stance", "denial by reference", start, end)
    return draft


def fold_repeats(drafts: list[Draft]) -> list[Draft]:
    """One claim for what one claimant says several times, in title, lead and body."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (_again(d), d.order)):
        twin = next((k for k in kept[-_MEMORY * 5 :] if _same(k, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            _absorb(twin, draft)
    return sorted(kept, key=lambda d: (d.start, d.end, d.side, d.type, d.stance))


def _again(draft: Draft) -> bool:
    return draft.kind in _TOLD_AGAIN


def _same(kept: Draft, draft: Draft) -> bool:
    if kept.actor and draft.actor and kept.actor != draft.actor:
        return False
    if (kept.killed or draft.killed) and kept.killed != draft.killed and kept.killed and draft.killed:
        return False
    if not _overlap(kept, draft):
        return False
    if _again(draft) and draft.side == OUTLET:
        alike = kept.type == draft.type or family(draft.type) == "strike" == family(kept.type)
        return alike and _roles(kept) == _roles(draft) and "denies" not in (kept.stance, draft.stance)
    if (draft.side == OUTLET and kept.side != OUTLET) or (kept.side == OUTLET and draft.side != OUTLET):
        return kept.type == draft.type and kept.killed is not None and kept.killed == draft.killed
    if _again(draft) and draft.type == kept.type == "statement_only":
        return kept.side == draft.side
    if not _again(draft) and (draft.event is None or draft.type == "other"):
        return False
    institution = draft.family == "ceasefire" or kept.claimant == draft.claimant
    same_voice = kept.side == draft.side and (institution or _again(draft))
    stances = {kept.stance, draft.stance}
    return same_voice and kept.type == draft.type and (len(stances) == 1 or "denies" not in stances)


def _roles(draft: Draft) -> str:
    return draft.event.reading.roles if draft.event is not None else ""


def _overlap(a: Draft, b: Draft) -> bool:
    if a.cumulative != b.cumulative:
        return False
    if a.locations and b.locations and not any(_meet(x, y) for x in a.locations for y in b.locations):
        return False
    days = (a.days.date_from, b.days.date_to, b.days.date_from, a.days.date_to)
    if None in days:
        return True
    return not (a.days.date_from > b.days.date_to or b.days.date_from > a.days.date_to)  # type: ignore[operator]


def _meet(a: Location, b: Location) -> bool:
    """One place, or one within the other."""
    if a.place_id == b.place_id:
        return True
    return haversine_km((a.lon, a.lat), (b.lon, b.lat)) <= max(a.radius_km, b.radius_km)


def _absorb(kept: Draft, draft: Draft) -> None:
    if kept.side == OUTLET != draft.side and not _again(draft):
        kept.side, kept.claimant, kept.via = draft.side, draft.claimant, draft.via
    kept.also.extend(span for span in spans(draft) if span not in spans(kept))
    kept.locations = kept.locations or draft.locations
    kept.actor = kept.actor or draft.actor
    kept.killed, kept.injured = kept.killed or draft.killed, kept.injured or draft.injured
    if draft.stance == "acknowledges":
        kept.stance = "acknowledges"
    if kept.days.basis == "published" and draft.days.text:
        kept.days = draft.days
