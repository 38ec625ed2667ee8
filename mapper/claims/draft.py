"""A claim in the making, and the record it becomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gazetteer.place import haversine_km
from mapper.claims.days import Days
from mapper.claims.events import Event
from mapper.records import (
    CasualtyClass,
    Claim,
    Count,
    Equipment,
    Location,
    Report,
    SentenceKind,
    Span,
    Stance,
    TargetClass,
    Trace,
)
from mapper.taxonomy import event_types


@dataclass
class Draft:
    """Everything known of a claim so far; ``order`` is the index of its trigger."""

    order: int
    first: int
    stop: int
    start: int
    end: int
    type: str
    claimant: str
    side: str
    via: str
    stance: Stance
    actor: str
    target: str
    target_class: TargetClass
    locations: tuple[Location, ...]
    days: Days
    event: Event | None = None
    kind: SentenceKind = "body"
    killed: Count | None = None
    injured: Count | None = None
    casualty_class: CasualtyClass | None = None
    cumulative: bool = False
    equipment: tuple[Equipment, ...] = ()
    weapon: str = ""
    unplaced: str = ""
    """The name of a settlement that was hit, where no place is known by it."""
    score: float = 0.9
    also: list[Span] = field(default_factory=list)
    trace: list[Trace] = field(default_factory=list)

    @property
    def family(self) -> str:
        return event_types()[self.type].family

    def note(self, name: str, rule: str, start: int, end: int) -> None:
        self.trace.append(Trace(field=name, rule=rule, start=start, end=end))

    def cite(self, other: Draft, *, again: tuple[str, ...] = ()) -> None:
        """Take over the words of another draft for each field filled from it; ``again``: replaced ones."""
        self.trace = [trace for trace in self.trace if trace.field not in again]
        have = {trace.field for trace in self.trace}
        filled = [name for name, value in _VALUES.items() if name not in have and value(self)]
        self.trace.extend(
            t for t in other.trace if t.field in filled and _VALUES[t.field](self) == _VALUES[t.field](other)
        )


_STANCES: dict[Stance, str] = {"asserts": "", "denies": "-denied", "acknowledges": "-admitted"}
_VALUES: dict[str, Callable[[Draft], object]] = {
    "claimant": lambda draft: draft.claimant,
    "actor_side": lambda draft: draft.actor,
    "target": lambda draft: draft.target,
    "weapon": lambda draft: draft.weapon,
    "equipment": lambda draft: draft.equipment,
    "killed": lambda draft: draft.killed,
    "injured": lambda draft: draft.injured,
    "locations": lambda draft: draft.locations,
    "date": lambda draft: draft.days,
}
"""The fields that rest on words of their own."""


def meet(a: Location, b: Location) -> bool:
    """One place, or one within the other."""
    if a.place_id == b.place_id:
        return True
    return haversine_km((a.lon, a.lat), (b.lon, b.lat)) <= max(a.radius_km, b.radius_km)


def ids(drafts: Sequence[Draft], report_id: str) -> list[str]:
    """Ids made of what a claim says and where, so that one claim more leaves the others their ids.

    Claims of one kind on the same words are numbered by side and doer.
    """
    names = [
        f"{report_id}-{draft.start}-{draft.type}{_STANCES[draft.stance]}".lstrip("-") for draft in drafts
    ]
    same: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        same[name].append(at)
    for name, places in same.items():
        ordered = sorted(places, key=lambda at: (drafts[at].side, drafts[at].actor, drafts[at].end))
        for number, at in enumerate(ordered[1:], start=2):
            names[at] = f"{name}-{number}"
    return names


def record(draft: Draft, claim_id: str, report: Report) -> Claim:
    """The finished claim."""
    return Claim(
        id=claim_id,
        report_id=report.id,
        start=draft.start,
        end=draft.end,
        also=tuple(sorted(set(draft.also) - {(draft.start, draft.end)})),
        claimant=draft.claimant or report.outlet,
        claimant_side=draft.side,
        via=draft.via,
        stance=draft.stance,
        event_type=draft.type,
        actor_side=draft.actor,
        target=draft.target,
        target_class=draft.target_class,
        locations=draft.locations,
        date_from=draft.days.date_from,
        date_to=draft.days.date_to,
        date_basis=draft.days.basis,
        time_text=draft.days.text,
        killed=draft.killed,
        injured=draft.injured,
        casualty_class=draft.casualty_class,
        cumulative=draft.cumulative,
        equipment=draft.equipment,
        weapon=draft.weapon,
        score=draft.score,
        trace=tuple(draft.trace),
    )
