"""What was hit: the words for it and whether they mean people, arms or works."""

from __future__ import annotations

from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.scene import Scene
from mapper.records import TargetClass

_CLASSES: tuple[tuple[str, TargetClass], ...] = (
    ("civil", "civilian"),
    ("infra", "infrastructure"),
    ("military", "military"),
    ("armed", "military"),
    ("equipment", "military"),
    ("head.army", "military"),
    ("site", "military"),
)
_ADJECTIVES = ("civil", "military")
_STRUCK = ("shelling", "attack", "air_drone_strike", "missile_strike", "ground_advance", "territory_captured")
_LONGEST = 5
"""How many words a target is quoted with."""
_KNOWN = tuple(noun for noun, _ in _CLASSES)


def target(scene: Scene, event: Event) -> tuple[range, TargetClass]:
    """The words for what was hit, and of what class it is."""
    stop = reach(scene, event.stop, event.part)
    back = event.light_value in ("undergo", "witness", "passive")
    first = event.first if back else event.index
    named = scene.spots("noun", *_KNOWN, first=event.index + 1, stop=stop)
    if back:
        named = [*named, *scene.spots("noun", *_KNOWN, first=first, stop=event.index)]
    for noun, kind in _CLASSES if named else ():
        for at in named:
            found = scene.words[at].noun(noun)
            if found is not None and not _is_in_name(scene, at) and not _is_doer(scene, at, event):
                return _phrase(scene, at, found.length, event, stop), kind
    return range(0), "unknown"


def _is_in_name(scene: Scene, at: int) -> bool:
    """ود مدني: a later word of a town's name is nothing by itself."""
    mention = scene.mention_at.get(at)
    inside = mention is not None and at not in scene.mention_first
    return inside and mention is not None and mention.match.place.level == "settlement"


def _phrase(scene: Scene, at: int, length: int, event: Event, stop: int) -> range:
    """أحياء سكنية, ثلاثة مخازن ذخيرة: the noun with what describes it, without a preposition at its end."""
    first, last = at, at + length
    # سكنية describes the noun before it.
    while first - 1 > event.index and _is_head_of(scene, first - 1, at):
        first -= 1
    behind = stop if at > event.index else event.index
    while last < min(first + _LONGEST, behind) and _describes(scene, last):
        last += 1
    return range(first, max(last, at + 1))


def _is_head_of(scene: Scene, before: int, at: int) -> bool:
    """The noun of places or things that an adjective like سكنية or عسكرية stands behind."""
    if scene.words[at].noun(*_ADJECTIVES) is None or _opens_another(scene, at):
        return False
    word = scene.words[before]
    return word.noun("area", "area.building", "site", "infra", "civil", "military", "equipment") is not None


def _describes(scene: Scene, at: int) -> bool:
    """An adjective or a genitive: no verb, mark, preposition, day or number, nothing joined by "and"."""
    word = scene.words[at]
    if not word.text[0].isalnum() or word.senses.words or word.verb is not None or _opens_another(scene, at):
        return False
    if word.noun("area") is not None:
        return False
    return (
        at not in scene.time_at and at not in scene.number_at and not word.find("trigger", "light", "speech")
    )


def _opens_another(scene: Scene, at: int) -> bool:
    """A small word written onto it (بصاروخ, وقرية)."""
    word = scene.words[at]
    written = {prefix for reading in word.readings for prefix in reading.prefixes} - {"the"}
    name = scene.name_at.get(at)
    named = name.prefixes if name is not None and name.first == at else frozenset()
    mention = scene.mention_at.get(at)
    joined = mention is not None and at in scene.mention_first and word.start < mention.start
    return bool(written or named or joined)


def unplaced(scene: Scene, event: Event) -> str:
    """قصف قرية زركوب: the name of the settlement that was hit, where no place is known by it."""
    at = event.index + event.reading.length
    while at < event.stop and scene.words[at].noun("area") is None:
        word, mention = scene.words[at], scene.mention_at.get(at)
        if word.word("in") or not word.text[0].isalnum() or (mention and mention.use == "literal"):
            return _unknown_object(scene, event)
        at += 1
    after = at + 1
    if at >= event.stop:
        return _unknown_object(scene, event)
    if after >= event.stop or at in scene.mention_at or after in scene.mention_at or after in scene.name_at:
        return ""
    named = scene.words[after]
    known = named.readings or after in scene.time_at or after in scene.number_at
    settled = scene.words[at].noun("area")
    alone = settled is not None and settled.item == "settlement" and not settled.suffix
    return named.text if alone and not known and named.text[0].isalpha() else ""


