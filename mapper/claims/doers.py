"""The actors of a report as they stand in it, and whether one may be the subject of a verb."""

from __future__ import annotations

from typing import NamedTuple

from mapper.claims.actors import Actor
from mapper.claims.scene import Scene


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

    def _actor_doer(self, start: int, rule: str) -> Doer | None:
        for at in range(start, start + 3):
            actor = self._starts.get(at) or self._over.get(at)
            if actor is not None:
                return Doer(actor.side, rule, actor.first, actor.last)
            name = self._scene.name_at.get(at)
            if name is not None:
                return Doer(name.side, rule, name.first, name.last)
        return None

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
        return (
            before.word("on", "in", "from", "to", "with", "about", "between", "against", "toward") is not None
        )

    def _is_infinite(self, head: int) -> bool:
        """أنها قصفت, أن تكون قصفت: the subject is the speaker, and what follows is the object."""
        words = self._scene.words
        if words[head].verb is not None and self._scene.is_after(head, "that"):
            return True
        return head >= 2 and bool(words[head - 1].word("was") and words[head - 2].word("that"))
