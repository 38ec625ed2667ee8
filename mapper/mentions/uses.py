"""Whether a name means the place itself, or the state, army, office or people behind it."""

from __future__ import annotations

from collections.abc import Container, Sequence

from gazetteer.place import Match
from mapper.language import Name, Word
from mapper.mentions.everyday import is_next
from mapper.mentions.land import is_land
from mapper.mentions.named import Named, Page, place_noun
from mapper.mentions.nationalities import SEATED
from mapper.records import Use

_ACTORS = ("head", "document", "armed")
_OFFICES = ("head.government", "head.office", "head.ministry")
_NAMESAKES = ("agency", "media", "person")
"""Actors that bear the name of a town: الميادين, a television channel."""
_REACH = 8
_HYPHENS = ("-", "–", "—")


def uses(named: Sequence[Named], matches: Sequence[Match], page: Page, heads: Container[int]) -> list[Use]:
    """The use of each name, in order: a name in a list is used as the one before it.

    ``heads`` are the numbers of those in datelines.
    """
    found: list[Use] = []
    mentioned = frozenset(index for item in named for index in range(item.first, item.last + 1))
    for at, (item, match) in enumerate(zip(named, matches, strict=True)):
        if at in heads:
            found.append("literal")
            continue
        listed = bool(at) and is_next(named[at - 1], item, page) and not _acts(item, page)
        own = _use(item, match, page, mentioned)
        if at and _is_joined(named[at - 1], item, page):
            owned = _is_owned(page.left(named[at - 1].first, _REACH), page)
            own = found[-1] = "associative" if owned else "literal"
        elif listed and (found[-1] == "literal" or _is_state(item, match, page)):
            own = found[-1]
        found.append(own)
    return found


def _is_joined(one: Named, other: Named, page: Page) -> bool:
    """Whether a hyphen makes one thing of two names: the road دمشق-حلب."""
    return page.text[one.hit.end : other.hit.start] in _HYPHENS


def _is_state(item: Named, match: Match, page: Page) -> bool:
    """Whether a name speaks for a state unless the words around it say otherwise."""
    name = page.owner.get(item.first)
    return match.place.level == "country" or (name is not None and name.kind == "seat")


def _use(item: Named, match: Match, page: Page, mentioned: frozenset[int]) -> Use:
    name = page.owner.get(item.first)
    left = page.left(item.first, _REACH)
    placed = bool(item.hit.cue) or _is_placed(left)
    if name is not None and _covers(name, item) and not (placed and name.kind in _NAMESAKES):
        return "associative"
    if _is_owned(left, page) or _is_outlet(left, page):
        return "associative"
    if _is_state(item, match, page):
        return "literal" if is_land(item, match, left, page, mentioned) else "associative"
    if match.place.level == "region" and _acts(item, page, ready=True) and not _is_placed(left):
        return "associative"
    return "literal"


def _covers(name: Name, item: Named) -> bool:
    """Whether an actor's name holds that of the place: جيش قره باغ, "the army of Karabakh"."""
    return name.kind not in SEATED and name.last - name.first >= item.last - item.first


def _is_owned(left: Sequence[Word], page: Page) -> bool:
    """Whether an institution of the place stands before its name: محافظ كركوك, "the governor of Kirkuk"."""
    if not left:
        return False
    near, noun = left[0], place_noun(left[0], page.language)
    if (head := near.noun(*_ACTORS)) and "the" not in head.prefixes and noun is None:
        # مركز is a centre that speaks, and the centre of a town.
        return not (len(left) > 1 and near.noun("head.monitor") and left[1].word("in", "inside", "near"))
    if len(left) < 2 or not ((noun and not noun.weak) or near.find("trigger", "operation")):
        return False
    owner = left[1].noun(*_OFFICES)
    return owner is not None and "the" not in owner.prefixes


def _is_outlet(left: Sequence[Word], page: Page) -> bool:
    """Whether a name in quotation marks stands behind a lone "to": قال لـ«الشرق الأوسط», a paper."""
    if len(left) < 2 or left[0].text not in page.language.quote_marks:
        return False
    return "to" in page.language.prefixes(left[1].text) and not left[1].readings


def _is_placed(left: Sequence[Word]) -> bool:
    return bool(left) and left[0].word("in", "inside", "from", "to", "near", "part") is not None


def _acts(item: Named, page: Page, *, ready: bool = False) -> bool:
    """Whether the name is the subject of the verb behind it: وتركيا تدعو, "and Turkey calls"."""
    after = page.right(item.last)
    if after is None:
        return False
    if ready and after.word("ready"):
        return True
    speech = after.find("speech")
    verb = speech if speech is not None and speech.verbal else None if ready else after.verb
    return verb is not None and "and" not in verb.prefixes
