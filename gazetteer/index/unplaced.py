"""Names behind a place noun that are in no gazetteer, so that a run can say what it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from gazetteer.fold import proclitics
from gazetteer.index.cues import Cue, cues
from gazetteer.index.evidence import demonyms
from gazetteer.index.name_words import name_words
from gazetteer.index.names import fold_word
from gazetteer.index.remembered import Remembered
from gazetteer.index.scan import Words, words_of
from gazetteer.index.world import common_words

_MIN_NAME = 3
_LONGEST_VERB = 5
"""Letters of words in ya or ta that are sooner verbs: a town that lies, that holds (تقع, تضم)."""


def unplaced(text: str, taken: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Start, end and surface of each name behind a place noun outside the spans taken, in reading order.

    Rather one too few than one too many: adjectives (the border town), verbs and everyday words are left out.
    """
    taken = tuple(taken)
    words = words_of(text)
    for number in _behind_nouns(words, [word[0] for word in words]):
        start, end = words[number].span()
        if fold_word(words[number][0]) in name_words("first_of_two") and number + 1 < len(words):
            end = words[number + 1].end()
        elif not _MAY_BE_NAME[words[number][0]]:
            continue
        if not any(start < taken_end and taken_start < end for taken_start, taken_end in taken):
            yield start, end, text[start:end]


def named(words: Words, surfaces: Sequence[str]) -> Iterator[int]:
    """Numbers of the words behind a place noun that may be names."""
    return (number for number in _behind_nouns(words, surfaces) if _MAY_BE_NAME[surfaces[number]])


def _behind_nouns(words: Words, surfaces: Sequence[str]) -> Iterator[int]:
    last = len(words) - 1
    for number, is_noun in enumerate(map(_IS_NOUN.__getitem__, surfaces)):
        if is_noun and number < last and words[number + 1].start() - words[number].end() == 1:
            yield number + 1


def _is_noun(word: str) -> bool:
    folded = fold_word(word)
    return any(folded[skip:] in _nouns() for skip in range(proclitics(folded) + 1))


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Strong place nouns in the singular: what follows is a name, an adjective or a word of the sentence."""
    strong = (cue for cue in cues().values() if not (cue.weak or cue.plural or cue.after))
    return frozenset(cue.word for cue in strong if _is_of_unit(cue) and not cue.word.startswith("ال"))


def _is_of_unit(cue: Cue) -> bool:
    """Whether a noun is of towns or districts, and of nothing else that may lie anywhere."""
    return bool(cue.levels) and cue.levels <= {"settlement", "district"}


def _may_be_name(word: str) -> bool:
    key = fold_word(word)
    bare = key.removeprefix("ال")
    if len(bare) < _MIN_NAME or bare.endswith(name_words("adjective_ending")) or not bare.isalpha():
        return False
    known = common_words()
    if key[0] in "يت" and len(key) <= _LONGEST_VERB:
        return False
    return not (word in demonyms() or key in cues() or key in known or bare in known)


_IS_NOUN = Remembered(_is_noun, most=50_000)
_MAY_BE_NAME = Remembered(_may_be_name, most=50_000)
