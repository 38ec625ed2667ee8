"""Where in a report words of each meaning stand."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

from mapper.language import Kind, Word

_NOWHERE: list[int] = []


@dataclass(kw_only=True)
class Spots:
    """The words of a report, looked up by what they may mean."""

    words: tuple[Word, ...]
    _standing: defaultdict[str, dict[tuple[str, ...], list[int]]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    @cached_property
    def _spots(self) -> dict[str, list[int]]:
        """Where each kind of word, and each value of a kind, stands."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, keys in enumerate([word.senses.keys for word in self.words]):
            for key in keys:
                found[key].append(index)
        return found

    def spots(self, kind: Kind, *values: str, first: int = 0, stop: int | None = None) -> list[int]:
        """Indexes, in order, of the words within first..stop that have a reading of these values."""
        known = self._standing[kind].get(values)
        if known is None:
            known = self._stand(kind, values)
        if not known:
            return _NOWHERE
        if stop is None:
            return known[bisect_left(known, first) :]
        return known[bisect_left(known, first) : bisect_left(known, stop)]

    def has(self, first: int, stop: int, kind: Kind, *values: str) -> bool:
        """Whether a word within first..stop has a reading of one of these values."""
        known = self._standing[kind].get(values)
        if known is None:
            known = self._stand(kind, values)
        if not known:
            return False
        at = bisect_left(known, first)
        return at < len(known) and known[at] < stop

    def _stand(self, kind: Kind, values: tuple[str, ...]) -> list[int]:
        """Where the words of these values stand in the report; asked for again and again."""
        each = [self._spots[key] for key in _keys(kind, values) if key in self._spots]
        known = sorted({*chain(*each)}) if len(each) > 1 else each[0] if each else _NOWHERE
        self._standing[kind][values] = known
        return known


@lru_cache(maxsize=1024)
def _keys(kind: Kind, values: tuple[str, ...]) -> tuple[str, ...]:
    """As ``Senses.keys`` names them."""
    return tuple(f"{kind}:{value}" for value in values or ("",))
