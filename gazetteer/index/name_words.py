"""Words and endings of names, from data/name_words.csv."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from gazetteer.fold import fold
from gazetteer.table import read_table

NAME_WORDS = Path(__file__).parent.parent / "data" / "name_words.csv"
USES = (
    "first_of_two", "behind", "adjective_ending", "derived_ending", "people_ending", "native_letter",
    "native_opening", "inside", "beside", "of", "verb_ending", "verb_ending_of_she",
    "ending_a", "dual_ending", "no_name", "distance",
    "street", "quarter", "title", "firing_arm", "forces", "attack", "front", "struck",
)  # fmt: skip


@lru_cache(maxsize=len(USES))
def name_words(use: str) -> tuple[str, ...]:
    """The folded words of a use, each once. Raises DataError."""
    found: dict[str, None] = {}
    for row in read_table(NAME_WORDS, required=("use", "words"), optional=("note",)):
        if row.choice("use", USES) == use:
            found.update((fold(word), None) for word in row.parts("words"))
    return tuple(found)
