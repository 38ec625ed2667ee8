"""What tells one event: an attack and its repulse, a strike and its dead, a statement that goes on."""

from __future__ import annotations

from mapper.claims.doers import STRIKES
from mapper.claims.draft import Draft
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.harm import completes
from mapper.claims.scene import Scene

CARRIED_TYPES = ("attack_repelled", "equipment_destroyed")
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
FIGHT = ("strike", "ground", "losses")


def joins(scene: Scene, before: Draft, draft: Draft) -> bool:
    """Whether two triggers tell one event: attack and its repulse, strike and its dead."""
    a, b = before.event, draft.event
    if a is None or b is None or a.part != b.part or before.side != draft.side:
        return False
    if a.type == "war" and b.type == "casualties_reported":
        return False
    if _is_told_apart(scene, a, b):
        return False
    if _is_same_deed(before, draft) or completes(scene, before, draft) or _is_unrest(scene, before, draft):
        return True
    if "other" in (a.reading.value, b.reading.value):
        return _is_aftermath(scene, before, draft) or _is_of_its_arms(scene, before, b)
    if _kin(before) not in (*FIGHT, "ceasefire", "people") or _kin(draft) not in (*FIGHT, "people"):
        return False
    if before.cumulative or draft.cumulative:
        return (
            before.cumulative
            and b.index < before.stop
            and (draft.type == before.type or _is_cause(scene, a, b))
        )
    if b.mode == "attempt" and b.index < before.stop:
        return before.type in ("armed_clash", "equipment_destroyed", "attack_repelled")
    keeps = b.light_value == "keep" and b.light is not None and b.light < b.index
    if keeps and before.type == draft.type and draft.actor in ("", before.actor):
        return True
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
        vague = draft.type != "displacement" and not (draft.killed or draft.injured) and not b.direct
        other_harm = bool(before.killed) != bool(draft.killed) and bool(before.injured) != bool(draft.injured)
        both = before.type == draft.type and other_harm
        return same_clause or both or _is_result(scene, a, b) or (vague and draft.stance == before.stance)
    if before.type == "casualties_reported" and (_kin(draft) == "strike" or draft.type == "armed_clash"):
        return _is_cause(scene, a, b)
    if before.type == "displacement":
        return _is_cause(scene, a, b)
    if _is_retold(scene, before, draft) or _is_its_verb(scene, a, b):
        return True
    if not same_clause or _are_apart(before, draft):
        return False
    return (
        before.type == draft.type
        or before.actor in ("", draft.actor)
        or draft.actor == ""
        or (before.type in CARRIED_TYPES)
    )


def _is_retold(scene: Scene, before: Draft, draft: Draft) -> bool:
    """قصف المدينة التي شهدت انفجارات: what the place that was hit saw is the same strike."""
    a, b = before.event, draft.event
    if a is None or b is None or {before.family, draft.family} != {"strike"} or b.light is None:
        return False
    return not draft.actor and b.light_value == "witness" and scene.is_after(b.light, "which")


def _is_one_blow(scene: Scene, before: Draft, draft: Draft) -> bool:
    """The dead and the injured in one breath, with no place between them."""
    a, b = before.event, draft.event
    if a is None or b is None or b.type != "casualties_reported" or a.type != b.type:
        return False
    return completes(scene, before, draft) and not scene.mentions_in(a.index, b.index)


def _is_told_apart(scene: Scene, a: Event, b: Event) -> bool:
    """تحدثت عن صد هجوم وعن غارات: the next thing that the same verb tells of; a strike after a repulse."""
    if b.type == "attack_repelled" and not b.verbal and scene.is_after(b.index, "after"):
        return True
    again = scene.spots("word", "about", first=a.index + 1, stop=b.index)
    return any("and" in (scene.words[at].word("about") or a.reading).prefixes for at in again)


def _is_its_verb(scene: Scene, a: Event, b: Event) -> bool:
    """الغارة التي استهدفت المدينة: the verb of a noun that is itself the attack."""
    near = 0 < b.index - (a.index + a.reading.length) <= 1
    return near and b.verbal and not a.verbal and scene.is_after(b.index, "which")


def _are_apart(before: Draft, draft: Draft) -> bool:
    """سقوط قذائف على ستيباناكيرت وعن قصف مارتوني: two strikes, each with places of its own."""
    places = [{place.place_id for place in told.locations} for told in (before, draft)]
    return before.family == draft.family == "strike" and all(places) and places[0].isdisjoint(places[1])


def _is_aftermath(scene: Scene, before: Draft, draft: Draft) -> bool:
    """قصف أدى إلى انقطاع الكهرباء: what befell a place, told with the blow that caused it."""
    a, b = before.event, draft.event
    if a is None or b is None:
        return False
    if a.reading.value == b.reading.value and (a.reading.roles, b.reading.roles) != ("none", "agent"):
        return False
    blow, result = (draft, a) if a.reading.value == "other" else (before, b)
    if result.reading.roles != "none" or _kin(blow) not in (*FIGHT, "other"):
        return False
    first, stop = a.index, b.index + 1
    return bool(
        scene.has(first, stop, "light", "cause")
        or scene.has(first, stop, "word", "cause", "result", "after")
        or scene.is_after(b.index, "in")
        or "by" in b.reading.prefixes
    )


