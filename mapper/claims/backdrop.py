"""Places that a clause means without naming them: "the town", "there", the heading above, a war's land."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cached_property

from gazetteer.sources.codes import alpha3_of
from mapper.claims.events import Event
from mapper.claims.scene import Part, Scene
from mapper.records import Location, Mention

_MEMORY = 60
"""How many mentions back "the region" may mean."""
_THINGS = ("area", "infra", "civil", "military", "homes", "area.building")
_BEFORE = ("in", "to", "on", "inside", "part", "near", "toward", "axis")
_SMALL = ("site", "settlement", "district")
_OBJECT = 7
"""How many words after a verb, over its subject, its object may stand."""
_BYLINE = (":", "/", "-", "–")
_RUBRIC = 2
"""How many words beside names a heading may have that says where what follows took place."""
_REGION_SHARE, _COUNTRY_SHARE = 0.75, 0.5


class Backdrop:
    """Looks for what words like "there" mean among the names before them."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._starts = [mention.start for mention in scene.mentions]
        self._headings = [part for part in scene.parts if part.sentence.kind == "heading"]
        self._firsts = {scene.mention_at[first].start: first for first in scene.mention_first}

    def meant(self, first: int, stop: int, event: Event) -> Mention | None:
        """The place that the first definite area, or word for "there", within first..stop stands for."""
        areas = self._scene.spots("noun", *_THINGS, first=first, stop=stop)
        theres = self._scene.spots("word", "there", first=first, stop=stop)
        seats = self._scene.spots("word", "capital", first=first, stop=stop)
        for at in sorted((*areas, *theres, *seats)):
            found = self._there(at) if at in theres and at > event.first else self._the(at, event)
            if found is not None:
                return found
        return None

    def is_where_made(self, place: Location, event: Event) -> bool:
        """خرق الهدنة التي أبرمت في جنيف: a town that tells of the truce, and not of its breach."""
        told = self._scene.spots("word", "which", first=event.index, stop=event.part.stop)
        made = self._scene.words[told[0]].start if told else None
        return made is not None and place.level in _SMALL and (place.start or 0) > made

    def region_before(self, event: Event) -> list[Mention]:
        """The last region named in the sentence before an event."""
        named = self._scene.mentions_in(max(event.part.first, event.index - _MEMORY), event.index)
        before = [self._scene.mention_at[at] for at in named]
        regions = [m for m in before if m.match.place.level == "region" and m.use == "literal"]
        return regions[-1:]

    def is_bare_region(self, first: int, stop: int) -> bool:
        """Whether "the area" is told of in first..stop, and not by its name."""
        for at in self._scene.spots("noun", "area", first=first, stop=stop):
            area = self._scene.words[at].noun("area")
            if (
                area is not None
                and area.item == "region"
                and "the" in area.prefixes
                and not self._is_named(at)
            ):
                return True
        return False

    def heading(self, part: Part) -> list[Mention]:
        """The places of the heading above a sentence, if that names nothing else."""
        at = bisect_left(self._headings, part.first, key=lambda heading: heading.first) - 1
        if at < 0 or part.sentence.kind != "body":
            return []
        above = self._headings[at]
        named = self._scene.mentions_in(above.first, above.stop)
        if not self._is_rubric(above):
            return []
        return [m for m in (self._scene.mention_at[at] for at in named) if m.use == "literal"]

    def _is_rubric(self, part: Part) -> bool:
        """أولا: شمال دارفور: a heading that is little more than a name."""
        span = range(part.first, part.stop)
        if self._scene.times_in(part.first, part.stop) or self._scene.has(part.first, part.stop, "trigger"):
            return False
        # باكو: وكالة: the place of the newsroom.
        if any(n in self._scene.mention_at and self._scene.words[n + 1].text in _BYLINE for n in span[:-1]):
            return False
        other = [
            n for n in span if self._scene.words[n].text[0].isalpha() and n not in self._scene.mention_at
        ]
        return len(other) <= _RUBRIC

    @cached_property
    def theatre(self) -> Mention | None:
        """The region, or else the country, that the report names and that most of its places lie in."""
        placed = [m for m in self._scene.mentions if m.use == "literal" and m.match.place.level in _SMALL]
        inside: Counter[str] = Counter()
        for mention in placed:
            place = mention.match.place
            inside.update({*place.parents, f"country:{alpha3_of(place.country)}"})
        for level, share in (("region", _REGION_SHARE), ("country", _COUNTRY_SHARE)):
            named = [m for m in self._scene.mentions if m.match.place.level == level]
            best = max(named, key=lambda m: inside[m.match.place.id], default=None)
            if best is not None and inside[best.match.place.id] >= max(share * len(placed), 1):
                return best
        return None

    @cached_property
    def _capital(self) -> Mention | None:
        """العاصمة الخرطوم: the town that the report calls the capital."""
        seats = self._scene.spots("word", "capital")
        named = (self._scene.mention_at.get(at + 1) for at in seats)
        return next((m for m in named if m is not None and m.match.place.level == "settlement"), None)

    def _there(self, at: int) -> Mention | None:
        """هناك, في أطرافها: the last place named."""
        return next((m for m in self._before(at) if m.match.place.level in _SMALL), None)

    def _the(self, at: int, event: Event) -> Mention | None:
        """في الإقليم, في المدينة, على المعسكر: the last place of that kind named before."""
        scene = self._scene
        if scene.words[at].word("capital"):
            return None if self._is_named(at) else self._capital
        noun = scene.words[at].noun(*_THINGS)
        if noun is None or "the" not in noun.prefixes or noun.suffix or self._is_named(at):
            return None
        taken = event.index < at <= event.index + _OBJECT and not scene.words[at - 1].noun("head", "armed")
        if not (taken or noun.prefixes & {"by", "to"} or scene.is_after(at, *_BEFORE)):
            return None
        for mention in self._before(at):
            if self._is_called(mention, noun.lemma):
                return mention
        area = scene.words[at].noun("area")
        if area is None or not area.item:
            return None
        land = self.theatre
        if area.item == "region" and land is not None and land.match.place.level == "region":
            return land
        levels = (area.item, "settlement") if area.item == "district" else (area.item,)
        return next((m for m in self._before(at) if m.match.place.level in levels), None)

    def _before(self, at: int) -> list[Mention]:
        """The literal mentions before a word, the nearest first."""
        stop = bisect_left(self._starts, self._scene.words[at].start)
        recent = self._scene.mentions[max(stop - _MEMORY, 0) : stop]
        return [mention for mention in reversed(recent) if mention.use == "literal"]

    def _is_called(self, mention: Mention, lemma: str) -> bool:
        """معسكر زمزم is what "the camp" means."""
        first = self._firsts.get(mention.start, 0)
        return any(
            reading.lemma == lemma
            for word in self._scene.words[max(first - 1, 0) : first + 1]
            for reading in word.readings
            if reading.kind == "noun"
        )

    def _is_named(self, at: int) -> bool:
        ahead = (at + 1, at + 2)
        return any(n in self._scene.mention_at or n in self._scene.name_at for n in ahead)
