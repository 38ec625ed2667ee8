"""From events to claims: arguments filled in, and what tells one event joined."""

from __future__ import annotations

from collections.abc import Iterable

from mapper.claims import kinds
from mapper.claims.arguments import STRIKES, Cast
from mapper.claims.days import event_days
from mapper.claims.draft import OUTLET, Draft
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.joining import inherit, join, joins
from mapper.claims.memory import Frame
from mapper.claims.places import Ground
from mapper.claims.scene import Scene
from mapper.claims.stance import admits, event_stance
from mapper.claims.targets import target
from mapper.claims.traces import cite, explain, text
from mapper.language import Toll
from mapper.records import Count, Span

_HARMING = ("strike", "losses", "ground")


class Assembly:
    """Turns the events of one report into drafts of claims, in reading order."""

    def __init__(self, scene: Scene, cast: Cast, ground: Ground) -> None:
        self._scene, self._cast, self._ground = scene, cast, ground
        self.drafts: list[Draft] = []

    def add(self, events: Iterable[Event]) -> None:
        told = list(events)
        for before, event, after in zip([None, *told], told, [*told[1:], None], strict=False):
            draft = self._draft(event, *_between(before, event, after))
            if self.drafts and joins(self._scene, self.drafts[-1], draft):
                join(self._scene, self.drafts[-1], draft)
            else:
                inherit(self.drafts[-1] if self.drafts else None, draft)
                self.drafts.append(draft)

    def _draft(self, event: Event, start: int, end: int | None) -> Draft:
        scene = self._scene
        words, kind = target(scene, event)
        event_type, weapon = kinds.final_type(scene, event, kind)
        doer = self._cast.doer(event)
        frame = event.frame
        stance, rule = event_stance(scene, event)
        first, stop = self._span(event)
        draft = Draft(
            order=event.index,
            first=first,
            stop=stop,
            start=scene.words[first].start,
            end=scene.words[stop - 1].end,
            type=event_type,
            claimant=frame.label if frame else "",
            side=_side(frame),
            via=frame.via if frame else "",
            stance=stance,
            actor=doer.side if doer else "",
            target=text(scene, words),
            target_class=kind,
            locations=self._ground.of(event, start, end),
            days=event_days(scene, event),
            event=event,
            kind=event.part.sentence.kind,
            weapon=text(scene, weapon),
            score=_score(event, doer is not None),
        )
        self._tolls(draft, event, start)
        if event_type == "equipment_destroyed":
            draft.equipment, things = kinds.equipment(scene, event)
            cite(scene, draft, "equipment", "things destroyed", things)
        explain(scene, draft, event, rule)
        cite(scene, draft, "target", kind, words)
        cite(scene, draft, "weapon", "weapon", weapon)
        if doer is not None:
            draft.note("actor_side", doer.rule, scene.words[doer.first].start, scene.words[doer.last].end)
        self._admit(draft, end)
        return draft

    def _span(self, event: Event) -> tuple[int, int]:
        """The clause without the speech verb before it and the marks around it."""
        first, stop = event.first, reach(self._scene, event.stop, event.part)
        frame = event.frame
        said = self._scene.spots("word", "that", first=first + 1, stop=event.index + 1)
        first = said[-1] if said else first
        if event.direct and frame is not None and frame.first < first and event.part.first <= frame.first:
            first = frame.first
        while stop - 1 > event.index and not self._scene.words[stop - 1].text[0].isalnum():
            stop -= 1
        return first, stop

    def _tolls(self, draft: Draft, event: Event, start: int) -> None:
        stop = reach(self._scene, event.stop, event.part)
        if event.light_value == "total":
            draft.cumulative = True
            self._total(draft, event)
            later = self._scene.tolls_in(event.index, event.part.stop)
            injured = next((toll for toll in later if toll.kind == "injured" and toll.count), None)
            if injured is not None:
                self._count(draft, "injured", injured)
            return
        first = start if draft.family not in _HARMING else event.first
        for toll in self._scene.tolls_in(max(event.first, first), stop):
            if not toll.cumulative:
                self._count(draft, toll.kind, toll)
        if draft.type == "casualties_reported" and not (draft.killed or draft.injured):
            self._running(draft, event, stop)

    def _running(self, draft: Draft, event: Event, stop: int) -> None:
        """The dead since the war began, where the words count no others."""
        for toll in self._scene.tolls_in(event.index, stop):
            if toll.count is not None:
                draft.cumulative = True
                self._count(draft, toll.kind, toll)

    def _total(self, draft: Draft, event: Event) -> None:
        """The number a toll has risen to: the counted total of the sentence, or the number after "to"."""
        for at in range(event.index, event.part.stop):
            toll = self._scene.toll_at.get(at)
            if toll is not None and toll.cumulative and toll.count is not None:
                draft.killed = toll.count
                return cite(self._scene, draft, "killed", "total", range(toll.first, toll.last + 1))
            number = self._scene.number_at.get(at)
            if number is not None and self._scene.is_after(at, "to"):
                draft.killed = Count(low=number.low, high=number.high)
                return cite(self._scene, draft, "killed", "total", range(number.first, number.last + 1))
        return None

    def _count(self, draft: Draft, kind: str, toll: Toll) -> None:
        if kind == "killed" and draft.killed is None and toll.count is not None:
            draft.killed = toll.count
            cite(self._scene, draft, "killed", "toll", range(toll.first, toll.last + 1))
        if kind == "injured" and draft.injured is None and toll.count is not None:
            draft.injured = toll.count
            cite(self._scene, draft, "injured", "toll", range(toll.first, toll.last + 1))
        if kind in ("killed", "injured") and draft.casualty_class in (None, "unknown"):
            draft.casualty_class = toll.casualty_class

    def _admit(self, draft: Draft, end: int | None) -> None:
        if draft.stance != "asserts" or draft.side in (OUTLET, "other") or draft.event is None:
            return
        event = draft.event
        if event.reading.guard == "carried" or (
            event.reading.guard == "answer" and draft.actor == draft.side
        ):
            draft.stance = "acknowledges"
        if event.light_value == "undergo" and draft.type in STRIKES and self._is_own_post(event, draft):
            draft.stance = "acknowledges"
        own = self._is_own_loss(event, draft, end)
        foe = f"country:{self._scene.opponent(draft.side)}"
        abroad = any(place.place_id == foe for place in draft.locations)
        if admits(draft.type, draft.side, draft.actor, draft.side if own else "", not abroad):
            draft.stance = "acknowledges"

    def _is_own_post(self, event: Event, draft: Draft) -> bool:
        """تعرضت مواقع عسكرية لقصف: a military site under fire, and no other army named as its owner."""
        span = range(event.first, event.index)
        sides = {self._cast.side_at(n) for n in span} - {"", "own", draft.side}
        return not sides and self._scene.has(event.first, event.index, "noun", "military")

    def _is_own_loss(self, event: Event, draft: Draft, end: int | None) -> bool:
        """Losses that the speaker says are its own: military, with nobody else named as the loser."""
        suffers = event.type == "casualties_reported" and event.reading.roles == "victim"
        if not suffers or draft.target_class == "civilian":
            return False
        if draft.actor == draft.side or draft.casualty_class == "civilian":
            return False
        stop = reach(self._scene, event.stop, event.part)
        span = range(event.first, stop if end is None else min(stop, end))
        if any(
            self._cast.side_at(n) not in ("", "own", "other", draft.side) for n in span if n != event.index
        ):
            return False
        if self._scene.has(span.start, span.stop, "noun", "armed.foe"):
            return False
        return self._scene.has(span.start, span.stop, "noun", "losses", "armed", "head.army", "military")


def _between(before: Event | None, event: Event, after: Event | None) -> tuple[int, int | None]:
    """The words of a clause that are this event's own, where the clause tells another one too."""
    start = _head(event) if before is not None and before.part == event.part else 0
    follows = after is not None and after.part == event.part and after.first == event.first
    return start, max(_head(after), event.index + 1) if follows and after is not None else None


def _head(event: Event) -> int:
    return event.index if event.light is None else min(event.index, event.light)


def _side(frame: Frame | None) -> str:
    return OUTLET if frame is None else frame.side or "other"


def _score(event: Event, has_doer: bool) -> float:
    score = 0.9 if event.reading.guard == "strong" else 0.8
    score -= 0.0 if has_doer or event.reading.roles in ("mutual", "none") else 0.1
    return round(score - (0.1 if event.mode else 0.0), 2)


def spans(draft: Draft) -> list[Span]:
    return [(draft.start, draft.end), *draft.also]
