"""Which words each field of a claim rests on."""

from __future__ import annotations

from mapper.claims.draft import Draft
from mapper.claims.events import Event
from mapper.claims.scene import Scene


def text(scene: Scene, words: range) -> str:
    return scene.text(words.start, words.stop) if words else ""


def cite(scene: Scene, draft: Draft, name: str, rule: str, words: range) -> None:
    """Note the words that filled a field; nothing where there are none."""
    if words:
        draft.note(name, rule, scene.words[words.start].start, scene.words[words.stop - 1].end)


def explain(scene: Scene, draft: Draft, event: Event, rule: str) -> None:
    """The words behind type, stance, claimant, places and days of a new draft."""
    word = scene.words[event.index]
    draft.note("event_type", f"trigger {event.reading.lemma}", word.start, word.end)
    at = scene.words[event.frame.index] if event.frame else word
    draft.note("stance", rule, at.start, at.end)
    if event.frame is not None:
        speaker = event.frame.speaker
        said = range(speaker.first, speaker.last + 1) if speaker else range(at.index, at.index + 1)
        cite(scene, draft, "claimant", f"speech {event.frame.value}", said)
    for location in draft.locations:
        if location.start is not None and location.end is not None:
            draft.note("locations", location.relation, location.start, location.end)
    days = draft.days
    if days.text:
        draft.note("date", days.basis, days.start, days.end)
    elif days.date_from is not None:
        draft.note("date", days.basis, word.start, word.end)
