"""Phrases of a data table, looked up by role at a token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from gazetteer.fold import fold
from gazetteer.table import Row, read_table

from .numerals import folded_at
from .tokens import Token

_PROCLITICS = "وفبل"
# Words kept in memory; a language has fewer that are seen often.
_MOST_KNOWN = 65536


class Phrases:
    """The phrases of a table with columns role, ``value`` (by any name), forms and note."""

    def __init__(self, path: Path, *, value: str) -> None:
        self._roles: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        self._opened: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        for row in read_table(path, required=["role", value, "forms", "note"], optional=()):
            self._add(row, value)

    def _add(self, row: Row, value: str) -> None:
        starts = self._roles.setdefault(row.required("role"), {})
        for form in row.parts("forms"):
            words = tuple(fold(form).split())
            starts.setdefault(words[0], []).append((words, row.text(value)))
            starts[words[0]].sort(key=lambda phrase: -len(phrase[0]))

    def at(self, tokens: Sequence[Token], index: int, role: str) -> tuple[int, str]:
        """Number of tokens and value of the longest phrase of a role at an index; (0, "") for none.

        A proclitic (و ف ب ل) may stand on its first word.
        """
        first = tokens[index].folded if 0 <= index < len(tokens) else ""
        known = self._opened.get(first)
        for words, value in (self.openings(first) if known is None else known).get(role, ()):
            if all(folded_at(tokens, index + place) == word for place, word in enumerate(words[1:], 1)):
                return len(words), value
        return 0, ""

    def opens(self, tokens: Sequence[Token], index: int, roles: Iterable[str]) -> bool:
        """Whether the word at an index may open a phrase of one of the roles."""
        return not self.openings(folded_at(tokens, index)).keys().isdisjoint(roles)

    def openings(self, first: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """By role, the phrases that a word may open; worked out once for each word."""
        known = self._opened.get(first)
        if known is None:
            cut = first[1:] if first[:1] in _PROCLITICS else first
            found = {role: starts.get(first) or starts.get(cut) for role, starts in self._roles.items()}
            known = {role: phrases for role, phrases in found.items() if phrases}
            if len(self._opened) < _MOST_KNOWN:
                self._opened[first] = known
        return known

    def starters(self, roles: Iterable[str]) -> frozenset[str]:
        """Every first word of the roles, with the proclitics it can carry."""
        words = {word for role in roles for word in self._roles[role]}
        return frozenset(words | {prefix + word for word in words for prefix in _PROCLITICS})
