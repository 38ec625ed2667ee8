"""Whether a claim asserts, denies or admits."""

from __future__ import annotations

from mapper.claims.events import Event
from mapper.claims.scene import Scene
from mapper.records import Stance


def event_stance(scene: Scene, event: Event) -> tuple[Stance, str]:
    """The stance and the rule that gave it."""
    frame = event.frame
    if event.type == "truce_kept":
        return (
            ("denies", "kept the truce")
            if frame is not None and not event.negated
            else ("asserts", "truce not kept")
        )
    if frame is not None and frame.value == "deny":
        return "denies", "denial verb"
    if _is_called_false(scene, event):
        return "denies", "called false"
    if event.negated and frame is not None and frame.form != "issuer":
        return "denies", "negated"
    if frame is not None and frame.value == "admit":
        return "acknowledges", "admission verb"
    return "asserts", "default"


def _is_called_false(scene: Scene, event: Event) -> bool:
    """لا صحة لـ..., and the like, in the same clause before the event."""
    own = event.frame is not None and event.frame.first <= event.index < event.frame.stop
    first = event.frame.first if own and event.frame is not None else event.part.first
    first = max(first, event.part.first, event.index - 8)
    return scene.has(first, min(event.index + 9, event.part.stop), "word", "false")
