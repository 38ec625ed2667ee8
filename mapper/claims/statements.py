"""Words without an event: calls, warnings, praise and plans of the powers of a conflict; and their talks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from mapper.claims.actors import Actor
from mapper.claims.days import Days, fresh, speech_days, talk_days
from mapper.claims.draft import OUTLET, Draft
from mapper.claims.memory import Frame
from mapper.claims.places import locate
from mapper.claims.scene import Part, Scene
from mapper.claims.speakers import Voices
from mapper.claims.traces import cite
from mapper.claims.worlds import Worlds
from mapper.records import Location
from mapper.sides import enemies

_POLITICS = ("politics", "truce", "conflict", "attack", "accord", "meeting")
_BARE = ("call", "warn", "threaten", "promise", "praise", "condemn", "opine", "claim")
_URGENT = ("call", "warn", "threaten", "affirm", "promise", "praise", "condemn")
_FORCE = ("shelling", "missile_strike", "air_drone_strike", "attack", "armed_clash", "ground_advance",
          "ceasefire_violation")  # fmt: skip
_ADDRESSED = ("call", "condemn", "praise")
_UNSURE = ("future", "purpose", "condition", "hedge", "hope", "modal", "not")
_LEAST_MARTIAL, _MARTIAL = 2, 4
_REACH = 5
"""How many words after a verb of saying its object may stand."""


def find_statements(scene: Scene, voices: Voices, drafts: list[Draft], worlds: Worlds) -> Iterator[Draft]:
    """One claim for each speaker and paragraph that says nothing but words on the conflict."""
    told = {d.order for d in drafts}
    last: Draft | None = None
    for frame in voices.frames:
        part = scene.part_at(frame.index)
        if part is None or not _is_statement(scene, frame, part, told) or worlds.of(part):
            continue
        draft = _statement(scene, frame, part)
        goes_on = last is not None and _continues(last, draft, frame, part)
        aside = frame.form == "participle" and frame.value != "threaten" and not _is_political(scene, frame)
        if aside and not goes_on:
            continue
        if last is not None and _continues(last, draft, frame, part):
            last.end, last.stop = max(last.end, draft.end), draft.stop
        else:
            if last is not None:
                yield last
            last = draft
    if last is not None:
        yield last


def _is_statement(scene: Scene, frame: Frame, part: Part, told: set[int]) -> bool:
    if frame.form in ("carrier", "masdar") or frame.side in (OUTLET, "other", "") or frame.speaker is None:
        return False
    if frame.value in ("deny", "accuse"):
        return False
    stop = _own_stop(scene, frame)
    urgent = (frame.value in _URGENT and _speaks_of_force(scene, frame)) or _vows(scene, frame, stop)
    if scene.martial < _LEAST_MARTIAL and not urgent:
        return False
    if any(n in told for n in range(frame.first, stop)):
        return False
    if frame.value in ("threaten", "warn") or frame.form == "participle" or _vows(scene, frame, stop):
        return True
    if scene.has(frame.index, min(frame.index + _REACH, stop), "noun", "allegation", "it"):
        return False
    if (
        frame.value in _ADDRESSED or _demands(scene, frame) or _is_slogan(scene, frame)
    ) and scene.martial >= _MARTIAL:
        return True
    return _is_political(scene, frame) and (frame.value in _BARE or frame.stop - frame.first > 6)


def _vows(scene: Scene, frame: Frame, stop: int) -> bool:
    """قالوا إنهم سيستهدفون السفن, قال: "سنضرب": an attack of the speaker's own that is to come."""
    for at in scene.spots("trigger", first=frame.index + 1, stop=stop):
        verb = scene.words[at].verb
        trigger = scene.words[at].find("trigger")
        if verb is None or trigger is None or "will" not in verb.prefixes or trigger.value not in _FORCE:
            continue
        if verb.number == "we" or scene.is_after(at, "that.own"):
            return True
    return False


def _is_slogan(scene: Scene, frame: Frame) -> bool:
    """الرئيس: "..." as a line of its own: words quoted under a name."""
    after = scene.words[frame.index + 1 : frame.index + 2]
    return frame.form == "heading" and any(word.text in scene.language.quote_marks for word in after)


