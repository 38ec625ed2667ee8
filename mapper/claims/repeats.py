"""What one claimant says several times, in title, lead and body, folded into one claim."""

from __future__ import annotations

from gazetteer.place import haversine_km
from mapper.claims.assemble import spans
from mapper.claims.draft import Draft, meet
from mapper.claims.memory import OUTLET
from mapper.claims.scene import Scene
from mapper.records import Location
from mapper.taxonomy import family

_TOLD_AGAIN = ("title", "heading", "caption")
_SMALL, _PART = ("site", "settlement"), 0.6
"""How wide a quarter or a site is at most, as a share of the town it lies in."""
_TAG = 2
"""How many words a headline has at most that only names what was told."""
_TITLE_KM = 40.0
_MEMORY = 200
"""How many claims back a repeat may reach."""


def fold_repeats(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """One claim for what one claimant says several times, in title, lead and body."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (_again(d), d.order)):
        recent = kept[-_MEMORY:]
        twin = next((k for k in recent if _same(scene, k, draft)), None) or _only(recent, draft)
        if twin is None:
            kept.append(draft)
        else:
            _absorb(twin, draft)
    return sorted(kept, key=lambda d: (d.start, d.end, d.side, d.type, d.stance))


def _only(kept: list[Draft], draft: Draft) -> Draft | None:
    """What a title tells is the one thing of its kind that the text tells of that doer."""
    if draft.kind not in ("title", "heading") or not draft.actor or draft.type == "statement_only":
        return None
    alike = [
        k
        for k in kept
        if not _again(k)
        and (k.type, k.actor, k.stance) == (draft.type, draft.actor, draft.stance)
        and draft.side in (OUTLET, k.side)
        and _is_in_reach(k, draft)
    ]
    return alike[0] if len(alike) == 1 else None


def _is_in_reach(a: Draft, b: Draft) -> bool:
    """A title may put an event beside the place that the text names, and not in another part of the land."""
    pairs = [(x, y) for x in a.locations for y in b.locations]
    return not pairs or any(
        meet(x, y) or haversine_km((x.lon, x.lat), (y.lon, y.lat)) <= _TITLE_KM for x, y in pairs
    )


def _again(draft: Draft) -> bool:
    return draft.kind in _TOLD_AGAIN


def _same(scene: Scene, kept: Draft, draft: Draft) -> bool:
    again = _again(draft)
    if again and _again(kept):
        return _is_reprinted(kept, draft)
    if not again and (kept.type != draft.type or draft.unplaced != kept.unplaced):
        return False
    voice = draft.side in (OUTLET, "other", kept.side)
    if again and voice and _overlap(kept, draft) and _retells(kept, draft):
        return True
    if kept.actor and draft.actor and kept.actor != draft.actor:
        return False
    if _is_counted_anew(kept, draft) or (not again and _is_elsewhere(scene, kept, draft)):
        return False
    if not _overlap(kept, draft):
        return False
    if again and draft.side == OUTLET:
        alike = kept.type == draft.type or family(draft.type) == "strike" == family(kept.type)
        return alike and _roles(kept) == _roles(draft) and "denies" not in (kept.stance, draft.stance)
    if (draft.side == OUTLET and kept.side != OUTLET) or (kept.side == OUTLET and draft.side != OUTLET):
        return kept.type == draft.type and kept.killed is not None and kept.killed == draft.killed
    if again and draft.type == kept.type == "statement_only":
        return kept.side == draft.side
    if not again and (draft.event is None or draft.type == "other"):
        return False
    institution = draft.family == "ceasefire" or kept.claimant == draft.claimant
    same_voice = kept.side == draft.side and (institution or again)
    stances = {kept.stance, draft.stance}
    return same_voice and kept.type == draft.type and (len(stances) == 1 or "denies" not in stances)


def _is_counted_anew(kept: Draft, draft: Draft) -> bool:
    """3 injured and 20 injured, or other dead: what has another toll is told of another thing."""
    pairs = ((kept.killed, draft.killed), (kept.injured, draft.injured))
    return any(one and other and one != other for one, other in pairs)


def _is_elsewhere(scene: Scene, kept: Draft, draft: Draft) -> bool:
    """A school and a hospital of one town are two places that were hit."""
    hit, other = _buildings(scene, kept), _buildings(scene, draft)
    return bool(hit and other) and hit.isdisjoint(other)


def _buildings(scene: Scene, draft: Draft) -> set[str]:
    """What was hit, of the words behind the event."""
    at = scene.spots("noun", "homes", first=draft.order + 1, stop=draft.stop)
    return {noun.lemma for noun in (scene.words[n].noun("homes") for n in at) if noun is not None}


def _is_reprinted(kept: Draft, draft: Draft) -> bool:
    """Of two headlines the second repeats the first only where it tells the same of the same place."""
    if (kept.type, kept.side, kept.stance) != (draft.type, draft.side, draft.stance):
        return False
    if not _overlap(kept, draft) or (kept.actor and draft.actor and kept.actor != draft.actor):
        return False
    places = [{place.place_id for place in told.locations} for told in (kept, draft)]
    bare = draft.stop - draft.first <= _TAG and not draft.locations
    return (bare or places[0] == places[1]) and kept.killed in (draft.killed, None)


def _retells(kept: Draft, draft: Draft) -> bool:
    """A title tells a strike or a fight in other words: with the same dead, or the same doer and place."""
    if kept.stance != draft.stance or not (_is_violent(kept) and _is_violent(draft)):
        return False
    if kept.killed and kept.killed == draft.killed:
        return True
    placed = bool(kept.locations and draft.locations)
    return placed and bool(kept.actor) and kept.actor == draft.actor and _is_force(kept) and _is_force(draft)


def _is_violent(draft: Draft) -> bool:
    return _is_force(draft) or draft.type == "casualties_reported"


def _is_force(draft: Draft) -> bool:
    attack = draft.event is not None and draft.event.type == "attack"
    return attack or draft.family == "strike" or draft.type == "armed_clash"


def _roles(draft: Draft) -> str:
    return draft.event.reading.roles if draft.event is not None else ""


def _overlap(a: Draft, b: Draft) -> bool:
    if a.cumulative != b.cumulative:
        return False
    if a.locations and b.locations and not any(_is_one(x, y) for x in a.locations for y in b.locations):
        return False
    days = (a.days.date_from, b.days.date_to, b.days.date_from, a.days.date_to)
    if None in days:
        return True
    return not (a.days.date_from > b.days.date_to or b.days.date_from > a.days.date_to)  # type: ignore[operator]


def _absorb(kept: Draft, draft: Draft) -> None:
    again: tuple[str, ...] = ()
    if kept.side == OUTLET != draft.side and not _again(draft):
        kept.side, kept.claimant, kept.via = draft.side, draft.claimant, draft.via
        again = ("claimant",)
    kept.also.extend(span for span in spans(draft) if span not in spans(kept))
    if not kept.locations or (not kept.cumulative and _is_closer(kept, draft)):
        kept.locations = draft.locations
    kept.actor = kept.actor or draft.actor
    kept.killed, kept.injured = kept.killed or draft.killed, kept.injured or draft.injured
    if kept.type == "armed_clash" and draft.family == "strike" and _is_force(kept):
        kept.type = draft.type
    if draft.stance == "acknowledges":
        kept.stance = "acknowledges"
    if kept.days.basis == "published" and draft.days.text:
        kept.days = draft.days
    kept.cite(draft, again=again)


def _is_closer(kept: Draft, draft: Draft) -> bool:
    """Whether the place is told again more closely: the town for the land that was named first."""
    wide = all(location.level == "country" for location in kept.locations)
    near = all(location.level in ("site", "settlement", "district") for location in draft.locations)
    return wide and near and bool(draft.locations)


def _is_one(a: Location, b: Location) -> bool:
    """One place, or one within the other: two villages beside each other are two places."""
    small, large = sorted((a, b), key=lambda place: place.radius_km)
    apart = a.level in _SMALL and b.level in _SMALL and small.radius_km > _PART * large.radius_km
    return a.place_id == b.place_id or (not apart and meet(a, b))


def overlap_in_place(a: Draft, b: Draft) -> bool:
    return any(meet(x, y) for x in a.locations for y in b.locations)
