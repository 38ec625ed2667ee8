"""Names behind a place noun that are in no gazetteer, so that a run can say what it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gazetteer.fold import fold
from gazetteer.index.cues import cues
from gazetteer.index.evidence import demonyms
from gazetteer.index.names import fold_word
from gazetteer.index.scan import words_of
from gazetteer.index.world import common_words
from gazetteer.place import Hit

_NOUNS = ("مدينة", "بلدة", "قرية", "مخيم", "محافظة", "ناحية", "قضاء", "مديرية", "ولاية", "مقاطعة", "مستوطنة")
"""Strong place nouns in the singular: what follows is a name, an adjective or a word of the sentence."""
_PROCLITICS = re.compile("[وف]?[بلك]?")
_ADJECTIVES = ("ي", "يه", "يا", "ين", "ون", "ات", "وا", "ها", "هم", "هما", "نا")
_FIRST_OF_TWO = frozenset((
    "ابو", "ام", "ابن", "بني", "بن", "تل", "تله", "خربه", "دير", "عين", "كفر", "بيت", "راس", "وادي", "جبل",
    "قصر", "شيخ", "عبد", "خان", "برج", "مجدل", "ذو", "ذي", "ود", "باب",
))  # fmt: skip
_MIN_NAME = 3
_LONGEST_VERB = 5
"""Letters of words in ya or ta that are sooner verbs: a town that lies, that holds (تقع, تضم)."""


def unplaced(text: str, hits: Sequence[Hit]) -> Iterator[tuple[int, int, str]]:
    """Start, end and surface of each name behind a place noun that no hit covers, in reading order.

    Rather one too few than one too many: adjectives (the border town), verbs and everyday words are left out.
    """
    taken = [(hit.start, hit.end) for hit in hits]
    words = words_of(text)
    for number in range(len(words) - 1):
        if not _is_noun(words[number][0]) or words[number + 1].start() - words[number].end() != 1:
            continue
        start, end = words[number + 1].span()
        if fold_word(words[number + 1][0]) in _FIRST_OF_TWO and number + 2 < len(words):
            end = words[number + 2].end()
        elif not _may_be_name(words[number + 1][0]):
            continue
        if not any(start < taken_end and taken_start < end for taken_start, taken_end in taken):
            yield start, end, text[start:end]


@lru_cache(maxsize=50_000)
def _is_noun(word: str) -> bool:
    folded = fold_word(word)
    longest = _PROCLITICS.match(folded)
    reach = longest.end() if longest else 0
    return any(folded[skip:] in _nouns() for skip in range(reach + 1))


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(map(fold, _NOUNS))


@lru_cache(maxsize=50_000)
def _may_be_name(word: str) -> bool:
    key = fold_word(word)
    bare = key.removeprefix("ال")
    if len(bare) < _MIN_NAME or bare.endswith(_ADJECTIVES) or not bare.isalpha():
        return False
    known = common_words()
    if key[0] in "يت" and len(key) <= _LONGEST_VERB:
        return False
    return not (word in demonyms() or key in cues() or key in known or bare in known)
