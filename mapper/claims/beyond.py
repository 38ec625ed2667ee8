"""Places that a clause's own words do not name: behind what is set between commas, and a state's capital."""

from __future__ import annotations

from mapper.claims.home import home
from mapper.claims.scene import Part, Scene
from mapper.records import Mention

_PLACING = ("in", "inside", "near", "from", "part")
_LONGEST = 25
"""How many words behind a clause its place may stand."""


def behind(scene: Scene, stop: int, part: Part) -> range:
    """نزحت عائلات، سيرا على الأقدام، من بيت لاهيا: the words after the next comma of a sentence, if they
    begin with a preposition of place and nothing else is told before them or in them."""
    last = min(part.stop, stop + _LONGEST)
    told = (*scene.spots("trigger", first=stop, stop=last), *scene.spots("speech", first=stop, stop=last))
    last = min((at for at in told if not _is_future(scene, at)), default=last)
    for at in range(max(stop, part.first + 1), last):
        if scene.words[at - 1].text in scene.language.comma_marks and scene.words[at].word(*_PLACING):
            return range(at, last)
    return range(0)


def _is_future(scene: Scene, at: int) -> bool:
    """سيرا, "on foot", is written as سيرى, "he will see", is."""
    return all("will" in reading.prefixes for reading in scene.words[at].readings)


def capital(scene: Scene, first: int, stop: int) -> Mention | None:
    """العاصمة السودانية: the seat of the state whose adjective stands behind "the capital", if the report
    names it; with no adjective, that of the state that the report is about."""
    for at in scene.spots("word", "capital", first=first, stop=stop):
        adjective = scene.name_at.get(at + 1)
        if at + 1 in scene.mention_at and (adjective is None or adjective.kind != "adjective"):
            continue
        if adjective is None or adjective.kind == "adjective":
            found = _seat(scene, adjective.side if adjective is not None else home(scene))
            if found is not None:
                return found
    return None


def _seat(scene: Scene, side: str) -> Mention | None:
    """The largest of the towns named that speak for a state."""
    seats = [name for name in scene.names if name.kind == "seat" and name.side == side and side]
    named = [scene.mention_at[name.first] for name in seats if name.first in scene.mention_at]
    towns = [mention for mention in named if mention.match.place.level == "settlement"]
    return max(towns, key=lambda mention: mention.match.place.population or 0, default=None)
