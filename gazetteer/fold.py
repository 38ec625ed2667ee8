"""Spelling folded away: one form for all ways of writing the same letters, offsets kept.

The Arabic rules follow Unicode (NFKC presentation forms, combining marks) and
the custom of Arabic search engines: hamza carriers, final ya and ta marbuta
are written in too many ways to tell words apart.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters written in several ways for one; the right side is the form we keep.
_SAME = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي",
    "ة": "ه", "ۃ": "ه", "ھ": "ه", "ہ": "ه", "ە": "ه", "ۀ": "ه",
    "ک": "ك", "ڪ": "ك", "ڤ": "ف", "ۆ": "و", "ۇ": "و", "پ": "ب", "چ": "ج", "ژ": "ز", "گ": "غ",
}  # fmt: skip
_DROPPED = {"ء", "ـ", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad",
            "\u061c", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}  # fmt: skip


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    """The folded form of one character: one character, several (ligatures), or none."""
    out = []
    for part in unicodedata.normalize("NFKD", char):
        if part in _DROPPED or unicodedata.combining(part):
            continue
        part = _SAME.get(part, part)
        if part.isdecimal():
            part = str(unicodedata.decimal(part))
        out.append(part.casefold())
    return "".join(out)


def fold(text: str) -> str:
    """The text with spelling variants folded away; unequal in length to ``text``.

    >>> fold("أَذْرَبَيْجَان") == fold("اذربيجان")   # Azerbaijan, with and without vowel marks
    True
    """
    return "".join(map(_fold_char, text))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index in ``text`` it came from.

    The list has one more entry, ``len(text)``, so that ends of spans map too.
    """
    out: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text):
        for part in _fold_char(char):
            out.append(part)
            offsets.append(index)
    offsets.append(len(text))
    return "".join(out), offsets
