"""Who reports and does not fight: a source is the doer only as the plain subject of the deed."""

from __future__ import annotations

from mapper.claims.actors import Actor
from mapper.claims.doers import STRIKES, Doer
from mapper.claims.events import Event
from mapper.claims.scene import Scene
from mapper.language import Name
from mapper.taxonomy import event_types

_KINDS = ("monitor", "agency", "media", "organisation")
_HEADS = ("head.monitor", "head.agency", "head.source")
_FIGHTERS = ("army", "group", "government")
_VIOLENT = ("strike", "ground", "losses", "access", "people")
_PEACEFUL = ("humanitarian_access", "prisoner_exchange")
_JUDGING = ("condemn", "praise")
_ACCUSING = ("accuse", "blame")
_BESIDE = 3
"""How far behind the word for their death people with the speaker's pronoun may stand."""
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
    if _is_judge(event, doer) or _is_accuser(event, doer):
        return False
    if not is_violent(event.type):
        return True
    speaker = event.frame.speaker if event.frame is not None else None
    meant = speaker if doer.side == "own" and doer.rule not in _PLAIN else over
    if meant is None or not is_witness(scene, meant):
        return True
    return doer.rule in _PLAIN and meant is not speaker


def _is_judge(event: Event, doer: Doer) -> bool:
    """أدانت مصر قصف المستشفى, رحبت فرنسا بتحرير المدينة: whoever condemns or welcomes it has not done it."""
    frame = event.frame
    if frame is None or frame.value not in _JUDGING or (event.verbal and "and" in event.reading.prefixes):
        return False
    named = frame.speaker is not None and frame.speaker.first <= doer.first <= frame.speaker.last
    return named or doer.side == "own"


def _is_accuser(event: Event, doer: Doer) -> bool:
    """اتهمت حماس الجيش بقتل مدنيين: whoever accuses another of it has not done it."""
    frame = event.frame
    speaker = frame.speaker if frame is not None else None
    if frame is None or speaker is None or frame.value not in _ACCUSING or doer.rule == "we":
        return False
    if event.verbal and "and" in event.reading.prefixes:
        return False
    # اتهمت روسيا بقصف المدينة: with nobody between, the one named may be the one who is accused.
    if frame.accused is None and event.index - 1 in (speaker.last, frame.index):
        return False
    return doer.side == "own" or speaker.first <= doer.first <= speaker.last


def is_violent(event_type: str) -> bool:
    known = event_types().get(event_type)
    return known is None or (known.family in _VIOLENT and event_type not in _PEACEFUL)


def has_own_dead(scene: Scene, first: int, stop: int) -> bool:
    """3 من جنوده, أحد قادته: the soldiers of whoever speaks, or others of its people."""
    armed = [scene.words[n].noun("armed", "head.army") for n in range(first, stop)]
    people = [scene.words[n].noun("person") for n in range(first + 1, min(first + 1 + _BESIDE, stop))]
    return any(noun is not None and noun.suffix for noun in (*armed, *people))


def is_own_thing(scene: Scene, event: Event) -> bool:
    """استهداف قنصليتها, ضرب مواقعنا: what was hit is the speaker's by its pronoun."""
    at = event.index + event.reading.length
    if event.type not in STRIKES or event.verbal or "and" in event.reading.prefixes or at >= event.part.stop:
        return False
    hit = scene.words[at].noun("infra", "civil", "military", "head.government")
    return hit is not None and bool(hit.suffix)


def is_own_victim(scene: Scene, event: Event) -> bool:
    """أعلنت حماس اغتيال القيادي فلان: the dead man is one of those who tell of it."""
    side = event.frame.side if event.frame is not None else ""
    behind = range(event.index + 1, min(event.index + 2 * _BESIDE, event.stop))
    named = (scene.name_at[n] for n in behind if n in scene.name_at)
    fell = event.type == "casualties_reported" and not event.verbal
    mourned = has_own_dead(scene, event.index, event.stop)
    return fell and (mourned or any(name.side == side and not name.prefixes for name in named))


def is_how_they_died(scene: Scene, event: Event) -> bool:
    """أعلن الجيش مقتل 19 شخصا في هجوم: the attack that people died in is no deed of the speaker's."""
    if not is_violent(event.type) or not scene.is_after(event.index, "in", "cause", "after"):
        return False
    return bool(event.frame and scene.tolls_in(event.frame.index, event.index))
