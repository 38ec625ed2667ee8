"""What must stand around a trigger before it counts: its object, arms, a licence to be an event."""

from __future__ import annotations

from mapper.claims.actors import Actor
from mapper.claims.needs import TARGETS, breaks_out, is_hour, is_unread_town, is_what_went_off, stands
from mapper.claims.scene import Part, Scene
from mapper.language import Reading, Toll, Word

_AHEAD = 10
_BEHIND = 8
_MILITARY = ("head.army", "armed", "weapon", "equipment", "military", "casualty", "toll", "enemy", "truce",
             "aircraft", "conflict", "front", "blockade", "settler")  # fmt: skip
_FREE = (
    "protest",
    "riot",
    "humanitarian_access",
    "displacement",
    "prisoner_exchange",
    "explosion",
    "abduction",
)
_ANEW = ("while", "but", "that", "concession", "response", "switch", "carrier", "where", "after",
         "aside", "since", "which", "selfcarrier", "result", "background")  # fmt: skip
_ITSELF = ("attack", "casualty")
"""What a trigger that needs it may be itself."""
_GRAVE = ("deny", "accuse", "admit", "own")


def has_needs(
    scene: Scene,
    index: int,
    reading: Reading,
    clause: tuple[int, int],
    part: Part,
    starts: dict[int, Actor],
) -> bool:
    """Whether one of the classes that the reading needs stands where its object or subject may stand."""
    if reading.verbal and (is_hour(scene, index, clause) or is_what_went_off(scene, index)):
        return False
    if not reading.needs:
        return True
    # A verb that may also carry another noun (استخدم, "used") needs its object after it.
    carrier = scene.words[index].find("light")
    only_ahead = carrier is not None and carrier.value not in ("do", "happen")
    stop = reach(scene, clause[1], part)
    near, times = min(index + _AHEAD, stop), scene.time_at
    aside = [n for n in range(index, near) if n in times or len(scene.words[n].text) == 1]
    end = min(index + _AHEAD + len(aside), stop)
    # أطلقتها روسيا: with a pronoun for its object, the verb stands far behind it.
    far, start = (2 * _BEHIND, part.first) if reading.suffix else (_BEHIND, clause[0])
    backward = not only_ahead and (reading.verbal or _is_carried(scene, index, clause))
    back = max(index - far, start) if backward else index
    if "truce" in reading.needs and scene.has(part.first, part.stop, "noun", "truce"):
        return True
    if reading.verbal and reading.suffix and "place" in reading.needs:
        return True
    for need in reading.needs:
        ahead = index if need in _ITSELF else index + 1
        if stands(scene, ahead, end, need, starts, index) or stands(scene, back, index, need, starts, index):
            return True
    return False


def _is_carried(scene: Scene, index: int, clause: tuple[int, int]) -> bool:
    return scene.has(max(clause[0], index - 4), index, "light")


def reach(scene: Scene, stop: int, part: Part) -> int:
    """The end of a clause, over the commas of a list that goes on (prepositions, names, no verb)."""
    known = scene.reached.get((stop, part.stop))
    if known is None:
        known = scene.reached[stop, part.stop] = _reach(scene, stop, part)
    return known


def _reach(scene: Scene, stop: int, part: Part) -> int:
    while stop < part.stop and scene.words[stop - 1].text in scene.language.comma_marks:
        after = stop
        while (
            after < part.stop
            and (after == stop or after not in scene.breaks)
            and not _starts_anew(scene.words[after])
        ):
            after += 1
        if after == stop or not _goes_on(scene, stop, after):
            break
        stop = after
    return stop


def _goes_on(scene: Scene, start: int, stop: int) -> bool:
    """A place, weapon, thing or number near its beginning makes the next part one of the same list."""
    return any(
        n in scene.mention_at
        or n in scene.number_at
        or scene.words[n].noun("weapon", "equipment", "border", "area")
        for n in range(start, min(start + 5, stop))
    )


def _starts_anew(word: Word) -> bool:
    if word.verb is not None and not word.noun("area", "site", "military", "head"):
        return True
    trigger = word.find("trigger")
    if trigger is not None and "and" in trigger.prefixes:
        return True
    return bool(
        word.find("speech", "say", "affirm", "deny", "admit", "continue", "warn") or word.word(*_ANEW)
    )


def is_armed(scene: Scene, part: Part, starts: dict[int, Actor]) -> bool:
    """Whether the sentence, or the report as a whole, speaks of armed forces."""
    span = range(part.first, part.stop)
    if scene.has(part.first, part.stop, "noun", *_MILITARY) or scene.martial >= 4:
        return True
    if any(_is_fire(scene.words[at]) for at in scene.spots("trigger", first=part.first, stop=part.stop)):
        return True
    if any(at in starts and starts[at].kind in ("army", "group") for at in span) or breaks_out(scene, part):
        return True
    if any(_is_of_war(scene, toll) for toll in scene.tolls_in(part.first, part.stop)):
        return True
    placed = any(at in scene.mention_first and scene.mention_at[at].use == "literal" for at in span)
    placed = placed or any(
        is_unread_town(scene, at) for at in scene.spots("noun", "area", first=part.first, stop=part.stop - 1)
    )
    own = scene.martial > 0 and scene.has(part.first, part.stop, "word", "that.own")
    return placed and (own or any(at in starts for at in span))