def _is_of_its_arms(scene: Scene, before: Draft, b: Event) -> bool:
    """انفجر لغم زرعه المسلحون: how the thing that went off came there."""
    arms = scene.words[b.index - 1].noun("mine", "weapon") if b.index > b.part.first else None
    return before.family == "strike" and b.verbal and bool(b.reading.suffix) and arms is not None


def _is_unrest(scene: Scene, before: Draft, draft: Draft) -> bool:
    """أعمال شغب أصيب خلالها 40, قتلوا في أعمال عنف: unrest and those whom it hurt."""
    a, b = before.event, draft.event
    if a is None or b is None or {before.type, draft.type} != {"riot", "casualties_reported"}:
        return False
    near = scene.has(b.index, b.index + 2, "word", "during") or scene.is_after(b.index, "in", "during")
    return near and before.stance == draft.stance


def _is_same_deed(before: Draft, draft: Draft) -> bool:
    """باختطاف 12 شخصا ونهب الأسواق: what the same doer did in one breath."""
    a, b = before.event, draft.event
    families = {before.family, draft.family}
    if a is None or b is None or "people" not in families or not families <= {"people", "other"}:
        return False
    # اختطفوا رجالا واقتادوهم: the same people again.
    again = ("other" in families and not b.verbal) or b.reading.suffix == "they"
    done = again and a.reading.roles == b.reading.roles == "agent" and "and" in b.reading.prefixes
    return done and draft.actor in ("", before.actor) and before.stance == draft.stance


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
    if "by" in b.reading.prefixes or (b.verbal and b.reading.suffix and b.first == a.first):
        # جثة من تحت منازل دمرتها غارة
        return True
    if scene.is_after(b.index, "after") and b.reading.form != "past" and "the" not in b.reading.prefixes:
        # أصيب جنديان بعد سقوط قذيفة
        return True
    return scene.has(max(a.index, b.index - 3), b.index, "word", "cause", "in", "agent")


def join(scene: Scene, before: Draft, draft: Draft) -> None:
    """Keep the more specific type; take over what the first one lacks."""
    a, b, actor = before.event, draft.event, before.actor
    if before.cumulative or (
        before.type == "ceasefire_violation" and a is not None and _is_exchange(scene, a)
    ):
        pass
    elif draft.event is not None and draft.event.mode == "attempt":
        before.type = "attack_repelled"
    elif before.type == "casualties_reported" and _stays(scene, before, draft):
        pass
    elif (
        before.type == "casualties_reported" == (b.type if b is not None else "")
        and draft.type == "armed_clash"
    ):
        # قتل خمسة وأصيب 30 برصاص الجيش: shot, and in no fight.
        pass
    elif before.type == "casualties_reported" and draft.type in (*STRIKES, "armed_clash"):
        before.type, before.actor = draft.type, draft.actor or before.actor
    elif before.type == "other" and before.event and "attack" in before.event.reading.needs:
        pass
    elif before.type in _RANK and draft.type in _RANK and _RANK.index(draft.type) < _RANK.index(before.type):
        before.type = draft.type
    before.stop, before.end = max(before.stop, draft.stop), max(before.end, draft.end)
    before.actor = before.actor or ("" if before.type in CARRIED_TYPES else draft.actor)
    if draft.event is not None and draft.event.light_value == "keep":
        told = {place.place_id for place in before.locations}
        before.locations += tuple(place for place in draft.locations if place.place_id not in told)
    if draft.locations and _is_one_blow(scene, before, draft):
        # وفي الحديدة، قتلت امرأة وأصيب طفلان بلغم في حيس: where the blow fell is told last.
        before.locations = draft.locations
    before.locations = before.locations or draft.locations
    before.target_class = draft.target_class if before.target_class == "unknown" else before.target_class
    before.killed, before.injured = before.killed or draft.killed, before.injured or draft.injured
    before.casualty_class = before.casualty_class or draft.casualty_class
    before.weapon = before.weapon or draft.weapon
    if before.days.basis == "published" and draft.days.text:
        before.days = draft.days
    before.trace.extend(draft.trace[:1])
    before.cite(draft, again=("actor_side",) if before.actor != actor else ())


def _stays(scene: Scene, before: Draft, draft: Draft) -> bool:
    """Whether the dead remain what is told, although a fight or a strike is named with them."""
    admitted = before.stance == "acknowledges" and _is_fight(draft)
    return admitted or (draft.event is not None and _is_known(scene, draft.event))


def _is_known(scene: Scene, event: Event) -> bool:
    """في القصف: the strike that was told before, with nothing said of it here."""
    after = event.index + event.reading.length
    ends = after >= event.stop or not scene.words[after].text[0].isalnum()
    return "the" in event.reading.prefixes and not event.verbal and ends


def _is_fight(draft: Draft) -> bool:
    return draft.event is not None and draft.event.reading.roles == "mutual"


def _kin(draft: Draft) -> str:
    """The family of a draft, before an attack on civilians without a weapon became "other"."""
    return "strike" if draft.event is not None and draft.event.type in STRIKES else draft.family
