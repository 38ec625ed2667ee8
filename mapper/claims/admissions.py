"""When a party admits: its own losses, its own fire on the land of the other, its own deed under orders."""

from __future__ import annotations

from mapper.claims.arguments import Cast
from mapper.claims.doers import STRIKES
from mapper.claims.draft import Draft
from mapper.claims.events import Event
from mapper.claims.evidence import reach
from mapper.claims.memory import OUTLET
from mapper.claims.scene import Scene
from mapper.claims.witnesses import has_own_dead
from mapper.language import Toll
from mapper.sides import enemies

_FIRE = (
    "shelling",
    "missile_strike",
    "air_drone_strike",
    "armed_clash",
    "ground_advance",
    "other",
    "attack",
)
_NEAR, _OWNER = 30, 4
"""How far from an attack its dead may be told, and behind them the words for whose they are."""
_NOBODY = ("", "own", "other")
_CAUSES = ("cause", "agent", "response", "while", "but", "result")


def admission(scene: Scene, cast: Cast, draft: Draft, end: int | None) -> bool:
    """Whether an asserted claim tells against the one who makes it; ``end`` is where another event begins."""
    event = draft.event
    if draft.stance != "asserts" or draft.side in (OUTLET, "other") or event is None:
        return False
    if event.reading.guard == "carried" or (event.reading.guard == "answer" and draft.actor == draft.side):
        return True
    if event.light_value == "undergo" and draft.type in STRIKES and _is_own_post(scene, cast, event, draft):
        return True
    if _is_only_military(scene, event, draft):
        return True
    if _is_own_loss(scene, cast, event, draft, end) or _is_own_dead(scene, cast, event, draft):
        return True
    foe = scene.opponent(draft.side)
    abroad = any(place.place_id == f"country:{foe}" for place in draft.locations)
    return draft.type in _FIRE and draft.actor == draft.side and abroad and foe in enemies(draft.side)


def _is_own_post(scene: Scene, cast: Cast, event: Event, draft: Draft) -> bool:
    """تعرضت مواقع عسكرية لقصف: a military site under fire, and no other army named as its owner."""
    span = range(event.first, event.index)
    named = {scene.name_at[n].side for n in span if n in scene.name_at and n not in _speaking(event)}
    sides = ({cast.side_at(n) for n in span} | named) - {*_NOBODY, draft.side}
    own = not sides and bool(enemies(draft.side))
    return own and scene.has(event.first, event.index, "noun", "military")


def _speaking(event: Event) -> range:
    """The words for who speaks."""
    speaker = event.frame.speaker if event.frame is not None else None
    return range(speaker.first, speaker.last + 1) if speaker is not None else range(0)


def _is_only_military(scene: Scene, event: Event, draft: Draft) -> bool:
    """استهدفنا مواقع عسكرية فقط: the deed is admitted, the crime is not."""
    stop = reach(scene, event.stop, event.part)
    own = draft.type in STRIKES and draft.actor == draft.side
    return own and draft.target_class == "military" and scene.has(event.index, stop, "word", "only")


def _is_own_loss(scene: Scene, cast: Cast, event: Event, draft: Draft, end: int | None) -> bool:
    """Losses that the speaker says are its own: military, with nobody else named as the loser."""
    suffers = event.type == "casualties_reported" and event.reading.roles == "victim"
    # Who is no party of a war tells of its losses and admits nothing.
    suffers = suffers and bool(enemies(draft.side))
    if not suffers or draft.actor == draft.side or "civilian" in (draft.target_class, draft.casualty_class):
        return False
    stop = reach(scene, event.stop, event.part)
    stop = stop if end is None else min(stop, end)
    both = scene.toll_at.get(event.index)
    if both is not None and both.first == event.index:
        # مقتل وإصابة 35 جنديا أوكرانيا: whose they are stands behind the second noun.
        stop = max(stop, min(both.last + 2, event.part.stop))
    lost = range(_after_speaker(event), _harmed_by(scene, event, stop))
    sides = losers(scene, cast, event, stop)
    if sides - {*_NOBODY, draft.side} or scene.has(lost.start, lost.stop, "noun", "armed.foe"):
        return False
    if (
        event.light_value == "cause"
        and draft.side not in sides
        and not has_own_dead(scene, event.index, stop)
    ):
        # أدت العمليات إلى مقتل 40 عنصرا: nobody says that they were the speaker's.
        return False
    if draft.casualty_class == "military":
        return True
    return scene.has(lost.start, lost.stop, "noun", "losses", "armed", "head.army", "military")


