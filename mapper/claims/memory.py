"""Who has spoken: the acts of speech of a report, and whom "he" or "the ministry" means after them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile

from mapper.claims.actors import Actor
from mapper.claims.home import has_army, home, near
from mapper.claims.scene import Scene
from mapper.language import Name
from mapper.sides import is_state

OUTLET = "outlet"
"""The side of a claim that nobody is quoted for."""
_NAMED = ("head.government", "home", "home.army")
_NAMED_BACK = 60
"""How many actors back "the army" may have been named."""
_SPOKEN = 12
"""How many speakers back "the ministry" may mean."""
_NAME = 4
"""Words of a person's name behind the office."""


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

    def going_on(self, first: int) -> Frame:
        """What the same speaker goes on to say, from a word on."""
        return Frame(
            self.index,
            "say",
            self.speaker,
            self.side,
            first,
            self.stop,
            self.accused,
            self.via,
            self.form,
        )

    @property
    def label(self) -> str:
        return self.speaker.label if self.speaker else ""


class Memory:
    """The speakers of a report so far."""

    def __init__(self, scene: Scene, actors: tuple[Actor, ...]) -> None:
        self._scene, self._actors = scene, actors
        self._starts = [actor.first for actor in actors]
        self._spoken: list[Frame] = []
        self._home = home(scene)

    @property
    def last(self) -> Frame | None:
        return self._spoken[-1] if self._spoken else None

    def add(self, frame: Frame) -> None:
        self._spoken.append(frame)

    def resolved(self, subject: Actor | None) -> tuple[Actor | None, str, str]:
        """A dropped or anaphoric subject is the last speaker."""
        if subject is not None and self._is_own_reporter(subject):
            return None, OUTLET, ""
        if subject is not None and (state := self._state_quoted(subject)):
            return subject, state, ""
        namesake = self._namesake(subject)
        owner = "" if namesake or subject is None else self._owner(subject)
        if subject is not None and owner:
            return subject, owner, ""
        if subject is not None and not subject.side and namesake is None and self._counts_the_dead(subject):
            return subject, "other", ""
        last = namesake or self.last
        if namesake is None and subject is not None and self._is_of_another(subject):
            return subject, "other", ""
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

    def _is_of_another(self, subject: Actor) -> bool:
        """ونفى متحدث باسم الحكومة, after a doctor or a rebel has spoken: no government is either of them."""
        last = self.last
        if subject.side or last is None or last.speaker is None or is_state(last.side):
            return False
        words = self._scene.words[subject.first : subject.last + 1]
        return any(word.noun("head.government") for word in words)

    def called(self, index: int) -> Actor | None:
        """وأضاف العبسي: the speaker beside whose office the report has written that name before."""
        if index >= len(self._scene.words):
            return None
        word = self._scene.words[index]
        if word.readings or not word.text[0].isalpha() or index in self._scene.name_at:
            return None
        for frame in reversed(self._spoken[-_SPOKEN:]):
            if frame.speaker is not None and word.folded in self._written_after(frame.speaker):
                return frame.speaker._replace(side=frame.side)
        return None

    def _written_after(self, speaker: Actor) -> list[str]:
        """The words of no meaning right behind a speaker: the person's name."""
        after = self._scene.words[speaker.last + 1 : speaker.last + 1 + _NAME]
        return [word.folded for word in takewhile(lambda word: not word.readings, after)]

    def _state_quoted(self, actor: Actor) -> str:
        """قالت الرئاسة ...، فيما أعلنت وزارة الدفاع: a bare ministry is of the state its sentence quotes."""
        last, bare = self.last, actor.kind == "head.ministry" and not actor.side
        if (
            last is None
            or not bare
            or self._scene.part_at(last.index) is not self._scene.part_at(actor.first)
        ):
            return ""
        return last.side if is_state(last.side) else ""

    def _counts_the_dead(self, actor: Actor) -> bool:
        """وزارة الصحة, after another has spoken: a body of its own, and not the last speaker."""
        spoken = self.last is not None and self.last.speaker is not None
        return spoken and self._scene.words[actor.first].noun("witness") is not None

    def _is_own_reporter(self, actor: Actor) -> bool:
        """مراسلنا; and the reporter of a state's agency in a report on that state, which is its own."""
        word = self._scene.words[actor.first]
        if word.noun("head.agency.own"):
            return True
        reporter = word.noun("head.agency.reporter")
        if reporter is None:
            return False
        names = (self._scene.name_at.get(at) for at in range(actor.first + 1, actor.last + 1))
        agency = next((name for name in names if name is not None), None)
        if agency is not None and self._is_outlet(agency):
            return True
        if agency is None:
            return "the" in reporter.prefixes
        return agency.kind == "agency" and agency.side != "other" and self._home in ("", agency.side)

    def _is_outlet(self, name: Name) -> bool:
        """مراسل الجزيرة, in a report of الجزيرة نت."""
        outlet = self._scene.report.outlet
        if not outlet or name.kind not in ("agency", "media"):
            return False
        language = self._scene.language
        known = language.names(language.words(outlet), published=self._scene.report.published)
        return name.label in outlet or any(name.label == own.label for own in known)

    def _owner(self, actor: Actor) -> str:
        """Whose army, police or ministry one without a nationality is: the last named, or the state's."""
        if actor.side not in ("", "other"):
            return ""
        words = self._scene.words[actor.first : actor.last + 1]
        if actor.side and actor.kind != "head.source.official":
            return ""
        if any(word.noun("home.army") for word in words):
            return self._army(actor)
        if not any(word.noun("home") for word in words):
            return ""
        return near(self._scene, actor.first) or self._home

    def _army(self, actor: Actor) -> str:
        """The side of the last army called by the same noun, or that of the state, if it has one."""
        heads = self._heads(actor)
        stop = bisect_left(self._starts, actor.first)
        for other in reversed(self._actors[max(stop - _NAMED_BACK, 0) : stop]):
            if other.side and heads & self._heads(other) and _is_known(other):
                return other.side
        return self._home if has_army(self._scene, self._home) else ""

    def denier(self, subject: Actor) -> Actor:
        """اتهم الحوثيون الحكومة ... ونفته الحكومة: nobody denies an accusation of their own."""
        accused = self.last.accused if self.last is not None else None
        if subject.side or accused is None or not accused.side or subject.kind.startswith("head.source"):
            return subject
        return subject._replace(side=accused.side)

    def _namesake(self, subject: Actor | None) -> Frame | None:
        """الوزارة is the last ministry that spoke, though somebody else has spoken since."""
        if subject is None or (subject.side and not self._is_bare(subject)):
            return None
        heads, here = self._full_heads(subject), self._paragraph(subject.first)
        near = any(self._paragraph(frame.index) == here for frame in self._spoken[-1:])
        for frame in reversed(self._spoken[-_SPOKEN:]):
            if near and self._paragraph(frame.index) != here:
                return None
            if frame.speaker is not None and heads & self._heads(frame.speaker):
                return frame
        return None

    def _is_bare(self, actor: Actor) -> bool:
        """المركز, الشبكة: a body without its name is the one that has spoken."""
        if actor.kind != "head.monitor" or actor.first != actor.last:
            return False
        noun = self._scene.words[actor.first].noun("head.monitor")
        return noun is not None and "the" in noun.prefixes

    def _paragraph(self, index: int) -> int | None:
        part = self._scene.part_at(index)
        return part.sentence.paragraph if part is not None else None

    def _full_heads(self, actor: Actor) -> frozenset[str]:
        """The longest of them: وزارة الخارجية is not the last ministry of another kind."""
        heads = self._heads(actor)
        words = max((head.count(" ") for head in heads), default=0)
        return frozenset(head for head in heads if head.count(" ") == words)

    def _heads(self, actor: Actor) -> frozenset[str]:
        words = self._scene.words[actor.first : actor.last + 1]
        nouns = (r for w in words for r in w.readings if r.kind == "noun")
        return frozenset(r.lemma for r in nouns if r.value in _NAMED or r.value.startswith("head.m"))


def _is_known(actor: Actor) -> bool:
    return actor.side not in ("own", "other", "enemy", "both", "both.oblique", "latter")
