"""Who is the subject of a speech verb: after it, before it, or within the document that it names."""

from __future__ import annotations

from bisect import bisect_left

from mapper.claims.actors import Actor
from mapper.claims.scene import Part, Scene

_SUBJECT_STOPS = ("that", "on", "to", "about", "from", "against")
_REACH = 7
_BRACKETS = 8


class Subjects:
    """Looks for the actor that a speech verb belongs to."""

    def __init__(self, scene: Scene, actors: tuple[Actor, ...]) -> None:
        self._scene, self._actors = scene, actors
        self._starts = [actor.first for actor in actors]

    def adjacent_before(self, index: int, part: Part) -> Actor | None:
        """Subject before verb with nothing between them."""
        back = index - 1
        while back > part.first and self._scene.words[back].text in self._scene.language.quote_marks:
            back -= 1
        actor = self.actor_over(back) if index > part.first else None
        if actor is None or actor.kind == "document" or self._follows_preposition(actor, part):
            return None
        return None if actor.side == "both.oblique" else actor

    def after(self, start: int, part: Part) -> Actor | None:
        words = self._scene.words
        for index in range(start, min(start + _REACH, part.stop)):
            word = words[index]
            actor = self.actor_from(index)
            if actor is not None and actor.first == index:
                if self.is_prefixed(index) or actor.side == "both.oblique":
                    return None
                return self._through_document(actor, part)
            if word.word(*_SUBJECT_STOPS) or (word.verb and not self._in_time(index)) or word.text in ":.":
                return None
            passing = (
                word.word("this", "also", "switch", "pronoun", "title")
                or word.text in self._scene.language.quote_marks + self._scene.language.comma_marks
            )
            if not passing and not self._in_time(index):
                return None
        return None

    def _through_document(self, actor: Actor, part: Part) -> Actor:
        """بيان صادر عن النيابة: who issued it speaks, not the paper."""
        if actor.kind != "document" or actor.side:
            return actor
        for index in range(actor.last + 1, min(actor.last + 4, part.stop)):
            if self._scene.words[index].word("that"):
                return actor
            issuer = self.actor_from(index)
            if issuer and issuer.first == index and issuer.side not in ("", "own"):
                return issuer
        return actor

    def before(self, index: int, part: Part) -> Actor | None:
        """An actor just before the verb; commas, days and "for its part" may stand between."""
        words = self._scene.words
        back = index - 1
        while back >= part.first and index - back <= _REACH + 2:
            back = self._scene.covered_by.get(back, back)
            actor = self.actor_over(back)
            if actor is not None:
                blocked = actor.kind == "document" or self._follows_preposition(actor, part)
                which = any(words[n].word("which") for n in range(actor.last + 1, index))
                return None if blocked and not which else actor
            word = words[back]
            placed = (
                word.word("in")
                or word.noun("area")
                or back in self._scene.mention_at
                or self._scene.is_after(back, "in")
            )
            passing = (
                placed
                or word.word("switch", "which", "was", "also", "qad", "fact", "but")
                or self._in_time(back)
            )
            if not passing and word.text not in self._scene.language.comma_marks + '()"':
                return None
            back -= 1
        return None

    def past_brackets(self, index: int, part: Part) -> int:
        """الأركان (بيان الساعة 22:00): what stands in brackets after the name is passed over."""
        if self._scene.words[index].text != "(":
            return index
        ahead = range(index + 1, min(index + _BRACKETS, part.stop - 1))
        return next((n + 1 for n in ahead if self._scene.words[n].text == ")"), index)

    def nearest_before(self, index: int, part: Part) -> Actor | None:
        """The last actor before a word in its sentence that no preposition takes."""
        for back in range(index - 1, part.first - 1, -1):
            actor = self.actor_over(back)
            if actor is not None and actor.last == back and not self._follows_preposition(actor, part):
                return actor
        return None

    def _follows_preposition(self, actor: Actor, part: Part) -> bool:
        if actor.first == part.first:
            return False
        before = self._scene.words[actor.first - 1]
        return bool(
            before.word("on", "in", "from", "to", "with", "about", "between", "against", "agent")
        ) or (self.is_prefixed(actor.first))

    def is_prefixed(self, index: int) -> bool:
        """A small word is written onto it, so that it is no subject."""
        name = self._scene.name_at.get(index)
        if name is not None and name.first == index and name.prefixes & {"by", "to", "like"}:
            return True
        head = self._scene.words[index].noun("head", "armed")
        return bool(head and head.prefixes & {"by", "to", "like"})

    def renewer(self, index: int, part: Part) -> Actor | None:
        """جدد الأمين العام دعوته: the subject of the verb of going on before the noun with its pronoun."""
        first = max(index - _REACH - 2, part.first)
        for at in reversed(self._scene.spots("light", "keep", first=first, stop=index)):
            if self._scene.words[at].verb is not None:
                return self.adjacent_before(at, part) or self.after(at + 1, part)
        return None

    def accused(self, index: int, subject: Actor | None, part: Part) -> Actor | None:
        start = subject.last + 1 if subject and subject.first > index else index + 1
        for at in range(start, min(start + 6, part.stop)):
            actor = self.actor_from(at)
            if actor is not None and actor.first == at and actor != subject:
                return actor
        return None

    def carried(self, start: int, part: Part) -> Actor | None:
        for index in range(start, min(start + 4, part.stop)):
            actor = self.actor_from(index)
            if actor is not None and actor.first == index:
                return self._through_document(actor, part)
            if self._scene.words[index].text in self._scene.language.comma_marks:
                return None
        return None

    def actor_from(self, index: int) -> Actor | None:
        """The first actor that begins at or after a word."""
        at = bisect_left(self._starts, index)
        return self._actors[at] if at < len(self._actors) else None

    def actor_over(self, index: int) -> Actor | None:
        at = bisect_left(self._starts, index + 1) - 1
        if at < 0:
            return None
        actor = self._actors[at]
        return actor if actor.first <= index <= actor.last else None

    def _in_time(self, index: int) -> bool:
        return index in self._scene.time_at
