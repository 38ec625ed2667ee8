"""Doers that a preposition names: whose attack it is, by whom it was made, where the fire came from."""

from __future__ import annotations

from dataclasses import replace

from mapper.claims.doers import STRIKES, Doer, Stage
from mapper.claims.events import Event
from mapper.claims.evidence import reach

ATTACKS = ("shelling", "missile_strike", "air_drone_strike", "attack", "explosion", "armed_clash",
           "ground_advance")  # fmt: skip


FEATS = ("equipment_destroyed", "aircraft_downed", "territory_captured", "ground_advance",
         "attack_repelled")  # fmt: skip
_KILLERS = ("army", "group", "head.army", "armed", "armed.foe")
_RULERS = (*_KILLERS, "government")
_GUILT = 3
"""How far before an event the word for guilt may stand."""


class Agents(Stage):
    """Looks for the doer of an event behind من قبل, ل and من, and for whoever is held guilty of it."""

    def _as_object(self, event: Event) -> Event:
        """أدانت مصر قصف مدرسة: between a verb of saying and no "that", the deed is a noun and no verb."""
        frame, word = event.frame, self._scene.words[event.index]
        speaker = frame.speaker if frame is not None else None
        if frame is None or speaker is None or event.reading.lemma not in word.senses.twofold:
            return event
        between = frame.index < speaker.first and speaker.last == event.index - 1
        noun = next((r for r in word.readings if r.form == "masdar" and r.value == event.reading.value), None)
        if not (event.verbal and between and self._scene.words[frame.index].verb) or noun is None:
            return event
        return replace(event, reading=noun, direct=True)

    def _guilty(self, event: Event) -> Doer | None:
        """الاحتلال يتحمل مسؤولية المجزرة: whoever bears the guilt, and not who only speaks of it."""
        frame, first = event.frame, max(event.index - _GUILT, event.part.first)
        if frame is None or event.verbal:
            return None
        for guilt in self._scene.spots("noun", "guilt", first=first, stop=event.index):
            noun = self._scene.words[guilt].noun("guilt")
            owned = frame.value == "own" or (noun is not None and bool(noun.suffix))
            for at in range(guilt - 1, event.first - 1, -1):
                actor = self._over.get(at)
                if actor is not None and actor.side and not self._is_taken(actor.first):
                    speaks = frame.speaker is not None and actor.first == frame.speaker.first
                    told = owned or not speaks
                    return Doer(actor.side, "held responsible", actor.first, actor.last) if told else None
        return None

    def _active_killer(self, event: Event) -> Doer | None:
        """قتل جنود إسرائيليون شابا, قتل صاروخ روسي 4: the subject of a verb with its people behind it."""
        at = event.index
        actor = self._starts.get(at + 1)
        if actor is None:
            arms = self._scene.words[at + 1 : at + 2]
            name = self._scene.name_at.get(at + 2)
            fired = arms and arms[0].noun("weapon", "equipment", "aircraft")
            if not fired or fired.prefixes or name is None or name.kind != "adjective":
                return None
            told = event.type in STRIKES or self._tells_of(at, name.last)
            return Doer(name.side, "nationality of the arms", at + 1, name.last) if told else None
        troop = self._starts.get(actor.last + 2) if self._troop(actor) else None
        last = troop.last if troop is not None else actor.last
        if actor.kind not in _KILLERS or self._is_taken(at + 1) or not self._tells_of(at, last):
            return None
        side = actor.side or self._troop(actor) or self._gunmen(actor, event)
        return Doer(side, "subject after the verb", at + 1, actor.last)

    def _active_topic(self, event: Event) -> Doer | None:
        """إن القوات الروسية قتلت خمسة مدنيين: the topic of "that" before the verb, its people behind."""
        at = event.index
        actor = self._over.get(at - 1)
        if actor is None or not event.verbal or at - 1 in self._scene.breaks:
            return None
        topic = self._scene.is_after(actor.first, "that") and not self._is_taken(actor.first)
        # إن القوات قتل منها 300: the topic's own dead.
        lost = self._scene.has(at + 1, at + 2, "word", "pronoun", "among")
        if actor.kind not in _RULERS or not topic or lost or not self._tells_of(at, at):
            return None
        return Doer(actor.side, "subject right before the verb", actor.first, actor.last)

    def _tells_of(self, at: int, last: int) -> bool:
        """Whether people stand behind the subject of a verb: a number, a person, one of another nation."""
        name, owner = self._scene.name_at.get(last + 1), self._scene.name_at.get(last)
        if name is not None and owner is not None and name.side != owner.side and name.kind == "adjective":
            person = self._scene.words[last + 1].noun("person") is not None
            return not name.prefixes and (person or owner.kind == "adjective")
        behind = [word.noun("person", "civil") for word in self._scene.words[last + 1 : last + 2]]
        if any(noun is not None and not noun.prefixes for noun in behind):
            return True
        toll = self._scene.toll_at.get(at)
        return last + 1 in self._scene.number_at or (
            toll is not None and toll.first == at and toll.last > last
        )

    def _alleger(self, event: Event) -> Doer | None:
        """مزاعم يريفان بشأن إسقاط مقاتلة: whoever alleges a deed of its own."""
        first = max(event.part.first, event.index - 6)
        alleged = self._scene.spots("noun", "allegation", first=first, stop=event.index)
        told = self._scene.spots("word", "what", first=first, stop=event.index)
        for at in sorted((*alleged, *told)) if event.type in (*FEATS, *ATTACKS) else alleged:
            if self._scene.words[at].noun("allegation"):
                actor = self._starts.get(at + 1)
                if actor is not None:
                    return Doer(actor.side, "the one who alleges it", actor.first, actor.last)
            boasts = event.type in FEATS and self._scene.words[at].word("what")
            said = self._scene.words[at].word("what") and self._scene.words[at + 1].find("speech")
            if said and event.frame is not None and event.type in ATTACKS and self._is_false(event, at):
                return Doer("own", "denied by the one accused", at, at + 1)
            boaster = self._starts.get(at + 2) if boasts and said else None
            if boaster is not None:
                return Doer(boaster.side, "the one who announced it", boaster.first, boaster.last)
        return None

    def _is_false(self, event: Event, at: int) -> bool:
        """لا أساس لما يقوله الخصم: what another says, called false, with no doer named behind the deed."""
        after = event.index + event.reading.length
        named = after in self._starts or after in self._scene.name_at
        return self._scene.has(event.part.first, at + 1, "word", "false") and not named

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
                return self._actor_doer(at + agent.length, stop, "by-phrase")
            if word.verb is not None and not word.noun("head", "site"):
                return None
        return None

    def _belonging(self, event: Event) -> Doer | None:
        """هجوم لداعش في, قصف لقوات النظام على: whose attack it is, before where it fell."""
        if event.verbal:
            return self._owner_of_blow(event)
        at = event.index + event.reading.length
        actor = self._starts.get(at) or self._starts.get(at + 1)
        if event.type not in ATTACKS or actor is None or not actor.side:
            return None
        fallen = ("on", "in") if self._scene.words[event.index].noun("attack") else ("on",)
        where = self._scene.has(actor.last + 1, min(actor.last + 9, event.stop), "word", *fallen)
        # قصف لقوات النظام استهدف سوقا
        next_word = self._scene.words[actor.last + 1 : min(actor.last + 2, event.stop)]
        where = where or any(word.find("trigger", "attack") and word.verb for word in next_word)
        owns = "to" in self._prefixes(actor.first) and where
        return Doer(actor.side, "whose attack it is", actor.first, actor.last) if owns else None

    def _owner_of_blow(self, event: Event) -> Doer | None:
        """غارة لطيران التحالف استهدفت سيارة: whose blow the subject of the verb is."""
        for at in (event.index - 1, event.index - 2):
            actor = self._over.get(at)
            if actor is None or actor.first <= event.first or not actor.side:
                continue
            blow = self._scene.words[actor.first - 1].find("trigger")
            owned = blow is not None and not blow.verbal and blow.value in ATTACKS
            if owned and "to" in self._prefixes(actor.first):
                return Doer(actor.side, "whose attack it is", actor.first, actor.last)
            return None
        return None

    def _source(self, event: Event) -> Doer | None:
        """تعرضت لقصف ... من وحدات من الجيش, قذائف مصدرها X."""
        last = min(event.index + 20, event.part.stop)
        for at in self._scene.spots("word", "origin", "from", first=event.index + 1, stop=last):
            origin = self._scene.words[at].word("origin")
            if not origin and at >= reach(self._scene, event.stop, event.part):
                continue
            for ahead in range(at + 1, min(at + 4, last)):
                if self._scene.words[ahead].text in self._scene.language.comma_marks:
                    break
                name = self._scene.name_at.get(ahead)
                if origin and name is not None and name.kind == "adjective":
                    return Doer(name.side, "origin of the fire", name.first, name.last)
                actor = self._over.get(ahead)
                if actor is not None and actor.side not in ("", "other"):
                    return Doer(actor.side, "source", actor.first, actor.last)
        return None
