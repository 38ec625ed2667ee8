"""Phrases of a data table, looked up by role at a token."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from gazetteer.fold import fold
from gazetteer.table import Row, read_table
from mapper.language.base import Token

from .numerals import folded_at

_PROCLITICS = "وفبل"
_MOST_KNOWN = 32_768
"""Words kept in memory; a language has fewer that are seen often."""


_Opened = dict[str, list[tuple[tuple[str, ...], str]]]
"""By role, the phrases that a word may open: their further words and value, longest first."""


class Phrases:
    """The phrases of a table with columns role, ``value`` (by any name, read by ``read``), forms, note."""

    def __init__(self, path: Path, *, value: str, read: Callable[[Row], str]) -> None:
        self.known = _Openings()
        self._first: dict[str, set[str]] = {}
        for row in read_table(path, required=["role", value, "forms", "note"], optional=()):
            self._add(row, read(row))

    def _add(self, row: Row, value: str) -> None:
        role = row.required("role")
        for form in row.parts("forms"):
            first, *others = fold(form).split()
            self._first.setdefault(role, set()).add(first)
            phrases = self.known.written.setdefault(first, {}).setdefault(role, [])
            phrases.append((tuple(others), value))
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def at(self, tokens: Sequence[Token], index: int, role: str) -> tuple[int, str]:
        """Number of tokens and value of the longest phrase of a role at an index; (0, "") for none.

        A proclitic (و ف ب ل) may stand on its first word.
        """
        if 0 <= index < len(tokens):
            for others, value in self.known[tokens[index].folded].get(role, ()):
                if not others or _follow(tokens, index + 1, others):
                    return 1 + len(others), value
        return 0, ""

    def opened(self, first: str) -> _Opened:
        """By role, the phrases that a folded word may open."""
        return self.known[first]

    def starters(self, roles: Iterable[str]) -> frozenset[str]:
        """Every first word of the roles, with the proclitics it can carry."""
        words = {word for role in roles for word in self._first[role]}
        return frozenset(words | {prefix + word for word in words for prefix in _PROCLITICS})


class _Openings(dict[str, _Opened]):
    """What each word may open, with or without a proclitic on it, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.written: dict[str, _Opened] = {}
        """What the words of the table open as they are written there."""

    def __missing__(self, first: str) -> _Opened:
        bare = self.written.get(first[1:], {}) if first[:1] in _PROCLITICS else {}
        opened = {**bare, **self.written.get(first, {})}
        if len(self) < _MOST_KNOWN:
            self[first] = opened
        return opened


def _follow(tokens: Sequence[Token], start: int, words: tuple[str, ...]) -> bool:
    return all(folded_at(tokens, start + place) == word for place, word in enumerate(words))
