"""Who did it and to whom: the doer and the target of an event, by word order and preposition."""

from __future__ import annotations

from collections.abc import Iterator

from mapper.claims.actors import Actor
from mapper.claims.agents import ATTACKS, FEATS, Agents
from mapper.claims.doers import STRIKES, Doer
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.foes import Foes
from mapper.claims.home import police
from mapper.claims.memory import OUTLET
from mapper.claims.scene import Scene
from mapper.claims.witnesses import (
    has_own_dead,
    is_how_they_died,
    is_own_thing,
    is_own_victim,
    is_witness,
    may_have_done,
)
from mapper.records import INFERRED
from mapper.sides import enemies

_UNDONE = ("equipment_destroyed", "aircraft_downed")
"""Where a nationality is that of what was lost (تدمير خمس مسيرات روسية)."""
_BARE = ("head.army", "armed", "armed.foe")
_NOBODY = ("latter", "other", "both", "both.oblique")


class Cast(Agents):
    """Looks for the doer of an event among the actors of a report."""

    def __init__(self, scene: Scene, actors: tuple[Actor, ...]) -> None:
        super().__init__(scene, actors)
        self._foes = Foes(scene)

    def doer(self, event: Event) -> Doer | None:
        """The doer of an event, its side settled by the speaker where the words are "we" or "the enemy"."""
        if event.reading.roles == "mutual":
            return None
        event = self._as_object(event)
        for found in self._candidates(event):
            named = self._named_for(found, event) if found is not None else None
            if named is None or not may_have_done(self._scene, event, named, self._over.get(named.first)):
                continue
            side = self._settled(named.side, event)
            # "Hostile" and "the enemy" are in the words; who that is follows from the rest of the report.
            rule = f"{INFERRED}: {named.rule}" if named.side == "enemy" else named.rule
            return Doer(side, rule, named.first, named.last) if side else None
        return None

    def _named_for(self, found: Doer, event: Event) -> Doer:
        """The army named before, for one without a name told of by somebody who has no army."""
        speaker = event.frame.speaker if event.frame is not None else None
        fights = speaker is not None and not is_witness(self._scene, speaker)
        if found.side not in ("own", "") or (fights and self._settled(found.side, event)):
            return found
        named = self._antecedent(found.first)
        if named is None:
            side = police(self._scene, event.part, found.first)
            if found.rule == "accused" and event.frame and not self._may_accuse(event.frame.side, side):
                return found
            return Doer(side, "police of the land", found.first, found.last) if side else found
        return Doer(named.side, "the army named before", found.first, found.last)

    def _may_accuse(self, accuser: str, side: str) -> bool:
        """اتهمت حماس الجيش: of the lands' armies, one that the accuser fights, where its wars are known."""
        foes = enemies(accuser)
        return not foes or side in foes

    def _candidates(self, event: Event) -> Iterator[Doer | None]:
        """Every rule's answer, the surest first."""
        undergone = event.light_value in ("undergo", "witness", "use")
        striking = event.type in STRIKES
        yield self._we(event)
        yield self._alleger(event)
        yield self._guilty(event)
        yield self._by_phrase(event)
        yield self._killer(event)
        yield self._belonging(event)
        if event.type != "attack_repelled":
            yield self._relative(event)
            if event.type not in _UNDONE:
                yield self._nationality(event)
        if undergone or (not event.verbal and striking):
            yield self._source(event)
        if not undergone and event.reading.roles not in ("none", "victim"):
            yield self._subject(event)
        if event.verbal and striking:
            yield self._source(event)
        yield self._accused(event)
        yield self._speaker(event)
        if striking:
            yield self._foes.own_strike(event)
        if undergone or striking or event.reading.roles == "victim":
            yield self._other_side(event)
        if striking:
            yield self._foes.of_land(event)

    def _we(self, event: Event) -> Doer | None:
        """A first person plural is the speaker's side."""
        at = event.index if event.light is None else event.light
        if event.frame is None or not self._scene.words[at].senses.we:
            return None
        return Doer("own", "we", at, at)

    def _settled(self, side: str, event: Event) -> str:
        speaker = event.frame.side if event.frame else ""
        if side == "own":
            return speaker if speaker not in ("other", OUTLET) else ""
        if side == "enemy":
            return self._scene.opponent(speaker) or self._foes.of_home()
        return "" if side in _NOBODY else side

    def _relative(self, event: Event) -> Doer | None:
        """هجوم شنّه الجيش, غارات شنتها القوات: the verb after the noun has the doer."""
        if event.verbal and event.reading.roles not in ("none", "victim"):
            return None
        back = range(event.first, event.index) if event.verbal else range(0)
        for at in (*back, *range(event.index + 1, min(event.index + 6, event.stop))):
            word = self._scene.words[at]
            if word.verb is None:
                continue
            trigger = word.find("trigger")
            verb = word.find("light", "do") or (trigger if trigger and trigger.suffix else None)
            if verb is not None and verb.verbal:
                return self._actor_doer(at + 1, event.part.stop, "relative clause")
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
            if word.noun("hostile"):
                return Doer("enemy", "attack called hostile", at, at)
            if at in self._over or not (
                word.noun("weapon", "military", "support") or word.word("on") or not word.readings
            ):
                return None
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
        owned = self._nameless(head, event) or self._arms_before(head, event) if plain else None
        if owned is not None:
            return owned
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
        if that is not None and "and" in that.prefixes and event.type in ATTACKS and event.frame:
            topic = self._topic(event.frame.index + 1, at)
            if topic is not None:
                return Doer(topic.side, "subject of the clause before", topic.first, topic.last)
        return Doer("own", "pronoun of the speaker", at, at)

    def _subject_after(self, head: int, event: Event) -> Doer | None:
        """Verb before subject: the first actor after it that no preposition takes."""
        for at in range(head + 1, min(head + 5, event.part.stop)):
            actor = self._starts.get(at)
            if actor is not None:
                side = actor.side or self._troop(actor)
                side = side or (self._gunmen(actor, event) if actor.kind in _BARE else "")
                taken = self._is_taken(at) or self._is_joined(at) or at - 1 in self._scene.number_at
                return None if taken else Doer(side, "subject after the verb", at, actor.last)
            asset = self._asset(at, event)
            if asset is not None:
                return asset
            word = self._scene.words[at]
            if word.word("pronoun"):
                # التي سيطر عليها الجيش: what points back stands before the subject.
                continue
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
                # أن غاراته دمرت: "his raids" are the speaker's.
                own = own or (not event.verbal and event.light is None and bool(event.reading.suffix))
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
        if actor is None or self._is_taken(actor.first) or self._is_object(actor, event):
            return None
        return Doer(actor.side, "genitive", actor.first, actor.last)

    def _is_object(self, actor: Actor, event: Event) -> bool:
        """إرسال مرتزقة سوريين: those whom the deed needs as its object are not its doers."""
        return event.reading.roles == "agent" and actor.kind.partition(".")[0] in event.reading.needs

    def _accused(self, event: Event) -> Doer | None:
        accused = event.frame.accused if event.frame else None
        return Doer(accused.side, "accused", accused.first, accused.last) if accused is not None else None

    def _speaker(self, event: Event) -> Doer | None:
        """أعلنت تدمير, نفت شن: the act named by a noun is the speaker's own."""
        listed = event.frame is not None and event.frame.form == "heading" and event.index <= event.first + 1
        own = listed and (event.type in FEATS or event.type == "attack") and not event.verbal
        told = event.direct or event.light_value == "show" or own
        if not told or event.frame is None or event.reading.roles in ("victim", "none"):
            return None
        if event.light_value in ("undergo", "witness", "happen") or is_how_they_died(self._scene, event):
            return None
        if is_own_thing(self._scene, event) or is_own_victim(self._scene, event):
            return None
        if self._foes.is_on_own_people(event):
            return None
        # "باكو: قصف صاروخي": a heading tells what befell, not what the speaker did.
        if event.frame.form == "heading" and event.type in STRIKES and event.type != "attack":
            return None
        return Doer("own", "speaker's own act", event.frame.index, event.frame.index)

    def _killer(self, event: Event) -> Doer | None:
        """قتل الجيش 60 جنديا, وقتلت 40 جنديا: whoever kills does not count its own dead."""
        scene, at = self._scene, event.index
        harms = scene.words[at].word("kills", "wounds")
        if harms is None or has_own_dead(scene, at, reach(scene, event.stop, event.part)):
            return None
        if harms.value == "wounds":
            return self._active_killer(event)
        if not event.verbal and event.direct:
            return Doer("own", "speaker's own act", at, at)
        active = self._active_killer(event) or self._active_topic(event)
        if active is not None:
            return active
        own, toll = scene.is_after(at, "that.own"), scene.toll_at.get(at)
        joined = any("and" in reading.prefixes for reading in scene.words[at].readings)
        counted = scene.toll_at.get(at + 1)
        many = counted is not None and counted.count is not None and counted.count.low > 1
        people = own and toll is not None and toll.first == at < toll.last
        told = people or ((own or joined) and (many or at + 1 in scene.number_at))
        return self._subject_before(at, event) if told else None

    def _other_side(self, event: Event) -> Doer | None:
        """One side says that it was shelled, and names nobody: its foe, unless the foe was hit."""
        side = event.frame.side if event.frame is not None else ""
        foe = self._scene.foe(side)
        if not foe or self._foes.is_hit(foe, side, event):
            return None
        return Doer(foe, f"{INFERRED}: opponent of the victim", event.index, event.index)
