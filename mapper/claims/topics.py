"""Words for an event that only say what a line, a talk or a document is about."""

from __future__ import annotations

from mapper.claims.scene import Part, Scene
from mapper.language import Reading

_TALKED = 4
"""How many words behind a verb of talking its topic may stand."""


def is_rubric(scene: Scene, part: Part) -> bool:
    """اشتباكات, as a line of its own: what the lines below it are about."""
    words = [word for word in scene.words[part.first : part.stop] if word.text[0].isalpha()]
    return part.sentence.kind in ("title", "heading") and len(words) == 1


def is_topic(scene: Scene, index: int, reading: Reading, clause: tuple[int, int]) -> bool:
    """بحث الوزيران القصف, جلسة لبحث الهجوم: what is talked of, and by none of those who talk done."""
    if reading.verbal and reading.lemma not in scene.words[index].senses.twofold:
        return False
    recalled = "the" in reading.prefixes and scene.is_after(index, "regarding")
    return recalled or scene.has(max(clause[0], index - _TALKED), index, "light", "meet")


def is_looming(scene: Scene, index: int, reading: Reading) -> bool:
    """هجوم وشيك, ضربة محتملة: a noun described as still to come."""
    after = index + reading.length
    return not reading.verbal and scene.has(after, after + 2, "word", "future", "hedge")
