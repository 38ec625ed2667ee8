"""Denials of what was said before, and claims of both sides at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from mapper.claims.draft import Draft
from mapper.claims.memory import OUTLET, Frame
from mapper.claims.mutual import Named, both_sides, the_two, where_named
from mapper.claims.repeats import overlap_in_place
from mapper.claims.scene import Part, Scene
from mapper.claims.speakers import Voices
from mapper.claims.traces import cite
from mapper.records import Stance

_WORDS_AFTER = 6
_NOUNS: dict[Stance, str] = {"denies": "denial", "asserts": "assertion", "acknowledges": "admission"}
_MEMORY = 40
"""How many claims back a denial may reach."""


def double(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Where both sides accuse, or both announce, one claim for each."""
    out: list[Draft] = []
    named: Named = {}
    for draft in drafts:
        mode = _exchange(scene, draft)
        named = named or (where_named(scene) if mode else {})
        pair = the_two(scene, named, draft) if mode else None
        if pair is not None:
            out.extend(both_sides(scene, named, draft, pair, accused=mode == "accuse"))
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
        for denied in just_claimed(frame, part, drafts)[-1 if verb and verb.suffix else 0 :]:
            yield answer(scene, frame, part, denied, "denies")


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
    stop = min(start + _WORDS_AFTER, frame.stop)
    ahead = [w for w in scene.words[start:stop] if w.text[0].isalnum()]
    verb = scene.words[frame.index].find("speech", "deny")
    if verb is not None and verb.suffix and frame.speaker is not None:
        return True
    return frame.speaker is not None and (
        not ahead or any(_points_back(scene, w.index, frame.stop) for w in ahead)
    )


def _points_back(scene: Scene, index: int, stop: int) -> bool:
    """هذه المزاعم, مزاعم كييف; not الأنباء عن الاستقالة or أنباء الاستقالة, which say what they are about."""
    word = scene.words[index]
    if word.word("this") or word.noun("it"):
        return True
    noun = word.noun("allegation") or word.word("accusation")
    after = scene.words[index + 1] if index + 1 < stop else None
    if noun is None or after is None:
        return noun is not None
    topic = scene.words[index + 1 : min(index + 3, stop)]
    if after.word("about", "regarding") or (after.word("which") and any(w.word("about") for w in topic)):
        return False
    definite = "the" in noun.prefixes or bool(noun.suffix) or word.word("accusation.the") is not None
    definite = definite or scene.is_after(index, "this")
    return definite or not after.text[0].isalnum() or _is_alleger(scene, index + 1)


def _is_alleger(scene: Scene, index: int) -> bool:
    """Whose allegations they are: a name, or a body that speaks."""
    return index in scene.name_at or index in scene.mention_at or scene.words[index].noun("head") is not None


def just_claimed(frame: Frame, part: Part, drafts: list[Draft]) -> list[Draft]:
    """The last claims before the denial, of one other claimant, in its paragraph or the one before."""
    past = drafts[: bisect_left(drafts, frame.index, key=lambda draft: draft.order)][-_MEMORY:]
    before = [d for d in past if d.side != frame.side and d.stance != "denies" and d.event]
    near = [d for d in before if d.event and part.sentence.paragraph - d.event.part.sentence.paragraph <= 1]
    same = [d for d in near if d.event and d.event.part.sentence.paragraph == part.sentence.paragraph]
    chosen = same or near
    told = [d for d in chosen if _is_of_one(d, chosen[-1]) and d.type != "statement_only"]
    # The dead are no accusation; what killed them is.
    return [d for d in told if d.type != "casualties_reported"] or told


def _is_of_one(a: Draft, b: Draft) -> bool:
    """One claimant; residents and doctors are no side, and each their own."""
    return a.side == b.side and (a.side != "other" or a.claimant == b.claimant)


def answer(scene: Scene, frame: Frame, part: Part, told: Draft, stance: Stance) -> Draft:
    """The claim that somebody makes of what another has just told, in words that only point back to it."""
    first, stop = frame.first, frame.stop
    clause_first, _ = scene.clause(frame.index, part)
    first = max(min(first, clause_first), part.first)
    while stop - 1 > first and not scene.words[stop - 1].text[0].isalnum():
        stop -= 1
    start, end = scene.words[first].start, scene.words[stop - 1].end
    draft = replace(
        told,
        order=frame.index,
        start=start,
        end=end,
        first=first,
        stop=stop,
        kind=part.sentence.kind,
        claimant=frame.label,
        side=frame.side,
        via=frame.via,
        stance=stance,
        killed=None,
        injured=None,
        casualty_class=None,
        equipment=(),
        also=[],
        trace=[],
    )
    draft.note("stance", f"{_NOUNS[stance]} by reference", start, end)
    if frame.speaker is not None:
        said = range(frame.speaker.first, frame.speaker.last + 1)
        cite(scene, draft, "claimant", f"speech {frame.value}", said)
    draft.cite(told)
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
