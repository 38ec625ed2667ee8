"""What is not (yet) a fact: plans, threats, purposes, conditions, guesses, calls."""

from __future__ import annotations

from mapper.claims.memory import Frame
from mapper.claims.scene import Part, Scene
from mapper.language import Reading

_UNREAL = ("future", "purpose", "condition", "hedge", "modal", "right", "pretext", "without", "like",
           "hope", "prevent")  # fmt: skip
_SPEECH_UNREAL = ("call", "promise", "warn", "threaten")
_REACH = 6


def unreal(
    scene: Scene,
    index: int,
    reading: Reading,
    clause: tuple[int, int],
    part: Part,
    frame: Frame | None,
    light: int | None,
) -> str:
    """ "no" where nothing is said to have happened, "attempt" for what was tried, else empty."""
    start = index if light is None else min(index, light)
    carrier = scene.words[light].find("light") if light is not None else None
    if (
        "will" in reading.prefixes
        or (carrier is not None and "will" in carrier.prefixes)
        or _is_maybe(scene, start, clause)
        or (light is not None and _is_maybe(scene, light, clause))
    ):
        return "no"
    denied = frame is not None and frame.value == "deny"
    if scene.is_after(index, "any") and not denied and not _is_negative(scene, index, clause):
        return "no"
    if _is_purpose(scene, index, reading, clause) or _is_era(scene, start, reading):
        return "no"
    if reading.value.startswith("ceasefire") and scene.words[clause[0]].word("concession"):
        return "no"
    if not denied and _is_only_talk(scene, start, clause):
        return "no"
    if _is_purpose(scene, start, reading, clause) or _is_halted(scene, start, clause):
        return "no"
    verb = scene.words[start].verb
    if verb is not None and verb.form == "present" and scene.is_after(start, "until"):
        return "no"
    if _in_unreal_reach(scene, start, clause):
        return "no"
    if frame is not None and frame.value in _SPEECH_UNREAL and _governs(scene, frame, index):
        return "no"
    if (
        carrier is not None
        and carrier.value == "manage"
        and frame is None
        and _is_denied(scene, light, clause)
    ):
        # لم تتمكن من السيطرة: what failed was not done.
        return "no"
    if light is not None and scene.words[light].find("light", "attempt"):
        # محاولة اغتيال: nobody died of it.
        return "no" if reading.roles == "victim" and reading.value == "casualties_reported" else "attempt"
    return ""


def _is_denied(scene: Scene, light: int | None, clause: tuple[int, int]) -> bool:
    return light is not None and light > clause[0] and scene.is_after(light, "not")


def _is_only_talk(scene: Scene, start: int, clause: tuple[int, int]) -> bool:
    """الحديث عن هجوم: nobody says that it took place, and nobody that it is false."""
    if start - 2 < clause[0] or not scene.is_after(start, "about"):
        return False
    noun = scene.words[start - 2]
    talk = noun.noun("allegation") is not None and not noun.noun("head.source")
    return talk and not scene.has(*clause, "word", "false")


def _is_halted(scene: Scene, start: int, clause: tuple[int, int]) -> bool:
    """وقف القصف, إنهاء القتال: what is to end has not begun."""
    for at in range(start - 1, max(clause[0], start - 2) - 1, -1):
        if scene.words[at].word("halt"):
            return True
        if scene.words[at].readings:
            return False
    return False


def _is_era(scene: Scene, start: int, reading: Reading) -> bool:
    """منذ بداية الحرب: a definite fight after "since" dates something else."""
    return "the" in reading.prefixes and scene.is_after(start, "since")


def _is_negative(scene: Scene, index: int, clause: tuple[int, int]) -> bool:
    return scene.has(max(clause[0], index - 6), index, "word", "not", "lack", "without")


def _is_maybe(scene: Scene, start: int, clause: tuple[int, int]) -> bool:
    """قد before a present is a guess; before a past it is "already"."""
    for at in scene.spots("word", "qad", first=max(clause[0], start - 2), stop=start):
        verb = scene.words[at + 1].verb
        if verb is not None and verb.form == "present":
            return True
    return False


def _is_purpose(scene: Scene, start: int, reading: Reading, clause: tuple[int, int]) -> bool:
    """ل written onto a noun of action is "in order to", unless a verb before it takes it so."""
    first = next((r for r in scene.words[start].readings if r.kind in ("trigger", "light")), reading)
    written = first
    if written.value == "total":
        # لترتفع الحصيلة: what follows from it, not what it is for.
        return False
    named = "the" in written.prefixes and written.kind == "trigger" and written.value != "ceasefire_agreed"
    if "to" not in written.prefixes or named:
        return False
    if written.form == "present":
        return True
    for at in range(start - 1, max(clause[0], start - 9) - 1, -1):
        word = scene.words[at]
        if word.find("light", "undergo", "use") or word.find(
            "trigger", "attack_repelled", "ceasefire_agreed"
        ):
            return False
        if at >= start - 2 and word.find("light", "do"):
            return False
        if word.word("response", "after", "cause", "since"):
            return False
    return True


def _in_unreal_reach(scene: Scene, start: int, clause: tuple[int, int]) -> bool:
    for at in range(start - 1, max(clause[0], start - _REACH) - 1, -1):
        word = scene.words[at]
        if not word.senses.readings:
            continue
        if word.noun("concern"):
            return True
        known = word.senses.words
        if known:
            if not known.keys().isdisjoint(_UNREAL):
                return True
            if "that" in known and at < start - 1:
                return False
        trigger = word.find("trigger")
        if trigger is not None and trigger.value == "other" and "attack" in trigger.needs:
            return True
    return False


def _governs(scene: Scene, frame: Frame, index: int) -> bool:
    """Whether the call or warning reaches the trigger: nothing else is told in between."""
    return frame.form != "carrier" and frame.first <= index < frame.stop
