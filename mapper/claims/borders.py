"""The border of two countries: those that are named with it, or that fight each other in the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gazetteer.place import Place, haversine_km
from mapper.claims.events import Event
from mapper.claims.located import between
from mapper.claims.scene import Scene
from mapper.records import Location
from mapper.sides import enemies

_AHEAD = 7
"""How many words behind the noun the two countries may stand."""
_TOUCH = 1.1
"""Two countries whose points are farther apart than this share of both extents have no border."""


class Borders:
    """Looks for a border among the words, given the countries of the report by id."""

    def __init__(self, scene: Scene, countries: Mapping[str, Place]) -> None:
        self._scene = scene
        self._countries = countries

    def within(self, first: int, stop: int, event: Event) -> Location | None:
        """على الحدود بين X وY, على الحدود مع Y, على حدودها."""
        for at in self._scene.spots("noun", "border", first=first, stop=stop):
            word = self._scene.words[at]
            sides = self._sides(at, stop, event) if not is_origin(self._scene, at) else []
            if len(sides) == 2:
                return between(sides[0], sides[1], word.start, word.end)
        return None

    def _sides(self, at: int, stop: int, event: Event) -> list[Place]:
        stop = min(at + _AHEAD, stop)
        mentions = (self._scene.mention_at[first] for first in self._scene.mentions_in(at + 1, stop))
        named = {m.match.place.id: m.match.place for m in mentions if m.match.place.level == "country"}
        found = [*named.values()][:2]
        for side in self._likely(stop, event):
            country = self._countries.get(side)
            if len(found) < 2 and country is not None and all(_may_touch(country, other) for other in found):
                found.append(country)
        return sorted(found, key=lambda place: place.name)

    def _likely(self, stop: int, event: Event) -> Iterator[str]:
        """The speaker, the sides of the sentence, and the two main ones where they are at war."""
        if event.frame is not None:
            yield event.frame.side
        for index in range(event.part.first, stop):
            name = self._scene.name_at.get(index)
            if name is not None:
                yield name.side
        if any(side in enemies(other) for side in self._scene.sides for other in self._scene.sides):
            yield from self._scene.sides


def is_origin(scene: Scene, at: int) -> bool:
    """Whether fire, or a way, comes from there."""
    before = scene.words[max(at - 2, 0) : at]
    return any(word.word("origin", "from") for word in before) or bool(scene.words[at].word("origin"))


def _may_touch(a: Place, b: Place) -> bool:
    distance = haversine_km((a.lon, a.lat), (b.lon, b.lat))
    return a.id != b.id and distance <= _TOUCH * (a.radius_km + b.radius_km)
