"""Who has spoken: the acts of speech of a report, and whom "he" or "the ministry" means after them."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.claims.actors import Actor
from mapper.claims.scene import Scene

_SPOKEN = 12
"""How many speakers back "the ministry" may mean."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One act of speech: at which word, of which class, by whom, over which words."""

    index: int
    value: str
    speaker: Actor | None
    side: str
    first: int
    stop: int
    accused: Actor | None = None
    via: str = ""
    form: str = ""

    def over(self, first: int, stop: int) -> Frame:
        """The same act of speech over other words."""
        return Frame(
            self.index,
            self.value,
            self.speaker,
            self.side,
            first,
            stop,
            self.accused,
            self.via,
            self.form,
        )

    @property
    def label(self) -> str:
        return self.speaker.label if self.speaker else ""


class Memory:
    """The speakers of a report so far."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._spoken: list[Frame] = []

    @property
    def last(self) -> Frame | None:
        return self._spoken[-1] if self._spoken else None

    def add(self, frame: Frame) -> None:
        self._spoken.append(frame)

    def resolved(self, subject: Actor | None) -> tuple[Actor | None, str, str]:
        """A dropped or anaphoric subject is the last speaker."""
        last = self._namesake(subject) or self.last
        if subject is None or subject.side in ("", "own", "latter"):
            if last is not None:
                same = subject is None or subject.side != "latter"
                return last.speaker, last.side if same else self._scene.opponent(last.side), last.via
            return subject, "other", ""
        if subject.side == "enemy":
            return subject, self._scene.opponent(last.side) if last else "", ""
        outsider = subject.kind in ("agency", "media", "monitor") or (
            subject.kind.startswith(("head.agency", "head.source")) and subject.kind != "head.source.official"
        )
        return subject, "other" if outsider else subject.side, ""

    def denier(self, subject: Actor) -> Actor:
        """اتهم الحوثيون الحكومة ... ونفته الحكومة: nobody denies an accusation of their own."""
        accused = self.last.accused if self.last is not None else None
        if subject.side or accused is None or not accused.side or subject.kind.startswith("head.source"):
            return subject
        return subject._replace(side=accused.side)

    def _namesake(self, subject: Actor | None) -> Frame | None:
        """الوزارة is the last ministry that spoke, though somebody else has spoken since."""
        if subject is None or subject.side:
            return None
        heads, here = self._heads(subject), self._paragraph(subject.first)
        near = any(self._paragraph(frame.index) == here for frame in self._spoken[-1:])
        for frame in reversed(self._spoken[-_SPOKEN:]):
            if near and self._paragraph(frame.index) != here:
                return None
            if frame.speaker is not None and heads & self._heads(frame.speaker):
                return frame
        return None

    def _paragraph(self, index: int) -> int | None:
        part = self._scene.part_at(index)
        return part.sentence.paragraph if part is not None else None

    def _heads(self, actor: Actor) -> frozenset[str]:
        words = self._scene.words[actor.first : actor.last + 1]
        return frozenset(
            r.lemma for w in words for r in w.readings if r.kind == "noun" and r.value.startswith("head.m")
        ) | frozenset(
            r.lemma for w in words for r in w.readings if r.kind == "noun" and r.value == "head.government"
        )
