"""Words of an Arabic text with their folded form."""

from __future__ import annotations

import re
from functools import lru_cache

from gazetteer.fold import fold, visible
from mapper.language.base import Token

# A word keeps the marks, tatweel and invisible joiners inside it; a number its separators.
TOKEN = re.compile(
    r"[^\W\d_]+(?:[\u200c\u200d\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]+[^\W\d_]*)*|\d+(?:[.,٫٬]\d+)*|\S"
)


def tokenize(text: str) -> list[Token]:
    """All tokens of the text, in order; spaces are left out."""
    return [Token(*m.span(), m[0], fold_token(m[0])) for m in TOKEN.finditer(visible(text))]


@lru_cache(maxsize=32_768)
def fold_token(text: str) -> str:
    """A token folded, remembered: a language has few that are seen often."""
    return fold(text)
