"""Words without an event: calls, warnings, praise and plans of the powers of a conflict."""

from __future__ import annotations

from collections.abc import Iterator

from mapper.claims.days import speech_days
from mapper.claims.draft import Draft
from mapper.claims.memory import OUTLET, Frame
from mapper.claims.scene import Part, Scene
from mapper.claims.speakers import Voices
from mapper.claims.traces import cite
from mapper.claims.worlds import Worlds

_POLITICS = ("politics", "truce", "conflict", "attack", "accord", "meeting")
_BARE = ("call", "warn", "threaten", "promise", "praise", "condemn", "opine", "claim")
_URGENT = ("call", "warn", "threaten", "affirm", "promise", "praise", "condemn")
_FORCE = ("shelling", "missile_strike", "air_drone_strike", "attack", "armed_clash", "ground_advance",
          "ceasefire_violation")  # fmt: skip
_ADDRESSED = ("call", "condemn", "praise")
_LEAST_MARTIAL, _MARTIAL = 2, 4
_REACH = 5
"""How many words after a verb of saying its object may stand."""


def find_statements(scene: Scene, voices: Voices, drafts: list[Draft], worlds: Worlds) -> Iterator[Draft]:
    """One claim for each speaker and paragraph that says nothing but words on the conflict."""
    told = {d.order for d in drafts}
    last: Draft | None = None
    for said in voices.frames:
        frame = said.over(said.first, min(voices.ended.get(said.index, said.stop), said.stop))
        part = scene.part_at(frame.index)
        if part is None or not _is_statement(scene, frame, told) or worlds.of(part):
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


def _is_statement(scene: Scene, frame: Frame, told: set[int]) -> bool:
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
    return is_of_force(scene, frame.first, frame.stop)


def is_of_force(scene: Scene, first: int, stop: int) -> bool:
    if scene.has(first, stop, "noun", "truce", "conflict"):
        return True
    triggers = (scene.words[at].find("trigger") for at in scene.spots("trigger", first=first, stop=stop))
    return any(trigger is not None and trigger.value in _FORCE for trigger in triggers)


def _is_political(scene: Scene, frame: Frame) -> bool:
    if frame.value in _URGENT and _speaks_of_force(scene, frame):
        return True
    return scene.has(frame.first, frame.stop, "noun", *_POLITICS)


def _own_stop(scene: Scene, frame: Frame) -> int:
    """Where "while", or an aside on what the words refer to, begins something else."""
    inner = scene.spots("word", "while", "aside", first=frame.first + 1, stop=frame.stop)
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
        days=speech_days(scene, part.first, stop),
        score=0.6,
        kind=part.sentence.kind,
    )
    draft.note(
        "event_type", f"speech {frame.value}", scene.words[frame.index].start, scene.words[frame.index].end
    )
    cite_words(scene, draft, frame)
    return draft


def _continues(last: Draft, draft: Draft, frame: Frame, part: Part) -> bool:
    """The same speaker goes on, in the same breath."""
    near = draft.start - last.end < 12 and (frame.value == "continue" or part.first <= last.order)
    same = last.claimant.split()[-1:] == draft.claimant.split()[-1:]
    return last.side == draft.side and same and near


def cite_words(scene: Scene, draft: Draft, frame: Frame | None) -> None:
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
