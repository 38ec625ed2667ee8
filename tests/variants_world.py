"""Made-up weeks of war in real towns: what happened, before anybody tells it.

The plots are those of every war's news: a strike, another on the same town days
later, the other side's strike next door on the same day, a fight, a capture, a
truce and its breach, running totals, and fighting that "goes on".
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from gazetteer.place import Place, is_nearer
from gazetteer.sources import theatre

CASES = Path(__file__).parent / "cases"
CAMPS = Path(__file__).parents[1] / "mapper" / "data" / "camps.csv"
STRIKES = ("shelling", "missile_strike", "air_drone_strike")
FIRST_DAY = date(2021, 1, 4)
NEXT_DOOR_KM = 60
WIDEST_DISTRICT_KM = 40
CONFLICTS = {"gaza": "palestine"}
"""Where a theatre's conflict has another name."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened once (or a state, a total, that is told as one thing)."""

    number: int
    plot: str
    """Its part in the week: "strike", "again", "reply", ... (for saying what goes wrong)."""
    kind: str
    """A row of cases/variant_kinds.csv."""
    day: date
    actor: str
    victim: str
    place: Place | None = None
    killed: int | None = None
    injured: int | None = None
    venue: str = ""
    """Where a truce was signed, "name;lat;lon"."""
    since: date | None = None
    """First day of what has gone on since."""
    district: Place | None = None
    """What holds the town and may be named in its stead."""
    quarter: Place | None = None
    """Which part of the town it was."""
    open_actor: bool = True
    """Whether who did it may be left unsaid and it is still clear what is meant."""

    @property
    def strike(self) -> bool:
        return self.kind in STRIKES


@dataclass(frozen=True, kw_only=True)
class Land:
    """The places and the two camps of one theatre."""

    name: str
    camps: tuple[tuple[str, ...], tuple[str, ...]]
    towns: tuple[Place, ...]
    districts: tuple[Place, ...]
    regions: tuple[Place, ...]
    spots: tuple[Place, ...]

    def next_door(self, town: Place) -> list[Place]:
        """Other towns: near, but neither lies in the other."""
        return [p for p in self.towns if is_nearer(p, town, NEXT_DOOR_KM) and _apart(p, town)]

    def around(self, town: Place) -> list[Place]:
        """Districts that hold a town: those it is known to be in, or by their radius."""
        known = [d for d in self.districts if d.id in town.parents]
        circles = [d for d in self.districts if d.radius_km > town.radius_km and holds(d, town)]
        return known or [d for d in circles if d.country == town.country]

    def inside(self, town: Place) -> list[Place]:
        """Quarters, camps, airports of a town: within its radius and much smaller."""
        return [p for p in self.spots if p.radius_km <= town.radius_km / 2 and holds(town, p)]


def holds(place: Place, other: Place) -> bool:
    """Whether the point of the other lies within the place's radius."""
    return is_nearer(place, other, place.radius_km)


def _apart(a: Place, b: Place) -> bool:
    return not holds(a, b) and not holds(b, a)


@cache
def lands() -> tuple[Land, ...]:
    """The nine theatres that come with the gazetteer."""
    with CAMPS.open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        camps = {
            row["conflict"]: (row["first"].split("|"), row["second"].split("|")) for row in reversed([*rows])
        }
    return tuple(_land(pack, camps) for pack in theatre.load_bundled())


def _land(pack: theatre.Theatre, camps: dict[str, tuple[list[str], list[str]]]) -> Land:
    first, second = camps[CONFLICTS.get(pack.id, pack.id)]
    levels = ("settlement", "site", "district", "region")
    of = {level: [p for p in pack.places if p.level == level] for level in levels}
    wide = of["district"] + of["region"]
    west, south, east, north = pack.bbox
    whole = Place(
        id=f"region:{pack.id}",
        name=pack.name,
        level="region",
        kind="region",
        lat=(south + north) / 2,
        lon=(west + east) / 2,
        # Half of its diagonal, so that it holds every town: a degree of longitude is shorter than that.
        radius_km=111 * math.hypot(north - south, east - west) / 2,
    )
    return Land(
        name=pack.id,
        camps=(tuple(first), tuple(second)),
        towns=tuple(p for p in of["settlement"] if p.radius_km >= 2),
        districts=tuple(p for p in of["district"] if p.radius_km <= WIDEST_DISTRICT_KM),
        regions=(*(p for p in wide if p.radius_km > WIDEST_DISTRICT_KM), whole),
        spots=(*of["settlement"], *of["site"]),
    )


