"""What tells one event: an attack and its repulse, a strike and its dead, a statement that goes on."""

from __future__ import annotations

from mapper.claims.arguments import STRIKES
from mapper.claims.draft import Draft
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.scene import Scene
from mapper.taxonomy import family

_CARRIED_TYPES = ("attack_repelled", "equipment_destroyed")
_RANK = (
    "equipment_destroyed",
    "attack_repelled",
    "territory_captured",
    "missile_strike",
    "air_drone_strike",
    "shelling",
    "explosion",
    "ground_advance",
    "ceasefire_violation",
    "armed_clash",
    "other",
)
_FIGHT = ("strike", "ground", "losses")


def joins(scene: Scene, before: Draft, draft: Draft) -> bool:
    """Whether two triggers tell one event: attack and its repulse, strike and its dead."""
    a, b = before.event, draft.event
    if a is None or b is None or a.part != b.part or before.side != draft.side:
        return False
    if _kin(before) not in (*_FIGHT, "ceasefire", "people") or _kin(draft) not in (*_FIGHT, "people"):
        return False
    if before.cumulative or draft.cumulative:
        return (
            before.cumulative
            and b.index < before.stop
            and (draft.type == before.type or _is_cause(scene, a, b))
        )
    if b.mode == "attempt" and b.index < before.stop:
        return before.type in ("armed_clash", "equipment_destroyed", "attack_repelled")
    begins = b.light_value == "begin" and b.light is not None and b.light < b.index
    if begins or "use" in (a.light_value, b.light_value):
        return False
    if before.type == "ceasefire_violation" and _is_exchange(scene, a):
        return draft.type != "ceasefire_agreed"
    if draft.type == "displacement" and before.type == "casualties_reported" and a.light_value != "cause":
        return False
    if _is_toll_of(before, draft):
        return True
    if _is_feat(before, draft):
        return True
    same_clause = b.index < before.stop and (a.first == b.first or b.index < reach(scene, a.stop, a.part))
    if draft.type in ("casualties_reported", "displacement"):
        vague = draft.killed is None and draft.injured is None and not b.direct
        other_harm = bool(before.killed) != bool(draft.killed) and bool(before.injured) != bool(draft.injured)
        both = before.type == draft.type and other_harm
        return same_clause or both or _is_result(scene, a, b) or (vague and draft.stance == before.stance)
    if before.type == "casualties_reported" and (_kin(draft) == "strike" or draft.type == "armed_clash"):
        return _is_cause(scene, a, b)
    if before.type == "displacement":
        return _is_cause(scene, a, b)
    if not same_clause:
        return False
    return (
        before.type == draft.type
        or before.actor in ("", draft.actor)
        or draft.actor == ""
        or (before.type in _CARRIED_TYPES)
    )


def _is_toll_of(before: Draft, draft: Draft) -> bool:
    """The dead that the same sentence counts after a strike, at no other place, are those of the strike."""
    if draft.type != "casualties_reported" or not (draft.killed or draft.injured) or draft.cumulative:
        return False
    elsewhere = {place.place_id for place in draft.locations} - {place.place_id for place in before.locations}
    bare = not (before.killed or before.injured) and before.stance == draft.stance == "asserts"
    return bare and _kin(before) == "strike" and not elsewhere


def _is_feat(before: Draft, draft: Draft) -> bool:
    """أفشلوا هجوما وقتلوا 21 مسلحا: whoever fought tells of the dead of the other side."""
    if draft.type != "casualties_reported" or draft.cumulative or before.type == "casualties_reported":
        return False
    told = before.stance == draft.stance == "asserts" and not (before.killed or before.injured)
    return told and bool(draft.killed) and "" != draft.actor == draft.side == before.actor


def _is_exchange(scene: Scene, event: Event) -> bool:
    return scene.has(event.part.first, event.index, "word", "exchange.accuse", "exchange")


def _is_result(scene: Scene, a: Event, b: Event) -> bool:
    return scene.has(a.index, b.index, "light", "cause", "total")


def _is_cause(scene: Scene, a: Event, b: Event) -> bool:
    if "by" in b.reading.prefixes:
        return True
    return scene.has(max(a.index, b.index - 3), b.index, "word", "cause", "in", "agent")


def join(scene: Scene, before: Draft, draft: Draft) -> None:
    """Keep the more specific type; take over what the first one lacks."""
    a, actor = before.event, before.actor
    if before.cumulative or (
        before.type == "ceasefire_violation" and a is not None and _is_exchange(scene, a)
    ):
        pass
    elif draft.event is not None and draft.event.mode == "attempt":
        before.type = "attack_repelled"
    elif before.stance == "acknowledges" and before.type == "casualties_reported" and _is_fight(draft):
        pass
    elif before.type == "casualties_reported" and draft.type in (*STRIKES, "armed_clash"):
        before.type, before.actor = draft.type, draft.actor or before.actor
    elif before.type == "other" and before.event and "attack" in before.event.reading.needs:
        pass
    elif before.type in _RANK and draft.type in _RANK and _RANK.index(draft.type) < _RANK.index(before.type):
        before.type = draft.type
    before.stop, before.end = max(before.stop, draft.stop), max(before.end, draft.end)
    before.actor = before.actor or ("" if before.type in _CARRIED_TYPES else draft.actor)
    before.locations = before.locations or draft.locations
    before.target_class = draft.target_class if before.target_class == "unknown" else before.target_class
    before.killed, before.injured = before.killed or draft.killed, before.injured or draft.injured
    before.casualty_class = before.casualty_class or draft.casualty_class
    before.weapon = before.weapon or draft.weapon
    if before.days.basis == "published" and draft.days.text:
        before.days = draft.days
    before.trace.extend(draft.trace[:1])
    before.cite(draft, again=("actor_side",) if before.actor != actor else ())


def inherit(before: Draft | None, draft: Draft) -> None:
    """A repulse or the losses of a fight are where the same speaker put the fight."""
    if before is None or draft.locations or not before.locations or before.side != draft.side:
        return
    a, b = before.event, draft.event
    if draft.type in _CARRIED_TYPES:
        draft.locations = before.locations
        draft.cite(before)
        return
    if a is None or b is None or a.part == b.part:
        return
    dropped = (
        b.frame is not None
        and b.frame.speaker is not None
        and not b.part.first <= b.frame.speaker.first < b.part.stop
    )
    near = b.part.sentence.paragraph - a.part.sentence.paragraph <= 1
    if dropped and near and draft.family in _FIGHT and before.family in _FIGHT:
        draft.locations = before.locations
        draft.note("locations", "same statement before", draft.start, draft.end)
        return
    definite = draft.event is not None and "the" in draft.event.reading.prefixes
    if (draft.type in _CARRIED_TYPES and before.type != "statement_only") or (
        definite and family(draft.type) == "strike"
    ):
        draft.locations = before.locations
        draft.note("locations", "same statement before", draft.start, draft.end)


def _is_fight(draft: Draft) -> bool:
    return draft.event is not None and draft.event.reading.roles == "mutual"


def _kin(draft: Draft) -> str:
    """The family of a draft, before an attack on civilians without a weapon became "other"."""
    return "strike" if draft.event is not None and draft.event.type in STRIKES else draft.family
