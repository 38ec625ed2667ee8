"""Where an event took place: the literal names its clause puts it at, never where the fire came from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from gazetteer.place import Level, Place, haversine_km
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.scene import Scene
from mapper.records import Location, Mention, Relation

_RELATIONS: tuple[tuple[str, Relation], ...] = (
    ("near", "near"),
    ("toward", "direction"),
    ("axis", "direction"),
    ("part", "area"),
)
_BORDER_SHARE = 0.5
_LEVELS: tuple[Level, ...] = ("site", "settlement", "district", "region", "country", "line")
_ASIDE = 8
_MEMORY = 60
"""How many mentions back "the region" may mean."""


class Ground:
    """Looks for the places of events."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._leaves = False
        self._located: dict[tuple[int, int, Relation], Location] = {}
        self._land = {place.id: place.country for place in self._places() if place.country}
        self._around = {
            place.id: {*place.parents, f"country:{place.country}"} - {place.id} for place in self._places()
        }
        self._countries = {
            mention.match.place.id.removeprefix("country:"): mention.match.place
            for mention in scene.mentions
            if mention.match.place.level == "country"
        }

    def _places(self) -> Iterator[Place]:
        return (mention.match.place for mention in self._scene.mentions)

    def of(self, event: Event, start: int = 0, end: int | None = None) -> tuple[Location, ...]:
        """Locations in reading order, each place once; those between ``start`` and ``end`` come first.

        The two are the words at which other events of the clause leave off and begin.
        """
        stop = reach(self._scene, event.stop, event.part)
        self._leaves = event.type in ("withdrawal", "displacement")
        first = self._told_from(event)
        own = max(first, start), stop if end is None else min(stop, end)
        found = list(self._in(*own, event))
        if not found and own != (first, stop):
            found = list(self._in(first, stop, event))
        opening = self._scene.words[event.first]
        apart = event.light_value == "total" or opening.word("response", "concession", "since")
        if not found and not apart:
            found = list(self._before(event))
        if event.type == "ceasefire_agreed":
            found = [location for location in found if location.level == "settlement"]
        seen: dict[str, Location] = {}
        for location in found:
            seen.setdefault(location.place_id, location)
        return self._finest(seen)

    def _told_from(self, event: Event) -> int:
        """قالت مصادر في غزة إن: what stands before "that" is where the speaker is."""
        if event.frame is None or event.frame.form == "carrier":
            return event.first
        told = self._scene.spots("word", "that", first=max(event.first, event.frame.index), stop=event.index)
        return told[-1] if told else event.first

    def _finest(self, found: dict[str, Location]) -> tuple[Location, ...]:
        """Without the places that only say in which land another of them lies."""
        if len(found) < 2:
            return tuple(found.values())
        around = {parent for place_id in found for parent in self._around.get(place_id, ())}
        lands = {self._land.get(place_id) for place_id, place in found.items() if place.level != "country"}
        kept = [
            location
            for place_id, location in found.items()
            if place_id not in around
            and not (location.level == "country" and self._land.get(place_id) in lands)
        ]
        return tuple(b for a, b in zip([None, *kept], kept, strict=False) if not self._describes(a, b))

    def _describes(self, before: Location | None, location: Location) -> bool:
        """سراقب بريف إدلب: the wider place that follows says where the narrower one lies."""
        if before is None or None in (before.end, location.start):
            return False
        between = self._scene.report.text[before.end : location.start]
        wider = _LEVELS.index(location.level) > _LEVELS.index(before.level)
        near = haversine_km((before.lon, before.lat), (location.lon, location.lat)) <= location.radius_km * 2
        joined = any(mark in between for mark in self._scene.language.comma_marks)
        return wider and near and not joined and 0 < len(between.split()) <= 3 and between[:1].isspace()

    def _in(self, first: int, stop: int, event: Event) -> Iterator[Location]:
        border = self._border(first, stop, event)
        if border is not None:
            yield border
        named = self._scene.mentions_in(first, stop)
        lands = self._scene.spots("noun", "territory.land", "area", first=first, stop=stop)
        for at in sorted({*named, *lands}) if lands else named:
            mention = self._scene.mention_at[at] if at in self._scene.mention_first else None
            if mention is not None and self._counts(mention, at, first, border):
                yield self._locate(mention, self._relation(at, first))
            if lands:
                yield from self._soil(at, event)
                yield from self._anaphor(at, event)

    def _locate(self, mention: Mention, relation: Relation) -> Location:
        """The location of a mention, made once for all events that are put there."""
        key = mention.start, mention.end, relation
        if key not in self._located:
            self._located[key] = locate(mention, relation)
        return self._located[key]

    def _counts(self, mention: Mention, at: int, first: int, border: Location | None) -> bool:
        if mention.use != "literal" or (border is not None and mention.match.place.level == "country"):
            return False
        if self._is_aside(at, first):
            return False
        for back in range(at - 1, max(first, at - 4) - 1, -1):
            word = self._scene.words[back]
            if not word.senses.words:
                continue
            if word.word("origin", "beside", "state"):
                return False
            if word.word("from"):
                origin = all(
                    self._scene.words[n].noun("area") or self._scene.words[n].word("part", "inside")
                    for n in range(back + 1, at)
                )
                return not origin or self._leaves
            if word.word("in", "on", "inside", "soil", "toward", "near"):
                return True
        return True

    def _is_aside(self, at: int, first: int) -> bool:
        """على بعد 90 كلم جنوبي طرابلس, عاصمة ولاية, مصدره مواقع في: names that only say where else."""
        for back in range(at - 1, max(first, at - _ASIDE) - 1, -1):
            word = self._scene.words[back]
            if word.senses.words:
                if word.word("distance", "origin") or (word.word("seat_of") and at - back <= 3):
                    return True
                about = word.word("toward") and back + 1 in self._scene.number_at
                if word.word("toward", "on", "near") and not about:
                    return False
            if back in self._scene.mention_at or word.verb is not None:
                return False
        return False

    def _relation(self, at: int, first: int) -> Relation:
        for back in range(at - 1, max(first, at - 4) - 1, -1):
            words = self._scene.words[back].senses.words
            if words:
                for name, relation in _RELATIONS:
                    if name in words:
                        return relation
        return "at"

    def _soil(self, at: int, event: Event) -> Iterator[Location]:
        """الأراضي الأرمينية, أراضيها: a country meant by its land."""
        word = self._scene.words[at]
        land = word.noun("territory.land")
        if land is None or self._is_origin(at):
            return
        name = self._scene.name_at.get(at + 1)
        side = name.side if name is not None and name.kind == "adjective" else ""
        if not side and land.suffix:
            side = self._owner(event)
        country = self._countries.get(side)
        if country is not None:
            yield _at(country, "area", word.start, self._scene.words[name.last if name else at].end)

    def _owner(self, event: Event) -> str:
        return event.frame.side if event.frame else ""

    def _is_origin(self, at: int) -> bool:
        return any(self._scene.words[n].word("origin", "from") for n in range(max(at - 2, 0), at)) or bool(
            self._scene.words[at].word("origin")
        )

    def _border(self, first: int, stop: int, event: Event) -> Location | None:
        """على الحدود بين X وY, على الحدود مع Y, على حدودها."""
        for at in self._scene.spots("noun", "border", first=first, stop=stop):
            word = self._scene.words[at]
            if not self._is_origin(at):
                sides = self._border_sides(at, stop, event)
                if len(sides) == 2:
                    return _between(sides[0], sides[1], word.start, word.end)
        return None

    def _border_sides(self, at: int, stop: int, event: Event) -> list[Place]:
        named: dict[str, Place] = {}
        for ahead in range(at + 1, min(at + 7, stop)):
            mention = self._scene.mention_at.get(ahead)
            if mention is not None and mention.match.place.level == "country":
                named[mention.match.place.id] = mention.match.place
        for side in (self._owner(event), *self._scene.sides):
            country = self._countries.get(side)
            if len(named) < 2 and country is not None:
                named[country.id] = country
        return sorted(named.values(), key=lambda place: place.name)[:2]

    def _anaphor(self, at: int, event: Event) -> Iterator[Location]:
        """في الإقليم, في المدينة: the last place of that kind named before."""
        area = self._scene.words[at].noun("area")
        if area is None or "the" not in area.prefixes or area.suffix or self._is_followed(at):
            return
        before = self._scene.words[at - 1] if at else None
        if "by" not in area.prefixes and not (before and before.word("in", "to", "on", "inside")):
            return
        level = (area.item, "settlement") if area.item == "district" else (area.item,)
        known = self._scene.mentions
        stop = bisect_left(known, self._scene.words[at].start, key=lambda mention: mention.start)
        for mention in reversed(known[max(stop - _MEMORY, 0) : stop]):
            if mention.use == "literal" and mention.match.place.level in level:
                yield self._locate(mention, "area")
                return

    def _is_followed(self, at: int) -> bool:
        ahead = (at + 1, at + 2)
        return any(n in self._scene.mention_at or n in self._scene.name_at for n in ahead)

    def _before(self, event: Event) -> Iterator[Location]:
        """Words before the clause in its sentence, as far as no other event is told there."""
        first = event.first
        while first > event.part.first:
            start = first - 1
            while start > event.part.first and start not in self._scene.breaks:
                start -= 1
            if self._tells_another(start, first):
                return
            found = list(self._in(start, first, event))
            if found:
                yield from found
                return
            first = start

    def _tells_another(self, first: int, stop: int) -> bool:
        scene = self._scene
        if scene.has(first, stop, "speech") or scene.has(first, stop, "word", "while"):
            return True
        told = scene.spots("trigger", first=first, stop=stop)
        return any(scene.words[at].verb is not None for at in told)


def locate(mention: Mention, relation: Relation) -> Location:
    return _at(mention.match.place, relation, mention.start, mention.end, mention.match.radius_km)


def _at(place: Place, relation: Relation, start: int, end: int, radius: float | None = None) -> Location:
    return Location(
        place_id=place.id,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km if radius is None else radius,
        relation=relation,
        level=place.level,
        start=start,
        end=end,
    )


def _between(a: Place, b: Place, start: int, end: int) -> Location:
    """The border of two countries: somewhere between their points, as wide as half their distance."""
    distance = haversine_km((a.lon, a.lat), (b.lon, b.lat))
    codes = "-".join(sorted(place.id.removeprefix("country:") for place in (a, b)))
    return Location(
        place_id=f"border:{codes}",
        name=f"{a.name}–{b.name} border",
        lat=round((a.lat + b.lat) / 2, 4),
        lon=round((a.lon + b.lon) / 2, 4),
        radius_km=round(distance * _BORDER_SHARE, 1),
        relation="between",
        level="line",
        start=start,
        end=end,
    )
