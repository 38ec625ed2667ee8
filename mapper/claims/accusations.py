"""Denials of what was said before, and claims of both sides at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from mapper.claims.draft import OUTLET, Draft
from mapper.claims.memory import Frame
from mapper.claims.mutual import Named, both_sides, where_named
from mapper.claims.repeats import overlap_in_place
from mapper.claims.scene import Part, Scene
from mapper.claims.speakers import Voices
from mapper.claims.traces import cite

_WORDS_AFTER = 6
_MEMORY = 40
"""How many claims back a denial may reach."""


def double(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Where both sides accuse, or both announce, one claim for each."""
    out: list[Draft] = []
    named: Named = {}
    for draft in drafts:
        mode = _exchange(scene, draft)
        if mode and len(scene.sides) == 2:
            named = named or where_named(scene)
            out.extend(both_sides(scene, named, draft, accused=mode == "accuse"))
        else:
            out.append(draft)
    return out


def _exchange(scene: Scene, draft: Draft) -> str:
    event = draft.event
    if event is None:
        return ""
    frame = event.frame
    first, stop = max(event.part.first, event.index - 14), event.index
    if scene.has(first, stop, "word", "exchange.accuse"):
        return "accuse"
    if scene.has(max(event.index - 4, event.part.first), stop, "word", "which"):
        return ""
    traded = scene.spots("word", "exchange", first=first, stop=stop)
    if traded and scene.has(traded[-1], stop, "word", "accusation"):
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
    return said and scene.has(frame.first, frame.stop, "word", "false")


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
    past = drafts[: bisect_left(drafts, frame.index, key=lambda draft: draft.order)][-_MEMORY:]
    before = [d for d in past if d.side != frame.side and d.stance != "denies" and d.event]
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
    places = not (claimed.locations and denial.locations) or overlap_in_place(claimed, denial)
    told = claimed.stance != "denies" and claimed.side not in (denial.side, OUTLET)
    return told and claimed.type == denial.type and known and places


def _is_meant(claimed: Draft, denial: Draft) -> bool:
    if claimed.event is None or denial.event is None or claimed.stance == "denies":
        return False
    near = denial.event.part.sentence.paragraph - claimed.event.part.sentence.paragraph <= 2
    known = claimed.actor in ("", denial.actor) and claimed.side != denial.side
    attack = claimed.family == "strike" or claimed.type in ("armed_clash", "ground_advance", "other")
    places = not (claimed.locations and denial.locations) or overlap_in_place(claimed, denial)
    return near and known and attack and places
