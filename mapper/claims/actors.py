"""Who is named at which words: states, armies, ministries, persons, groups, and those meant by "they"."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from gazetteer.sources.codes import alpha3_of
from mapper.claims.scene import Part, Scene
from mapper.language import Name, Reading, Word
from mapper.reasons import place_text

HEADS = ("head", "armed", "enemy", "occupier", "both", "latter", "document")
OUTSIDERS = ("head.source", "head.agency", "head.monitor")
_PRONOUN_SIDES = {"he": "own", "she": "own", "they": "own", "we": "own"}
_OFFICIAL = ("head.army", "head.ministry", "head.government", "head.office")
_REACH = 7


class Actor(NamedTuple):
    """A noun phrase that names somebody (word indexes, both included).

    ``side`` may be a word that only the speaker settles: "own", "enemy", "both",
    "latter", or empty for one named before (المتحدث, "the spokesman").
    """

    first: int
    last: int
    side: str
    kind: str
    label: str


def find_actors(scene: Scene) -> tuple[Actor, ...]:
    """Every actor of the report in reading order, without overlaps."""
    found: list[Actor] = []
    named = (name.first for name in scene.names)
    begins = sorted({*scene.spots("noun", *HEADS), *named, *scene.mention_first})
    for part in scene.parts:
        free = part.first
        for index in begins[bisect_left(begins, part.first) : bisect_left(begins, part.stop)]:
            actor = _actor_at(scene, part, index) if index >= free else None
            if actor is not None:
                found.append(actor)
                free = actor.last + 1
    return tuple(found)


def _actor_at(scene: Scene, part: Part, index: int) -> Actor | None:
    word = scene.words[index]
    head = word.noun(*HEADS)
    # محافظة is a province before it is "his governor".
    area = head is not None and head.suffix and word.noun("area")
    if head is not None and not area and not (head.value == "head.elided" and "the" not in head.prefixes):
        actor = _headed(scene, part, index, head)
        if actor is not None:
            return _with_owner(scene, part, _with_person(scene, part, _with_epithet(scene, part, actor)))
    actor = _named(scene, part, index)
    return _with_owner(scene, part, _with_epithet(scene, part, actor)) if actor is not None else None


def _with_epithet(scene: Scene, part: Part, actor: Actor) -> Actor:
    """تنظيم داعش الإرهابي: what a group is called right behind its name is nobody else."""
    at = actor.last + 1
    called = scene.words[at].noun("armed.foe") if at < part.stop else None
    if actor.kind not in ("group", "head.group") or called is None or called.prefixes != {"the"}:
        return actor
    if scene.words[at].noun("oblique", "nominative"):
        return actor
    return actor._replace(last=at, label=scene.text(actor.first, at + 1))


def _with_owner(scene: Scene, part: Part, actor: Actor) -> Actor:
    """الفرقة السادسة التابعة للجيش: the same actor with the words that say whose it is."""
    at = actor.last + 1
    if at + 1 >= part.stop or not scene.words[at].word("located"):
        return actor
    named = at + 2 if scene.words[at + 1].word("from") else at + 1
    owner = scene.name_at.get(named)
    if owner is None or owner.last >= part.stop:
        return actor
    # حاكم خيرسون المعين من موسكو speaks for those who appointed him.
    appointed = scene.words[actor.first].noun("local") is not None
    side = owner.side if appointed else actor.side
    return actor._replace(last=owner.last, side=side, label=scene.text(actor.first, owner.last + 1))


def _headed(scene: Scene, part: Part, index: int, head: Reading) -> Actor | None:
    end = index + head.length - 1
    called = scene.name_at.get(index)
    if head.value == "enemy" and called is not None and called.first == index and called.kind == "group":
        # المليشيا, where only one party is called so.
        return None
    if head.value in ("both", "both.oblique", "enemy"):
        last = _after_names(scene, part, end)
        return Actor(index, last, head.value, "army", scene.text(index, last + 1))
    after = scene.words[end + 1] if end + 1 < part.stop else None
    if after is not None and after.word("homeland.own") and head.value in ("head.army", "armed"):
        return Actor(index, end + 1, "own", "army", scene.text(index, end + 2))
    if head.suffix in _PRONOUN_SIDES and head.value in ("head.army", "armed"):
        return Actor(index, end, "own", "army", scene.text(index, end + 1))
    if head.value in OUTSIDERS and called is not None and called.first == index and called.kind == "group":
        # هيئة تحرير الشام is a group, whatever its name begins with.
        return None
    side, last, kind = _side_ahead(scene, part, end + 1, head)
    if side:
        return Actor(index, last, side, kind or _source_kind(scene, head, last), scene.text(index, last + 1))
    if head.value == "head.group" and "the" in head.prefixes:
        return _same_group(scene, index, end)
    if head.value.startswith("head.source") and "the" in head.prefixes:
        return Actor(index, end, "", head.value, scene.text(index, end + 1))
    if head.value in ("head.elided", "occupier", "head.group"):
        return None
    if head.value in OUTSIDERS and index in scene.name_at and scene.name_at[index].first == index:
        return None
    if head.value in OUTSIDERS or head.value.startswith("head.source"):
        end = _title(scene, part, end) if head.value == "head.agency" else end
        return Actor(index, end, "other", head.value, scene.text(index, end + 1))
    if head.value == "latter":
        return Actor(index, end, "latter", head.value, scene.text(index, end + 1))
    if index in scene.name_at:
        return None
    end = _with_body(scene, part, end) if head.value == "head.office" else end
    return Actor(index, end, "", head.value, scene.text(index, end + 1))


def _with_body(scene: Scene, part: Part, end: int) -> int:
    """متحدث باسم الحكومة: the last word of the body that an office is of, where nothing tells its side."""
    after = scene.words[end + 1] if end + 1 < part.stop else None
    body = after.noun("head.government", "head.ministry") if after is not None else None
    if body is None or body.prefixes - {"the"} or end + 1 in scene.name_at:
        return end
    return min(end + body.length, part.stop - 1)


def _title(scene: Scene, part: Part, end: int) -> int:
    """The last word of a paper's name (صحيفة النهار), where it is no word that we know."""
    after = end + 1
    while after < part.stop and scene.words[after].text in scene.language.quote_marks:
        after += 1
    if after >= part.stop or scene.words[after].readings or after in scene.time_at:
        return end
    return after if scene.words[after].text[0].isalpha() else end


