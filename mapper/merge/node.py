"""What merging compares: claims at one place that say the same, taken as one node."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from mapper.merge.agreement import Days, Spot
from mapper.records import Claim, Location

Scope = Literal["", "toll", "long", "total"]
"""One event, the running toll of one, a campaign, a running total of many events."""


class Part(NamedTuple):
    """A claim at one of its places with the wider ones around it, or at none."""

    claim: Claim
    locations: tuple[Location, ...] = ()


@dataclass(slots=True, eq=False)
class Node:
    """Parts that say the same of type, stance, place, days and doer."""

    key: tuple[str, ...]
    """From the content, so that order by it does not depend on the order of the claims."""
    kind: str
    denies: bool
    doers: frozenset[str]
    spot: Spot | None
    days: Days
    scope: Scope
    apart: bool
    """Told by one speaker in one report: what another report says of that kind is another thing."""
    row: tuple[str, str] | None
    """(data set, id) of a coded row, which is an event of its own within its data set."""
    parts: list[Part] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    figures: dict[str, frozenset[int]] = field(default_factory=dict)
    """Killed and injured as told."""
    words: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    """Sides that say it."""
    parties: frozenset[str] = frozenset()
    """Its doers; where it names none, all sides that its report speaks of."""

    @property
    def wide(self) -> bool:
        return self.spot is not None and self.spot.wide
