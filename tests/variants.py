"""The same events told by two to five outlets, as claims: what a merger gets, and what it should make of it.

    for one in variants(200):
        merge(one.claims, outlets=one.outlets)     # to be compared with one.groups

The groups are known because the events were there first (variants_world.py,
then variants_told.py).
Outlets spell a town in another way, or name its district, a quarter of it or
the point of another gazetteer; they round the dead or leave them out, know the
day or only the day they print, call a missile a blast, and say nothing of who
did it; the accused deny. Nothing is told so that a careful reader could not say
which event is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from variants_told import Newsroom, Telling, words
from variants_world import Land, lands, week

from mapper.records import Claim


@dataclass(frozen=True)
class Variant:
    """One made-up week as its outlets tell it."""

    name: str
    claims: tuple[Claim, ...]
    outlets: dict[str, str]
    """Outlet by report id."""
    groups: tuple[frozenset[str], ...]
    """Ids of the claims of each event."""
    plots: dict[str, str]
    """What each claim speaks of ("strike", "again"), for saying what goes wrong."""
    twists: dict[str, frozenset[str]]
    """What is told in another way in each claim ("district", "rounded", "no actor")."""


def variants(how_many: int, *, first: int = 0) -> Iterator[Variant]:
    """That many weeks, the nine theatres in turn; a week of one number is always the same."""
    for number in range(first, first + how_many):
        land = lands()[number % len(lands())]
        yield variant(Random(f"variant {number}"), land, f"{number:03} {land.name}")


def variant(rng: Random, land: Land, name: str) -> Variant:
    events = week(rng, land, words("venue"))
    newsroom = Newsroom(rng, land, events)
    told = newsroom.join_places([telling for event in events for telling in newsroom.tell(event)])
    return _printed(rng, name, told)


def _printed(rng: Random, name: str, told: list[Telling]) -> Variant:
    """Claims with ids and spans as the reports have them, in no order."""
    by_report = defaultdict(list)
    for telling in told:
        by_report[telling.report].append(telling)
    claims, outlets, plots, twists, groups = [], {}, {}, {}, defaultdict(set)
    for number, (_, tellings) in enumerate(sorted(by_report.items())):
        report_id = f"v{name[:3]}r{number}"
        outlets[report_id] = tellings[0].outlet
        for place, telling in enumerate(rng.sample(tellings, len(tellings))):
            claim = _claim(telling, report_id, place)
            claims.append(claim)
            plots[claim.id] = telling.events[0].plot
            twists[claim.id] = frozenset(telling.twists)
            for event in telling.events:
                groups[event.number].add(claim.id)
    rng.shuffle(claims)
    return Variant(name, tuple(claims), outlets, tuple(map(frozenset, groups.values())), plots, twists)


def _claim(telling: Telling, report_id: str, place: int) -> Claim:
    values = telling.values | {"claimant": telling.values["claimant"] or telling.outlet}
    start = 120 * place
    return Claim(id=f"{report_id}-{place}", report_id=report_id, start=start, end=start + 90, **values)  # type: ignore[arg-type]
