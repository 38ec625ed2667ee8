"""When a speaker who has denied, called or warned goes on, in the same sentence, to tell something."""

from __future__ import annotations

from mapper.claims.memory import Memory
from mapper.claims.scene import Part, Scene
from mapper.claims.subjects import Subjects

_TELLING = ("say", "affirm", "claim", "relay", "opine", "continue")


def resumes(scene: Scene, subjects: Subjects, memory: Memory, index: int, part: Part) -> bool:
    """نفت روسيا القصف وأعلنت إسقاط مسيرة: a joined verb of saying without a subject has the last one.

    Not behind a joined verb with an actor of its own, who may be the one who speaks.
    """
    last = memory.last
    if last is None or not part.first <= last.index < index or last.value in _TELLING:
        return False
    if not scene.words[index].senses.joins and not scene.is_after(index, "but", "while"):
        return False
    between = (at for at in range(last.index + 1, index) if scene.words[at].senses.joins)
    return not any(subjects.actor_over(at + 1) for at in between)
