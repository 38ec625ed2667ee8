"""Acts of speech in a sentence: verbs and nouns of saying, headings, credits, with their speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mapper.claims.actors import Actor
from mapper.claims.memory import Frame, Memory
from mapper.claims.scene import Part, Scene
from mapper.claims.subjects import Subjects
from mapper.language import Reading

_CLEAR = ("say", "affirm", "deny", "accuse", "admit", "claim", "call", "warn", "threaten", "condemn", "own",
          "continue", "praise", "blame", "opine", "promise")  # fmt: skip
_RETOLD = ("say", "affirm", "claim", "relay", "opine")
_NOMINAL = ("say", "deny", "accuse", "call", "warn", "condemn", "admit")


class Sayings:
    """Finds the acts of speech, and remembers who spoke."""

    def __init__(self, scene: Scene, subjects: Subjects, memory: Memory) -> None:
        self._scene, self._subjects, self._memory = scene, subjects, memory

    def of(self, part: Part) -> list[Frame]:
        """Those of a sentence, in order; a credit or a heading speaks for all of it."""
        return list(self._credit(part)) or list(self._heading(part)) or list(self._frames(part))

    def _credit(self, part: Part) -> Iterator[Frame]:
        """A picture speaks for the agency that stands in brackets at its end."""
        actor = self._subjects.actor_over(part.stop - 2) if part.sentence.kind == "caption" else None
        if actor is not None and actor.kind in ("agency", "media"):
            yield Frame(actor.first, "say", actor, "other", part.first, part.stop, form="carrier")

    def _heading(self, part: Part) -> Iterator[Frame]:
        """الكرملين: ... at the head of a line."""
        actor = self._subjects.actor_from(part.first)
        if actor is None or actor.first != part.first or actor.last + 1 >= part.stop:
            return
        if self._scene.words[actor.last + 1].text == ":":
            yield self._frame(actor.last + 1, "say", actor, part.first, part.stop, "heading")
            return
        source = self._subjects.actor_from(actor.last + 1)
        cites = self._scene.words[actor.last + 1].word("carrier") and source and source.last + 1 < part.stop
        if cites and source and self._scene.words[source.last + 1].text == ":":
            frame = self._frame(source.last + 1, "say", source, part.first, part.stop, "heading")
            yield replace(frame, via=actor.label)

    def _frames(self, part: Part) -> Iterator[Frame]:
        said = self._scene.spots("speech", first=part.first, stop=part.stop)
        cited = self._scene.spots("noun", "head.source", first=part.first, stop=part.stop)
        for index in sorted({*said, *cited}):
            frame = self._frame_at(index, part)
            if frame is not None:
                yield frame

    def _frame_at(self, index: int, part: Part) -> Frame | None:
        word = self._scene.words[index]
        if word.word("exchange.accuse"):
            return None
        if word.noun("head.source") and index + 1 < part.stop and self._scene.words[index + 1].word("about"):
            actor = self._subjects.actor_from(index)
            if actor is not None and actor.first == index:
                return self._frame(index, "say", actor, index, part.stop, "masdar")
        reading = word.find("speech")
        before = self._scene.words[index - 1] if index > part.first else None
        if reading is not None and before is not None and before.word("to"):
            # إلى نفي: where "he denied" and "denial" look alike, a preposition takes the noun.
            reading = next((r for r in word.readings if r.kind == "speech" and r.form == "masdar"), reading)
        if word.word("located"):
            return None
        if reading is None or self._is_carried(index, part) or self._is_retold(index, reading, part):
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

    def _is_retold(self, index: int, reading: Reading, part: Part) -> bool:
        """نفت ما أعلنته باكو: within what somebody says, the rival's words are only named."""
        before = self._scene.words[index - 1] if index > part.first else None
        if before is None or not reading.verbal or reading.value not in _RETOLD:
            return False
        return before.word("what") is not None

    def _verbal(self, index: int, reading: Reading, part: Part) -> Frame | None:
        # وقالت joins two verbs: its subject stands after it, or is that of the verb before.
        joined = "and" in reading.prefixes
        subject = None if joined else self._subjects.adjacent_before(index, part)
        subject = subject or self._subjects.after(index + reading.length, part)
        if joined and subject is not None and self._is_accused(index, reading, subject, part):
            subject = None
        subject = subject or (None if joined else self._subjects.before(index, part))
        if reading.value == "deny" and subject is not None:
            subject = self._memory.denier(subject)
        if reading.value == "opine" and (subject is None or not self._opines(subject.last, part)):
            return None
        if self._scene.words[index].word("between") and not self._is_told_that(subject, part):
            return None
        if subject is None and not (reading.value in _CLEAR and self._opens(index, part)):
            return None
        if subject is None and reading.value not in ("continue",) and self._memory.last is None:
            return None
        accused = (
            self._subjects.accused(index, subject, part) if reading.value in ("accuse", "blame") else None
        )
        return self._frame(index, reading.value, subject, index, part.stop, reading.form, accused)

    def _opines(self, index: int, part: Part) -> bool:
        """A clause follows, or the verdict that something is false (وصفت الإعلان بأنه كاذب)."""
        near = self._scene.words[index + 1 : min(index + 9, part.stop)]
        return self._opens(index, part) or any(word.word("false") for word in near)

    def _is_told_that(self, subject: Actor | None, part: Part) -> bool:
        """وبين القائد أن: a preposition in form, a verb only where "that" follows the subject."""
        ahead = self._scene.words[subject.last + 1 : min(subject.last + 4, part.stop)] if subject else ()
        return any(word.word("that") for word in ahead)

    def _is_accused(self, index: int, reading: Reading, actor: Actor, part: Part) -> bool:
        """واتهمت القوات بقصف: the only actor is accused, and the last speaker is the subject."""
        if reading.value not in ("accuse", "blame") or self._memory.last is None or index == part.first:
            return False
        return self._subjects.accused(index, actor, part) is None

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
        accused = self._subjects.accused(index, None, part) if reading.value == "accuse" else None
        return self._frame(index, reading.value, None, index, part.stop, reading.form, accused)

    def _nominal(self, index: int, reading: Reading, part: Part) -> Frame | None:
        """إعلان المتحدث عن, نشر الوزارة لقطات: a noun of saying with its speaker right after it."""
        actor = self._subjects.actor_from(index + 1)
        if reading.value == "deny" and index > part.first and self._scene.words[index - 1].word("to"):
            # سارعت باكو إلى نفي: the subject is that of the verb before.
            denier = self._subjects.before(index - 1, part)
            if denier is not None:
                return self._frame(index, "deny", denier, index, part.stop, reading.form)
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
        speaker, side, via = self._memory.resolved(subject)
        frame = Frame(index, value, speaker, side, first, stop, accused, via, form)
        self._memory.add(frame)
        return frame