def losers(scene: Scene, cast: Cast, event: Event, stop: int) -> set[str]:
    """The sides named among the words for those who died."""
    lost = range(_after_speaker(event), _harmed_by(scene, event, stop))
    sides = {cast.side_at(n) for n in lost if n != event.index}
    named = (scene.name_at[n] for n in lost if n in scene.name_at)
    return (
        sides | {name.side for name in named if name.kind in ("adjective", "people")} | _losers(scene, event)
    )


def _is_own_dead(scene: Scene, cast: Cast, event: Event, draft: Draft) -> bool:
    """انفجرت عبوة بدورية للجيش ما أدى إلى مقتل جندي: the dead of another's attack are the speaker's."""
    dead = _killed_by(scene, event)
    attacked = draft.actor != draft.side and draft.type in (*_FIRE, "explosion")
    if dead is None or not attacked or not enemies(draft.side):
        return False
    words = range(_after_speaker(event), min(dead.last + _OWNER, event.part.stop))
    theirs = _sides(scene, cast, range(dead.first, dead.last + 2)) - {*_NOBODY, draft.side}
    foreign = _sides(scene, cast, words) - {*_NOBODY, draft.side, draft.actor or ""}
    return not (theirs or foreign) and not scene.has(dead.first, words.stop, "noun", "armed.foe")


def _sides(scene: Scene, cast: Cast, words: range) -> set[str]:
    """The sides that words name by an actor or an adjective."""
    named = (scene.name_at[n] for n in words if n in scene.name_at)
    adjectives = {name.side for name in named if name.kind in ("adjective", "people")}
    return adjectives | {cast.side_at(n) for n in words}


def _killed_by(scene: Scene, event: Event) -> Toll | None:
    """The dead soldiers of an attack: told in its clause, or as what it led to."""
    stop = reach(scene, event.stop, event.part)
    for toll in scene.tolls_in(event.first, min(event.part.stop, event.index + _NEAR)):
        caused = scene.has(event.index + 1, toll.first + 1, "light", "cause")
        apart = scene.has(event.index + 1, toll.first, "word", "while", "but", "that")
        if apart or not (caused or toll.first < stop):
            return None
        if toll.kind == "killed":
            some = toll.count is None or toll.count.low > 0
            # مقتل أربعة من عناصر الشرطة ومدني: the classes of a list are summed, and soldiers are among them.
            mixed = toll.casualty_class == "unknown" and scene.has(toll.first, toll.last + 1, "noun", "armed")
            return toll if some and (mixed or toll.casualty_class == "military") else None
    return None


def _losers(scene: Scene, event: Event) -> set[str]:
    """خسائر الروس تتجاوز: whose losses they are, though the toll stands in another clause."""
    lost = scene.spots("noun", "losses", first=event.part.first, stop=event.index + 1)
    return {scene.name_at[at + 1].side for at in lost if at + 1 in scene.name_at}


def _after_speaker(event: Event) -> int:
    """The first word of the clause that is not about who speaks."""
    frame = event.frame
    said = (frame.index, frame.speaker.last if frame.speaker else 0) if frame is not None else ()
    return max([event.first, *(at + 1 for at in said if at < event.index)])


def _harmed_by(scene: Scene, event: Event, stop: int) -> int:
    """Where the words for the dead end and those for what killed them begin (بهجوم شنه التنظيم)."""
    for at in range(event.index + 1, stop):
        word = scene.words[at]
        trigger = word.find("trigger")
        if word.word(*_CAUSES) or (trigger is not None and trigger.roles != "victim"):
            return at
    return stop
