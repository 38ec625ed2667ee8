"""Who speaks for a list of lines below a colon, and for a report that is itself somebody's bulletin."""

from __future__ import annotations

from mapper.claims.actors import Actor
from mapper.claims.memory import Frame, Memory
from mapper.claims.scene import Part, Scene
from mapper.claims.subjects import Subjects

_OPENING = 3
"""Lines at the head of a report that may say whose bulletin it is."""
_LONGEST = 9
_MORE = 3
"""Words that may follow the issuer on its line: a number, "daily"."""
_ISSUERS = (
    "monitor",
    "army",
    "group",
    "ministry",
    "head.monitor",
    "head.army",
    "head.ministry",
    "head.group",
)


class Leaders:
    """Speakers who stand outside the sentence that is theirs."""

    def __init__(self, scene: Scene, subjects: Subjects, memory: Memory) -> None:
        self._scene, self._subjects, self._memory = scene, subjects, memory
        self._leader: Frame | None = None
        self._head = self._line = 0
        self.issuer = self._issued()
        """The voice of all that nobody else says; None for the outlet's own."""

    def _issued(self) -> Frame | None:
        """بيان القوات المسلحة, نشرة المرصد اليومية: a line with the issuer's name and little else."""
        lines = [part for part in self._scene.parts if part.sentence.paragraph < _OPENING]
        for part in lines:
            if not self._scene.has(part.first, part.stop, "word", "bulletin") or not self._is_label(part):
                continue
            here = self._issuer(part)
            above = self._issuer(lines[0]) if here is None and self._is_label(lines[0]) else None
            actor = here or above
            if actor is not None:
                speaker, side, via = self._memory.resolved(actor)
                whole = len(self._scene.words)
                return Frame(actor.first, "say", speaker, side, 0, whole, None, via, "issuer")
        return None

    def _is_label(self, part: Part) -> bool:
        words = self._scene.words[part.first : part.stop]
        telling = any(word.verb and not (word.senses.nouns or word.word("bulletin")) for word in words)
        return len(words) <= 2 * _LONGEST and not telling

    def _issuer(self, part: Part) -> Actor | None:
        actor = self._subjects.actor_from(part.first)
        if actor is None or actor.last >= part.stop:
            return None
        paper = actor.kind == "document" and actor.side and self._scene.words[actor.first].word("bulletin")
        if actor.kind not in _ISSUERS and not paper:
            return None
        after = range(actor.last + 1, part.stop)
        more = [n for n in after if self._scene.words[n].text[0].isalpha() and n not in self._scene.time_at]
        ends = len(more) <= _MORE or actor.first == part.first
        own = self._scene.report.outlet
        if own and actor.side == "other" and self._scene.words[actor.first].text in own.split():
            # نشرة شبكة الأخبار: what the outlet calls itself.
            return None
        return None if self._subjects.is_prefixed(actor.first) or not ends else actor

    def kept(self, frames: list[Frame]) -> list[Frame]:
        """Without what is a topic and no speaker: the headings of a monitor's bulletin."""
        if self.issuer is None or self.issuer.side != "other":
            return frames
        return [frame for frame in frames if frame.form != "heading"]

    def lead(self, part: Part, last: Frame | None) -> None:
        """وزارة الدفاع: at the end of a line, or "they issued these statements:", with a list below it."""
        if self._scene.words[part.stop - 1].text == ":":
            own = last if last is not None and part.first <= last.index else None
            self._leader = own or self._publisher(part)
            self._head = self._line = part.sentence.paragraph

    def _publisher(self, part: Part) -> Frame | None:
        if not self._scene.has(part.first, part.stop, "noun", "document"):
            return None
        actor = self._subjects.actor_from(part.first)
        while actor is not None and actor.last < part.stop and (not actor.side or actor.kind == "document"):
            actor = self._subjects.actor_from(actor.last + 1)
        if actor is None or actor.last >= part.stop or self._subjects.is_prefixed(actor.first):
            return None
        speaker, side, via = self._memory.resolved(actor)
        return Frame(actor.first, "say", speaker, side, part.first, part.stop, None, via, "heading")

    def over(self, part: Part) -> Frame | None:
        """The leader of the list that a line belongs to."""
        line = part.sentence.paragraph
        if self._leader is None or line == self._head:
            return None
        if line == self._line or (line == self._line + 1 and self._is_item(part)):
            self._line = line
            return self._leader.over(part.first, part.stop)
        self._leader = None
        return None

    def _is_item(self, part: Part) -> bool:
        """A sign or a number stands before it."""
        text, marks = self._scene.report.text, self._scene.language.quote_marks + "([#"
        start = text[part.sentence.start]
        numbered = start.isdecimal() and text[part.sentence.start + 1 : part.sentence.start + 2] in (
            ".",
            "-",
            ")",
        )
        return numbered or not (start.isalnum() or start in marks)
