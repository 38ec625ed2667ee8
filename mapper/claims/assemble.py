"""From events to claims: arguments filled in, and what tells one event joined."""

from __future__ import annotations

from collections.abc import Iterable

from mapper.claims import harm, kinds
from mapper.claims.admissions import admission
from mapper.claims.arguments import Cast
from mapper.claims.days import event_days
from mapper.claims.draft import Draft
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.inherited import inherit
from mapper.claims.joining import join, joins
from mapper.claims.memory import OUTLET, Frame
from mapper.claims.places import Ground
from mapper.claims.scene import Scene
from mapper.claims.stance import event_stance
from mapper.claims.targets import target, unplaced
from mapper.claims.traces import cite, explain, text
from mapper.claims.victims import put_down
from mapper.records import Span

_MANY_DAYS = 3
_CAUSED = 4
"""How many words behind a war the verb for what it led to may stand."""


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
                last = self.drafts[-1] if self.drafts else None
                if draft.locations or not draft.unplaced:
                    inherit(self._scene, last, draft)
                self._put_under_heading(draft, event)
                if last is not None and last.stance == "acknowledges" and _is_total_of(last, draft):
                    draft.stance = "acknowledges"
                put_down(self._scene, self._cast, draft)
                self.drafts.append(draft)
        for draft in self.drafts:
            total = _is_of_all(self._scene, draft)
            draft.cumulative = draft.cumulative or _is_since(draft) or total
            draft.type = "casualties_reported" if total else draft.type

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
            unplaced=unplaced(scene, event),
            kind=event.part.sentence.kind,
            weapon=text(scene, weapon),
            score=_score(event, doer is not None),
        )
        harm.fill(scene, draft, event, start)
        total = (
            draft.cumulative
            or event.light_value == "total"
            or (draft.days.basis == "since" and draft.family == "losses")
        )
        if total and not draft.locations:
            draft.locations = self._ground.theatre(draft.side)
        if event_type == "equipment_destroyed":
            draft.equipment, things = kinds.equipment(scene, event)
            cite(scene, draft, "equipment", "things destroyed", things)
        explain(scene, draft, event, rule)
        cite(scene, draft, "target", kind, words)
        cite(scene, draft, "weapon", "weapon", weapon)
        if doer is not None:
            draft.note("actor_side", doer.rule, scene.words[doer.first].start, scene.words[doer.last].end)
        if admission(scene, self._cast, draft, end):
            draft.stance = "acknowledges"
        return draft

    def _put_under_heading(self, draft: Draft, event: Event) -> None:
        if not draft.locations:
            draft.locations = self._ground.heading(event)
            for place in draft.locations:
                draft.note("locations", "heading above", place.start or 0, place.end or 0)

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


def _between(before: Event | None, event: Event, after: Event | None) -> tuple[int, int | None]:
    """The words of a clause that are this event's own, where the clause tells another one too."""
    start = _head(event) if before is not None and before.part == event.part else 0
    follows = after is not None and after.part == event.part and after.first == event.first
    return start, max(_head(after), event.index + 1) if follows and after is not None else None


def _is_total_of(last: Draft, draft: Draft) -> bool:
    """مقتل 26 من جنودها، ليرتفع الإجمالي إلى 532: the total of losses that were owned up to."""
    one = last.event is not None and draft.event is not None and last.event.part == draft.event.part
    same = last.side == draft.side and last.type == draft.type == "casualties_reported"
    return one and same and draft.cumulative and draft.stance == "asserts"


def _is_since(draft: Draft) -> bool:
    """93 قتلوا منذ 27 سبتمبر: the dead of many days are a total."""
    first, last = draft.days.date_from, draft.days.date_to
    many = first is not None and last is not None and (last - first).days >= _MANY_DAYS
    return many and draft.days.basis == "since" and draft.type == "casualties_reported" and bool(draft.killed)


def _is_of_all(scene: Scene, draft: Draft) -> bool:
    """العدوان تسبب في استشهاد 16 ألفا منذ 2015: the dead of a whole war, and no attack."""
    event = draft.event
    if event is None or event.verbal or event.type not in ("attack", "war") or not draft.killed:
        return False
    caused = scene.has(event.index + 1, event.index + _CAUSED, "light", "cause")
    return "the" in event.reading.prefixes and caused and draft.days.basis == "since"


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
