"""Who says what: how far each act of speech reaches, and the carriers (بحسب) beside them."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from mapper.claims.actors import Actor
from mapper.claims.leaders import Leaders
from mapper.claims.memory import OUTLET, Frame, Memory
from mapper.claims.sayings import Sayings
from mapper.claims.scene import Part, Scene
from mapper.claims.subjects import Subjects

_ASIDES = ("which", "since", "aside", "where")
_NEXT = 2
_PAPERS = ("agency", "media", "head.agency", "document")
_OFFICES = ("government", "ministry", "office", "person", "head.government", "head.ministry",
            "head.elided")  # fmt: skip
_UNNAMED = ("", "own", "other", "enemy", "both", "latter")
_BOUNDED = ("deny", "admit", "accuse", "call", "warn", "threaten", "promise", "condemn", "praise")
"""Acts that say of a thing more than that it is so, and reach no further than that thing."""
_MUTE = ("call", "warn", "praise", "condemn", "promise", "threaten", "blame")
"""What tells nothing has nothing to go on telling."""


class Voices:
    """The frame that governs each word; None is the outlet's own voice."""

    def __init__(self, scene: Scene, actors: tuple[Actor, ...]) -> None:
        self._scene, self._subjects = scene, Subjects(scene, actors)
        self._memory = Memory(scene, actors)
        self._sayings = Sayings(scene, self._subjects, self._memory)
        self.frames: list[Frame] = []
        self._at: dict[int, Frame] = {}
        self.ended: dict[int, int] = {}
        """Where the outlet takes the word again from an act of speech, by the index of that act."""
        self._leaders = Leaders(scene, self._subjects, self._memory)
        before: Part | None = None
        for part in scene.parts:
            self._read(part, before)
            before = part

    def at(self, index: int) -> Frame | None:
        return self._at.get(index) or self._leaders.issuer

    def _read(self, part: Part, before: Part | None) -> None:
        frames = self._leaders.kept(self._sayings.of(part))
        led = self._leaders.over(part)
        if led is not None:
            self._at.update(dict.fromkeys(range(part.first, part.stop), led))
        else:
            self._carry(part, before)
        for frame, follower in zip_longest(frames, frames[1:]):
            stop = follower.first if follower else part.stop
            if stop != frame.stop:
                frame = frame.over(frame.first, stop)
            self.frames.append(frame)
            self._at.update(dict.fromkeys(range(frame.first, stop), frame))
        self._carriers(part)
        self._leaders.lead(part, self._at.get(part.stop - 1))
        for frame in frames:
            self._set_aside(frame, part)
        if frames:
            self._quoted_before(part, frames[0])

    def _set_aside(self, frame: Frame, part: Part) -> None:
        """What is the outlet's own within a statement: a relative clause on the speaker, an aside."""
        words, marks = self._scene.words, self._scene.language.comma_marks
        inner = self._scene.spots("word", *_ASIDES, first=frame.index + 1, stop=part.stop - 1)
        self._end_at_turn(frame, part)
        joined = [at for at in range(frame.index + 2, part.stop) if words[at].senses.joins]
        for at in sorted({*inner, *joined}):
            if self._at.get(at) is None or self._at[at].index != frame.index:
                continue
            if words[at].senses.joins and self._is_act(at, frame):
                self._silence(range(at, part.stop))
                self.ended[frame.index] = at
                continue
            which = frame.speaker is not None and at == frame.speaker.last + 2 and words[at].word("which")
            if which and at and words[at - 1].text in marks:
                stop = next((n for n in range(at, part.stop) if words[n].text in marks), part.stop)
                self._silence(range(at, stop))
            elif words[at].word("since") and at in self._scene.breaks:
                ahead = range(at + 2, part.stop)
                self._silence(range(at, next((n for n in ahead if words[n].verb), part.stop)))
            elif words[at].word("aside", "where") and (
                words[at - 1].text in marks or words[at].word("aside")
            ):
                self._silence(range(at, part.stop))

    def _end_at_turn(self, frame: Frame, part: Part) -> None:
        """نفت روسيا القصف، فيما قتل 5 في غارة: what comes about meanwhile is not denied with it."""
        if frame.value not in _BOUNDED or frame.form == "carrier":
            return
        for at in range(frame.index + 1, part.stop):
            if not self._turns(at, frame):
                continue
            here = self._at.get(at)
            if at not in self._scene.breaks or here is None or here.index != frame.index:
                continue
            if not any(word.text[0].isalnum() for word in self._scene.words[self._head_end(frame) : at]):
                # نافية في الوقت نفسه أن: what is denied has not been named yet.
                continue
            joining = self._scene.words[at].word("while", "but")
            open_ended = joining is None or (frame.value != "admit" and joining.value == "while")
            if open_ended or self._brings_other(at, frame):
                stop = next((n for n in range(at, part.stop) if self._told_by(n) != frame.index), part.stop)
                self._silence(range(at, stop))
                self.ended[frame.index] = at
                return

    def _turns(self, at: int, frame: Frame) -> bool:
        """Where "while" or "but" stands, another's deed is joined, or the main clause follows a "while"."""
        scene, verb = self._scene, self._scene.words[at].verb
        if scene.words[at].word("while", "but"):
            return True
        if verb is None or verb.form != "past" or scene.words[at].find("speech"):
            return False
        if "and" not in verb.prefixes:
            comma = scene.words[at - 1].text in scene.language.comma_marks
            return comma and scene.is_after(frame.index, "while")
        actor = self._subjects.actor_over(at + 1)
        if actor is None or actor.first != at + 1 or scene.has(frame.index, at, "word", "that"):
            # نفى أن تكون قواته انسحبت وسيطر العدو: both are denied.
            return False
        side = self._memory.resolved(actor)[1]
        return side not in _UNNAMED and side != frame.side

    def _head_end(self, frame: Frame) -> int:
        """Behind the verb of saying and its subject."""
        return max(frame.index, frame.speaker.last if frame.speaker else 0) + 1

    def _told_by(self, index: int) -> int:
        here = self._at.get(index)
        return here.index if here is not None else -1

    def _brings_other(self, index: int, frame: Frame) -> bool:
        """لكن حماس قصفت, لكن غارة أدت: somebody else, or what befell, is the subject."""
        word = self._scene.words[index]
        ahead = index + max((r.length for r in word.readings), default=1)
        actor = self._subjects.actor_over(ahead)
        if actor is not None:
            side = self._memory.resolved(actor)[1]
            return actor.first == ahead and side not in _UNNAMED and side != frame.side
        if ahead + 1 >= self._scene.parts[-1].stop:
            return False
        trigger = self._scene.words[ahead].find("trigger")
        return trigger is not None and not trigger.verbal and not trigger.suffix

    def _is_act(self, index: int, frame: Frame) -> bool:
        """وتقدمت الوزارة بشكوى: what an office of somebody else than the speaker did, told by the outlet."""
        word = self._scene.words[index]
        verb = word.verb
        actor = self._subjects.actor_from(index + 1)
        if verb is None or "and" not in verb.prefixes or word.find("speech") or actor is None:
            return False
        if actor.first != index + 1 or actor.kind not in _OFFICES:
            return False
        side = self._memory.resolved(actor)[1]
        return side not in _UNNAMED and side != frame.side

    def _silence(self, span: range) -> None:
        for at in span:
            self._at.pop(at, None)

    def _carry(self, part: Part, before: Part | None) -> None:
        """Words after a speech verb in one paragraph stay the speaker's, until somebody else speaks."""
        if before is None or before.sentence.paragraph != part.sentence.paragraph:
            return
        if part.sentence.kind in ("title", "heading"):
            return
        if self._scene.words[part.first].word("switch", "background"):
            return
        frame = self._at.get(before.stop - 1)
        if frame is not None and frame.value not in _MUTE and not self._is_news(part, frame):
            self._at.update(dict.fromkeys(range(part.first, part.stop), frame.going_on(part.first)))

    def _is_news(self, part: Part, frame: Frame) -> bool:
        """وشن الطيران ضربة, after what an outsider said: an event of its own, told by the outlet again."""
        first = self._scene.words[part.first]
        event = first.find("trigger") or first.find("light")
        if self._is_act(part.first, frame):
            return True
        if event is None or event.number == "we":
            also = self._scene.words[part.first].word("also") and frame.form == "carrier"
            return bool(also) and _is_outsider(frame)
        return event.verbal and "and" in event.prefixes and _is_outsider(frame)

    def _carriers(self, part: Part) -> None:
        for index in self._scene.spots("word", "selfcarrier", "carrier", first=part.first, stop=part.stop):
            word = self._scene.words[index]
            own = word.word("selfcarrier")
            if own is not None:
                self._govern_back(index, part, self._memory.last)
                continue
            carrier = word.word("carrier")
            actor = self._subjects.carried(index + carrier.length, part) if carrier else None
            if actor is not None:
                self._apply_carrier(index, actor, part)

    def _apply_carrier(self, index: int, actor: Actor, part: Part) -> None:
        current = self._at.get(index)
        carried = current is not None and current.index < part.first and actor.kind not in _PAPERS
        carried = carried or (current is not None and current.side == OUTLET)
        if current is not None and current.first <= index and current.stop > index and not carried:
            if self._is_cited(current, index, actor):
                self._cite(current, actor)
            elif actor.kind in _PAPERS:
                self._mark_via(current, actor)
            return
        speaker, side, via = self._memory.resolved(actor)
        frame = Frame(index, "say", speaker, side, index, part.stop, None, via, "carrier")
        self._memory.add(frame)
        self.frames.append(frame)
        if current is not None:
            self._silence(range(part.first if index - part.first > 1 else index, part.stop))
        if index - part.first <= 1:
            self._at.update({n: frame for n in range(index, part.stop) if n not in self._at})
        else:
            self._govern_back(index, part, frame)
            self._at.update({n: frame for n in range(index, part.stop - 1) if n not in self._at})

    def _is_cited(self, frame: Frame, index: int, actor: Actor) -> bool:
        """ذكرت صحيفة نقلا عن مصدر: the paper only passes on what its source says."""
        speaker = frame.speaker
        if speaker is None or not speaker.kind.endswith(("agency", "media")) or actor.kind in _PAPERS:
            return False
        return frame.first <= speaker.last and 0 < index - speaker.last <= _NEXT

    def _cite(self, frame: Frame, actor: Actor) -> None:
        speaker, side, _ = self._memory.resolved(actor)
        cited = replace(frame, speaker=speaker, side=side, via=frame.label)
        self._memory.add(cited)
        back = range(len(self.frames) - 1, -1, -1)
        place = next((n for n in back if self.frames[n].index == frame.index), None)
        if place is not None:
            self.frames[place] = cited
        for at in range(frame.first, frame.stop):
            if self._at.get(at) is frame:
                self._at[at] = cited

    def _govern_back(self, index: int, part: Part, frame: Frame | None) -> None:
        if frame is None:
            return
        back, least = index, self._inserted(index, part)
        while back >= least and back not in self._at:
            self._at[back] = frame
            back -= 1

    def _inserted(self, index: int, part: Part) -> int:
        """واندلعت الحرب وأدت، وفق تقديرات، إلى مقتل: set in behind a joined verb, it speaks from there on."""
        words = self._scene.words
        verb = index - 2
        marked = verb > part.first and words[index - 1].text in self._scene.language.comma_marks
        return verb if marked and words[verb].senses.joins else part.first

    def _mark_via(self, frame: Frame, actor: Actor) -> None:
        marked = replace(frame, via=frame.via or actor.label)
        for at in range(frame.first, frame.stop):
            if self._at.get(at) is frame:
                self._at[at] = marked

    def _quoted_before(self, part: Part, frame: Frame) -> None:
        """ "...", said the spokesman: the quotation before the verb is the speaker's."""
        marks = self._scene.language.quote_marks
        opens = self._scene.words[part.first].text in marks
        ends = self._ends(part, frame)
        if (opens or ends) and frame.first > part.first and frame.form != "participle":
            self._govern_back(frame.first - 1, part, frame)

    def _ends(self, part: Part, frame: Frame) -> bool:
        """لم تطلق قواتنا النار، شدد المتحدث: a verb and its subject, and nothing told after them."""
        speaker, words = frame.speaker, self._scene.words
        if speaker is None or speaker.first <= frame.index or not words[frame.index].verb:
            return False
        rest = [word for word in words[speaker.last + 1 : part.stop] if word.text[0].isalnum()]
        return words[frame.index - 1].text in self._scene.language.comma_marks and not rest


def _is_outsider(frame: Frame) -> bool:
    """Somebody who reports and does not fight."""
    kind = frame.speaker.kind if frame.speaker else ""
    return frame.side == "other" or kind in ("monitor", "organisation", "agency", "media", "head.monitor")
