"""Where an event took place: the literal names its clause puts it at, never where the fire came from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from gazetteer.place import Level, haversine_km
from mapper.claims.asides import roles
from mapper.claims.backdrop import Backdrop
from mapper.claims.beyond import behind, capital
from mapper.claims.borders import Borders, is_origin
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.located import at_place, locate
from mapper.claims.scene import Scene
from mapper.language import Word
from mapper.reasons import place_text
from mapper.records import Location, Mention, Relation
from mapper.sides import enemies

_RELATIONS: tuple[tuple[str, Relation], ...] = (
    ("near", "near"),
    ("toward", "direction"),
    ("axis", "direction"),
    ("part", "area"),
)
_GOINGS = ("withdrawal", "displacement")
_LIES = 5
"""How many words may stand between a place and the wider one that it lies in."""
_WIDER = 3
"""So many times as wide as a place of its own level is one that holds it: a province, a district."""
_RECENT = 40
"""How many words before a clause the border may stand that "the area" means."""
_LEVELS: tuple[Level, ...] = ("site", "settlement", "district", "region", "country", "line")

__all__ = ["Ground", "locate"]


class Ground:
    """Looks for the places of events."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._word_starts = [word.start for word in scene.words]
        self._backdrop = Backdrop(scene)
        self._located: dict[tuple[int, int, Relation], Location] = {}
        places = [mention.match.place for mention in scene.mentions]
        self._land = {place.id: place.country for place in places if place.country}
        self._around = {
            place.id: {*place.parents, f"country:{place.country}"} - {place.id} for place in places
        }
        self._countries = {
            mention.match.place.id.removeprefix("country:"): mention.match.place
            for mention in scene.mentions
            if mention.match.place.level == "country"
        }
        self._borders = Borders(scene, self._countries)

    def of(self, event: Event, start: int = 0, end: int | None = None) -> tuple[Location, ...]:
        """Locations in reading order, each place once; those between ``start`` and ``end`` come first.

        The two are the words at which other events of the clause leave off and begin.
        """
        stop = reach(self._scene, event.stop, event.part)
        first = self._told_from(event)
        own = max(first, start), stop if end is None else min(stop, end)
        found = list(self._in(*own, event)) or self._meant(*own, event)
        if not found and own != (first, stop):
            found = list(self._in(first, stop, event))
        opening = self._scene.words[event.first]
        apart = (
            event.type == "ceasefire_violation"
            or event.light_value == "total"
            or opening.word("response", "concession", "since")
        )
        if not found and not apart:
            further = behind(self._scene, stop, event.part)
            found = list(self._before(event)) or list(self._in(further.start, further.stop, event))
        if not found and first > event.first:
            found = list(self._in(event.first, stop, event))
        if event.type == "ceasefire_agreed":
            found = [location for location in found if location.level == "settlement"]
        if event.type == "ceasefire_violation":
            found = [place for place in found if not self._backdrop.is_where_made(place, event)]
            found = found or [self._locate(region, "area") for region in self._backdrop.region_before(event)]
        seen: dict[str, Location] = {}
        for location in found:
            seen.setdefault(location.place_id, location)
        return self._finest(seen)

    def _meant(self, first: int, stop: int, event: Event) -> list[Location]:
        """The place that "the town" or "there" stands for; after a border, "the area" is the border."""
        bare = self._backdrop.is_bare_region(first, stop)
        recent = max(event.part.first, first - _RECENT)
        border = self._borders.within(recent, first, event) if bare else None
        if border is not None:
            return [border]
        mention = self._backdrop.meant(first, stop, event) or capital(self._scene, first, stop)
        return [self._locate(mention, "area")] if mention is not None else []

    def heading(self, event: Event) -> tuple[Location, ...]:
        """The place of the heading above."""
        return tuple(self._locate(mention, "area") for mention in self._backdrop.heading(event.part))

    def theatre(self, side: str) -> tuple[Location, ...]:
        """The land of the war, where the dead of a side are; never the country of that side's enemy."""
        land = self._backdrop.theatre
        if land is None or land.match.place.id.removeprefix("country:") in enemies(side):
            return ()
        return (replace(self._locate(land, "area"), reasons=(place_text("theatre"),)),)

    def _told_from(self, event: Event) -> int:
        """قالت مصادر في غزة إن: what stands before "that" is where the speaker is."""
        if event.frame is None or event.frame.form == "carrier":
            return event.first
        told = self._scene.spots("word", "that", first=max(event.first, event.frame.index), stop=event.index)
        if told:
            return told[-1]
        speaker = event.frame.speaker
        after = (
            speaker.last if speaker is not None and speaker.first > event.frame.index else event.frame.index
        )
        return max(event.first, after + 1) if event.direct and after < event.index else event.first

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
        above = _LEVELS.index(location.level) - _LEVELS.index(before.level)
        wider = above > 0 or (above == 0 and location.radius_km > _WIDER * before.radius_km)
        near = haversine_km((before.lon, before.lat), (location.lon, location.lat)) <= location.radius_km * 2
        joined = any(mark in between for mark in self._scene.language.comma_marks)
        few = 0 < len(between.split()) <= _LIES and between[:1].isspace()
        return wider and near and few and not joined and not self._lists(before.end, location.start)

    def _lists(self, start: int | None, stop: int | None) -> bool:
        """ترتر وقرى في منطقة أغدام: "and" between two places makes them two."""
        starts = self._word_starts
        first, last = (bisect_left(starts, offset or 0) for offset in (start, stop))
        return any(self._adds(word) for word in self._scene.words[first:last])

    def _adds(self, word: Word) -> bool:
        """Whether "and" is written onto a word; an unknown one begins with it."""
        if word.readings:
            return all("and" in reading.prefixes for reading in word.readings)
        return word.text[:1].isalpha() and self._scene.language.prefixes(word.text[:1]) == {"and"}

    def _in(self, first: int, stop: int, event: Event) -> Iterator[Location]:
        border = self._borders.within(first, stop, event)
        if border is not None:
            yield border
        told = dict(roles(self._scene, first, stop, leaves=event.type in _GOINGS))
        lands = self._scene.spots("noun", "territory.land", first=first, stop=stop)
        # What stands before a colon counts only where nothing closer is named.
        wanted = "site" if "site" in told.values() else "lead"
        for at in sorted({*told, *lands}):
            if told.get(at) == wanted and self._is_ground(at, border):
                yield self._locate(self._scene.mention_at[at], self._relation(at, first))
            if lands:
                yield from self._soil(at, event)

    def _is_ground(self, at: int, border: Location | None) -> bool:
        mention = self._scene.mention_at[at]
        return mention.use == "literal" and (border is None or mention.match.place.level != "country")

    def _locate(self, mention: Mention, relation: Relation) -> Location:
        """The location of a mention, made once for all events that are put there."""
        key = mention.start, mention.end, relation
        if key not in self._located:
            self._located[key] = locate(mention, relation)
        return self._located[key]

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
        if land is None or is_origin(self._scene, at):
            return
        name = self._scene.name_at.get(at + 1)
        side = name.side if name is not None and name.kind == "adjective" else ""
        if not side and land.suffix:
            side = event.frame.side if event.frame else ""
        country = self._countries.get(side)
        if country is not None:
            yield at_place(country, "area", word.start, self._scene.words[name.last if name else at].end)

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
