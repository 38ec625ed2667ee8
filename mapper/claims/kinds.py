"""The event type that an event's words together give: weapon, target and verb."""

from __future__ import annotations

from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.scene import Scene
from mapper.records import Equipment, TargetClass

_BY_WEAPON = {
    "weapon.missile": "missile_strike",
    "weapon.drone": "air_drone_strike",
    "weapon.bomb": "air_drone_strike",
    "weapon.air": "air_drone_strike",
    "weapon.artillery": "shelling",
    "weapon.explosive": "explosion",
    "weapon.small": "armed_clash",
    "weapon.hand": "armed_clash",
}
_TRIED = {"territory_captured": "ground_advance", "explosion": "other"}
"""What was tried and not done: whoever tried to take a town advanced on it."""
_OPEN = ("attack", "shelling")
_THROWN = ("weapon.artillery", "weapon.missile")
_NAMED = 5
"""How many words behind a shell its kind may be named."""
_MEANS = 11
"""How far behind the dead what they were hit with may stand, in words."""


def weapon(scene: Scene, event: Event, first: int, stop: int) -> tuple[str, range]:
    """The class of the weapon named first after the trigger, or else before it, and its words."""
    small = ("", range(0))
    before = scene.spots("noun", "weapon", first=first, stop=event.index)
    for at in (*scene.spots("noun", "weapon", first=event.index, stop=stop), *reversed(before)):
        found = scene.words[at].senses.nouns["weapon"]
        if _is_target(scene, at) or at in scene.mention_at or _is_support(scene, at):
            continue
        words = range(at, min(at + found.length, len(scene.words)))
        if found.value in _THROWN and scene.has(at + 1, at + _NAMED, "noun", "weapon.hand"):
            # قذيفة "الياسين 105": fired from the shoulder, in a fight.
            return "weapon.small", words
        if found.value != "weapon.small":
            return found.value, words
        small = small if small[0] else (found.value, words)
    return small


def _means(scene: Scene, event: Event, stop: int) -> str:
    """أصيبا بنيران دبابة, قتل بقذيفة: what they were hit with makes it a strike."""
    for at in range(event.index + 1, min(event.index + _MEANS, stop)):
        word = scene.words[at]
        if word.word("agent"):
            arms = word if word.noun("weapon") else scene.words[at + 1] if at + 1 < stop else word
        elif any("by" in reading.prefixes for reading in word.readings):
            after = scene.words[at + 1] if at + 1 < stop else word
            arms = word if word.noun("weapon", "equipment") else after
        else:
            continue
        found = arms.noun("weapon")
        if found is not None:
            return _BY_WEAPON.get(found.value, "")
        if arms.noun("equipment"):
            return "shelling"
    return ""


def _is_support(scene: Scene, at: int) -> bool:
    """بإسناد مدفعي, بغطاء جوي: what helped an attack is not what it was made with."""
    return scene.has(max(at - 1, 0), at, "noun", "support")


def _is_target(scene: Scene, at: int) -> bool:
    """A weapon that is itself destroyed or stored (مستودع صواريخ, موقعين لإطلاق صواريخ)."""
    near = scene.words[max(at - 2, 0) : at]
    if any("by" in reading.prefixes for reading in scene.words[at].readings):
        # أصيبت دبابة بصاروخ
        return False
    return any(word.noun("equipment", "site") and not word.noun("weapon") for word in near)


def final_type(scene: Scene, event: Event, target_class: TargetClass) -> tuple[str, range]:
    """The event type and the words of its weapon."""
    first = event.part.first if event.light_value == "use" else event.first
    stop = reach(scene, event.stop, event.part)
    kind, words = weapon(scene, event, first, stop)
    if event.mode == "attempt" and event.type in _TRIED:
        return _TRIED[event.type], words
    given = _BY_WEAPON.get(kind, "")
    if (
        event.type in _OPEN
        and given
        and not (event.type == "shelling" and given in ("armed_clash", "explosion"))
    ):
        return given, words
    if event.type == "attack":
        return ("other" if target_class == "civilian" else "armed_clash"), words
    if event.type == "casualties_reported":
        return _means(scene, event, stop) or event.type, words
    if event.type in ("war", "operation"):
        return ("armed_clash" if event.type == "war" else "ground_advance"), words
    if event.type == "truce_kept":
        return "ceasefire_violation", words
    return event.type, words


def equipment(scene: Scene, event: Event) -> tuple[tuple[Equipment, ...], range]:
    """The things destroyed, each with the number before it, and the words from the first to the last."""
    stop = reach(scene, event.stop, event.part)
    found: list[Equipment] = []
    words = range(0)
    at = event.index + 1
    while at < stop:
        item = scene.words[at].noun("equipment", "aircraft")
        if item is not None:
            found.append(Equipment(item=item.item, count=_count(scene, at)))
            words = range(words.start if words else at, min(at + item.length, stop))
            at += item.length
        else:
            at += 1
    return tuple(found), words


def _count(scene: Scene, at: int) -> int | None:
    for index in (at, at - 1):
        number = scene.number_at.get(index)
        if number is not None and number.low == number.high:
            return number.low
    return None
