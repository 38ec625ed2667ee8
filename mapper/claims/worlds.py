"""What a passage is about: war, or a world whose fights are figures of speech and whose dead are no war's."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from mapper.claims.scene import Part, Scene
from mapper.language import Name, Reading, Word

_FULL, _HALF = 1.0, 0.5
_ARMS = ("head.army", "armed", "weapon", "equipment", "aircraft")
_WARLIKE = ("armed", "weapon", "enemy", "truce", "conflict")
_FORCES = ("head.army", "military", "equipment")
_TALK = ("truce", "conflict")
_STRIKES = ("shelling", "air_drone_strike", "missile_strike")
_UNREST = ("protest", "riot")
_DEADLY = ("world.accident", "world.weather", "world.health", "world.crime")
"""Worlds with real dead, and with police and soldiers who come to help."""
_TALES = ("world.fiction", "world.history")
"""Worlds with armies of their own."""
_UNMOVED = (*_TALES, "world.culture", "world.sport")
"""Worlds in which nobody takes to the streets."""
_TALE, _PARAGRAPH, _REPORT = 2.0, 2.0, 4.0
"""How much must speak for a tale, or for other worlds in a paragraph or the report, to decide."""
_EXERCISE = "exercise"
_GROUNDS = ("site", "military", "area")
_AGO = ("after", "before", "since", "halt")
_AGO_REACH = 4
"""How far before the word for manoeuvres stands what says that they are over."""
_TIMES = 2
"""How many times more it must be than what speaks for war."""


class _Weight(NamedTuple):
    """What speaks for other worlds within a span, which of them most, for a tale, and for war."""

    other: float
    world: str
    tale: float
    war: float

    def outweighs(self, least: float, times: int) -> bool:
        return self.other >= least and self.other > times * self.war

    def is_tale(self) -> bool:
        return self.tale >= _TALE and self.other >= self.war


class Worlds:
    """Tells sentences about sport, elections, films, markets, accidents ... from those about a war.

    A word alone says little (a stadium may be shelled, a film show a battle), so the words of a
    sentence, of its paragraph and of the report are weighed, each lemma once, against those of war.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._lines: dict[int, tuple[int, int]] = {}
        for part in scene.parts:
            first, _ = self._lines.get(part.sentence.paragraph, (part.first, 0))
            self._lines[part.sentence.paragraph] = (first, part.stop)
        self._known: dict[tuple[int, int], _Weight] = {}
        self._of: dict[int, str] = {}

    def tells(self, part: Part, index: int, event_type: str) -> bool:
        """Whether a word that names an event of this type may be meant as such in its sentence."""
        world = self.of(part)
        if world == _EXERCISE and not self._exercises(part, index):
            world = self._weighs_most(part)
        if not world:
            return True
        own = self._scene.words[index].noun("world") is not None
        return event_type in _UNREST and world not in _UNMOVED and not own

    def of(self, part: Part) -> str:
        """The world that a sentence is about; empty for war, or where nothing tells."""
        known = self._of.get(part.first)
        if known is None:
            known = self._of[part.first] = self._found(part)
        return known

    def _found(self, part: Part) -> str:
        return _EXERCISE if self._exercises(part) else self._weighs_most(part)

    def _exercises(self, part: Part, event: int | None = None) -> list[int]:
        """Words for manoeuvres that are held; those told behind "while" are no part of an event before it."""
        found = self._scene.spots("noun", _EXERCISE, first=part.first, stop=part.stop)
        turns = self._scene.spots("word", "while", first=part.first, stop=part.stop)
        return [
            at
            for at in found
            if not self._is_aside(at, part)
            and (event is None or not any(min(at, event) < turn <= max(at, event) for turn in turns))
        ]

    def _is_aside(self, index: int, part: Part) -> bool:
        """ميدان تدريبات, بعد انتهاء المناورات: the ground that is hit, or manoeuvres that are over."""
        words = self._scene.words
        if index > part.first and (words[index - 1].noun(*_GROUNDS) or words[index - 1].word("ground")):
            return True
        before = words[max(index - _AGO_REACH, self._scene.clause(index, part)[0]) : index]
        return any(word.word(*_AGO) for word in before) and not any(w.find("light", "begin") for w in before)

    def _weighs_most(self, part: Part) -> str:
        whole = self._weigh(0, len(self._scene.words))
        if not whole.other:
            return ""
        line = self._weigh(*self._lines[part.sentence.paragraph])
        if line.is_tale():
            return _TALES[0]
        if self._has_doer(part) or self._has_means(part):
            return ""
        own = self._weigh(part.first, part.stop)
        if own.outweighs(_FULL, 1) or self._is_by_accident(part):
            return own.world
        if own.war > max(own.other, _FULL):
            return ""
        if line.outweighs(_PARAGRAPH, _TIMES):
            return line.world
        return whole.world if whole.outweighs(_REPORT, _TIMES) else ""

    def _has_doer(self, part: Part) -> bool:
        """قوات الدعم السريع, الطائرات الإسرائيلية: somebody who fights, or arms of a nation."""
        for name in self._names(part.first, part.stop):
            if name.kind in ("army", "group"):
                return True
            before = self._scene.words[max(name.first - 2, part.first) : name.first]
            if any(word.noun(*_ARMS) for word in before) or any(map(_is_strike, before[-1:])):
                return True
        return False

    def _has_means(self, part: Part) -> bool:
        """حزام ناسف, قصف مدفعي: what is never a figure of speech."""
        scene = self._scene
        if scene.has(part.first, part.stop, "noun", "weapon.explosive"):
            return True
        arms = scene.spots("noun", "weapon", first=part.first + 1, stop=part.stop)
        return any(_is_strike(scene.words[at - 1]) for at in arms)

    def _is_by_accident(self, part: Part) -> bool:
        """إثر حريق: what befell people came of an accident."""
        at = self._scene.spots("noun", "world.accident", "world.weather", first=part.first, stop=part.stop)
        return any(self._scene.is_after(index, "cause") for index in at)

    def _names(self, first: int, stop: int) -> tuple[Name, ...]:
        return self._scene.names[bisect_left(self._starts, first) : bisect_left(self._starts, stop)]

    @cached_property
    def _starts(self) -> list[int]:
        return [name.first for name in self._scene.names]

    def _weigh(self, first: int, stop: int) -> _Weight:
        known = self._known.get((first, stop))
        if known is None:
            known = self._known[first, stop] = self._weighed(first, stop)
        return known

    def _weighed(self, first: int, stop: int) -> _Weight:
        weights: defaultdict[str, float] = defaultdict(float)
        for reading in self._lemmas(first, stop):
            weights[reading.value] += _FULL if reading.item == "full" else _HALF
        if not weights:
            return _Weight(0.0, "", 0.0, 0.0)
        world = max(weights, key=lambda name: weights[name])
        tale = sum(weights[name] for name in _TALES if name in weights)
        return _Weight(sum(weights.values()), world, tale, self._war(first, stop, world))

    def _lemmas(self, first: int, stop: int) -> Iterator[Reading]:
        """One reading for each lemma of other worlds."""
        known: set[str] = set()
        for at in self._scene.spots("noun", "world", first=first, stop=stop):
            reading = self._scene.words[at].senses.nouns["world"]
            if reading.lemma not in known:
                known.add(reading.lemma)
                yield reading

    def _war(self, first: int, stop: int, world: str) -> float:
        scene = self._scene
        deadly = world in _DEADLY
        words = {*scene.spots("noun", *_WARLIKE, *(() if deadly else _FORCES), first=first, stop=stop)}
        triggers = scene.spots("trigger", first=first, stop=stop)
        words.update(at for at in triggers if _is_strike(scene.words[at]))
        if not deadly:
            words.update(toll.first for toll in scene.tolls_in(first, stop) if toll.kind == "killed")
        parties = sum(name.kind in ("army", "group") for name in self._names(first, stop))
        return parties + sum(_war_weight(scene.words[at], deadly=deadly) for at in words)


def _is_strike(word: Word) -> bool:
    """غارة, قصف: a noun that is a strike and nothing else."""
    return any(
        reading.form == "masdar"
        and reading.kind == "trigger"
        and reading.value in _STRIKES
        and not reading.needs
        for reading in word.senses.readings
    )


def _war_weight(word: Word, *, deadly: bool) -> float:
    """How much a word speaks for war; "war" and "truce" alone little, for they are in every quarrel."""
    world = word.noun("world")
    if world is not None and world.length > 1:
        return 0.0
    talk = word.noun(*_TALK)
    return _HALF if talk is not None and talk.length == 1 and not deadly else _FULL
