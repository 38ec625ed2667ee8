"""The verb that carries an event noun: شن هجوما, تعرض لقصف, اشتباكات تدور."""

from __future__ import annotations

from mapper.claims.scene import Scene
from mapper.language import Reading, Word

_LIGHT_REACH = 5
_UNDERGO_REACH = 9
_COUNT_REACH = 14
_AFTER = ("keep", "begin", "happen", "passive", "total")


def carrying_verb(scene: Scene, index: int, reading: Reading, clause: tuple[int, int]) -> int | None:
    """The verb that carries an event noun: before it in the clause, or after it (اشتباكات تدور)."""
    if reading.verbal:
        before = range(index - 1, max(index - 3, clause[0] - 1), -1)
        return next((n for n in before if scene.words[n].find("light", "attempt", "keep")), None)
    if reading.value == "displacement" and scene.is_after(index, "on"):
        forced = scene.spots("light", "force", first=clause[0], stop=index)
        if forced:
            return forced[-1]
    for at in range(index - 1, max(index - 2 * _UNDERGO_REACH, clause[0] - 1), -1):
        word = scene.words[at]
        if not word.senses.readings or at in scene.mention_at:
            continue
        light = _carries(scene, at, index, reading)
        apart = _apart(scene, at, index)
        if apart > _UNDERGO_REACH:
            break
        far = apart > _LIGHT_REACH
        if (
            light is not None
            and not _is_speech_here(word)
            and not word.word("cause")
            and not (far and light.value != "undergo")
        ):
            return at
        trigger = word.find("trigger")
        # القوة الجوية is one phrase, though its first word alone may be a verb.
        other = trigger is not None and trigger.length >= word.senses.longest
        other = other and not word.noun("attack", "site") and at not in scene.time_at
        if word.word("that") or other:
            break
    if index > clause[0] and scene.words[index - 1].text in scene.language.comma_marks:
        return None
    # عدد القتلى في المدينة منذ أمس تجاوز ...: what is counted may stand between a count and its verb.
    ahead = _COUNT_REACH if reading.roles == "victim" and reading.length > 1 else _LIGHT_REACH
    for at in range(index + 1, min(index + ahead, clause[1])):
        word = scene.words[at]
        light = word.find("light")
        lasting = light is not None and light.form == "participle" and "the" not in light.prefixes
        if light is not None and (light.verbal or lasting) and light.value in _AFTER:
            if light.value == "total" and scene.is_after(at, "what", "result", "not"):
                # قتل ما يزيد على مئة: "more than", and no toll that rises.
                continue
            return at
        if word.word("that"):
            break
    return None


def _carries(scene: Scene, at: int, index: int, reading: Reading) -> Reading | None:
    """The carrying verb at a word, if it can carry this event."""
    light = scene.words[at].find("light")
    if light is None:
        return None
    counts = reading.roles == "victim" or scene.has(at, index, "noun", "toll", "casualty")
    more = light.form == "present" and scene.is_after(at, "what", "result", "not")
    if light.value == "total" and (more or not counts):
        # قتل ما يزيد على مئة في هجوم, رفعت العلم بعد هجوم: no toll that rises.
        return None
    # أجبرت المعارك السكان على النزوح: what forces is the subject.
    return light if light.value != "force" or reading.value == "displacement" else None


def _apart(scene: Scene, at: int, index: int) -> int:
    """How many words stand between a verb and its object, without the subject's name, days and marks."""
    passed = range(at + 1, index)
    return sum(
        n not in scene.name_at
        and n not in scene.time_at
        and n not in scene.mention_at
        and scene.words[n].text[0].isalnum()
        for n in passed
    )


def _is_speech_here(word: Word) -> bool:
    return word.find("speech", "continue") is not None and word.find("light", "keep") is None
