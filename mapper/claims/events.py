"""Find the events of a report: trigger words that the words around them make an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mapper.claims import evidence
from mapper.claims.actors import Actor
from mapper.claims.memory import Frame
from mapper.claims.modality import unreal
from mapper.claims.scene import Part, Scene
from mapper.claims.speakers import Voices
from mapper.language import Reading, Word

_LIGHT_REACH = 5
_UNDERGO_REACH = 9
_OBJECT, _LIST = 9, 25
"""How many words may stand between a speech verb and the first, or a further, noun that it tells."""
_AFTER = ("keep", "begin", "happen", "passive", "total")


@dataclass(frozen=True, slots=True)
class Event:
    """A trigger that tells of an event (word indexes), before its arguments are looked for."""

    index: int
    type: str
    reading: Reading
    part: Part
    first: int
    stop: int
    frame: Frame | None
    light: int | None
    """Index of the verb that carries it (شن هجوما), if there is one."""
    light_value: str
    direct: bool
    """Object of a speech verb without "that" (أعلنت تدمير ...)."""
    negated: bool
    mode: str
    """"" for done, "attempt", "doubt"."""

    @property
    def verbal(self) -> bool:
        return self.reading.verbal


def find_events(scene: Scene, actors: tuple[Actor, ...], voices: Voices) -> Iterator[Event]:
    """Events in reading order; several of one clause are told apart or joined later."""
    starts = {actor.first: actor for actor in actors}
    for part in scene.parts:
        if evidence.is_other_world(scene, part):
            continue
        free = part.first
        for index in scene.spots("trigger", first=part.first, stop=part.stop):
            event = _event_at(scene, part, index, starts, voices) if index >= free else None
            if event is not None:
                yield event
                free = index + max(event.reading.length, 1)


def _event_at(scene: Scene, part: Part, index: int, starts: dict[int, Actor], voices: Voices) -> Event | None:
    word = scene.words[index]
    first, stop = scene.clause(index, part)
    longest = word.senses.longest
    for reading in word.readings:
        if reading.length < longest and longest > 1:
            continue
        if reading.value == "operation" and _names_another(scene, index, part):
            continue
        # فجر is "blew up" and "dawn".
        if reading.verbal and index in scene.time_at:
            continue
        if reading.kind != "trigger" or not _reads(scene, index, reading, part, starts):
            continue
        if not evidence.has_needs(scene, index, reading, (first, stop), part, starts):
            continue
        event = _build(scene, part, index, reading, (first, stop), starts, voices)
        if event is not None:
            return event
    return None


def _names_another(scene: Scene, index: int, part: Part) -> bool:
    """عملية استهداف: the noun after it says what the operation was."""
    after = scene.words[index + 1].find("trigger") if index + 1 < part.stop else None
    return after is not None and not after.verbal


def _build(
    scene: Scene,
    part: Part,
    index: int,
    reading: Reading,
    clause: tuple[int, int],
    starts: dict[int, Actor],
    voices: Voices,
) -> Event | None:
    frame = voices.at(index)
    light = _light(scene, index, reading, clause, part)
    direct = not reading.verbal and _is_direct(scene, index, reading, frame, light)
    mode = unreal(scene, index, reading, clause, part, frame, light)
    if mode == "no":
        return None
    if not _is_told(scene, index, reading, clause, part, starts, light, direct, frame):
        return None
    negated = evidence.is_negated(scene, index if light is None else min(index, light), clause, reading)
    value = scene.words[light].find("light") if light is not None else None
    return Event(
        index,
        reading.value,
        reading,
        part,
        *clause,
        frame,
        light,
        value.value if value else "",
        direct,
        negated,
        mode,
    )


def _reads(scene: Scene, index: int, reading: Reading, part: Part, starts: dict[int, Actor]) -> bool:
    """Whether the word can be this form here: قصف is "he shelled" and "shelling"."""
    if reading.form not in ("past", "masdar"):
        return True
    if reading.lemma not in scene.words[index].senses.twofold or reading.prefixes & {"the", "by", "to"}:
        return True
    return (reading.form == "past") == _is_verb_place(scene, index, part, starts)


def _is_verb_place(scene: Scene, index: int, part: Part, starts: dict[int, Actor]) -> bool:
    name = scene.name_at.get(index + 1)
    if name is not None and name.kind == "adjective" and index + 1 not in starts:
        return False
    if index == part.first:
        return index + 1 in starts or index + 1 in scene.number_at or index + 1 in scene.toll_at
    back = index - 1
    while back > part.first and back in scene.name_at and scene.name_at[back].kind == "adjective":
        back -= 1
    before = scene.words[scene.covered_by.get(back, back)]
    arms = before.noun("weapon.air", "weapon.drone", "weapon.artillery", "head.army")
    if arms is not None and ("the" in arms.prefixes or arms.suffix) and before.index > part.first:
        return scene.is_after(before.index, "that")
    before = scene.words[index - 1]
    if before.word("that", "which", "qad", "fact", "not", "was", "since"):
        return not before.word("since")
    if any(at in starts and starts[at].last == index - 1 for at in range(max(part.first, index - 6), index)):
        return True
    return index in scene.breaks and index + 1 in starts


def _light(scene: Scene, index: int, reading: Reading, clause: tuple[int, int], part: Part) -> int | None:
    """The verb that carries an event noun: before it in the clause, or after it (اشتباكات تدور)."""
    if reading.verbal:
        before = range(index - 1, max(index - 3, clause[0] - 1), -1)
        return next((n for n in before if scene.words[n].find("light", "attempt", "keep")), None)
    for at in range(index - 1, max(index - _UNDERGO_REACH, clause[0] - 1), -1):
        word = scene.words[at]
        if not word.senses.readings:
            continue
        light = word.find("light")
        far = index - at > _LIGHT_REACH + 1
        if (
            light is not None
            and not _is_speech_here(word)
            and not word.word("cause")
            and not (far and light.value != "undergo")
        ):
            return at
        other = word.find("trigger") and not word.noun("attack", "site") and at not in scene.time_at
        if word.word("that") or other:
            break
    if index > clause[0] and scene.words[index - 1].text in scene.language.comma_marks:
        return None
    for at in range(index + 1, min(index + _LIGHT_REACH, clause[1])):
        word = scene.words[at]
        light = word.find("light")
        lasting = light is not None and light.form == "participle" and "the" not in light.prefixes
        if light is not None and (light.verbal or lasting) and light.value in _AFTER:
            return at
        if word.word("that"):
            break
    return None


def _is_speech_here(word: Word) -> bool:
    return word.find("speech", "continue") is not None and word.find("light", "keep") is None


def _is_direct(scene: Scene, index: int, reading: Reading, frame: Frame | None, light: int | None) -> bool:
    if frame is None or frame.form == "carrier" or frame.index >= index:
        return False
    start = frame.index + 1
    if scene.has(start, index, "word", "that") or any(word.text == ":" for word in scene.words[start:index]):
        return False
    end = index if light is None else min(light, index)
    subject = frame.speaker.last + 1 if frame.speaker and frame.speaker.first > frame.index else start
    passed = [n for n in range(max(start, subject), end) if n not in scene.time_at]
    most = _LIST if "and" in reading.prefixes else _OBJECT
    if len(passed) > most:
        return False
    told = scene.spots("trigger", first=max(start, subject), stop=end)
    return not any(scene.words[n].verb and n not in scene.time_at for n in told)


def _is_told(
    scene: Scene,
    index: int,
    reading: Reading,
    clause: tuple[int, int],
    part: Part,
    starts: dict[int, Actor],
    light: int | None,
    direct: bool,
    frame: Frame | None,
) -> bool:
    """Whether the clause tells the event, and does not only mention it (بسبب الحرب)."""
    if evidence.is_figure(scene, index, reading):
        return False
    grave = frame.value if frame is not None else ""
    in_doubt = reading.guard in ("weak", "bare") and not evidence.is_exempt(reading, grave)
    if in_doubt and not evidence.is_armed(scene, part, starts):
        return False
    if reading.guard == "subject":
        return evidence.has_armed_subject(scene, index, part, clause, starts)
    if reading.guard == "carried":
        return light is not None and scene.words[light].find("light", "do") is not None
    if reading.value == "truce_kept" and not reading.verbal:
        return evidence.is_negated(scene, index if light is None else min(index, light), clause, reading)
    value = scene.words[light].find("light") if light is not None else None
    if reading.value == "war":
        return value is not None and value.value in ("begin", "keep")
    if reading.value == "ceasefire_agreed" and reading.guard == "bare" and light is None:
        return evidence.opens_line(scene, index, part)
    if reading.verbal or light is not None or direct:
        return True
    if scene.has(max(part.first, index - 14), index, "word", "exchange", "exchange.accuse"):
        return reading.guard != "bare"
    if reading.guard == "bare":
        return evidence.opens_line(scene, index, part) or evidence.has_toll(scene, index, clause)
    return evidence.is_licensed(scene, index, reading, clause, part, starts)
