"""Who did it and to whom: the doer and the target of an event, by word order and preposition."""

from __future__ import annotations

from collections.abc import Iterator

from mapper.claims.doers import Doer, Stage
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.witnesses import has_own_dead, is_how_they_died, may_have_done

_ATTACKS = ("shelling", "missile_strike", "air_drone_strike", "attack", "explosion", "armed_clash",
            "ground_advance")  # fmt: skip
_FEATS = ("equipment_destroyed", "aircraft_downed", "territory_captured", "ground_advance",
          "attack_repelled")  # fmt: skip
_NOBODY = ("latter", "other", "both", "both.oblique")
STRIKES = ("shelling", "missile_strike", "air_drone_strike", "attack", "explosion")


class Cast(Stage):
    """Looks for the doer of an event among the actors of a report."""

    def doer(self, event: Event) -> Doer | None:
        """The doer of an event, its side settled by the speaker where the words are "we" or "the enemy"."""
        if event.reading.roles == "mutual":
            return None
        for found in self._candidates(event):
            if found is not None and may_have_done(self._scene, event, found, self._over.get(found.first)):
                side = self._settled(found.side, event)
                return Doer(side, found.rule, found.first, found.last) if side else None
        return None

    def _candidates(self, event: Event) -> Iterator[Doer | None]:
        """Every rule's answer, the surest first."""
        undergone = event.light_value in ("undergo", "witness", "use")
        striking = event.type in STRIKES
        yield self._we(event)
        yield self._alleger(event)
        yield self._by_phrase(event)
        yield self._killer(event)
        if event.type != "attack_repelled":
            yield self._relative(event)
            yield self._nationality(event)
        if undergone or (not event.verbal and striking):
            yield self._source(event)
        if not undergone and event.reading.roles not in ("none", "victim"):
            yield self._subject(event)
        if event.verbal and striking:
            yield self._source(event)
        yield self._accused(event)
        yield self._speaker(event)
        if undergone or striking or event.reading.roles == "victim":
            yield self._other_side(event)

    def _we(self, event: Event) -> Doer | None:
        """A first person plural is the speaker's side."""
        at = event.index if event.light is None else event.light
        if event.frame is None or not self._scene.words[at].senses.we:
            return None
        return Doer("own", "we", at, at)

    def _settled(self, side: str, event: Event) -> str:
        speaker = event.frame.side if event.frame else ""
        if side == "own":
            return speaker if speaker not in ("other", "outlet") else ""
        if side == "enemy":
            return self._scene.opponent(speaker)
        return "" if side in _NOBODY else side

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

    def _relative(self, event: Event) -> Doer | None:
        """هجوم شنّه الجيش, غارات شنتها القوات: the verb after the noun has the doer."""
        if event.verbal and event.reading.roles != "none":
            return None
        back = range(event.first, event.index) if event.verbal else range(0)
        for at in (*back, *range(event.index + 1, min(event.index + 6, event.stop))):
            word = self._scene.words[at]
            if word.verb is None:
                continue
            trigger = word.find("trigger")
            verb = word.find("light", "do") or (trigger if trigger and trigger.suffix else None)
            if verb is not None and verb.verbal:
                return self._actor_doer(at + 1, "relative clause")
        return None

    def _nationality(self, event: Event) -> Doer | None:
        """قصف أرميني: the adjective of an attack is the attacker's."""
        if event.verbal or event.reading.roles == "victim":
            return None
        for at in range(event.index + event.reading.length, min(event.index + 4, event.stop)):
            name = self._scene.name_at.get(at)
            if name is not None and name.first == at and name.kind == "adjective" and at not in self._over:
                return Doer(name.side, "nationality of the attack", at, name.last)
            word = self._scene.words[at]
            if at in self._over or not (
                word.noun("weapon", "military", "support") or word.word("on") or not word.readings
            ):
                return None
        return None

    def _source(self, event: Event) -> Doer | None:
        """تعرضت لقصف ... من وحدات من الجيش, قذائف مصدرها X."""
        stop = reach(self._scene, event.stop, event.part)
        last = min(event.index + 20, stop)
        for at in self._scene.spots("word", "origin", "from", first=event.index + 1, stop=last):
            origin = self._scene.words[at].word("origin")
            for ahead in range(at + 1, min(at + 4, stop)):
                name = self._scene.name_at.get(ahead)
                if origin and name is not None and name.kind == "adjective":
                    return Doer(name.side, "origin of the fire", name.first, name.last)
                actor = self._over.get(ahead)
                if actor is not None and actor.side not in ("", "other"):
                    return Doer(actor.side, "source", actor.first, actor.last)
        return None

    def _subject(self, event: Event) -> Doer | None:
        head = event.index if event.verbal and event.light is None else event.light
        if head is None or event.light_value == "passive":
            return self._genitive(event)
        if self._is_infinite(head):
            return self._pronoun(head - 1, event)
        beside = self._over.get(head - 1)
        plain = not event.reading.suffix and head - 1 not in self._scene.breaks
        if beside is not None and beside.side and plain:
            first = beside.first
            if not self._is_taken(first) and not self._is_inner(first) and first >= event.part.first:
                return Doer(beside.side, "subject right before the verb", first, beside.last)
        after = self._subject_after(head, event)
        if after is not None:
            return after
        return self._genitive(event) or self._subject_before(head, event)

    def _pronoun(self, at: int, event: Event) -> Doer:
        """إنها is the speaker; وإنها, on an attack, goes on with the one that the clause before is about."""
        that = self._scene.words[at].word("that.own")
        accused = self._accused(event) if that is not None else None
        if accused is not None:
            return accused
        if that is not None and "and" in that.prefixes and event.type in _ATTACKS and event.frame:
            topic = self._topic(event.frame.index + 1, at)
            if topic is not None:
                return Doer(topic.side, "subject of the clause before", topic.first, topic.last)
        return Doer("own", "pronoun of the speaker", at, at)

    def _asset(self, at: int, event: Event) -> Doer | None:
        """قصفت المدفعية الإسرائيلية: arms with a nationality, as the subject of a strike or an advance."""
        striking = event.type in STRIKES or event.reading.roles == "self"
        arms = self._scene.words[at].noun("weapon", "equipment", "aircraft")
        if not striking or arms is None:
            return None
        if arms.suffix:
            return (
                Doer("own", "arms of the speaker", at, at) if event.frame else self._owner_before(at, event)
            )
        for ahead in range(at + 1, min(at + 3, event.part.stop)):
            owner = self._starts.get(ahead)
            if owner is not None and owner.side and not self._is_taken(ahead):
                return Doer(owner.side, "owner of the arms", at, owner.last)
            name = self._scene.name_at.get(ahead)
            if name is not None and name.kind == "adjective":
                return Doer(name.side, "nationality of the arms", at, name.last)
        return None

    def _owner_before(self, at: int, event: Event) -> Doer | None:
        """مدفعيته: whoever the sentence has named last."""
        for back in range(at - 1, event.part.first - 1, -1):
            actor = self._starts.get(back)
            if actor is not None and actor.side and not self._is_taken(back):
                return Doer(actor.side, "owner named before", actor.first, actor.last)
        return None

    def _subject_after(self, head: int, event: Event) -> Doer | None:
        """Verb before subject: the first actor after it that no preposition takes."""
        for at in range(head + 1, min(head + 5, event.part.stop)):
            actor = self._starts.get(at)
            if actor is not None:
                side = actor.side or ("own" if actor.kind in ("head.army", "armed") else "")
                taken = self._is_taken(at) or self._is_joined(at)
                return None if taken else Doer(side, "subject after the verb", at, actor.last)
            asset = self._asset(at, event)
            if asset is not None:
                return asset
            word = self._scene.words[at]
            if (
                at == event.index
                or word.word("on", "to", "from", "in", "that")
                or word.noun("weapon", "civil")
            ):
                return None
            if at not in self._scene.time_at and word.readings and not word.word("also", "this"):
                return None
        return None

    def _subject_before(self, head: int, event: Event) -> Doer | None:
        """Subject before verb, and a dropped subject: the nearest actor before it in the sentence."""
        for at in range(head - 1, event.part.first - 1, -1):
            actor = self._over.get(at)
            word = self._scene.words[at]
            if actor is not None:
                if at == actor.first and not self._is_taken(at) and not self._is_inner(at):
                    return Doer(actor.side or "own", "subject before the verb", actor.first, actor.last)
                continue
            if word.word("where", "while", "when"):
                return None
            asset = self._asset(at, event)
            if asset is not None:
                return asset
            if word.word("that"):
                own = bool(word.word("that.own")) or self._stands_for_speaker(at, event)
                return self._pronoun(at, event) if own else None
        return None

    def _stands_for_speaker(self, at: int, event: Event) -> bool:
        """إنها دمرت: "that" with a pronoun means the speaker."""
        return at + 1 < event.part.stop and self._scene.words[at + 1].verb is not None

    def _genitive(self, event: Event) -> Doer | None:
        """قصف الجيش للمدينة; a pronoun (قصفها) is the subject of the clause."""
        if event.verbal or event.reading.roles == "victim":
            return None
        if event.reading.suffix:
            return self._subject_before(event.index, event)
        actor = self._starts.get(event.index + event.reading.length)
        if actor is None or self._is_taken(actor.first):
            return None
        return Doer(actor.side, "genitive", actor.first, actor.last)

    def _accused(self, event: Event) -> Doer | None:
        accused = event.frame.accused if event.frame else None
        return Doer(accused.side, "accused", accused.first, accused.last) if accused is not None else None

    def _alleger(self, event: Event) -> Doer | None:
        """مزاعم يريفان بشأن إسقاط مقاتلة: whoever alleges a deed of its own."""
        first = max(event.part.first, event.index - 6)
        alleged = self._scene.spots("noun", "allegation", first=first, stop=event.index)
        told = self._scene.spots("word", "what", first=first, stop=event.index)
        for at in sorted((*alleged, *told)) if event.type in _FEATS else alleged:
            if self._scene.words[at].noun("allegation"):
                actor = self._starts.get(at + 1)
                if actor is not None:
                    return Doer(actor.side, "the one who alleges it", actor.first, actor.last)
            boasts = event.type in _FEATS and self._scene.words[at].word("what")
            boaster = (
                self._starts.get(at + 2) if boasts and self._scene.words[at + 1].find("speech") else None
            )
            if boaster is not None:
                return Doer(boaster.side, "the one who announced it", boaster.first, boaster.last)
        return None

    def _speaker(self, event: Event) -> Doer | None:
        """أعلنت تدمير, نفت شن: the act named by a noun is the speaker's own."""
        told = event.direct or event.light_value == "show"
        if not told or event.frame is None or event.reading.roles in ("victim", "none"):
            return None
        if event.light_value in ("undergo", "witness", "happen") or is_how_they_died(self._scene, event):
            return None
        # "باكو: قصف صاروخي": a heading tells what befell, not what the speaker did.
        if event.frame.form == "heading" and event.type in STRIKES and event.type != "attack":
            return None
        return Doer("own", "speaker's own act", event.frame.index, event.frame.index)

    def _killer(self, event: Event) -> Doer | None:
        """قتل الجيش 60 جنديا, وقتلت 40 جنديا: whoever kills does not count its own dead."""
        scene, at = self._scene, event.index
        if not scene.words[at].word("kills") or has_own_dead(scene, at, reach(scene, event.stop, event.part)):
            return None
        if not event.verbal and event.direct:
            return Doer("own", "speaker's own act", at, at)
        actor = self._starts.get(at + 1)
        counted = (actor.last if actor is not None else at) + 1
        toll = scene.toll_at.get(counted)
        many = toll is not None and toll.count is not None and toll.count.low > 1
        if not (many or counted in scene.number_at):
            return None
        if actor is not None:
            armed = actor.kind in ("army", "group", "head.army") and not self._is_taken(at + 1)
            return Doer(actor.side or "own", "subject after the verb", at + 1, actor.last) if armed else None
        joined = any("and" in reading.prefixes for reading in scene.words[at].readings)
        return self._subject_before(at, event) if joined or scene.is_after(at, "that.own") else None

    def _other_side(self, event: Event) -> Doer | None:
        """One side says that it was shelled, and names nobody: the report's other side."""
        opponent = self._scene.opponent(event.frame.side) if event.frame else ""
        return Doer(opponent, "opponent of the victim", event.index, event.index) if opponent else None
