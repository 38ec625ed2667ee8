"""Who says what: speech verbs with their speaker, carriers (بحسب), and how far each reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from mapper.claims.actors import Actor
from mapper.claims.scene import Part, Scene
from mapper.claims.subjects import Subjects
from mapper.language import Reading

_CLEAR = ("say", "affirm", "deny", "accuse", "admit", "claim", "call", "warn", "threaten", "condemn", "own",
          "continue", "praise", "blame", "opine", "promise")  # fmt: skip
_NOMINAL = ("say", "deny", "accuse", "call", "warn", "condemn", "admit")


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

    @property
    def label(self) -> str:
        return self.speaker.label if self.speaker else ""


class Voices:
    """The frame that governs each word; None is the outlet's own voice."""

    def __init__(self, scene: Scene, actors: tuple[Actor, ...]) -> None:
        self._scene, self._subjects = scene, Subjects(scene, actors)
        self._last: Frame | None = None
        self.frames: list[Frame] = []
        self._at: dict[int, Frame] = {}
        before: Part | None = None
        for part in scene.parts:
            self._read(part, before)
            before = part

    def at(self, index: int) -> Frame | None:
        return self._at.get(index)

    def _read(self, part: Part, before: Part | None) -> None:
        frames = list(self._credit(part)) or list(self._heading(part)) or list(self._frames(part))
        self._carry(part, before)
        for frame, follower in zip_longest(frames, frames[1:]):
            stop = follower.first if follower else part.stop
            frame = replace(frame, stop=stop)
            self.frames.append(frame)
            for index in range(frame.first, stop):
                self._at[index] = frame
        self._carriers(part)
        for frame in frames:
            self._set_aside(frame, part)
        if frames:
            self._quoted_before(part, frames[0])

    def _set_aside(self, frame: Frame, part: Part) -> None:
        """What is the outlet's own within a statement: a relative clause on the speaker, an aside."""
        words, marks = self._scene.words, self._scene.language.comma_marks
        for at in range(frame.index + 1, part.stop - 1):
            if self._at.get(at) is None or self._at[at].index != frame.index:
                continue
            which = frame.speaker is not None and at == frame.speaker.last + 2 and words[at].word("which")
            if which and words[at - 1].text in marks:
                stop = next((n for n in range(at, part.stop) if words[n].text in marks), part.stop)
                self._silence(range(at, stop))
            elif (words[at].word("since") and at in self._scene.breaks) or (
                words[at].word("aside", "where") and (words[at - 1].text in marks or words[at].word("aside"))
            ):
                self._silence(range(at, part.stop))

    def _silence(self, span: range) -> None:
        for at in span:
            self._at.pop(at, None)

    def _carry(self, part: Part, before: Part | None) -> None:
        """Words after a speech verb in one paragraph stay the speaker's, until somebody else speaks."""
        if before is None or before.sentence.paragraph != part.sentence.paragraph:
            return
        frame = self._at.get(before.stop - 1)
        if frame is not None:
            self._at.update(
                dict.fromkeys(range(part.first, part.stop), replace(frame, value="say", first=part.first))
            )

    def _credit(self, part: Part) -> Iterator[Frame]:
        """A picture speaks for the agency that stands in brackets at its end."""
        actor = self._subjects.actor_over(part.stop - 2) if part.sentence.kind == "caption" else None
        if actor is not None and actor.kind in ("agency", "media"):
            yield Frame(actor.first, "say", actor, "other", part.first, part.stop, form="carrier")

    def _heading(self, part: Part) -> Iterator[Frame]:
        """الكرملين: ... at the head of a line."""
        actor = self._subjects.actor_from(part.first)
        opens = actor and actor.first == part.first and actor.last + 1 < part.stop
        if opens and actor and self._scene.words[actor.last + 1].text == ":":
            yield self._frame(actor.last + 1, "say", actor, part.first, part.stop, "past")

    def _frames(self, part: Part) -> Iterator[Frame]:
        index = part.first
        while index < part.stop:
            frame = self._frame_at(index, part)
            if frame is not None:
                yield frame
            index += 1

    def _frame_at(self, index: int, part: Part) -> Frame | None:
        word = self._scene.words[index]
        if word.word("exchange.accuse"):
            return None
        if word.noun("head.source") and index + 1 < part.stop and self._scene.words[index + 1].word("about"):
            actor = self._subjects.actor_from(index)
            if actor is not None and actor.first == index:
                return self._frame(index, "say", actor, index, part.stop, "masdar")
        reading = word.find("speech")
        if reading is None or self._is_carried(index, part):
            return None
        if reading.value == "relay":
            return self._relayed(index, part)
        if reading.form == "participle":
            return self._participle(index, reading, part)
        if reading.form == "masdar":
            return self._nominal(index, reading, part)
        return self._verbal(index, reading, part)

    def _is_carried(self, index: int, part: Part) -> bool:
        """A verb inside a carrier (حسبما أعلنت) belongs to it."""
        return any(
            self._scene.words[n].word("carrier")
            and self._scene.words[n].word("carrier").length > index - n - 2  # type: ignore[union-attr]
            for n in range(max(part.first, index - 2), index)
        )

    def _verbal(self, index: int, reading: Reading, part: Part) -> Frame | None:
        subject = self._subjects.adjacent_before(index, part)
        subject = subject or self._subjects.after(index + reading.length, part)
        subject = subject or self._subjects.before(index, part)
        if reading.value == "opine" and (subject is None or not self._opens(subject.last, part)):
            return None
        if subject is None and not (reading.value in _CLEAR and self._opens(index, part)):
            return None
        if subject is None and reading.value not in ("continue",) and self._last is None:
            return None
        accused = (
            self._subjects.accused(index, subject, part) if reading.value in ("accuse", "blame") else None
        )
        return self._frame(index, reading.value, subject, index, part.stop, reading.form, accused)

    def _opens(self, index: int, part: Part) -> bool:
        """Whether a clause of speech follows: "that", a colon or a quotation mark."""
        for word in self._scene.words[index + 1 : min(index + 5, part.stop)]:
            if (
                word.word("that", "right")
                or word.text == ":"
                or word.text in self._scene.language.quote_marks
            ):
                return True
            if word.verb is not None and not word.word("that"):
                return False
        plain = self._scene.words[index].find("speech", "deny", "accuse", "admit", "warn", "call")
        return plain is not None

    def _participle(self, index: int, reading: Reading, part: Part) -> Frame | None:
        if reading.prefixes & {"the", "by", "to"} or index == part.first:
            return None
        before = self._scene.words[index - 1]
        joined = before.text in self._scene.language.comma_marks + "".join(self._scene.language.quote_marks)
        if not joined and "and" not in reading.prefixes and not self._opens(index, part):
            return None
        return self._frame(index, reading.value, None, index, part.stop, reading.form)

    def _nominal(self, index: int, reading: Reading, part: Part) -> Frame | None:
        """إعلان المتحدث عن, نشر الوزارة لقطات: a noun of saying with its speaker right after it."""
        actor = self._subjects.actor_from(index + 1)
        if (
            reading.value not in _NOMINAL
            or actor is None
            or actor.first != index + 1
            or actor.kind == "document"
        ):
            return None
        if reading.prefixes & {"the"} or self._subjects.is_prefixed(index + 1):
            return None
        return self._frame(index, reading.value, actor, index, part.stop, reading.form)

    def _relayed(self, index: int, part: Part) -> Frame | None:
        """ونقلت الوكالات عن الوزارة قولها: the innermost speaker speaks, the agency carries."""
        words = self._scene.words
        medium = self._subjects.after(index + 1, part)
        for at in range(index + 1, min(index + 8, part.stop)):
            if words[at].word("about"):
                speaker = self._subjects.after(at + 1, part)
                if speaker is not None:
                    frame = self._frame(index, "say", speaker, index, part.stop, "past")
                    return replace(frame, via=medium.label if medium else "")
        return None

    def _frame(
        self,
        index: int,
        value: str,
        subject: Actor | None,
        first: int,
        stop: int,
        form: str,
        accused: Actor | None = None,
    ) -> Frame:
        speaker, side, via = self._resolved(subject)
        frame = Frame(index, value, speaker, side, first, stop, accused, via, form)
        self._last = frame
        return frame

    def _resolved(self, subject: Actor | None) -> tuple[Actor | None, str, str]:
        """A dropped or anaphoric subject is the last speaker."""
        last = self._last
        if subject is None or subject.side in ("", "own", "latter"):
            if last is not None:
                same = subject is None or subject.side != "latter"
                return last.speaker, last.side if same else self._scene.opponent(last.side), last.via
            return subject, "other", ""
        if subject.side == "enemy":
            return subject, self._scene.opponent(last.side) if last else "", ""
        outsider = subject.kind in ("agency", "media", "monitor") or subject.kind.startswith(
            ("head.agency", "head.source")
        )
        return subject, "other" if outsider else subject.side, ""

    def _carriers(self, part: Part) -> None:
        for index in range(part.first, part.stop):
            word = self._scene.words[index]
            own = word.word("selfcarrier")
            if own is not None:
                self._govern_back(index, part, self._last)
                continue
            carrier = word.word("carrier")
            actor = self._subjects.carried(index + carrier.length, part) if carrier else None
            if actor is not None:
                self._apply_carrier(index, actor, part)

    def _apply_carrier(self, index: int, actor: Actor, part: Part) -> None:
        current = self._at.get(index)
        if current is not None and current.first <= index and current.stop > index:
            if actor.kind in ("agency", "media") or actor.kind.startswith("head.agency"):
                self._mark_via(current, actor)
            return
        speaker, side, via = self._resolved(actor)
        frame = Frame(index, "say", speaker, side, index, part.stop, None, via, "carrier")
        self._last = frame
        self.frames.append(frame)
        if index - part.first <= 1:
            self._at.update({n: frame for n in range(index, part.stop) if n not in self._at})
        else:
            self._govern_back(index, part, frame)

    def _govern_back(self, index: int, part: Part, frame: Frame | None) -> None:
        if frame is None:
            return
        back = index
        while back >= part.first and back not in self._at:
            self._at[back] = frame
            back -= 1

    def _mark_via(self, frame: Frame, actor: Actor) -> None:
        marked = replace(frame, via=frame.via or actor.label)
        for at in range(frame.first, frame.stop):
            if self._at.get(at) is frame:
                self._at[at] = marked

    def _quoted_before(self, part: Part, frame: Frame) -> None:
        """ "...", said the spokesman: the quotation before the verb is the speaker's."""
        marks = self._scene.language.quote_marks
        opens = self._scene.words[part.first].text in marks
        if opens and frame.first > part.first and frame.form != "participle":
            self._govern_back(frame.first - 1, part, frame)
