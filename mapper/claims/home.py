"""The state that a report is about: whose ministry, police or army an unnamed one is."""

from __future__ import annotations

from collections import Counter

from gazetteer.sources.codes import alpha3_of
from mapper.claims.scene import Part, Scene
from mapper.sides import enemies

_LEAST = 3
"""So many places must lie in it to tell whose an unnamed army is; "the enemy" asks for one."""
_NEAR = 80
"""So many words back the place named last may stand."""
_STATE = 3
"""Letters of the id of a state."""


def home(scene: Scene, *, least: int = _LEAST) -> str:
    """The state in which most of the places named lie; empty where two that fight each other share them."""
    count = Counter(
        mention.match.place.country
        for mention in scene.mentions
        if mention.use == "literal" and mention.match.place.country and mention.match.place.level != "country"
    )
    code, most = max(count.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    state = alpha3_of(code)
    return state if most >= least and 2 * most > count.total() else ""


def near(scene: Scene, index: int) -> str:
    """The state of the place named last before a word of its paragraph."""
    part = scene.part_at(index)
    for first in reversed(scene.mentions_in(max(index - _NEAR, 0), index)):
        here, place = scene.part_at(first), scene.mention_at[first]
        if here is None or part is None or here.sentence.paragraph != part.sentence.paragraph:
            return ""
        if place.use == "literal" and place.match.place.country:
            return alpha3_of(place.match.place.country)
    return ""


def police(scene: Scene, part: Part, index: int) -> str:
    """الشرطة, قوات الأمن: the state in which all the places of the sentence lie, for its own police."""
    head = scene.words[index].noun("home")
    if head is None:
        return ""
    places = (scene.mention_at[at] for at in scene.mentions_in(part.first, part.stop))
    states = {place.match.place.country for place in places if place.use == "literal"}
    return alpha3_of(states.pop()) if len(states) == 1 and all(states) else ""


def has_army(scene: Scene, state: str) -> bool:
    """Whether "the army" of a report on this state is its own: no state that fights it is named as much."""
    rivals = {side for side in scene.sides if len(side) == _STATE and side.isupper()} - {state}
    return bool(state) and rivals.isdisjoint(enemies(state))
