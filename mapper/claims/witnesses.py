"""Who reports and does not fight: a source is the doer only as the plain subject of the deed."""

from __future__ import annotations

from mapper.claims.actors import Actor
from mapper.claims.doers import Doer
from mapper.claims.events import Event
from mapper.claims.scene import Scene
from mapper.language import Name
from mapper.taxonomy import event_types

_KINDS = ("monitor", "agency", "media", "organisation")
_HEADS = ("head.monitor", "head.agency", "head.source")
_FIGHTERS = ("army", "group", "government")
_VIOLENT = ("strike", "ground", "losses", "access", "people")
_PEACEFUL = ("humanitarian_access", "prisoner_exchange")
_PLAIN = (
    "subject right before the verb",
    "subject after the verb",
    "by-phrase",
    "relative clause",
    "accused",
)


def is_witness(scene: Scene, actor: Actor) -> bool:
    """A monitor, a newsroom, rescuers, doctors, prosecutors, local officials, or one of their people."""
    words = range(actor.first, actor.last + 1)
    if actor.kind in ("army", "group", "head.army", "head.source.official"):
        return False
    if actor.kind in (*_KINDS, *_HEADS) or any(scene.words[n].noun("witness") for n in words):
        return True
    named = [scene.name_at[n] for n in words if n in scene.name_at]
    return any(_is_bystander(scene, name) for name in named)


def _is_bystander(scene: Scene, name: Name) -> bool:
    """Itself one of these, or a person of a side that the report knows by nothing else."""
    if name.kind in _KINDS:
        return True
    kinds = scene.kinds_named[name.side]
    return name.kind == "person" and not kinds.isdisjoint(_KINDS) and kinds.isdisjoint(_FIGHTERS)


def may_have_done(scene: Scene, event: Event, doer: Doer, over: Actor | None) -> bool:
    """Whether words and rule allow this doer: of violence, no witness but by the plain grammar."""
    if not is_violent(event.type):
        return True
    speaker = event.frame.speaker if event.frame is not None else None
    meant = speaker if doer.side == "own" and doer.rule not in _PLAIN else over
    if meant is None or not is_witness(scene, meant):
        return True
    return doer.rule in _PLAIN and meant is not speaker


def is_violent(event_type: str) -> bool:
    known = event_types().get(event_type)
    return known is None or (known.family in _VIOLENT and event_type not in _PEACEFUL)


def has_own_dead(scene: Scene, first: int, stop: int) -> bool:
    """3 من جنوده: the soldiers of whoever speaks."""
    armed = (scene.words[n].noun("armed", "head.army") for n in range(first, stop))
    return any(noun is not None and noun.suffix for noun in armed)


def is_how_they_died(scene: Scene, event: Event) -> bool:
    """أعلن الجيش مقتل 19 شخصا في هجوم: the attack that people died in is no deed of the speaker's."""
    if not is_violent(event.type) or not scene.is_after(event.index, "in", "cause", "after"):
        return False
    return bool(event.frame and scene.tolls_in(event.frame.index, event.index))
