"""Names in a clause that are not where the event was: where the fire came from, or where a place lies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from mapper.claims.scene import Scene

Role = Literal["site", "lead", "origin", "aside"]
_ASIDE = 8
_NEAR = 4
_DATELINE = 9
_LEAD = 3
_DASHES = "-–—"


def roles(scene: Scene, first: int, stop: int, *, leaves: bool) -> Iterator[tuple[int, Role]]:
    """Every mention within first..stop by its first word; a name joined to another has that one's role.

    ``leaves``: whether the event is a going away, so that "from" tells where it was.
    """
    before: tuple[int, Role] | None = None
    for at in scene.mentions_in(first, stop):
        if before is not None and _is_joined(scene, before[0], at):
            role = before[1]
        else:
            role = _role(scene, at, first, leaves)
        yield at, role
        before = scene.mention_first[at], role


def _is_joined(scene: Scene, last: int, at: int) -> bool:
    """صنعاء وصعدة: nothing but "and" between two names."""
    mention = scene.mention_at[at]
    written = scene.words[at].text[: mention.start - scene.words[at].start]
    return at == last + 1 and scene.language.prefixes(written) == {"and"}


def _role(scene: Scene, at: int, first: int, leaves: bool) -> Role:
    if _is_dateline(scene, at) or _is_remote(scene, at, first, leaves) or _is_bearing(scene, at, first):
        return "aside"
    if _is_lead(scene, at):
        return "lead"
    for back in range(at - 1, max(first, at - _NEAR) - 1, -1):
        word = scene.words[back]
        if not word.senses.words:
            continue
        if word.word("origin"):
            return "origin"
        if word.word("beside", "state"):
            return "aside"
        if word.word("from"):
            plain = all(
                scene.words[n].noun("area") or scene.words[n].word("part", "inside")
                for n in range(back + 1, at)
            )
            share = scene.has(max(back - 3, 0), back, "noun", "share")
            return "origin" if plain and not leaves and not share else "site"
        if word.word("in", "on", "inside", "toward", "near"):
            return "site"
    return "site"


def _is_remote(scene: Scene, at: int, first: int, leaves: bool) -> bool:
    """على بعد 90 كلم جنوبي طرابلس, عاصمة ولاية, مصدره مواقع في, سفينة متجهة إلى."""
    for back in range(at - 1, max(first, at - _ASIDE) - 1, -1):
        word = scene.words[back]
        if word.senses.words:
            far = word.word("distance", "origin") or (word.word("seat_of") and at - back <= 3)
            if far or (word.word("bound") and not leaves):
                return True
            about = word.word("toward") and back + 1 in scene.number_at
            if word.word("toward", "on", "near") and not about:
                return False
        if back in scene.mention_at or word.verb is not None:
            return False
    return False


def _is_bearing(scene: Scene, at: int, first: int) -> bool:
    """صبراتة غرب العاصمة طرابلس, أبو قرين جنوبي مصراتة: a name that tells where the one before it lies."""
    back = at - 1
    while back > first and (scene.words[back].noun("area") or scene.words[back].word("capital", "from")):
        back -= 1
    bearing = back
    while back > first and _is_plain_part(scene, back):
        back -= 1
    if back == bearing:
        return False
    while back > first and scene.words[back].word("located", "which", "to"):
        back -= 1
    if back > first and back not in scene.mention_at and scene.words[back].noun("military", "weapon"):
        back -= 1
    mention = scene.mention_at.get(back)
    return mention is not None and mention.use == "literal"


def _is_plain_part(scene: Scene, index: int) -> bool:
    part = scene.words[index].word("part")
    return part is not None and "and" not in part.prefixes


def _is_lead(scene: Scene, at: int) -> bool:
    """ريف حلب الغربي: سيطرت القوات على: a place set before a colon, of which what follows may be a part."""
    part = scene.part_at(at)
    last = scene.mention_first[at]
    if part is None or at - part.first > _LEAD:
        return False
    return any(word.text == ":" for word in scene.words[last + 1 : min(last + _LEAD, part.stop)])


def _is_dateline(scene: Scene, at: int) -> bool:
    """باكو (أ ف ب) 28-10-2020 - : the town a report was sent from."""
    part = scene.part_at(at)
    if part is None or at - part.first > 2:
        return False
    for ahead in range(at + 1, min(at + _DATELINE, part.stop)):
        word = scene.words[ahead]
        if word.text in _DASHES:
            return True
        if word.verb is not None or word.find("trigger") or word.word("in", "on"):
            return False
    return False
