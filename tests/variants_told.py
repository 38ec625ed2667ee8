"""How outlets tell what happened: the wording of claims, before they are printed (see variants.py)."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from variants_world import CASES, Event, Land, holds

from gazetteer.place import Place
from mapper.records import Count, Location

DAY = timedelta(days=1)
UNDENIED = ("statement", "truce", "total", "fighting goes on", "shelling goes on")


@dataclass(frozen=True)
class Kind:
    told_as: tuple[list[str], list[int]]
    reversed: frozenset[str]
    targets: list[tuple[str, str]]


@cache
def kinds() -> dict[str, Kind]:
    return {row["kind"]: _kind(row) for row in _rows("variant_kinds.csv")}


@cache
def words(use: str) -> list[str]:
    return [row["value"] for row in _rows("variant_words.csv") if row["use"] == use]


def _rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _kind(row: dict[str, str]) -> Kind:
    types = [told.split(":") for told in row["told_as"].split("|")]
    targets = [target.split(":") for target in row["targets"].split("|")]
    return Kind(
        told_as=([name for name, _ in types], [int(weight) for _, weight in types]),
        reversed=frozenset(row["reversed"].split("|")),
        targets=[(target, class_) for target, class_ in targets],
    )


@dataclass
class Telling:
    """One claim while it is being worded."""

    events: tuple[Event, ...]
    outlet: str
    published: date
    values: dict[str, object]
    twists: set[str] = field(default_factory=set)

    @property
    def report(self) -> str:
        return f"{self.outlet} {self.published}"


class Newsroom:
    """The outlets of one week and how they word what happened."""

    def __init__(self, rng: Random, land: Land, events: list[Event]) -> None:
        self.rng, self.land, self.events = rng, land, events
        self.outlets = rng.sample(words("outlet"), rng.randrange(3, 7))

    def tell(self, event: Event) -> Iterator[Telling]:
        """Each of two to five outlets tells it once, some twice, some with what the accused says."""
        most = min(5, len(self.outlets))
        for outlet in self.rng.sample(self.outlets, self.rng.randrange(2, most + 1)):
            published = event.day + self._delay(event) * DAY
            yield self._wording(event, outlet, published, self._voice(event))
            if event.kind == "statement":
                return
            if self.rng.random() < 0.25:
                yield self._wording(event, outlet, published, self._voice(event))
            if event.kind not in UNDENIED and self.rng.random() < 0.25:
                yield self._wording(event, outlet, published, self._answer(event))

    def _delay(self, event: Event) -> int:
        """Days until it is printed: the same day, the next, or recalled when something else happens."""
        if event.kind == "statement":
            return 1
        recalled = 0 if event.since or "goes on" in event.kind else 2
        return self.rng.choices([0, 1, 2, 7], [11, 8, 1, recalled])[0]

    def _voice(self, event: Event) -> tuple[str, str, str]:
        """Who says that it happened: claimant, side, stance."""
        sides = event.actor.split("+") if not event.victim else [event.victim, event.victim, event.actor]
        if event.kind in ("capture", "downing", "statement"):
            sides = [event.actor]
        if event.kind == "total":
            sides = [event.victim]
        who = self.rng.choices(["side", "outlet", "third"], [6, 3, 0 if event.kind == "total" else 1])[0]
        if who == "outlet" and event.kind not in ("statement", "total"):
            return "", "outlet", "asserts"
        if who == "third":
            side = self.rng.choice([third for third in words("third") if third not in event.actor])
            return side, side, "asserts"
        side = self.rng.choice(sides)
        owns = side == event.actor and event.strike
        return self._speaker(side), side, "acknowledges" if owns else "asserts"

    def _answer(self, event: Event) -> tuple[str, str, str]:
        """The accused deny; a capture or a hit is denied by whom it harms."""
        side = event.victim if event.kind in ("capture", "downing") else event.actor
        side = self.rng.choice(side.split("+"))
        return self._speaker(side), side, "denies"

    def _speaker(self, side: str) -> str:
        return f"{self.rng.choice(words('spokesman'))} ({side})"

    def _wording(self, event: Event, outlet: str, published: date, voice: tuple[str, str, str]) -> Telling:
        claimant, side, stance = voice
        kind = kinds()[event.kind]
        type_ = self.rng.choices(*kind.told_as)[0]
        # Nobody denies a toll without its cause, and who attacks does not say that he was repelled.
        if (stance == "denies" and type_ == "casualties_reported") or (
            stance == "asserts" and type_ in kind.reversed and side == event.actor
        ):
            type_ = kind.told_as[0][0]
        target, target_class = self.rng.choice(kind.targets)
        telling = Telling((event,), outlet, published, {})
        telling.values |= {
            "claimant": claimant,
            "claimant_side": side,
            "stance": stance,
            "event_type": type_,
            "actor_side": event.victim if type_ in kind.reversed else event.actor,
            "target": target,
            "target_class": target_class,
            "cumulative": event.kind == "total",
        }
        telling.twists |= {stance} - {"asserts"} | ({"type"} if type_ != kind.told_as[0][0] else set())
        self._leave_actor_open(telling, event)
        self._date(telling, event)
        self._count(telling, event)
        self._place(telling, event)
        return telling

    def _leave_actor_open(self, telling: Telling, event: Event) -> None:
        """Outlets and passives say nothing of who did it; the two sides of a breach accuse each other."""
        side = telling.values["claimant_side"]
        if event.kind == "breach" and telling.values["stance"] == "denies":
            telling.values["actor_side"] = side
        elif event.kind == "breach":
            other = [camp for camp in event.actor.split("+") if camp != side]
            telling.values["actor_side"] = other[0] if len(other) == 1 else event.actor
        elif telling.values["event_type"] == "talks":
            return  # Talks of nobody, at no place, could be any talks.
        elif telling.values["stance"] == "asserts" and event.open_actor and self.rng.random() < 0.2:
            telling.values["actor_side"] = ""
            telling.twists.add("no actor")

    def _date(self, telling: Telling, event: Event) -> None:
        first, last, basis = event.day, event.day, self.rng.choice(["weekday", "relative", "explicit"])
        way = self.rng.random()
        if event.since:
            first, last, basis = event.since, telling.published, "since"
        elif event.kind == "truce":
            stage = first - DAY if telling.values["event_type"] == "talks" else first
            first, last = self.rng.choice([(stage, stage), (first - DAY, first)])
            telling.twists |= {"talks the day before"} if stage < event.day else set()
        elif way < 0.2:
            first, last = self.rng.choice([(event.day - DAY, event.day), (event.day, event.day + DAY)])
            telling.twists.add("two days")
        elif way < 0.45 and telling.published - event.day <= DAY:
            first, last, basis = telling.published - DAY, telling.published, "published"
            telling.twists.add("day of print")
        if telling.published - event.day > 2 * DAY:
            telling.twists.add("recalled")
        telling.values |= {"date_from": first, "date_to": last, "date_basis": basis}

    def _count(self, telling: Telling, event: Event) -> None:
        if telling.values["stance"] == "denies":
            return
        for harm, number in (("killed", event.killed), ("injured", event.injured)):
            if number is None or (event.kind != "total" and self.rng.random() < 0.3):
                continue
            way = self.rng.random()
            if way < 0.25 and number:
                telling.values[harm] = Count(low=_rounded(number), high=None)
                telling.twists.add("rounded")
            elif way < 0.35 and event.kind != "total":
                told = max(0, number + self.rng.choice([-1, 1]))
                telling.values[harm] = Count(low=told, high=told)
                telling.twists.add("other toll")
            else:
                telling.values[harm] = Count(low=number, high=number)

    def _place(self, telling: Telling, event: Event) -> None:
        if event.kind == "truce" and self.rng.random() < 0.5:
            name, lat, lon = event.venue.split(";")
            at = Location(place_id=f"venue:{name}", name=name, lat=float(lat), lon=float(lon), radius_km=10)
            telling.values["locations"] = (at,)
        elif event.kind in ("total", "breach") and self.rng.random() < 0.3:
            telling.twists.add("no place")
        elif event.place is not None:
            at, twist = self._spot(event, event.place)
            telling.values["locations"] = (at,)
            telling.twists |= {twist} - {""}

    def _spot(self, event: Event, place: Place) -> tuple[Location, str]:
        """The town itself, its district, a part of it, its outskirts, or its point in another table."""
        rng, way = self.rng, self.rng.random()
        if place not in self.land.towns:
            return _located(rng, place), ""
        if way < 0.15 and event.district and not self._mistaken(event, event.district):
            return _located(rng, event.district), "district"
        if 0.15 <= way < 0.25 and event.quarter and not self._mistaken(event, event.quarter):
            return _located(rng, event.quarter), "quarter"
        if 0.25 <= way < 0.35:
            return _of_another_gazetteer(rng, place), "other gazetteer"
        if 0.35 <= way < 0.45:
            beside = rng.choice(["near", "direction"])
            return replace(_located(rng, place), relation=beside, radius_km=place.radius_km * 1.5), "near"
        return _located(rng, place), ""

    def _mistaken(self, event: Event, name: Place) -> bool:
        """Whether a name may as well mean the town of another event of these days."""
        near = (other.place for other in self.events if abs(other.day - event.day) <= 4 * DAY)
        towns = [town for town in near if town in self.land.towns and town != event.place]
        return any(holds(name, town) or holds(town, name) for town in towns if town)

    def join_places(self, told: list[Telling]) -> list[Telling]:
        """Some outlets tell two strikes of one side on one day in one breath: one claim at two places."""
        often = Counter(event.number for telling in told for event in telling.events)
        joined: list[Telling] = []
        for telling in told:
            first = next((t for t in joined if _one_breath(t, telling)), None)
            if first and min(often[first.events[0].number], often[telling.events[0].number]) > 2:
                first.events += telling.events
                places = (*first.values["locations"], *telling.values["locations"])  # type: ignore[misc]
                first.values |= {"locations": places, "killed": None, "injured": None, "target": ""}
                first.twists |= telling.twists | {"two places"}
            else:
                joined.append(telling)
        return joined


def _one_breath(first: Telling, second: Telling) -> bool:
    """Two strikes of one report that one sentence can tell."""
    (event, *more), other = first.events, second.events[0]
    same = ("stance", "actor_side")
    return (
        not more
        and first.report == second.report
        and event.strike
        and other.strike
        and event.place != other.place
        and (event.day, event.actor) == (other.day, other.actor)
        and all(first.values[name] == second.values[name] for name in same)
    )


def _rounded(number: int) -> int:
    """ "At least five" for six, "more than 40" for 43, "at least two" for two."""
    step = 10 if number > 20 else 5
    return number - number % step if number > step else max(1, number - 1)


def _located(rng: Random, place: Place) -> Location:
    """The place under any of the names that it has in any language."""
    names = [place.name, *(name.text for name in place.names)]
    return Location(
        place_id=place.id,
        name=rng.choice(names),
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        level=place.level,
    )


def _of_another_gazetteer(rng: Random, place: Place) -> Location:
    """The same town in a table of somebody else: an id of its own, and a point some streets away."""
    table = Random(place.id)
    lat, lon = (x + table.uniform(-0.4, 0.4) * place.radius_km / 111 for x in (place.lat, place.lon))
    return replace(_located(rng, place), place_id=f"other:{lat:.4f},{lon:.4f}", lat=lat, lon=lon)