def _demands(scene: Scene, frame: Frame) -> bool:
    """شدد على ضرورة حماية المدنيين: what must be, and not what is."""
    said = frame.value == "affirm" and frame.form != "masdar"
    return said and scene.has(frame.index, min(frame.index + _REACH, frame.stop), "word", "modal")


def _speaks_of_force(scene: Scene, frame: Frame) -> bool:
    return _is_of_force(scene, frame.first, frame.stop)


def _is_of_force(scene: Scene, first: int, stop: int) -> bool:
    if scene.has(first, stop, "noun", "truce", "conflict"):
        return True
    triggers = (scene.words[at].find("trigger") for at in scene.spots("trigger", first=first, stop=stop))
    return any(trigger is not None and trigger.value in _FORCE for trigger in triggers)


def _is_political(scene: Scene, frame: Frame) -> bool:
    if frame.value in _URGENT and _speaks_of_force(scene, frame):
        return True
    return scene.has(frame.first, frame.stop, "noun", *_POLITICS)


def _own_stop(scene: Scene, frame: Frame) -> int:
    """Where "while" begins something else."""
    inner = scene.spots("word", "while", first=frame.first + 1, stop=frame.stop)
    return inner[0] if inner else frame.stop


def _statement(scene: Scene, frame: Frame, part: Part) -> Draft:
    first, stop = frame.first, _own_stop(scene, frame)
    speaker = frame.speaker
    if speaker is not None and part.first <= speaker.first < first:
        first = speaker.first
    while stop - 1 > first and not scene.words[stop - 1].text[0].isalnum():
        stop -= 1
    draft = Draft(
        order=frame.index,
        first=first,
        stop=stop,
        start=scene.words[first].start,
        end=scene.words[stop - 1].end,
        type="statement_only",
        claimant=frame.label,
        side=frame.side,
        via=frame.via,
        stance="asserts",
        actor=frame.side,
        target="",
        target_class="unknown",
        locations=(),
        days=speech_days(scene, part, part.first, stop),
        score=0.6,
        kind=part.sentence.kind,
    )
    draft.note(
        "event_type", f"speech {frame.value}", scene.words[frame.index].start, scene.words[frame.index].end
    )
    _cite(scene, draft, frame)
    return draft


def _continues(last: Draft, draft: Draft, frame: Frame, part: Part) -> bool:
    """The same speaker goes on, in the same breath."""
    near = draft.start - last.end < 12 and (frame.value == "continue" or part.first <= last.order)
    same = last.claimant.split()[-1:] == draft.claimant.split()[-1:]
    return last.side == draft.side and same and near


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
            and not _is_of_force(scene, part.first, part.stop)
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
    sides = {actor.side for actor in present} - {"", "own", "other"}
    # الوفدان الروسي والأوكراني: two sides in one phrase.
    joined = {at for actor in present for at in range(actor.first, actor.last + 1)} & scene.name_at.keys()
    sides |= {scene.name_at[at].side for at in joined if scene.name_at[at].kind == "adjective"}
    frame = voices.at(index)
    hosted = not meet and _under_way(scene, index) and bool(_venue(scene, index, part))
    if (len(sides) < 2 and "both" not in sides and not hosted) or (
        frame is not None and frame.value in ("call", "warn", "promise")
    ):
        return None
    if any(n in told for n in range(first, stop)):
        return None
    days = talk_days(scene, part)
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
    _cite(scene, draft, said)
    return draft


def _cite(scene: Scene, draft: Draft, frame: Frame | None) -> None:
    """The words behind speaker, place and day of what is only said or talked of."""
    if frame is not None and frame.speaker is not None:
        said = range(frame.speaker.first, frame.speaker.last + 1)
        cite(scene, draft, "claimant", f"speech {frame.value}", said)
        if draft.actor:
            cite(scene, draft, "actor_side", "speaker", said)
    for location in draft.locations:
        if location.start is not None and location.end is not None:
            draft.note("locations", location.relation, location.start, location.end)
    if draft.days.date_from is not None:
        at = scene.words[draft.order]
        days = (draft.days.start, draft.days.end) if draft.days.text else (at.start, at.end)
        draft.note("date", draft.days.basis, *days)


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
    return any(w.find("light", "hold", "meet") or w.word("during") for w in before)


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
