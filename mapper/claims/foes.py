"""Who fights whom, where the words only say "the enemy" or name the other side's land."""

from __future__ import annotations

from gazetteer.sources.codes import alpha3_of
from mapper.claims.doers import Doer
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.home import home
from mapper.claims.scene import Scene
from mapper.records import INFERRED
from mapper.sides import camps, enemies, sides

_FROM_AFAR = ("shelling", "missile_strike", "air_drone_strike")


class Foes:
    """The states at war with the lands that a report speaks of."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def of_home(self) -> str:
        """The foe of the land that most places of the report lie in: the outlet's "enemy"."""
        return self._foe(home(self._scene, least=1))

    def of_land(self, event: Event) -> Doer | None:
        """غارة على النبطية: the one state at war with the land that was hit, if the report names it too.

        An inference, and marked as one: nothing is put down to a state that the report does not name.
        """
        foe = self._foe(self._land(event))
        if event.type not in _FROM_AFAR or foe not in self._scene.named:
            return None
        return Doer(foe, f"{INFERRED}: strikes the land, and the report names it", event.index, event.index)

    def own_strike(self, event: Event) -> Doer | None:
        """وزارة الدفاع الروسية: ضربات على سومي: who tells of strikes on the other state's land made them."""
        side = event.frame.side if event.frame is not None else ""
        if not side or event.light_value == "undergo" or event.reading.roles == "victim":
            return None
        listed = event.frame is not None and event.frame.form == "heading" and not event.verbal
        struck = listed and self._land(event) in enemies(side)
        rule = f"{INFERRED}: strike on the other side's land"
        return Doer("own", rule, event.index, event.index) if struck else None

    def _foe(self, land: str) -> str:
        """The state that fights the armed groups of a land: nobody else strikes it from afar."""
        states = [
            pair.against(land)[0]
            for pair in camps()
            if pair.against(land)[:1] and not _is_state(pair.against(pair.against(land)[0])[0])
        ]
        return states[0] if len(states) == 1 and _is_state(states[0]) else ""

    def _land(self, event: Event) -> str:
        """The country of the places named in the clause, if it is one."""
        stop = reach(self._scene, event.stop, event.part)
        named = (self._scene.mention_at[at] for at in self._scene.mentions_in(event.first, stop))
        lands = {m.match.place.country for m in named if m.use == "literal" and m.match.place.country}
        return alpha3_of(lands.pop()) if len(lands) == 1 else ""


def _is_state(side: str) -> bool:
    return side in sides() and side.isupper()
