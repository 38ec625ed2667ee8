"""Whether a word is of a class that a trigger needs beside it, or stands to it as the class asks."""

from __future__ import annotations

from mapper.claims.actors import Actor
from mapper.claims.scene import Part, Scene

TARGETS = ("civil", "military", "site", "infra", "area.building", "equipment", "armed")
_CLASSES = {"target": TARGETS, "field": ("military", "front")}
"""The classes of nouns that a need stands for, where it is not called as its one class is."""
_LEAST_MARTIAL = 2
_FIGHTS = ("armed_clash", "attack")
_BY_PART = ("munition", "incoming", "hitting_drone", "shells_beside", "launched_drone", "launched_missile")
_OF_EACH_WORD = frozenset(
    {
        *_BY_PART,
        "place",
        "actor",
        "next_place",
        "accord",
        "number",
        "gunfire",
        "struck",
        "left",
        "drives",
        "driven",
    }
)
"""Needs that a class of nouns, wherever it stands, does not meet: every word is asked."""
_FLIGHT = 8
"""How far behind what is launched its goal may be named."""
_BESIDE = 3
"""How far a drone may stand before the verb of which it is the subject."""


def stands(scene: Scene, first: int, stop: int, need: str, starts: dict[int, Actor], index: int) -> bool:
    """Whether a word within first..stop is what the trigger at ``index`` needs."""
    if first >= stop:
        return False
    if need in _OF_EACH_WORD:
        return any(meets(scene, at, need, starts, index) for at in range(first, stop))
    if need in ("casualty", "person") and any(at in scene.toll_at for at in range(first, stop)):
        return True
    return scene.has(first, stop, "noun", *_CLASSES.get(need, (need,)))


def meets(scene: Scene, at: int, need: str, starts: dict[int, Actor], index: int) -> bool:
    """Whether the word at a place meets a need ``_OF_EACH_WORD`` of the trigger at ``index``."""
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
    if need in _BY_PART:
        return _is_arms(scene, at, need, index)
    if need == "struck":
        return _is_struck(scene, at, index)
    if need == "left":
        return _is_left(scene, at, starts, index)
    if need in ("drives", "driven"):
        return at == index + 1 and _is_driven_out(scene, starts, index, by_name=need == "drives")
    if need == "gunfire" and at in scene.covered_by:
        # وقف إطلاق النار is a truce and no fire.
        return False
    return word.noun(need) is not None


def _is_driven_out(scene: Scene, starts: dict[int, Actor], index: int, *, by_name: bool) -> bool:
    """طرد الجيش المسلحين من البلدة, and where nobody is named who did it: طرد التنظيم من البلدة."""
    left = scene.spots("word", "from", first=index + 1, stop=index + _FLIGHT)
    if not left or scene.has(index + 1, left[0], "noun", "civil", "envoy", "refugee", "visitor"):
        return False
    stop = min(left[0] + _BESIDE + 1, len(scene.words))
    behind = any(meets(scene, at, "place", starts, index) for at in range(left[0] + 1, stop))
    between = [at for at in range(index + 1, left[0]) if _is_fighter(scene, at, starts)]
    before = any(starts[at].last == index - 1 for at in range(max(index - _FLIGHT, 0), index) if at in starts)
    return behind and bool(between) and (before or len(between) > 1) == by_name


def _is_fighter(scene: Scene, at: int, starts: dict[int, Actor]) -> bool:
    actor = starts.get(at)
    armed = scene.words[at].noun("armed", "enemy") is not None
    return armed or (actor is not None and actor.kind in ("army", "group", "head.army", "enemy"))


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


def is_hour(scene: Scene, index: int, clause: tuple[int, int]) -> bool:
    """اقتحمت المدينة فجرا: "at dawn", and no verb of two (انتحاريان فجرا نفسيهما) without its object."""
    if not scene.words[index].word("hour"):
        return False
    after = scene.words[index + 1] if index + 1 < clause[1] else None
    if after is None or after.senses.words or not after.text[0].isalnum():
        return True
    links = scene.spots("word", "that", "which", first=clause[0], stop=index)
    told = scene.words[links[-1] + 1 if links else clause[0] : index]
    return any(word.verb is not None or word.find("trigger") for word in told)


def is_what_went_off(scene: Scene, index: int) -> bool:
    """انفجر لغم: right behind a verb the mine, and not "he mined"."""
    behind = scene.words[index - 1].verb if index else None
    return behind is not None and scene.words[index].noun("mine", "weapon") is not None


def is_unread_town(scene: Scene, at: int) -> bool:
    """بلدة فوغلداركا: a settlement by a name that no gazetteer has."""
    area, named = scene.words[at].noun("area"), scene.words[at + 1]
    unread = not named.readings and named.text[0].isalpha() and named.index not in scene.name_at
    return area is not None and area.item == "settlement" and "the" not in area.prefixes and unread


def breaks_out(scene: Scene, part: Part) -> bool:
    """اندلعت اشتباكات في سرت, وقع هجوم على عفرين: a fight that takes place somewhere is one of arms."""
    placed = (scene.mention_at[at].use == "literal" for at in scene.mentions_in(part.first, part.stop))
    if not any(placed):
        return False
    for at in scene.spots("light", "begin", "happen", first=part.first, stop=part.stop - 1):
        told = scene.words[at + 1].find("trigger")
        if told is not None and not told.verbal and told.value in _FIGHTS and told.guard != "bare":
            return True
    return False


def _is_struck(scene: Scene, at: int, index: int) -> bool:
    """أصيبت سفينة بصاروخ: a thing right behind the verb, hit with arms."""
    thing = scene.words[at].noun("equipment", "aircraft", "vessel", "warship", "infra", "homes")
    if thing is None or not 0 < at - index < _BESIDE:
        return False
    arms = scene.spots("noun", "weapon", first=at + 1, stop=at + _FLIGHT)
    return any("by" in (scene.words[n].noun("weapon") or thing).prefixes for n in arms)


def _is_left(scene: Scene, at: int, starts: dict[int, Actor], index: int) -> bool:
    """تراجع الجيش من مدينة سنجة: the place behind "from"."""
    gone = scene.spots("word", "from", "about", first=index + 1, stop=at)
    placed = scene.words[at].noun("area") is not None or meets(scene, at, "place", starts, index)
    return placed and any(at - n == 1 for n in gone)