class Week:
    """Events as they are thought up; each plot adds one or two."""

    def __init__(self, rng: Random, land: Land, venues: Sequence[str]) -> None:
        self.rng, self.land, self.venues = rng, land, venues
        self.events: list[Event] = []
        self.first, self.second = rng.sample([land.camps[0][0], land.camps[1][0]], 2)
        self.day = FIRST_DAY + timedelta(days=rng.randrange(700))
        self.towns = self._neighbours()
        self.region = rng.choice([p for p in land.regions if holds(p, self.towns[0])])

    def _neighbours(self) -> list[Place]:
        """Two to five towns that lie apart, so that it is clear which one is meant."""
        for town in self.rng.sample(self.land.towns, len(self.land.towns)):
            chosen, near = [town], self.land.next_door(town)
            for other in self.rng.sample(near, len(near)):
                if len(chosen) < 5 and all(_apart(other, one) for one in chosen):
                    chosen.append(other)
            if len(chosen) > 1:
                return chosen
        raise AssertionError(f"{self.land.name} has no two towns beside each other")

    def add(self, plot: str, kind: str, days: int, place: Place | None, **more: object) -> Event:
        values: dict[str, object] = {"actor": self.first, "victim": self.second, **more}
        if place is not None and place is not self.region:
            values |= {
                "district": self._one(self.land.around(place)),
                "quarter": self._one(self.land.inside(place)),
            }
        event = Event(
            number=len(self.events),
            plot=plot,
            kind=kind,
            day=self.day + timedelta(days=days),
            place=place,
            **values,  # type: ignore[arg-type]
        )
        self.events.append(event)
        return event

    def _one(self, places: list[Place]) -> Place | None:
        return self.rng.choice(places) if places else None

    def _strike(self, plot: str, days: int, place: Place, **more: object) -> Event:
        killed = self.rng.choice([None, 0, 1, 2, 3, 4, 6, 7, 9, 12, 17, 26])
        injured = self.rng.choice([None, 2, 5, 8, 14, 33])
        kind = str(more.pop("kind", "") or self.rng.choice(STRIKES))
        return self.add(plot, kind, days, place, killed=killed, injured=injured, **more)

    def strike(self) -> None:
        """One strike, and with it the strikes that are easily taken for it."""
        town, rng = self.towns[0], self.rng
        opposite = rng.random() < 0.15
        first = self._strike("strike", 0, town, open_actor=not opposite)
        if rng.random() < 0.6:
            self._strike("again", rng.choice([2, 3, 7, 7, 14]), town, kind=first.kind)
        if opposite:
            self._strike("opposite", 0, town, open_actor=False, **self._reply())
        if rng.random() < 0.6:
            self._strike("reply", 0, self.towns[1], **self._reply())
        if rng.random() < 0.4 and len(self.towns) > 2:
            self._strike("elsewhere", 0, self.towns[2], kind=first.kind)
        # Of a town shelled and stormed the dead may be of either; a missile is never told by its dead alone.
        if rng.random() < 0.4 and first.kind == "missile_strike" and not opposite:
            self.add("assault", "fight", rng.choice([0, 1]), town)

    def _reply(self) -> dict[str, str]:
        return {"actor": self.second, "victim": self.first}

    def fight(self) -> None:
        if len(self.towns) < 4:
            return
        town = self.towns[3]
        self.add("fight", "fight", 1, town)
        if self.rng.random() < 0.4:
            self.add("again", "fight", self.rng.choice([3, 5, 8]), town)

    def capture(self) -> None:
        if len(self.towns) < 5:
            return
        town = self.towns[4]
        self.add("capture", "capture", 4, town)
        if self.rng.random() < 0.3:
            self.add("recapture", "capture", 9, town, **self._reply())

    def downing(self) -> None:
        # What is shot down over a town under attack may belong to that fight.
        town = self.towns[any(event.plot == "assault" for event in self.events)]
        self.add("downing", "downing", 0, town, **self._reply())
        if self.rng.random() < 0.4:
            self.add("again", "downing", 4, town, **self._reply())

    def truce(self) -> None:
        both = "+".join(sorted((self.first, self.second)))
        self.add("truce", "truce", 10, None, actor=both, victim="", venue=self.rng.choice(self.venues))
        if self.rng.random() < 0.7:
            self.add("breach", "breach", 12, self.region, actor=both, victim="")
        if self.rng.random() < 0.3:
            self.add("again", "truce", 40, None, actor=both, victim="", venue=self.rng.choice(self.venues))

    def totals(self) -> None:
        dead, since = self.rng.randrange(40, 400), self.day - timedelta(days=self.rng.randrange(10, 60))
        self.add("total", "total", 1, self.region, killed=dead, since=since)
        if self.rng.random() < 0.5:
            other = dead + self.rng.randrange(60, 300)
            self.add("other total", "total", 1, self.region, killed=other, since=since, **self._reply())

    def umbrella(self) -> None:
        both = "+".join(sorted((self.first, self.second)))
        kind, other = self.rng.sample(["fighting goes on", "shelling goes on"], 2)
        since = self.day - timedelta(days=20) if self.rng.random() < 0.4 else None
        self.add("umbrella", kind, 1, self.region, actor=both, victim="", since=since)
        if self.rng.random() < 0.3:
            self.add("umbrella again", kind, 9, self.region, actor=both, victim="")
        if self.rng.random() < 0.2:
            self.add("other umbrella", other, 1, self.region, actor=both, victim="")

    def statement(self) -> None:
        self.add("statement", "statement", 1, None, victim="")


def week(rng: Random, land: Land, venues: Sequence[str]) -> list[Event]:
    """What happened in one made-up week (or a little more)."""
    made = Week(rng, land, venues)
    made.strike()
    plots = (made.fight, made.capture, made.downing, made.truce, made.totals, made.umbrella, made.statement)
    for plot in rng.sample(plots, rng.randrange(2, 6)):
        plot()
    return made.events