def _source_kind(scene: Scene, head: Reading, last: int) -> str:
    """مصدر في الجيش speaks for it; مصادر محلية سورية does not."""
    name = scene.name_at.get(last)
    official = name is not None and name.kind in ("army", "ministry", "government", "office", "group")
    back = range(max(last - 3, 0), last)
    official = official or any(scene.words[n].noun(*_OFFICIAL) for n in back)
    return "head.source.official" if official and head.value == "head.source" else head.value


def _same_group(scene: Scene, index: int, end: int) -> Actor | None:
    """الحركة, الجماعة, التنظيم: the group named last."""
    before = (name for name in reversed(scene.names) if name.last < index)
    named = next((name for name in before if name.kind == "group"), None)
    return Actor(index, end, named.side, "group", scene.text(index, end + 1)) if named else None


def _after_names(scene: Scene, part: Part, index: int) -> int:
    """The last of the nationalities that follow (الطرفان الأرميني والأذربيجاني)."""
    while (
        index + 1 < part.stop and index + 1 in scene.name_at and scene.name_at[index + 1].kind == "adjective"
    ):
        index = scene.name_at[index + 1].last
    return index


def _side_ahead(scene: Scene, part: Part, start: int, head: Reading) -> tuple[str, int, str]:
    """The side told by the words after a head noun, their last index, and a better kind if they name one."""
    near = 1 if head.value == "head.elided" else _REACH
    for index in range(start, min(start + near, part.stop)):
        name = scene.name_at.get(index)
        if name is not None and _is_other(head, name, index == start):
            return "", start - 1, ""
        if name is not None and not (name.prefixes & _barred(scene, index, start, head)):
            after = scene.name_at.get(name.last + 1)
            if (
                after is not None
                and after.kind == "adjective"
                and name.kind != "person"
                and (name.kind != "adjective" or after.prefixes)
                and after.last < part.stop
            ):
                # قتلت القوات الإسرائيلية فلسطينيا: a second nation without "and" is somebody else.
                name = after
            return name.side, name.last, "person" if name.kind == "person" else ""
        mention = scene.mention_at.get(index)
        if mention is not None and mention.match.place.level == "country":
            joined = scene.words[index].start < mention.start
            if joined or _is_guild(scene, start, index, head):
                return "", start - 1, ""
            return mention.match.place.id.removeprefix("country:"), scene.mention_first.get(index, index), ""
        local = mention is not None and scene.words[start - head.length].noun("local")
        if mention is not None and local and mention.match.place.country:
            return alpha3_of(mention.match.place.country), scene.mention_first.get(index, index), ""
        if mention is not None or not _passes(scene, scene.words[index], head):
            return "", start - 1, ""
        if scene.words[start - 1].noun("absolute") and scene.words[index].noun("head"):
            # هاجم مسلحون الجيش العراقي: whom they attacked, and not whose men they are.
            return "", start - 1, ""
    return "", start - 1, ""


