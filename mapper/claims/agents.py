"""Doers that a preposition names: whose attack it is, by whom it was made, where the fire came from."""

from __future__ import annotations

from mapper.claims.doers import Doer, Stage
from mapper.claims.events import Event
from mapper.claims.evidence import reach

ATTACKS = ("shelling", "missile_strike", "air_drone_strike", "attack", "explosion", "armed_clash",
           "ground_advance")  # fmt: skip


class Agents(Stage):
    """Looks for the doer of an event behind من قبل, ل and من."""

    def _by_phrase(self, event: Event) -> Doer | None:
        """قصف من قبل الجيش, أسقطت بنيران القوات."""
        stop = reach(self._scene, event.stop, event.part)
        for at in range(event.index + 1, min(event.index + 16, stop)):
            word = self._scene.words[at]
            if not word.senses.readings:
                continue
            captured = event.type == "territory_captured"
            agent = word.word("agent") or (word.noun("hand") if captured else None)
            if agent is not None:
                return self._actor_doer(at + agent.length, "by-phrase")
            if word.verb is not None and not word.noun("head", "site"):
                return None
        return None

    def _belonging(self, event: Event) -> Doer | None:
        """هجوم لداعش في, قصف لقوات النظام على: whose attack it is, before where it fell."""
        at = event.index + event.reading.length
        actor = self._starts.get(at) or self._starts.get(at + 1)
        if event.verbal or event.type not in ATTACKS or actor is None or not actor.side:
            return None
        name, head = (
            self._scene.name_at.get(actor.first),
            self._scene.words[actor.first].noun("head", "armed"),
        )
        written = (name.prefixes if name is not None else frozenset()) | (
            head.prefixes if head else frozenset()
        )
        fallen = ("on", "in") if self._scene.words[event.index].noun("attack") else ("on",)
        where = self._scene.has(actor.last + 1, min(actor.last + 9, event.stop), "word", *fallen)
        return (
            Doer(actor.side, "whose attack it is", actor.first, actor.last)
            if "to" in written and where
            else None
        )

    def _source(self, event: Event) -> Doer | None:
        """تعرضت لقصف ... من وحدات من الجيش, قذائف مصدرها X."""
        last = min(event.index + 20, event.part.stop)
        for at in self._scene.spots("word", "origin", "from", first=event.index + 1, stop=last):
            origin = self._scene.words[at].word("origin")
            if not origin and at >= reach(self._scene, event.stop, event.part):
                continue
            for ahead in range(at + 1, min(at + 4, last)):
                name = self._scene.name_at.get(ahead)
                if origin and name is not None and name.kind == "adjective":
                    return Doer(name.side, "origin of the fire", name.first, name.last)
                actor = self._over.get(ahead)
                if actor is not None and actor.side not in ("", "other"):
                    return Doer(actor.side, "source", actor.first, actor.last)
        return None
