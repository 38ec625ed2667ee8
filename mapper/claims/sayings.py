"""Acts of speech in a sentence: verbs and nouns of saying, headings, credits, with their speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mapper.claims.actors import Actor
from mapper.claims.memory import Frame, Memory
from mapper.claims.resumed import resumes
from mapper.claims.scene import Part, Scene
from mapper.claims.subjects import Subjects
from mapper.language import Reading
from mapper.sides import enemies

_CLEAR = ("say", "affirm", "deny", "accuse", "admit", "claim", "call", "warn", "threaten", "condemn", "own",
          "continue", "praise", "blame", "opine", "promise")  # fmt: skip
_RETOLD = ("say", "affirm", "claim", "relay", "opine")
_NEEDED = {
    "reject": (("deny", ("allegation", "it")), ("call", ("truce", "accord", "politics"))),
    "raise": (("say", ("toll", "casualty")),),
    "voice": (("condemn", ("concern",)), ("opine", ())),
    "blame": (("blame", ("guilt",)),),
    "order": (("call", ("evacuation",)),),
    "favour": (("call", ("truce", "accord", "politics")),),
}
"""Verbs that say something only with such a noun: رفضت الاتهام, رفضت الهدنة, رفع الوزير حصيلة القتلى."""
_WITHIN = 7
_BRACKETS = 8
_RENEWED = ("call", "warn", "threaten", "condemn", "deny", "accuse", "promise")
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
        if part.sentence.kind != "caption":
            return
        actor = self._subjects.actor_over(part.stop - 2) or self._nation_of_agency(part.stop - 2)
        if actor is not None and actor.kind in ("agency", "media"):
            yield Frame(actor.first, "say", actor, "other", part.first, part.stop, form="carrier")

    def _nation_of_agency(self, index: int) -> Actor | None:
        """(الفرنسية): a nationality alone in brackets is that country's agency."""
        name = self._scene.name_at.get(index)
        if name is None or name.kind != "adjective" or index < 1 or self._scene.words[index - 1].text != "(":
            return None
        return Actor(index, index, "other", "agency", self._scene.text(index, index + 1))

    def _heading(self, part: Part) -> Iterator[Frame]:
        """الكرملين: ... at the head of a line."""
        opening = self._opening(part)
        actor = self._subjects.actor_from(opening)
        if actor is None or actor.first != opening or actor.last + 1 >= part.stop:
            return
        colon = self._subjects.past_brackets(actor.last + 1, part)
        if self._scene.words[colon].text == ":":
            if not self._is_topic(actor, part):
                yield self._frame(colon, "say", actor, part.first, part.stop, "heading")
            return
        source = self._subjects.actor_from(actor.last + 1)
        if source is None or not self._scene.words[actor.last + 1].word("carrier", "about"):
            return
        # رويترز عن مسؤول في المجلس: whose official it is stands before the colon.
        ahead = range(source.last + 1, min(source.last + _BRACKETS, part.stop))
        colon = next((n for n in ahead if self._scene.words[n].text == ":"), part.first)
        if colon > part.first and not any(self._scene.words[n].verb for n in range(source.last + 1, colon)):
            frame = self._frame(colon, "say", source, part.first, part.stop, "heading")
            yield replace(frame, via=actor.label)

    def _opening(self, part: Part) -> int:
        """The first word of a line behind the signs of a list."""
        return next(
            (n for n in range(part.first, part.stop) if self._scene.words[n].text[0].isalnum()), part.first
        )

    def _is_topic(self, actor: Actor, part: Part) -> bool:
        """ليبيا: قوات الوفاق تتقدم, in a title: the land that it is about and no party of the war."""
        land = self._scene.mention_first.get(actor.first) == actor.last
        return land and part.sentence.kind == "title" and not enemies(actor.side)

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
            if actor is not None and actor.first == index and not self._is_denied(index, part):
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
        if reading.value in _NEEDED:
            ahead = index + 1, min(index + _WITHIN, part.stop)
            meant = (
                value
                for value, nouns in _NEEDED[reading.value]
                if not nouns
                or self._scene.has(*ahead, "noun", *nouns)
                or ("allegation" in nouns and self._scene.has(*ahead, "word", "accusation"))
            )
            value = next(meant, "")
            if not value:
                return None
            reading = replace(reading, value=value)
        if reading.value in ("relay", "ascribe"):
            return self._relayed(index, part)
        if reading.form == "participle":
            return self._participle(index, reading, part)
        if reading.form == "masdar":
            return self._nominal(index, reading, part)
        return self._verbal(index, reading, part)

    def _is_denied(self, index: int, part: Part) -> bool:
        """نفى الأنباء عن: reports that are denied tell nothing of themselves."""
        before = self._scene.spots("speech", first=max(part.first, index - _WITHIN), stop=index)
        return any(self._scene.words[at].find("speech", "deny", "reject") for at in before)

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
        if before is None or not reading.verbal or reading.value not in _RETOLD or reading.length > 1:
            return False
        told = self._scene.words[index - 2] if index - 1 > part.first else None
        if told is not None and before.word("which") and told.noun("allegation"):
            # فندت الأنباء التي تحدثت عن سقوط المدينة.
            return self._is_denied(index, part)
        return before.word("what") is not None

    def _verbal(self, index: int, reading: Reading, part: Part) -> Frame | None:
        # وقالت joins two verbs: its subject stands after it, or is that of the verb before.
        joined = "and" in reading.prefixes
        subject = None if joined else self._subjects.adjacent_before(index, part)
        subject = subject or self._subjects.after(index + reading.length, part)
        subject = subject or self._memory.called(index + reading.length)
        if joined and subject is not None and self._is_accused(index, reading, subject, part):
            subject = None
        subject = subject or (None if joined else self._subjects.before(index, part))
        if reading.value == "own":
            subject = subject or self._subjects.nearest_before(index, part)
        if reading.value == "deny" and subject is not None:
            subject = self._memory.denier(subject)
        if reading.value == "resume":
            # أكملت القوات السيطرة: the verb goes on telling only where a clause of speech follows.
            if not self._opens(subject.last if subject and subject.first > index else index, part):
                return None
            reading = replace(reading, value="continue")
        if reading.value == "opine" and (subject is None or not self._opines(subject.last, part)):
            return None
        if self._scene.words[index].word("between") and not self._is_told_that(subject, part):
            return None
        if subject is None and not (
            reading.value in _CLEAR
            and (self._opens(index, part) or resumes(self._scene, self._subjects, self._memory, index, part))
        ):
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
        # تحدث عن, ذكرت الخلية في بيان: what is told follows.
        if index + 1 < part.stop and self._scene.words[index + 1].word("about"):
            return True
        if self._scene.has(index + 2, min(index + 4, part.stop), "noun", "document"):
            return True
        for word in self._scene.words[index + 1 : min(index + 5, part.stop)]:
            if (
                word.word("that", "right")
                or word.text == ":"
                or word.text in self._scene.language.quote_marks
            ):
                return True
            if word.verb is not None and not word.word("that"):
                return False
        plain = self._scene.words[index].find("speech", "deny", "accuse", "blame", "admit", "warn", "call")
        return plain is not None

    def _participle(self, index: int, reading: Reading, part: Part) -> Frame | None:
        if reading.prefixes & {"the", "by", "to"} or index == part.first or self._is_thing(index, part):
            return None
        before = self._scene.words[index - 1]
        joined = before.text in self._scene.language.comma_marks + "".join(self._scene.language.quote_marks)
        # مقر is a seat before it is "admitting".
        thing = self._scene.words[index].noun("site") is not None
        if not joined and "and" not in reading.prefixes and (thing or not self._opens(index, part)):
            return None
        accused = self._subjects.accused(index, None, part) if reading.value == "accuse" else None
        return self._frame(index, reading.value, None, index, part.stop, reading.form, accused)

    def _is_thing(self, index: int, part: Part) -> bool:
        """مقر القيادة: a seat, and nobody who admits anything (مقرا بأن)."""
        ahead = self._scene.words[index + 1 : min(index + 2, part.stop)]
        says = any(word.word("that") or any("by" in r.prefixes for r in word.readings) for word in ahead)
        return self._scene.words[index].noun("site") is not None and not says

    def _nominal(self, index: int, reading: Reading, part: Part) -> Frame | None:
        """إعلان المتحدث عن, نشر الوزارة لقطات: a noun of saying with its speaker right after it."""
        actor = self._subjects.actor_from(index + 1)
        if reading.value == "deny" and index > part.first and self._scene.words[index - 1].word("to"):
            # سارعت باكو إلى نفي: the subject is that of the verb before.
            denier = self._subjects.before(index - 1, part)
            if denier is not None:
                return self._frame(index, "deny", denier, index, part.stop, reading.form)
        if reading.suffix and reading.value in _RENEWED:
            renewer = self._subjects.renewer(index, part)
            return self._frame(index, reading.value, renewer, index, part.stop, "past") if renewer else None
        if (
            reading.value not in _NOMINAL
            or actor is None
            or actor.first != index + 1
            or actor.kind == "document"
        ):
            return None
        if reading.prefixes & {"the"} or self._subjects.is_prefixed(index + 1):
            return None
        if reading.value == "say" and self._is_denied(index, part):
            # كذب الجيش إعلان الخصم: what is denied is not said again.
            return None
        return self._frame(index, reading.value, actor, index, part.stop, reading.form)

    def _relayed(self, index: int, part: Part) -> Frame | None:
        """ونقلت الوكالات عن الوزارة قولها: the innermost speaker speaks, the agency carries."""
        words = self._scene.words
        medium = self._subjects.after(index + 1, part)
        for at in range(index + 1, min(index + 8, part.stop)):
            if words[at].word("about") or (words[at].word("to") and words[index].find("speech", "ascribe")):
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