def _is_guild(scene: Scene, start: int, index: int, head: Reading) -> bool:
    """لجنة أطباء السودان: a committee or union of people of a country is not its state."""
    people = index > start and scene.words[index - 1].noun("head.source", "civil", "person") is not None
    return people and head.value == "head.monitor"


def _is_other(head: Reading, name: Name, beside: bool) -> bool:
    """اتهم الجيش قوات الدعم السريع: after a definite army, a name that does not describe it is another's."""
    return beside and head.value == "head.army" and "the" in head.prefixes and name.kind in ("army", "group")


def _barred(scene: Scene, index: int, start: int, head: Reading) -> frozenset[str]:
    """What must not be written onto the owner; "to" may in المتحدث للحوثيين, الفرقة التابعة للجيش."""
    belongs = index > start and scene.words[index - 1].word("located") is not None
    return frozenset({"and", "by"} if belongs or head.value == "head.office" else {"and", "by", "to"})


def _passes(scene: Scene, word: Word, head: Reading) -> bool:
    """Whether a word may stand between a head noun and the side it belongs to."""
    if word.word("located"):
        return True
    if word.verb is not None and not word.noun("head", "military"):
        return False
    if word.noun("area") and head.value == "head.office":
        return True
    if word.noun("head", "military", "document", "witness"):
        return True
    if word.text in scene.language.quote_marks:
        return True
    if word.readings and not (
        word.word("in") or (word.word("about", "from") and head.value in ("document", "head.army"))
    ):
        return False
    return word.text not in scene.language.comma_marks and word.text not in ":.()"


def _with_person(scene: Scene, part: Part, actor: Actor) -> Actor:
    """The same actor with a person's name that follows, over a comma or a quotation mark."""
    index = actor.last + 1
    while (
        index < part.stop
        and scene.words[index].text in scene.language.comma_marks + scene.language.quote_marks
    ):
        index += 1
    name = scene.name_at.get(index)
    if name is None or name.kind != "person" or name.prefixes or (actor.side and name.side != actor.side):
        return actor
    return Actor(actor.first, name.last, name.side, "person", scene.text(actor.first, name.last + 1))


def _named(scene: Scene, part: Part, index: int) -> Actor | None:
    name = scene.name_at.get(index)
    if name is not None and name.first == index:
        if name.kind == "adjective" and _is_land(scene, index):
            return _land(scene, index)
        if name.kind == "adjective" or (name.needs_head and not _is_said_by(scene, part, name)):
            return None
        literal = scene.mention_at.get(index)
        if name.kind == "seat" and literal is not None and literal.use == "literal":
            return None
        return Actor(
            index, name.last, name.side, name.kind, scene.report.text[name.start : scene.words[name.last].end]
        )
    return _land(scene, index)


def _is_said_by(scene: Scene, part: Part, name: Name) -> bool:
    """قالت سول, وأضاف سريع: a capital or person named by a common word, right after a verb of saying."""
    before = scene.words[name.first - 1] if name.first > part.first else None
    said = before.find("speech") if before is not None else None
    if said is None or name.kind not in ("seat", "person"):
        return False
    return name.kind == "seat" or (said.verbal and not name.prefixes)


def _is_land(scene: Scene, index: int) -> bool:
    """السعودية is a nationality and a country: the gazetteer knows it as a name."""
    mention = scene.mention_at.get(index)
    return mention is not None and place_text("nationality") not in mention.match.reasons


def _land(scene: Scene, index: int) -> Actor | None:
    """A state meant by its name."""
    mention = scene.mention_at.get(index)
    if mention is None or index not in scene.mention_first or mention.use != "associative":
        return None
    if mention.match.place.level != "country":
        return None
    side = mention.match.place.id.removeprefix("country:")
    return Actor(index, scene.mention_first[index], side, "government", mention.surface)
