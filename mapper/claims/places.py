"""Where an event took place: the literal names its clause puts it at, never where the fire came from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from gazetteer.place import Place, haversine_km
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
_MEMORY = 60
"""How many mentions back "the region" may mean."""


class Ground:
    """Looks for the places of events."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._leaves = False
        self._countries = {
            mention.match.place.id.removeprefix("country:"): mention.match.place
            for mention in scene.mentions
            if mention.match.place.level == "country"
        }

    def of(self, event: Event) -> tuple[Location, ...]:
        """Locations in reading order, each place once."""
        stop = reach(self._scene, event.stop, event.part)
        self._leaves = event.type in ("withdrawal", "displacement")
        found = list(self._in(event.first, stop, event))
        opening = self._scene.words[event.first]
        if not found and not opening.word("response", "concession", "since"):
            found = list(self._before(event))
        if event.type == "ceasefire_agreed":
            found = [location for location in found if location.level == "settlement"]
        seen: dict[str, Location] = {}
        for location in found:
            seen.setdefault(location.place_id, location)
        return tuple(seen.values())

    def _in(self, first: int, stop: int, event: Event) -> Iterator[Location]:
        border = self._border(first, stop, event)
        if border is not None:
            yield border
        for at in range(first, stop):
            mention = self._scene.mention_at.get(at)
            named = mention is not None and at in self._scene.mention_first
            if named and mention and self._counts(mention, at, first, border):
                yield locate(mention, self._relation(at, first))
            yield from self._soil(at, stop, event)
            yield from self._anaphor(at, event)

    def _counts(self, mention: Mention, at: int, first: int, border: Location | None) -> bool:
        if mention.use != "literal" or (border is not None and mention.match.place.level == "country"):
            return False
        for back in range(at - 1, max(first, at - 4) - 1, -1):
            word = self._scene.words[back]
            if word.word("origin", "beside", "state"):
                return False
            if word.word("from"):
                origin = all(self._scene.words[n].noun("area") for n in range(back + 1, at))
                return not origin or self._leaves
            if word.word("in", "on", "inside", "soil", "toward", "near"):
                return True
        return True

    def _relation(self, at: int, first: int) -> Relation:
        for back in range(at - 1, max(first, at - 4) - 1, -1):
            for name, relation in _RELATIONS:
                if self._scene.words[back].word(name):
                    return relation
        return "at"

    def _soil(self, at: int, stop: int, event: Event) -> Iterator[Location]:
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
        for at in range(first, stop):
            word = self._scene.words[at]
            if word.noun("border") and not self._is_origin(at):
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
                yield locate(mention, "area")
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
            words = self._scene.words[start:first]
            if any(
                (w.verb is not None and w.find("trigger")) or w.find("speech") or w.word("while")
                for w in words
            ):
                return
            found = list(self._in(start, first, event))
            if found:
                yield from found
                return
            first = start


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
