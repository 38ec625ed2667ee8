"""Named actors and words of nationality in a text, from the party and demonym tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache

from gazetteer.fold import fold_with_offsets
from gazetteer.index.remembered import Remembered
from mapper.language.arabic.demonyms import Demonym, demonyms
from mapper.language.arabic.forms import cuts
from mapper.language.arabic.parties import conflicts_of, parties, party_named
from mapper.language.base import Name, Word
from mapper.sides import conflicts_between

_Found = tuple[int, int, str, frozenset[str]]
_Lengths = dict[int, set[str]]
_Opening = tuple[str, frozenset[str], _Lengths]


def find_names(words: Sequence[Word], *, published: date | None) -> tuple[Name, ...]:
    """Every actor named, longest name first; where a name has several bearers, the report decides."""
    found = list(_find(words))
    conflicts = conflicts_of(name for _, _, name, _ in found if _is_plain(name))
    conflicts |= conflicts_between({side for _, _, name, _ in found if (side := _only_side(name))})
    names = (_named(words, hit, published, conflicts) for hit in found)
    return tuple(name for name in names if name is not None)


def _is_plain(name: str) -> bool:
    """Whether a name says of itself what conflict it is of: neither local nor a common word."""
    return any(not (party.local or party.needs_head) for party in parties().get(name, ()))


def _only_side(name: str) -> str:
    """The side that a name means wherever it stands; empty where that depends."""
    if name in demonyms():
        return demonyms()[name].side
    sides = {party.side for party in parties().get(name, ()) if not (party.local or party.needs_head)}
    return sides.pop() if len(sides) == 1 else ""


def _find(words: Sequence[Word]) -> Iterator[_Found]:
    free = 0
    opened = map(_OPENINGS.__getitem__, [word.folded for word in words])
    for index, openings in [(index, openings) for index, openings in enumerate(opened) if openings]:
        hit = _at(words, index, openings) if index >= free else None
        if hit is not None:
            yield hit
            free = hit[1] + 1


def _at(words: Sequence[Word], index: int, openings: tuple[_Opening, ...]) -> _Found | None:
    for base, prefixes, lengths in openings:
        for length, names in lengths.items():
            name = base
            if length > 1:
                name = " ".join([base, *[word.folded for word in words[index + 1 : index + length]]])
            if name in names:
                return index, index + length - 1, name, prefixes
    return None


def _openings(folded: str) -> tuple[_Opening, ...]:
    """First words of names that a word may be, with what is cut off before them and the names by length."""
    if not folded[:1].isalpha():
        return ()
    found = []
    # A single letter begins an abbreviation (أ.ف.ب, AFP).
    for rest, prefixes in cuts(folded) if len(folded) > 1 else ((folded, frozenset[str]()),):
        base = "ال" + rest if "the" in prefixes else rest
        if base in _starts():
            found.append((base, prefixes - {"the"}, _starts()[base]))
    return tuple(found)


_OPENINGS = Remembered(_openings, most=65_536)


@cache
def _starts() -> dict[str, _Lengths]:
    """The names that begin with a word, by their number of words, the longest first."""
    found: dict[str, _Lengths] = {}
    for name in sorted({*parties(), *demonyms()}, key=lambda name: -name.count(" ")):
        lengths = found.setdefault(name.split(" ", 1)[0], {})
        lengths.setdefault(name.count(" ") + 1, set()).add(name)
    return found


def _named(words: Sequence[Word], hit: _Found, published: date | None, conflicts: set[str]) -> Name | None:
    first, last, name, prefixes = hit
    start = words[first].end - _length_after(words[first].text, name.split(" ", 1)[0])
    party = party_named(name, day=published, conflicts=conflicts)
    if party is not None:
        return Name(first, last, start, party.side, party.kind, party.label, "", party.needs_head, prefixes)
    demonym: Demonym | None = demonyms().get(name)
    if demonym is None:
        return None
    return Name(
        first, last, start, demonym.side, demonym.kind, name, demonym.place, demonym.needs_head, prefixes
    )


@lru_cache(maxsize=32_768)
def _length_after(word: str, kept: str) -> int:
    """How many characters of the word as written stand for its last folded letters."""
    folded, offsets = fold_with_offsets(word)
    cut = max(len(folded) - len(kept), 0)
    return len(word) - offsets[cut]
