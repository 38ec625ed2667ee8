"""Talks of the powers of a conflict: meetings and calls that took place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from mapper.claims.actors import Actor
from mapper.claims.days import Days, fresh, talk_days
from mapper.claims.draft import Draft
from mapper.claims.home import home
from mapper.claims.memory import OUTLET
from mapper.claims.places import locate
from mapper.claims.scene import Part, Scene
from mapper.claims.speakers import Voices
from mapper.claims.statements import cite_words, is_of_force
from mapper.records import Location
from mapper.sides import enemies

_UNSURE = ("future", "purpose", "condition", "hedge", "hope", "modal", "not")
_LEAST_MARTIAL = 2
_REACH = 5
"""How many words around a meeting what tells that it was held may stand."""


def find_talks(
    scene: Scene, actors: tuple[Actor, ...], voices: Voices, drafts: list[Draft]
) -> Iterator[Draft]:
    """A meeting or call that took place between two named sides."""
    starts = {actor.first: actor for actor in actors}
    told = {draft.order for draft in drafts}
    held = sorted({*scene.spots("light", "meet"), *scene.spots("noun", "meeting")})
    for part in scene.parts if held else ():
        if part.sentence.kind not in ("body", "title") or (
            scene.martial < _LEAST_MARTIAL
            and not is_of_force(scene, part.first, part.stop)
            and not _names_foes(scene, part)
        ):
            continue
        free = part.first
        for index in held[bisect_left(held, part.first) : bisect_left(held, part.stop)]:
            draft = _talk(scene, part, index, starts, voices, told) if index >= free else None
            if draft is not None:
                yield draft
                free = draft.stop


def _names_foes(scene: Scene, part: Part) -> bool:
    """Two sides that fight each other, in one sentence."""
    sides = {scene.name_at[at].side for at in range(part.first, part.stop) if at in scene.name_at}
    return any(sides.intersection(enemies(side)) for side in sides)


def _talk(
    scene: Scene, part: Part, index: int, starts: dict[int, Actor], voices: Voices, told: set[int]
) -> Draft | None:
    word = scene.words[index]
    meet = word.find("light", "meet")
    if meet is not None and (meet.prefixes & {"to", "will"} or meet.number == "we"):
        return None
    if not (meet or (word.noun("meeting") and _is_held(scene, part, index))):
        return None
    if meet is not None and scene.has(max(part.first, index - _REACH), index, "word", *_UNSURE):
        return None
    first, stop = scene.clause(index, part)
    present = [starts[n] for n in range(part.first, min(stop + 12, part.stop)) if n in starts]
    sides = {actor.side or _state(scene, actor) for actor in present} - {"", "own", "other"}
    # الوفدان الروسي والأوكراني: two sides in one phrase.
    joined = {at for actor in present for at in range(actor.first, actor.last + 1)} & scene.name_at.keys()
    sides |= {scene.name_at[at].side for at in joined if scene.name_at[at].kind == "adjective"}
    frame = voices.at(index)
    hosted = not meet and _under_way(scene, index) and bool(_venue(scene, index, part))
    # عقد مجلس الأمن جلسة: a body of many states meets by itself.
    body = not meet and any(actor.kind == "organisation" for actor in present)
    if (len(sides) < 2 and "both" not in sides and not hosted and not body) or (
        frame is not None and frame.value in ("call", "warn", "promise")
    ):
        return None
    if any(n in told for n in range(first, stop)):
        return None
    days = talk_days(scene, part)
    if days.date_from and scene.report.published and days.date_from > scene.report.published:
        # يعقد المجلس غدا جلسة: what is yet to come.
        return None
    # "said during a meeting that": the meeting is told by the outlet.
    said = frame if frame and any(scene.words[n].word("that") for n in range(frame.index, index)) else None
    said = said or (frame if frame and frame.form == "carrier" else None)
    draft = Draft(
        order=index,
        first=first,
        stop=stop,
        start=scene.words[first].start,
        end=scene.words[stop - 1].end,
        type="talks",
        claimant=said.label if said else "",
        side=said.side if said else OUTLET,
        via="",
        kind=part.sentence.kind,
        stance="asserts",
        actor="",
        target="",
        target_class="unknown",
        locations=_venue(scene, index, part),
        days=days if days.text else _said(scene, days),
        score=0.6,
    )
    draft.note("event_type", "talks", word.start, word.end)
    cite_words(scene, draft, said)
    return draft


def _state(scene: Scene, actor: Actor) -> str:
    """وزير الخارجية, without a nationality: that of the state which the report is about."""
    return home(scene) if scene.words[actor.first].noun("home") else ""


def _said(scene: Scene, days: Days) -> Days:
    return days if days.date_from else fresh(scene)


def _is_held(scene: Scene, part: Part, index: int) -> bool:
    """أجرى محادثات, خلال اجتماع: a verb or "during" before the meeting."""
    before = scene.words[max(part.first, index - 10) : index]
    if any(w.word("future", "purpose", "modal", "condition") or w.find("speech", "call") for w in before):
        return False
    # في اتصال هاتفي: what was said in a call makes the call an event.
    called = scene.is_after(index, "in") and "the" not in scene.words[index].readings[0].prefixes
    held = called and not scene.has(part.first, index, "speech", "call", "warn", "promise")
    if held or _under_way(scene, index):
        return True
    lights = (w.find("light", "hold", "meet") for w in before)
    return any(w.word("during") for w in before) or any(
        light is not None and not light.prefixes & {"to", "will"} for light in lights
    )


def _under_way(scene: Scene, index: int) -> bool:
    """تتواصل محادثات, تعثرت المفاوضات: a verb of beginning, going on or failing before the meeting."""
    for at in range(index - 1, max(index - _REACH, -1), -1):
        verb = scene.words[at].find("light", "begin", "keep", "happen", "hold")
        if verb is not None:
            return verb.verbal and not verb.prefixes & {"will", "to"}
        if scene.words[at].word("prevent"):
            return True
        known = at in scene.mention_at or at in scene.time_at or scene.is_after(at, "in")
        if not (known or scene.words[at].word("in", "capital")):
            return False
    return False


def _venue(scene: Scene, index: int, part: Part) -> tuple[Location, ...]:
    for at in range(index + 1, min(index + 14, part.stop)):
        mention = scene.mention_at.get(at)
        if mention is not None and mention.use == "literal" and scene.is_after(at, "in", "capital"):
            return (locate(mention, "at"),)
    return ()
