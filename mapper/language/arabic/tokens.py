"""Words of an Arabic text with their folded form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gazetteer.fold import fold

# A word keeps the marks, tatweel and invisible joiners inside it; a number its separators.
_TOKEN = re.compile(
    r"\d+(?:[.,٫٬]\d+)*|[^\W\d_](?:[\u0640\u200c\u200d]|[^\W\d_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670])*|\S"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or punctuation mark: where it stands, as written and folded."""

    start: int
    end: int
    text: str
    folded: str


def tokenize(text: str) -> list[Token]:
    """All tokens of the text, in order; spaces are left out."""
    return [Token(*m.span(), m[0], _folded(m[0])) for m in _TOKEN.finditer(text)]


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return fold(word)
