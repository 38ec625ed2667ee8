"""Find the events of a report: trigger words that the words around them make an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from mapper.claims import evidence
from mapper.claims.actors import Actor
from mapper.claims.lights import carrying_verb
from mapper.claims.memory import Frame
from mapper.claims.modality import is_not, unreal
from mapper.claims.scene import Part, Scene
from mapper.claims.speakers import Voices
from mapper.claims.topics import is_looming, is_rubric, is_topic
from mapper.claims.worlds import Worlds
from mapper.language import Reading

_OBJECT, _LIST = 9, 25
"""How many words may stand between a speech verb and the first, or a further, noun that it tells."""
_TOLD_REACH = 6
_DISOWNED = 6
_PAIR = 10
"""How many words on a second noun of the same verb may stand."""


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
    """"" for done, or "attempt"."""

    @property
    def verbal(self) -> bool:
        return self.reading.verbal


def find_events(scene: Scene, actors: tuple[Actor, ...], voices: Voices, worlds: Worlds) -> Iterator[Event]:
    """Events in reading order; several of one clause are told apart or joined later."""
    starts = {actor.first: actor for actor in actors}
    for part in scene.parts:
        if is_rubric(scene, part):
            continue
        free = part.first
        last: Event | None = None
        for index in scene.spots("trigger", first=part.first, stop=part.stop):
            event = _event_at(scene, part, index, starts, voices, last) if index >= free else None
            if event is not None and worlds.tells(part, event.index, event.type):
                yield event
                last = event
                free = index + max(event.reading.length, 1)


def _event_at(
    scene: Scene, part: Part, index: int, starts: dict[int, Actor], voices: Voices, last: Event | None
) -> Event | None:
    word = scene.words[index]
    if _is_in_name(scene, index):
        return None
    first, stop = scene.clause(index, part)
    longest = word.senses.longest
    for reading in word.readings:
        if reading.kind != "trigger" or (reading.length < longest and longest > 1):
            continue
        if reading.value == "operation" and _names_another(scene, index, part):
            continue
        if not reading.verbal and reading.roles != "victim" and _is_counted(scene, index, part):
            continue
        if reading.verbal and _is_quoted_name(scene, index, part):
            continue
        # فجر is "blew up" and "dawn", تدمر is "destroys" and Palmyra.
        if reading.verbal and (index in scene.time_at or _is_place(scene, index)):
            continue
        if not _reads(scene, index, reading, part, starts):
            continue
        if not evidence.has_needs(scene, index, reading, (first, stop), part, starts):
            continue
        event = _build(scene, part, index, reading, (first, stop), starts, voices, last)
        if event is not None:
            return event
    return None


def _is_place(scene: Scene, index: int) -> bool:
    """A name after a noun of places or a preposition (بادية تدمر)."""
    before = scene.words[index - 1] if index else None
    if before is None or index not in scene.mention_at:
        return False
    return before.noun("area") is not None or before.word("in", "near", "part", "toward", "from") is not None


def _is_in_name(scene: Scene, index: int) -> bool:
    """هيئة تحرير الشام, مستشفى كمال عدوان: a word within a name tells of nothing."""
    name = scene.name_at.get(index)
    # العدوان, where a party calls its enemy so.
    if name is not None and (name.first < index or (name.kind == "army" and not name.needs_head)):
        return True
    mention = scene.mention_at.get(index)
    return mention is not None and mention.use == "literal" and index not in scene.mention_first


def _names_another(scene: Scene, index: int, part: Part) -> bool:
    """عملية استهداف: the noun after it says what the operation was."""
    after = scene.words[index + 1].find("trigger") if index + 1 < part.stop else None
    return after is not None and not after.verbal


def _is_counted(scene: Scene, index: int, part: Part) -> bool:
    """حصيلة المواجهات: a fight whose dead are counted is not told again."""
    if index == part.first:
        return False
    before = scene.words[scene.covered_by.get(index - 1, index - 1)]
    counted = before.index < index - 1 and before.find("trigger", "casualties_reported")
    return before.noun("toll") is not None or bool(counted)


def _is_quoted_name(scene: Scene, index: int, part: Part) -> bool:
    """عملية "فجر الحرية": the name of an operation."""
    if index - 2 < part.first or scene.words[index - 1].text not in scene.language.quote_marks:
        return False
    return scene.words[index - 2].find("trigger", "operation") is not None


def _build(
    scene: Scene,
    part: Part,
    index: int,
    reading: Reading,
    clause: tuple[int, int],
    starts: dict[int, Actor],
    voices: Voices,
    last: Event | None,
) -> Event | None:
    frame = voices.at(index)
    light = carrying_verb(scene, index, reading, clause)
    direct = not reading.verbal and _is_direct(scene, index, reading, frame, light)
    mode = unreal(scene, index, reading, clause, part, frame, light)
    if mode == "no":
        return None
    told = _is_told(scene, index, reading, clause, part, starts, light, direct, frame)
    if not told and not _goes_with(scene, last, index, reading, clause):
        return None
    head = index if light is None else min(index, light)
    negated = evidence.is_negated(scene, head, clause) or is_not(scene, head, clause)
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


def _is_withheld(scene: Scene, index: int, clause: tuple[int, int], frame: Frame | None) -> bool:
    """لم تنشر حصيلة: a toll that was not given is none, and no denial."""
    first = max(clause[0], index - _TOLD_REACH)
    tolls = scene.spots("noun", "toll", first=first, stop=min(index + _TOLD_REACH, clause[1]))
    bare = scene.words[index].find("trigger", "casualties_reported")
    denied = frame is not None and frame.value == "deny"
    withheld = not denied and (bool(tolls) or (bare is not None and bare.guard == "bare"))
    return withheld and scene.has(first, index, "word", "not", "lack", "without")


def _goes_with(
    scene: Scene, last: Event | None, index: int, reading: Reading, clause: tuple[int, int]
) -> bool:
    """أدت إلى مقتل 20 شخصا ونزوح الآلاف: the second of two nouns of one verb is told as the first is."""
    if last is None or last.verbal or last.mode or last.negated or reading.verbal or reading.guard == "bare":
        return False
    if reading.prefixes != {"and"} or last.index < clause[0] or index - last.index > _PAIR:
        return False
    between = scene.words[last.index + 1 : index]
    return not any(word.verb is not None or word.word("that") for word in between)


def _is_direct(scene: Scene, index: int, reading: Reading, frame: Frame | None, light: int | None) -> bool:
    if frame is None or frame.form == "carrier" or frame.index >= index:
        return False
    if frame.value in ("opine", "condemn", "praise") and "the" in reading.prefixes:
        # وصف الهجوم بأنه جريمة: a view of what was told before.
        return False
    start = frame.index + 1
    if scene.has(start, index, "word", "that"):
        return False
    end = index if light is None else min(light, index)
    subject = frame.speaker.last + 1 if frame.speaker and frame.speaker.first > frame.index else start
    most = _LIST if "and" in reading.prefixes else _OBJECT
    passed = (n for n in range(max(start, subject), end) if n not in scene.time_at)
    # Counted no farther than it matters: the issuer of a bulletin speaks from the head of the report on.
    if sum(1 for _ in islice(passed, most + 1)) > most:
        return False
    if any(word.text == ":" for word in scene.words[start:index]):
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
    figure = evidence.is_figure(scene, index, reading) or is_looming(scene, index, reading)
    if figure or is_topic(scene, index, reading, clause):
        return False
    grave = frame.value if frame is not None else ""
    in_doubt = reading.guard in ("weak", "bare") and not evidence.is_exempt(reading, grave)
    if in_doubt and not evidence.is_armed(scene, part, starts):
        return False
    if reading.guard == "subject":
        return evidence.has_armed_subject(scene, index, part, starts)
    if reading.guard == "carried":
        return light is not None and scene.words[light].find("light", "do") is not None
    if reading.value == "truce_kept" and not reading.verbal:
        return evidence.is_negated(scene, index if light is None else min(index, light), clause)
    if _is_withheld(scene, index, clause, frame):
        return False
    value = scene.words[light].find("light") if light is not None else None
    since = light is not None and scene.is_after(light, "since")
    if reading.value == "operation" and since:
        return False
    if reading.value == "war":
        return value is not None and value.value in ("begin", "keep") and not since
    if reading.value == "ceasefire_agreed" and reading.guard == "bare" and light is None:
        return evidence.opens_line(index, part)
    if reading.verbal or light is not None or direct:
        return True
    if scene.has(max(part.first, index - _DISOWNED), index, "word", "false") and not reading.verbal:
        # لا علاقة لنا بالهجوم: whoever disowns an event says that it took place.
        return True
    if scene.has(max(part.first, index - 14), index, "word", "exchange", "exchange.accuse"):
        return reading.guard != "bare"
    if reading.guard == "bare":
        return evidence.opens_line(index, part) or evidence.has_toll(scene, clause)
    return evidence.is_licensed(scene, index, reading, clause, part, starts)
