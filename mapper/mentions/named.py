"""What the parts of this stage share: a name with its words, the page it stands on, and the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from gazetteer.fold import fold
from gazetteer.index.cues import Cue, cues
from gazetteer.place import Hit, Match, Place
from mapper.language import Language, Name, Word

_LONGEST_PREFIX = 2
_ARTICLES = (2, 3, 4)
"""Letters that an article may have with the small words before it."""


class Gazetteer(Protocol):
    """What this stage asks of a gazetteer; ``gazetteer.lookup.Gazetteer`` is one."""

    def find(self, text: str) -> tuple[Hit, ...]: ...

    def resolve(self, hits: Sequence[Hit]) -> tuple[Match, ...]: ...

    def settle(self, text: str, placed: Sequence[tuple[int, int, Match]]) -> list[tuple[int, int, Match]]: ...

    def place(self, place_id: str) -> Place | None: ...

    def search(self, name: str, *, country: str | None = None, limit: int = 10) -> tuple[Match, ...]: ...


@dataclass(frozen=True, slots=True)
class Named:
    """A hit with the index of its first and last word."""

    hit: Hit
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Page:
    """A report's words and the names of actors in it."""

    text: str
    words: Sequence[Word]
    names: Sequence[Name]
    language: Language
    owner: dict[int, Name] = field(default_factory=dict)
    """The actor or nationality that a word belongs to."""

    def __post_init__(self) -> None:
        self.owner.update({i: name for name in self.names for i in range(name.first, name.last + 1)})

    def left(self, index: int, reach: int) -> list[Word]:
        """The words before one, the nearest first, as far as their line goes."""
        found: list[Word] = []
        for at in range(index - 1, max(index - 1 - reach, -1), -1):
            if "\n" in self.text[self.words[at].end : self.words[at + 1].start]:
                break
            found.append(self.words[at])
        return found

    def right(self, index: int) -> Word | None:
        """The word after one on its line."""
        if index + 1 == len(self.words):
            return None
        after = self.words[index + 1]
        return None if "\n" in self.text[self.words[index].end : after.start] else after

    def is_mark(self, word: Word) -> bool:
        return not word.text[:1].isalnum()

    def ends_clause(self, word: Word) -> bool:
        language = self.language
        return word.text in language.comma_marks + language.sentence_ends + ":"

    def has_article(self, word: Word) -> bool:
        return any("the" in self.language.prefixes(word.folded[:cut]) for cut in _ARTICLES)

    def written(self, item: Named) -> str:
        """The letters of small words written onto a name."""
        return self.text[self.words[item.first].start : item.hit.start]


def place_noun(word: Word, language: Language) -> Cue | None:
    """The place noun, or noun for people or things of a place, that a word is, small words aside."""
    return _place_noun(word.text, language)


@lru_cache(maxsize=20_000)
def _place_noun(written: str, language: Language) -> Cue | None:
    folded = fold(written)
    for cut in range(_LONGEST_PREFIX + 1):
        if cut and not language.prefixes(folded[:cut]):
            continue
        if cue := cues().get(folded[cut:]):
            return None if cue.after else cue
    return None
