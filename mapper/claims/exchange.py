"""Denials of what was said before, claims of both sides at once, and repeats folded into one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from gazetteer.place import haversine_km
from mapper.claims.assemble import spans
from mapper.claims.draft import OUTLET, Draft
from mapper.claims.memory import Frame
from mapper.claims.mutual import both_sides
from mapper.claims.scene import Part, Scene
from mapper.claims.speakers import Voices
from mapper.claims.traces import cite
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
            out.extend(both_sides(scene, draft, accused=mode == "accuse"))
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
    if any(scene.words[n].word("which") for n in range(max(event.index - 4, event.part.first), event.index)):
        return ""
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
        if not _denies(scene, frame) or not _refers_back(scene, frame, orders):
            continue
        part = scene.part_at(frame.index)
        if part is None:
            continue
        verb = scene.words[frame.index].find("speech", "deny")
        # وهو ما نفته: the one thing said right before.
        for denied in _just_claimed(frame, part, drafts)[-1 if verb and verb.suffix else 0 :]:
            yield _denial(scene, frame, part, denied)


def _denies(scene: Scene, frame: Frame) -> bool:
    """نفى, and "called it false"."""
    if frame.value == "deny":
        return True
    said = frame.value in ("say", "affirm", "opine") and frame.form != "carrier"
    return said and any(word.word("false") for word in scene.words[frame.first : frame.stop])


def _refers_back(scene: Scene, frame: Frame, orders: list[int]) -> bool:
    if bisect_right(orders, frame.index) < bisect_left(orders, frame.stop):
        return False
    start = frame.speaker.last + 1 if frame.speaker and frame.speaker.first > frame.index else frame.index + 1
    ahead = [w for w in scene.words[start : min(start + _WORDS_AFTER, frame.stop)] if w.text[0].isalnum()]
    verb = scene.words[frame.index].find("speech", "deny")
    if verb is not None and verb.suffix and frame.speaker is not None:
        return True
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
    told = [d for d in chosen if d.side == chosen[-1].side and d.type != "statement_only"]
    # The dead are no accusation; what killed them is.
    return [d for d in told if d.type != "casualties_reported"] or told


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
    if frame.speaker is not None:
        cite(scene, draft, "claimant", "speech deny", range(frame.speaker.first, frame.speaker.last + 1))
    draft.cite(denied)
    return draft


def settle_denied(drafts: list[Draft]) -> None:
    """What is denied with a vague word (نفى استهداف المدنيين) is what others have just claimed there."""
    for at, draft in enumerate(drafts):
        if draft.stance != "denies" or draft.event is None:
            continue
        earlier = list(reversed(drafts[max(at - _MEMORY, 0) : at]))
        if draft.event.type != "attack" or draft.weapon:
            _complete(draft, next((d for d in earlier if _is_denied(d, draft)), None))
            continue
        meant = next((d for d in earlier if _is_meant(d, draft)), None)
        if meant is not None:
            draft.type, draft.locations = meant.type, draft.locations or meant.locations
            draft.days = meant.days if draft.days.basis == "published" else draft.days
            draft.note("event_type", "what is denied", meant.start, meant.end)
            draft.cite(meant)
        elif draft.type == "other":
            draft.type = "shelling"


def _complete(denial: Draft, claimed: Draft | None) -> None:
    """A denial that names no place or doer means those of the claim."""
    if claimed is not None:
        denial.locations = denial.locations or claimed.locations
        denial.actor = denial.actor or claimed.actor
        denial.cite(claimed)


def _is_denied(claimed: Draft, denial: Draft) -> bool:
    known = "" in (claimed.actor, denial.actor) or claimed.actor == denial.actor
    places = not (claimed.locations and denial.locations) or _overlap_in_place(claimed, denial)
    told = claimed.stance != "denies" and claimed.side not in (denial.side, OUTLET)
    return told and claimed.type == denial.type and known and places


def _is_meant(claimed: Draft, denial: Draft) -> bool:
    if claimed.event is None or denial.event is None or claimed.stance == "denies":
        return False
    near = denial.event.part.sentence.paragraph - claimed.event.part.sentence.paragraph <= 2
    known = claimed.actor in ("", denial.actor) and claimed.side != denial.side
    attack = claimed.family == "strike" or claimed.type in ("armed_clash", "ground_advance", "other")
    places = not (claimed.locations and denial.locations) or _overlap_in_place(claimed, denial)
    return near and known and attack and places


def _overlap_in_place(a: Draft, b: Draft) -> bool:
    return any(_meet(x, y) for x in a.locations for y in b.locations)


def fold_repeats(drafts: list[Draft]) -> list[Draft]:
    """One claim for what one claimant says several times, in title, lead and body."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (_again(d), d.order)):
        recent = kept[-_MEMORY * 5 :]
        twin = next((k for k in recent if _same(k, draft)), None) or _only(recent, draft)
        if twin is None:
            kept.append(draft)
        else:
            _absorb(twin, draft)
    return sorted(kept, key=lambda d: (d.start, d.end, d.side, d.type, d.stance))


def _only(kept: list[Draft], draft: Draft) -> Draft | None:
    """What a title tells is the one thing of its kind that the text tells of that doer."""
    if draft.kind not in ("title", "heading") or not draft.actor or draft.type == "statement_only":
        return None
    alike = [
        k
        for k in kept
        if not _again(k)
        and (k.type, k.actor, k.stance) == (draft.type, draft.actor, draft.stance)
        and draft.side in (OUTLET, k.side)
    ]
    return alike[0] if len(alike) == 1 else None


def _again(draft: Draft) -> bool:
    return draft.kind in _TOLD_AGAIN


def _same(kept: Draft, draft: Draft) -> bool:
    voice = draft.side in (OUTLET, "other", kept.side)
    if _again(draft) and voice and _overlap(kept, draft) and _retells(kept, draft):
        return True
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


def _retells(kept: Draft, draft: Draft) -> bool:
    """A title tells a strike or a fight in other words: with the same dead, or the same doer and place."""
    if kept.stance != draft.stance or not (_is_violent(kept) and _is_violent(draft)):
        return False
    if kept.killed and kept.killed == draft.killed:
        return True
    placed = bool(kept.locations and draft.locations)
    return placed and bool(kept.actor) and kept.actor == draft.actor and _is_force(kept) and _is_force(draft)


def _is_violent(draft: Draft) -> bool:
    return _is_force(draft) or draft.type == "casualties_reported"


def _is_force(draft: Draft) -> bool:
    attack = draft.event is not None and draft.event.type == "attack"
    return attack or draft.family == "strike" or draft.type == "armed_clash"


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
    again: tuple[str, ...] = ()
    if kept.side == OUTLET != draft.side and not _again(draft):
        kept.side, kept.claimant, kept.via = draft.side, draft.claimant, draft.via
        again = ("claimant",)
    kept.also.extend(span for span in spans(draft) if span not in spans(kept))
    kept.locations = kept.locations or draft.locations
    kept.actor = kept.actor or draft.actor
    kept.killed, kept.injured = kept.killed or draft.killed, kept.injured or draft.injured
    if kept.type == "armed_clash" and draft.family == "strike" and _is_force(kept):
        kept.type = draft.type
    if draft.stance == "acknowledges":
        kept.stance = "acknowledges"
    if kept.days.basis == "published" and draft.days.text:
        kept.days = draft.days
    kept.cite(draft, again=again)
