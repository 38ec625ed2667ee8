"""Named actors: "Armenian forces", "Azerbaijan's Defence Ministry", "Hamas"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mapper.language.base import Name, Word
from mapper.language.english.lexicon import names

_LONGEST = 3
_HEAD_REACH = 3
_KINDS = {
    "head.army": "army",
    "armed": "army",
    "head.ministry": "ministry",
    "head.government": "government",
    "head.office": "office",
    "head.source": "office",
}


def find_names(words: Sequence[Word]) -> Iterator[Name]:
    """Every actor named; a nationality makes one name with the army, ministry, ... behind it."""
    free = 0
    for index in range(len(words)):
        hit = _at(words, index) if index >= free else None
        if hit is None:
            continue
        last, side, kind = hit
        if kind == "adjective":
            last, kind = _with_head(words, last)
        label = " ".join(word.text for word in words[index : last + 1])
        yield Name(index, last, words[index].start, side, kind, label)
        free = last + 1


def _at(words: Sequence[Word], index: int) -> tuple[int, str, str] | None:
    for length in range(min(_LONGEST, len(words) - index), 0, -1):
        known = names().get(tuple(word.folded for word in words[index : index + length]))
        if known is not None:
            return index + length - 1, *known
    return None


def _with_head(words: Sequence[Word], last: int) -> tuple[int, str]:
    """The last word and the kind of what a nationality stands before; itself where that is no actor."""
    for index in range(last + 1, min(last + 1 + _HEAD_REACH, len(words))):
        for value, kind in _KINDS.items():
            head = words[index].noun(value)
            if head is not None:
                return index + head.length - 1, kind
        if words[index].readings or not words[index].text.isalpha():
            break
    return last, "adjective"
