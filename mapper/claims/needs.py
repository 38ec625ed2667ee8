"""Whether a word is of a class that a trigger needs beside it, or stands to it as the class asks."""

from __future__ import annotations

from mapper.claims.actors import Actor
from mapper.claims.scene import Scene

TARGETS = ("civil", "military", "site", "infra", "area.building", "equipment", "armed")
_LEAST_MARTIAL = 2
_BY_PART = ("munition", "incoming", "hitting_drone", "shells_beside", "launched_drone", "launched_missile")
_FLIGHT = 8
"""How far behind what is launched its goal may be named."""
_BESIDE = 3
"""How far a drone may stand before the verb of which it is the subject."""


def meets(scene: Scene, at: int, need: str, starts: dict[int, Actor], index: int) -> bool:
    """Whether the word at a place is what the trigger at ``index`` needs."""
    word = scene.words[at]
    if need == "place":
        mention = scene.mention_at.get(at)
        return mention is not None and (mention.use == "literal" or mention.match.place.level != "country")
    if need == "actor":
        return at in starts and at > index
    if need == "next_place":
        near = at == index + 1 or _stands_before(scene, at, index)
        return near and (word.noun("area") is not None or meets(scene, at, "place", starts, index))
    if need == "accord":
        return word.noun("accord") is not None and scene.martial >= _LEAST_MARTIAL
    if need == "number":
        return at in scene.number_at or at in scene.toll_at
    if need == "target":
        return word.noun(*TARGETS) is not None
    if need == "field":
        return word.noun("military", "front") is not None
    if need in ("casualty", "person") and at in scene.toll_at:
        return True
    if need in _BY_PART:
        return _is_arms(scene, at, need, index)
    if need == "gunfire" and at in scene.covered_by:
        # وقف إطلاق النار is a truce and no fire.
        return False
    return word.noun(need) is not None


def _stands_before(scene: Scene, at: int, index: int) -> bool:
    """أن باخموت لم تسقط: the place as the subject of a verb that is negated."""
    between = scene.words[at + 1 : index]
    return at < index and bool(between) and all(word.word("not") for word in between)


def _is_arms(scene: Scene, at: int, need: str, index: int) -> bool:
    """Arms by their part in the clause: what was destroyed or shot down, or what hit or fell."""
    word = scene.words[at]
    if need == "hitting_drone":
        return 0 < index - at < _BESIDE and word.noun("weapon.drone") is not None
    if need.startswith("launched"):
        arms = word.noun("weapon." + need.removeprefix("launched_"))
        return 0 < at - index < _BESIDE and bool(arms) and scene.has(at, at + _FLIGHT, "word", "toward")
    if need == "shells_beside":
        return 0 < at - index < _BESIDE and word.noun("weapon.artillery") is not None
    met = scene.words[max(index - 1, 0)].find("trigger", "attack_repelled") is not None
    if need == "munition":
        return at > index and not met and _is_object(scene, at, "weapon.missile", "aircraft")
    aircraft = scene.has(index + 1, at, "noun", "aircraft")
    return at > index and not aircraft and _is_object(scene, at, "weapon.missile")


def _is_object(scene: Scene, at: int, *classes: str) -> bool:
    """Missiles or aircraft as the thing destroyed (دمر أربعة صواريخ), not as the means (دمر بصاروخ)."""
    arms = scene.words[at].noun(*classes)
    return arms is not None and "by" not in arms.prefixes and not scene.is_after(at, "using", "agent")
