"""The actors of a report as they stand in it, and whether one may be the subject of a verb."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from mapper.claims.actors import Actor
from mapper.claims.events import Event
from mapper.claims.scene import Scene

STRIKES = ("shelling", "missile_strike", "air_drone_strike", "attack", "explosion")
_OWNER = 25
"""How many words before a sentence the owner of "its artillery" may be named."""
_SAME = 60
_DEFENCE = ("equipment_destroyed", "aircraft_downed", "attack_repelled")
_ARMS = ("weapon.artillery", "weapon.air")
"""Arms that stand for their army (المدفعية دمرت)."""
_SPOKEN = ("own", "enemy", "both", "both.oblique", "latter", "other")
"""Sides that only the speaker settles."""


class Doer(NamedTuple):
    """The side that did it, and the words and rule that say so."""

    side: str
    rule: str
    first: int
    last: int


class Stage:
    """The actors by their words."""

    def __init__(self, scene: Scene, actors: tuple[Actor, ...]) -> None:
        self._scene = scene
        self._starts = {actor.first: actor for actor in actors}
        self._sided = [actor for actor in actors if actor.side and actor.side not in _SPOKEN]
        self._over = {index: actor for actor in actors for index in range(actor.first, actor.last + 1)}

    def side_at(self, index: int) -> str:
        """The side of the actor that begins at a word; empty for none."""
        actor = self._starts.get(index)
        return actor.side if actor is not None else ""

    def _topic(self, first: int, stop: int) -> Actor | None:
        """The last actor right after a "that"."""
        for at in range(stop - 1, first - 1, -1):
            if self._scene.words[at].word("that") and at + 1 in self._starts:
                return self._starts[at + 1]
        return None

    def _actor_doer(self, start: int, stop: int, rule: str) -> Doer | None:
        for at in range(start, min(start + 3, stop)):
            if self._scene.words[at].text in self._scene.language.comma_marks:
                return None
            actor = self._starts.get(at) or self._over.get(at)
            if actor is not None:
                return Doer(actor.side, rule, actor.first, actor.last)
            name = self._scene.name_at.get(at)
            if name is not None:
                return Doer(name.side, rule, name.first, name.last)
        return None

    def _asset(self, at: int, event: Event) -> Doer | None:
        """قصفت المدفعية الإسرائيلية: arms with a nationality, as the subject of a strike or an advance."""
        striking = event.type in (*STRIKES, "armed_clash") or event.reading.roles == "self"
        arms = self._scene.words[at].noun("weapon", "equipment", "aircraft")
        told = event.type in _DEFENCE and event.frame is not None and event.verbal
        if told and arms is not None and "the" in arms.prefixes and arms.value in _ARMS:
            return Doer("own", "arms of the speaker", at, at)
        if not striking or arms is None:
            return None
        if arms.suffix:
            return (
                Doer("own", "arms of the speaker", at, at) if event.frame else self._owner_before(at, event)
            )
        for ahead in range(at + 1, min(at + 3, event.part.stop)):
            owner = self._starts.get(ahead)
            # هاجمت طائرات مجهولة القوات: behind a word that describes the arms stands whom they hit.
            beside = ahead == at + 1 or bool(self._scene.words[at + 1].readings)
            if owner is not None and owner.side and beside and not self._is_taken(ahead):
                return Doer(owner.side, "owner of the arms", at, owner.last)
            name = self._scene.name_at.get(ahead)
            if name is not None and name.kind == "adjective":
                return Doer(name.side, "nationality of the arms", at, name.last)
            if self._scene.words[ahead].noun("hostile"):
                return Doer("enemy", "arms called hostile", at, ahead)
        return None

    def _arms_before(self, head: int, event: Event) -> Doer | None:
        """طائراتها هاجمت, الطائرات العراقية قصفت: arms with an owner right before their verb."""
        for at in range(head - 1, max(head - 3, event.part.first - 1), -1):
            arms = self._scene.words[at].noun("weapon", "equipment", "aircraft")
            if arms is None or arms.prefixes & {"by", "to", "like"} or self._is_governed(at):
                continue
            asset = self._asset(at, event)
            last = at if arms.suffix else asset.last if asset is not None else -1
            return asset if last == head - 1 else None
        return None

    def _is_governed(self, at: int) -> bool:
        return self._scene.is_after(at, "on", "in", "from", "to", "with", "about", "between", "against")

    def _nameless(self, head: int, event: Event) -> Doer | None:
        """الجيش قصف داعش, مسلحون مجهولون هاجموا الجيش: fighters without a nation right before their verb."""
        at = head - 1
        while at > max(event.first, head - 3) and at not in self._over and self._is_unknown(at):
            at -= 1
        actor = self._over.get(at)
        if actor is None or actor.side or self._is_taken(actor.first) or self._is_inner(actor.first):
            return None
        word = self._scene.words[actor.first]
        army = word.noun("head.army")
        known = army is not None and ("the" in army.prefixes or bool(army.suffix))
        definite = actor.kind == "head.army" and (known or word.noun("home.army") is not None)
        armed = actor.kind in ("armed", "armed.foe") and not self._scene.is_after(actor.first, "that.own")
        opens = actor.first == event.part.first or self._scene.is_after(actor.first, "that")
        if not (definite or (armed and opens)) or actor.first < event.part.first:
            return None
        side = self._troop(actor) or self._gunmen(actor, event)
        return Doer(side, "subject right before the verb", actor.first, actor.last)

    def _gunmen(self, actor: Actor, event: Event) -> str:
        """مسلحون, where a party of a war speaks, are those it fights; men not called so are its own."""
        if actor.kind != "armed.foe":
            return "own"
        speaker = event.frame.side if event.frame is not None else ""
        return "enemy" if self._scene.foe(speaker) else ""

    def _is_unknown(self, at: int) -> bool:
        word = self._scene.words[at]
        placed = at in self._scene.mention_at or at in self._scene.name_at or at in self._scene.number_at
        return word.text[0].isalpha() and not word.readings and not placed

    def _owner_before(self, at: int, event: Event) -> Doer | None:
        """مدفعيته: whoever has been named last, in this sentence or just before it."""
        for back in range(at - 1, max(event.part.first - _OWNER, at - _SAME, 0) - 1, -1):
            actor = self._starts.get(back)
            if actor is not None and actor.side and not self._is_taken(back):
                return Doer(actor.side, "owner named before", actor.first, actor.last)
        return None

    def _prefixes(self, first: int) -> frozenset[str]:
        """The small words written onto an actor."""
        name, head = self._scene.name_at.get(first), self._scene.words[first].noun("head", "armed")
        written = name.prefixes if name is not None else frozenset[str]()
        return written | (head.prefixes if head is not None else frozenset[str]())

    def _is_joined(self, first: int) -> bool:
        """و written onto the name: it goes with another one."""
        name, head = self._scene.name_at.get(first), self._scene.words[first].noun("head", "armed")
        joined = name is not None and name.first == first and "and" in name.prefixes
        return joined or (head is not None and "and" in head.prefixes)

    def _is_inner(self, first: int) -> bool:
        """هجوم شنته القوات: the subject of a verb that only describes a noun."""
        before = self._scene.words[first - 1] if first else None
        return before is not None and any(r.verbal and r.suffix for r in before.readings)

    def _is_taken(self, first: int) -> bool:
        """A preposition before the actor, or written onto it, makes it no subject."""
        name = self._scene.name_at.get(first)
        if name is not None and name.first == first and name.prefixes & {"by", "to", "like"}:
            return True
        head = self._scene.words[first].noun("head", "armed")
        if head is not None and head.prefixes & {"by", "to", "like"}:
            return True
        mention = self._scene.mention_at.get(first)
        if mention is not None:
            written = self._scene.words[first].text[: mention.start - self._scene.words[first].start]
            if self._scene.language.prefixes(written) & {"by", "to", "like"}:
                return True
        if not first:
            return False
        before = self._scene.words[first - 1]
        if before.word("from") and first > 1 and self._scene.words[first - 2].noun("part_of"):
            return False
        kept = before.word("on", "in", "from", "to", "with", "about", "between", "against", "toward")
        return kept is not None or before.word("survives") is not None

    def _troop(self, actor: Actor) -> str:
        """مسلحون من تنظيم الدولة: the side of those that armed men belong to."""
        after = self._starts.get(actor.last + 2)
        if after is None or not self._scene.words[actor.last + 1].word("from"):
            return ""
        return after.side if actor.kind in ("armed", "armed.foe") else ""

    def _antecedent(self, first: int) -> Actor | None:
        """الجيش, وحدات الجيش: the army of that name that was told of last, or else later on."""
        actor = self._over.get(first)
        if actor is None or actor.side or actor.kind not in ("head.army", "armed"):
            return None
        beside = self._over.get(actor.first - 1)
        if beside is not None and beside.side and self._is_joined(actor.first):
            return beside
        wanted = self._heads(actor)
        return next((named for named in self._named(actor.first) if wanted & self._heads(named)), None)

    def _named(self, index: int) -> Iterator[Actor]:
        """Actors of a known side, the nearest before a word first, then those after it."""
        at = bisect_left(self._sided, index, key=lambda actor: actor.first)
        yield from reversed(self._sided[max(at - _SAME, 0) : at])
        yield from self._sided[at : at + _SAME]

    def _heads(self, actor: Actor) -> frozenset[str]:
        """The army nouns of an actor, or right after it, where they are no other actor's."""
        beside = actor.last + 1 not in self._over
        words = self._scene.words[actor.first : actor.last + 1 + beside]
        return frozenset(
            reading.lemma
            for word in words
            for reading in word.readings
            if reading.kind == "noun" and reading.value == "head.army"
        )

    def _is_infinite(self, head: int) -> bool:
        """أنها قصفت, أن تكون قصفت: the subject is the speaker, and what follows is the object."""
        words = self._scene.words
        if words[head].verb is not None and self._scene.is_after(head, "that"):
            return True
        return head >= 2 and bool(words[head - 1].word("was") and words[head - 2].word("that"))