def _unknown_object(scene: Scene, event: Event) -> str:
    """قصفت روسيا سومي, قصف مواقع في سومي: a bare word that nothing is known of, at the end of its clause."""
    if event.type not in _STRUCK:
        return ""
    after = event.index + event.reading.length
    at = after
    while at < event.stop and (at in scene.name_at or scene.words[at].noun("head.army")):
        at += 1
    told = at > after or bool(event.reading.prefixes) or scene.is_after(event.index, "that.own")
    if event.verbal and told and (found := _unknown_end(scene, event, at)):
        return found
    for at in scene.spots("word", "on", "in", "near", "toward", first=after, stop=event.stop - 1):
        mention = scene.mention_at.get(at + 1)
        if mention is not None and mention.use == "literal":
            return ""
        area = scene.words[at + 1].noun("area", "territory")
        if found := _unknown_end(scene, event, at + 1 + (area is not None)):
            return found
    return ""


def _unknown_end(scene: Scene, event: Event, at: int) -> str:
    if at >= event.stop or (at + 1 < event.stop and scene.words[at + 1].text[0].isalnum()):
        return ""
    word = scene.words[at]
    known = word.readings or at in scene.time_at or at in scene.number_at or at in scene.name_at
    definite = "the" in scene.language.prefixes(word.folded[:2])
    bare = word.text[0].isalpha() and not definite and at not in scene.mention_at
    return word.text if bare and not known else ""


def _is_doer(scene: Scene, at: int, event: Event) -> bool:
    word = scene.words[at]
    if at in scene.covered_by:
        # طائرة من دون طيار: a word within a set phrase is nothing by itself.
        return True
    prefixes = {prefix for reading in word.readings for prefix in reading.prefixes}
    if word.noun("head.army") is not None:
        return "to" not in prefixes
    if prefixes - {"the"}:
        return False
    before = scene.name_at.get(at - 1)
    if before is not None and before.kind == "group" and word.noun("armed.foe") and "the" in prefixes:
        # تنظيم داعش الإرهابي: what the group is called.
        return True
    if at == event.index + event.reading.length and scene.words[event.index].noun("attack"):
        # هجوم مسلح, هجوم مسلحين: of what kind it is, or whose.
        return word.noun("armed", "military") is not None and not event.verbal
    return _is_subject(scene, at, event)


def _is_subject(scene: Scene, at: int, event: Event) -> bool:
    """قتل مسلحون ناشطا, دخل جنود روس: armed men right behind their verb, in no case but the nominative."""
    word, head = scene.words[at], event.index if event.light is None else event.light
    verb = scene.words[head].verb
    if verb is None or at != head + 1 or (event.light is None and not event.verbal):
        return False
    if word.noun("equipment"):
        return _has_object(scene, at, event)
    if word.noun("armed") is None or word.noun("oblique"):
        return False
    if event.reading.roles == "victim":
        toll = scene.toll_at.get(head)
        troop = word.noun("nominative") is not None and scene.is_after(at + 2, "from")
        if troop and any(n in scene.number_at for n in range(at + 2, at + _LONGEST)):
            # قتل مسلحون من التنظيم خمسة
            return True
        return toll is not None and toll.first == head and toll.last > _name_end(scene, at)
    opens = head == event.part.first or (head in scene.breaks and "and" not in verb.prefixes)
    return opens or word.noun("nominative") is not None


def _name_end(scene: Scene, at: int) -> int:
    """The last word of جنود إسرائيليون, آليات الاحتلال."""
    owned = at + 1 in scene.name_at or scene.has(at + 1, at + 2, "noun", "occupier")
    return at + 1 if owned else at


def _has_object(scene: Scene, at: int, event: Event) -> bool:
    """جرفت آليات الاحتلال أراضي: what it did it to stands behind the machines and their owner."""
    owner = _name_end(scene, at)
    if owner == at or owner + 1 >= event.part.stop:
        return False
    hit = scene.words[owner + 1].noun("farm", "area", "territory", "civil", "infra", "homes")
    return hit is not None and not hit.prefixes - {"the"}