def _is_of_war(scene: Scene, toll: Toll) -> bool:
    """93 مدنيا قتلوا, قتل أحد عشر حوثيا: whoever calls the dead civilians or fighters tells of a war."""
    killed = toll.kind == "killed" and toll.count is not None
    civil = scene.has(toll.first, toll.last + 1, "noun", "civil", "plot")
    return killed and (civil or toll.casualty_class == "military")


def _is_fire(word: Word) -> bool:
    """A word that is a strike and nothing else (غارة, "air raid")."""
    trigger = word.find("trigger")
    return (
        trigger is not None and trigger.guard == "strong" and not trigger.needs and trigger.form == "masdar"
    )


def is_exempt(reading: Reading, frame: str) -> bool:
    """Events that need no arms beside them, and grave words about any event."""
    return reading.value in _FREE or frame in _GRAVE


def is_figure(scene: Scene, index: int, reading: Reading) -> bool:
    """هجوم لاذع, معركة انتخابية: a fight of words."""
    after = index + reading.length
    return scene.has(after, after + 2, "word", "figurative")


def has_armed_subject(scene: Scene, index: int, part: Part, starts: dict[int, Actor]) -> bool:
    if scene.words[index].senses.we:
        return True
    around = range(max(part.first, index - 8), min(index + 4, part.stop))
    return any(
        (at in starts and starts[at].kind in ("army", "group", "head.army", "armed", "armed.foe"))
        or scene.words[at].noun("armed", "head.army", "enemy") is not None
        for at in around
    )


def is_negated(scene: Scene, index: int, clause: tuple[int, int]) -> bool:
    """Whether "not", "no", "lack of" stand before the trigger within its clause."""
    if scene.has(max(clause[0], index - 4), index, "word", "not"):
        return True
    return scene.has(max(clause[0], index - 3), index, "word", "lack")


def opens_line(index: int, part: Part) -> bool:
    """The first words of a title or caption, where a noun tells the event."""
    return index - part.first <= 1 and part.sentence.kind in ("title", "heading", "caption")


def has_toll(scene: Scene, clause: tuple[int, int]) -> bool:
    """A number of people that the outlet or speaker gives."""
    return any(n in scene.toll_at and scene.toll_at[n].count for n in range(clause[0], clause[1]))


def is_licensed(
    scene: Scene,
    index: int,
    reading: Reading,
    clause: tuple[int, int],
    part: Part,
    starts: dict[int, Actor],
) -> bool:
    """An event noun with a doer, a target, a consequence or a place in a title."""
    if opens_line(index, part) or part.sentence.kind == "caption":
        return True
    if (
        index - clause[0] <= 1
        and "the" not in reading.prefixes
        and not reading.suffix
        and index - part.first <= 1
    ):
        return True
    if scene.is_after(index, "concession"):
        return True
    after = index + reading.length
    if reading.value == "displacement" and not scene.number_at.keys().isdisjoint(range(after, after + 2)):
        # إلى نزوح 300 ألف شخص: those who fled are counted.
        return True
    stop = reach(scene, clause[1], part)
    if scene.has(index + 1, min(index + 6, stop), "light", "do", "cause"):
        return True
    if (
        _follows_toll(scene, index, part)
        or _is_reason(scene, index, reading, clause)
        or _is_described(scene, index + reading.length, stop)
    ):
        return True
    name = scene.name_at.get(index + 1) or scene.name_at.get(index + 2)
    if name is not None and name.kind == "adjective" and index + 1 not in starts:
        return "the" not in reading.prefixes or _has_target(scene, index, stop)
    if reading.value == "casualties_reported":
        return True
    return "the" not in reading.prefixes and _has_target(scene, index, stop)


def _follows_toll(scene: Scene, index: int, part: Part) -> bool:
    """قتل ثلاثة إثر قصف: the dead before it make the strike an event."""
    before = scene.words[index - 1] if index > part.first else None
    if before is None or not before.word("cause", "in", "after"):
        return False
    return any(n in scene.toll_at for n in range(max(part.first, index - 14), index))


def _is_reason(scene: Scene, index: int, reading: Reading, clause: tuple[int, int]) -> bool:
    """انقطاع الكهرباء في خيرسون بعد قصف: a strike, indefinite, as the reason of what befell a place."""
    if index <= clause[0] or reading.prefixes or not scene.is_after(index, "after", "cause"):
        return False
    near = range(clause[0], min(index + _AHEAD, clause[1]))
    return any(
        n in scene.toll_at
        or n in scene.number_at
        or (n in scene.mention_at and scene.mention_at[n].use == "literal")
        for n in near
    )


def _is_described(scene: Scene, at: int, stop: int) -> bool:
    """قصف استهدف موقعا, القصف الذي طال سوقا: what it hit, right after the noun or its one describing word."""
    if at + 1 < stop and scene.words[at].word("which") and scene.words[at + 1].find("light", "hit"):
        return True
    return any(
        (found := scene.words[n].find("trigger")) is not None and found.verbal
        for n in range(at, min(at + 2, stop))
    )


def _has_target(scene: Scene, index: int, stop: int) -> bool:
    for at in range(index + 1, min(index + 8, stop)):
        word = scene.words[at]
        mention = scene.mention_at.get(at)
        if word.noun(*TARGETS) or (mention is not None and mention.use == "literal"):
            return True
        if word.verb is not None and not word.noun("head", "site"):
            return False
    return False
