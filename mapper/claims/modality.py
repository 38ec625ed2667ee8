"""What is not (yet) a fact: plans, threats, purposes, conditions, guesses, calls."""

from __future__ import annotations

import unicodedata

from mapper.claims.memory import OUTLET, Frame
from mapper.claims.scene import Part, Scene
from mapper.language import Reading, Word

_UNREAL = ("future", "purpose", "condition", "hedge", "modal", "right", "pretext", "without", "like",
           "hope", "prevent", "almost")  # fmt: skip
_SPEECH_UNREAL = ("call", "promise", "warn", "threaten")
_ASIDE = ("purpose", "pretext", "prevent")
"""Cues whose aside may stand before the main verb of its sentence."""
_ASIDE_LENGTH = 3
_SAYING = ("say", "affirm", "admit", "own", "deny")
_REACH = 6
_ALREADY = ("cause", "total", "keep", "hold")
"""Verbs that, denied, leave the event itself as told (لم تسفر الغارة عن إصابات)."""


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
        # ستواصل قصف المدينة: the noun of a verb to come, though it is written like a past.
        or (index > clause[0] and scene.is_after(index, "future"))
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
    if _in_unreal_reach(scene, start, clause, frame.index if denied and frame is not None else -1):
        return "no"
    if _is_asked(scene, start, part) or _is_if(scene, start, part, frame):
        return "no"
    unsaid = frame is not None and (frame.value in _SPEECH_UNREAL or _is_unsaid(scene, frame))
    if unsaid and frame is not None and _governs(frame, index):
        return "no"
    if (frame is None or frame.side == OUTLET) and _is_untold(scene, index, reading, light, clause):
        return "no"
    if light is not None and scene.words[light].find("light", "attempt"):
        # محاولة اغتيال: nobody died of it.
        return "no" if reading.value == "casualties_reported" else "attempt"
    return ""


def is_not(scene: Scene, head: int, clause: tuple[int, int]) -> bool:
    """Whether a verb is denied by the word right before it: لم تقصف, ما قصفت, ليست هي التي قصفت."""
    if head <= clause[0]:
        return False
    if scene.is_after(head, "not"):
        return True
    if scene.is_after(head, "which", "from"):
        return scene.has(clause[0], head, "word", "not.noun")
    if scene.is_after(head, "qad"):
        # لم تكن القوات قد قصفت
        denied = scene.spots("word", "not", first=clause[0], stop=head)
        return bool(denied) and not scene.has(denied[-1], head, "word", "that")
    verb, ma = scene.words[head].verb, head - 1
    if not scene.is_after(head, "not.past") or verb is None or verb.form != "past" or verb.suffix:
        return False
    # غارة، ما أدى: behind a comma it is "which"; it denies where a sentence or what is said begins.
    part = scene.part_at(ma)
    return scene.is_after(ma, "that") or (part is not None and ma == part.first)


def _is_untold(
    scene: Scene, index: int, reading: Reading, light: int | None, clause: tuple[int, int]
) -> bool:
    """لم تشن إسرائيل غارة: of what the outlet itself says that it was not done, nothing is told.

    Losses are kept (لم يصب أحد is a count), and so is "not ... but for" (لم تقصف سوى).
    """
    if reading.value == "truce_kept" or reading.roles == "victim":
        return False
    head = index if light is None else light
    carrier = scene.words[head].find("light", *_ALREADY) if light is not None else None
    if carrier is not None or scene.has(head, clause[1], "word", "except"):
        return False
    return is_not(scene, head, clause) or (light is not None and is_not(scene, index, clause))


def _is_unsaid(scene: Scene, frame: Frame) -> bool:
    """لم يؤكد الجيش قصف المدينة, لم ينف: what nobody said is neither told nor denied."""
    return frame.value in _SAYING and frame.index > 0 and scene.is_after(frame.index, "not")


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
    # تعرضت للقصف is "to the shelling"; هجوم للسيطرة can only be "in order to take".
    named = "the" in written.prefixes and written.kind == "trigger" and written.value != "ceasefire_agreed"
    named = named and written.value != "territory_captured"
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


def _in_unreal_reach(scene: Scene, start: int, clause: tuple[int, int], denial: int) -> bool:
    """Whether a cue of the words before reaches the event; ``denial`` is a verb that denies and is none."""
    for at in range(start - 1, max(clause[0], start - _REACH) - 1, -1):
        word = scene.words[at]
        if not word.senses.readings or at == denial:
            continue
        if word.noun("concern"):
            return not _is_main_verb(scene, at, start)
        known = word.senses.words
        if known:
            if not known.keys().isdisjoint(_UNREAL):
                return known.keys().isdisjoint(_ASIDE) or not _is_main_verb(scene, at, start)
            if "that" in known and at < start - 1:
                return False
        trigger = word.find("trigger")
        if trigger is not None and trigger.value == "other" and "attack" in trigger.needs:
            return True
    return False


def _is_asked(scene: Scene, start: int, part: Part) -> bool:
    """هل قصفت روسيا المدينة؟ A question says of nothing that it is so, but for what stands before it."""
    ends = (word.text for word in scene.words[part.stop - 2 : part.stop])
    if not any("QUESTION" in unicodedata.name(text[0], "") for text in ends):
        return False
    asking = scene.spots("word", "ask", first=part.first, stop=part.stop)
    first = asking[0] if asking else scene.clause(part.stop - 1, part)[0]
    return first <= start


def _is_if(scene: Scene, start: int, part: Part, frame: Frame | None) -> bool:
    """إن قصفت إسرائيل: right before a verb it is "if", for "that" stands before a noun."""
    word, before = scene.words[start], scene.words[start - 1]
    written = before.word("if.verb") if start else None
    if written is None or word.verb is None or word.verb.form != "past" or word.word("there"):
        return False
    # أن looks the same once folded, and often stands right before a verb.
    if word.senses.twofold or not before.text.endswith(written.lemma):
        return False
    return frame is None or any(_is_then(ahead) for ahead in scene.words[start + 1 : part.stop])


def _is_then(word: Word) -> bool:
    """فسترد, فإن: what begins the other half of a condition."""
    return word.word("then") is not None or any({"so", "will"} <= r.prefixes for r in word.readings)


def _is_main_verb(scene: Scene, cue: int, start: int) -> bool:
    """خوفا من الغارات نزح السكان, بهدف السيطرة على المدينة شنوا: the past after an aim or a fear first."""
    verb, before = scene.words[start].verb, scene.words[start - 1]
    if verb is None or verb.form != "past" or "and" in verb.prefixes or start - cue < _ASIDE_LENGTH:
        return False
    within_aim = before.find("trigger") or before.find("light") or before.word("halt", "prevent")
    return not within_aim and not scene.has(cue + 1, start, "word", "that", "which")


def _governs(frame: Frame, index: int) -> bool:
    """Whether the call or warning reaches the trigger: nothing else is told in between."""
    return frame.form != "carrier" and frame.first <= index < frame.stop
