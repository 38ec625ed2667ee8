"""Who fights whom, where the words only say "the enemy" or name the other side's land."""

from __future__ import annotations

from gazetteer.sources.codes import alpha3_of
from mapper.claims.asides import roles
from mapper.claims.borders import is_origin
from mapper.claims.doers import STRIKES, Doer
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.home import home
from mapper.claims.scene import Scene
from mapper.records import INFERRED
from mapper.sides import camps, enemies, is_state

_FROM_AFAR = ("shelling", "missile_strike", "air_drone_strike")
_TARGET = 3
"""How far behind a strike what it hit may stand."""
_NEAR = 12
"""How many words before and behind an event the owner of what was hit may stand."""


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

    def is_hit(self, foe: str, side: str, event: Event) -> bool:
        """غارة على صور, قاعدة روسية: fire on the foe, its land or its allies' is none of the foe's own.

        A state tells the lands of war by their owner; a group may hold some of its foe's.
        """
        stop = min(reach(self._scene, event.stop, event.part), event.index + _NEAR)
        first = max(event.first, event.index - _NEAR)
        if event.type in STRIKES and any(self._is_owned(at, foe) for at in range(first, stop)):
            return True
        return event.type in _FROM_AFAR and is_state(side) and self._land(event) in {foe, *enemies(side)}

    def _is_owned(self, at: int, foe: str) -> bool:
        """قاعدة روسية, مقتل 110 حوثيين: the foe's adjective, unless fire comes from there."""
        name = self._scene.name_at.get(at)
        owned = name is not None and name.kind == "adjective" and name.side == foe
        return owned and not is_origin(self._scene, at - 1)

    def is_on_own_people(self, event: Event) -> bool:
        """إطلاق صواريخ من لبنان على صفد, قصف محطة الكهرباء في خاركيف: a state's own land under fire.

        Only a state that fights another one: in a civil war, an army strikes its own land.
        """
        side, scene = event.frame.side if event.frame is not None else "", self._scene
        if event.type not in STRIKES or not is_state(side) or self._land(event) != side:
            return False
        stop = reach(scene, event.stop, event.part)
        told = roles(scene, event.first, stop, leaves=False)
        if any(role == "origin" and not self._is_in(at, side) for at, role in told):
            return True
        names = [scene.name_at[at] for at in range(event.index + 1, stop) if at in scene.name_at]
        foreign = any(name.side in enemies(side) for name in names)
        civil = scene.has(event.index + 1, min(event.index + _TARGET, stop), "noun", "civil", "infra")
        return civil and not foreign and any(is_state(foe) for foe in enemies(side))

    def _is_in(self, at: int, side: str) -> bool:
        country = self._scene.mention_at[at].match.place.country
        return not country or alpha3_of(country) == side

    def _foe(self, land: str) -> str:
        """The state that fights the armed groups of a land: nobody else strikes it from afar."""
        states = [
            pair.against(land)[0]
            for pair in camps()
            if pair.against(land)[:1] and not is_state(pair.against(pair.against(land)[0])[0])
        ]
        return states[0] if len(states) == 1 and is_state(states[0]) else ""

    def _land(self, event: Event) -> str:
        """The country of the places named in the clause, if it is one; not of where the fire came from."""
        stop = reach(self._scene, event.stop, event.part)
        told = roles(self._scene, event.first, stop, leaves=False)
        named = (self._scene.mention_at[at] for at, role in told if role != "origin")
        lands = {m.match.place.country for m in named if m.use == "literal" and m.match.place.country}
        return alpha3_of(lands.pop()) if len(lands) == 1 else ""
