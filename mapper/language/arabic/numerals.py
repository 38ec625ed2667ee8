"""The value of a number in digits or words, and the digits that count nothing.

Years, days, clock times, weapon and channel names, shares and page furniture
are no counts. Words and cues are data (``numbers.csv``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gazetteer.fold import fold
from gazetteer.table import read_table
from mapper.language.base import Token

from .counted import counted
from .month_names import months

NUMBERS_FILE = Path(__file__).parent / "data" / "numbers.csv"

_VALUES = ("unit", "ten", "hundred", "thousands", "vague", "few", "scale", "half")
_PLAIN = re.compile(r"[0-9]{1,12}")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,٬][0-9]{3}){1,3}")
_DECIMAL = re.compile(r"([0-9]{1,6})[.,٫]([0-9]{1,2})")
_DASHES = frozenset("-–—")
_YEARS = range(1900, 2101)
# A name such as إف-16 or a date such as 3/12/2024 is no longer than this in tokens.
_CHAIN = 6


class Word(NamedTuple):
    """A number word: what it may stand beside, its value, and whether و stands before it."""

    role: str
    value: int
    joined: bool = False


class Numeral(NamedTuple):
    """A value and the index of its last token."""

    last: int
    low: int
    high: int | None
    vague: bool = False


@cache
def number_lexicon() -> dict[str, dict[str, int]]:
    """Folded forms of ``numbers.csv`` by role, with their value (0 for cues)."""
    roles: dict[str, dict[str, int]] = {}
    for row in read_table(NUMBERS_FILE, required=["role", "value", "forms", "note"], optional=()):
        value = int(row.number("value", low=0, high=1e12)) if row.text("value") else 0
        forms = roles.setdefault(row.required("role"), {})
        forms.update((fold(form), value) for form in row.parts("forms"))
    return roles


@cache
def number_words() -> dict[str, Word]:
    """Every number word with every proclitic and article it can carry."""
    lexicon = number_lexicon()
    barred = {prefix + word for word in lexicon["not_number"] for prefix in ("", *lexicon["prefix"])}
    words: dict[str, Word] = {}
    for prefix in ("", *lexicon["prefix"]):
        for role in _VALUES:
            for form, value in lexicon[role].items():
                if prefix + form not in barred:
                    words.setdefault(prefix + form, Word(role, value, prefix.startswith("و")))
    return words


def numeral_at(tokens: Sequence[Token], index: int) -> Numeral | None:
    """The number that begins at a token: digits, words, or both ("62 ألفا و686"); None for no count."""
    if not is_numeric(folded_at(tokens, index)):
        return None
    first = _atom(tokens, index)
    if (decimal := _decimal(tokens, index)) is not None:
        return decimal
    if first is None or (first.role == "ten" and _follows_ordinal(tokens, index)):
        return None
    if first.role in ("vague", "few"):
        return _vague(tokens, index, first)
    if first.role == "half":
        return _half(tokens, index)
    last, total = _compound(tokens, index, first)
    total = _two_of(tokens, last, total) if last == index else total
    if (more := _half(tokens, last + 1)) is not None and folded_at(tokens, last + 1).startswith("و"):
        last, total = more.last, total + more.low
    if last == index and not _stands_alone(tokens, index, first):
        return None
    return None if _is_share(tokens, last + 1) else Numeral(last, total, total)


def is_numeric(word: str) -> bool:
    """Whether a folded word is a number or part of one."""
    return word in number_words() or word[:1].isdigit()


def folded_at(tokens: Sequence[Token], index: int) -> str:
    """The folded word at an index, or an empty one outside the text."""
    return tokens[index].folded if 0 <= index < len(tokens) else ""


def _stands_alone(tokens: Sequence[Token], index: int, word: Word) -> bool:
    """أحد, واحد and المئة count only inside a longer number."""
    if word.role == "unit":
        return word.value != 1
    return not (word.role == "hundred" and "ال" in tokens[index].folded[:3])


def _atom(tokens: Sequence[Token], index: int) -> Word | None:
    if not 0 <= index < len(tokens):
        return None
    folded = tokens[index].folded
    word = number_words().get(folded)
    if word is not None or not folded[:1].isdigit():
        return word
    value = _digits(tokens, index)
    return None if value is None or not _counts(tokens, index, value) else Word("digits", value)


def _digits(tokens: Sequence[Token], index: int) -> int | None:
    folded = tokens[index].folded
    if _PLAIN.fullmatch(folded):
        return int(folded)
    if _THOUSANDS.fullmatch(folded):
        return int(re.sub(r"[^0-9]", "", folded))
    return None


def _decimal(tokens: Sequence[Token], index: int) -> Numeral | None:
    """2.4 مليون; a decimal without a scale is no count."""
    parts = _DECIMAL.fullmatch(folded_at(tokens, index))
    scale = number_words().get(folded_at(tokens, index + 1)) if parts else None
    if parts is None or scale is None or scale.role != "scale" or scale.joined:
        return None
    value = int(parts[1] + parts[2]) * scale.value // 10 ** len(parts[2])
    return Numeral(index + 1, value, value)


def _vague(tokens: Sequence[Token], index: int, word: Word) -> Numeral:
    after = number_words().get(folded_at(tokens, index + 1))
    if after is not None and not after.joined and (word.role, after.role) == ("few", "vague"):
        # بضع مئات: three to nine of what is written in the plural, at least two.
        return Numeral(index + 1, word.value * after.value // 2, 9 * after.value // 2, vague=True)
    if after is not None and not after.joined and after.role in ("scale", "vague") and after.value >= 1000:
        scale = 1000 if after.role == "vague" else after.value
        high = 9 * scale if word.role == "few" else None
        return Numeral(index + 1, word.value * scale, high, vague=True)
    return Numeral(index, word.value, 9 if word.role == "few" else None, vague=True)


def _half(tokens: Sequence[Token], index: int) -> Numeral | None:
    """نصف مليون: half of the scale after it."""
    word, scale = number_words().get(folded_at(tokens, index)), _atom(tokens, index + 1)
    if word is None or word.role != "half" or scale is None or scale.role != "scale" or scale.joined:
        return None
    return Numeral(index + 1, scale.value // 2, scale.value // 2)


def _two_of(tokens: Sequence[Token], index: int, value: int) -> int:
    """ألفا نازح: the dual, which drops its ن before a noun; alone it is one thousand."""
    if folded_at(tokens, index + 1) not in counted():
        return value
    return number_lexicon()["dual_before_noun"].get(folded_at(tokens, index).removeprefix("و"), value)


def _compound(tokens: Sequence[Token], index: int, first: Word) -> tuple[int, int]:
    """Last token and value of a number of several words (مئة وخمسون ألفا)."""
    total, group, scale = (
        (first.value, 0, first.value) if first.role in ("scale", "thousands") else (0, first.value, 0)
    )
    last, previous = index, first
    while True:
        joined = folded_at(tokens, last + 1) == "و"
        following = last + 2 if joined else last + 1
        word = _scaled(_atom(tokens, following))
        if word is None:
            return last, total + group
        joined = joined or word.joined
        if word.role == "scale" and not joined and group and (not scale or word.value < scale):
            total, group, scale = total + group * word.value, 0, word.value
        elif not joined and word.role == "hundred" and previous.role == "unit" and word.value == 100:
            group *= 100
        elif not joined and word.role == "ten" and previous.role == "unit" and word.value == 10:
            group += 10
        elif joined and _adds(previous, word, scale):
            group += word.value
        else:
            return last, total + group
        last, previous = following, word


def _scaled(word: Word | None) -> Word | None:
    """آلاف is vague alone and a scale after a number."""
    return (
        Word("scale", 1000, word.joined)
        if word is not None and word.role == "vague" and word.value == 2000
        else word
    )


def _adds(previous: Word, word: Word, scale: int) -> bool:
    """Whether و adds this word to the one before: خمسة وعشرون, مئة وخمسون, ألف و200."""
    if previous.role in ("scale", "thousands"):
        return word.role in ("unit", "ten", "hundred", "digits") and word.value < max(scale, 1000)
    if previous.role == "hundred":
        return word.role in ("unit", "ten") or (word.role == "digits" and word.value < 100)
    return previous.role == "unit" and word.role == "ten" and word.value >= 20


def _follows_ordinal(tokens: Sequence[Token], index: int) -> bool:
    before = folded_at(tokens, index - 1)
    ordinals = number_lexicon()["ordinal"]
    return before in ordinals or before[1:] in ordinals


def _is_share(tokens: Sequence[Token], index: int) -> bool:
    word = folded_at(tokens, index)
    cues = number_lexicon()["percent_after"]
    return word in cues or f"{word} {folded_at(tokens, index + 1)}" in cues


def _counts(tokens: Sequence[Token], index: int, value: int) -> bool:
    """Whether digits count something."""
    if _is_glued(tokens, index) or _is_dated(tokens, index) or _is_clock_or_page(tokens, index):
        return False
    noun = counted().get(folded_at(tokens, index + 1))
    if noun is not None:
        return True
    before = folded_at(tokens, index - 1)
    if before.isascii() and before.isalpha():
        return False
    lexicon = number_lexicon()
    return (
        value not in _YEARS and before not in lexicon["name_before"] and before not in lexicon["year_before"]
    )


def _is_glued(tokens: Sequence[Token], index: int) -> bool:
    """Part of a name (إف-16, T-72, 9-A), a day (3/12/2024) or a time (11:30) written without spaces."""
    left, right = _chain(tokens, index, -1), _chain(tokens, index, 1)
    words = [token.folded for token in left + right if token.folded not in number_lexicon()["prefix"]]
    numbers = [word for word in words if word[:1].isdigit()]
    letters = [word for word in words if word[:1].isalpha()]
    marks = {word for word in words if not word[:1].isalnum()}
    if "+" in marks or len(numbers) > 1 or (numbers and not marks <= _DASHES):
        return True
    return any(len(word) < 4 or word.isascii() or marks for word in letters) and not _counted_beside(right)


def _counted_beside(right: Sequence[Token]) -> bool:
    return bool(right) and (right[0].folded in counted() or right[0].folded in number_words())


def _chain(tokens: Sequence[Token], index: int, step: int) -> list[Token]:
    """The tokens written without a space beside this one, as far as - / : + and digits or one word go."""
    found: list[Token] = []
    here = index
    while len(found) < _CHAIN and 0 <= here + step < len(tokens):
        near, token = tokens[here], tokens[here + step]
        touching = token.end == near.start if step < 0 else near.end == token.start
        if not touching or not (token.folded[:1].isalnum() or token.text in "-–—/:+"):
            break
        found.append(token)
        if token.folded[:1].isalpha():
            break
        here += step
    return found


def _is_dated(tokens: Sequence[Token], index: int) -> bool:
    """A day before its month: 14 أكتوبر, 17 من أيلول, 23/تموز."""
    after = index + 1
    if folded_at(tokens, after) in ("من", "/", "-", "("):
        after += 1
    word = folded_at(tokens, after)
    if word in number_lexicon()["month"]:
        return True
    return any(
        all(folded_at(tokens, after + place) == part for place, part in enumerate(name, 1))
        for name in months().get(word, ())
    )


def _is_clock_or_page(tokens: Sequence[Token], index: int) -> bool:
    lexicon = number_lexicon()
    after = folded_at(tokens, index + 1)
    if after in lexicon["clock_after"] or f"{after} {folded_at(tokens, index + 2)}" in lexicon["clock_after"]:
        return True
    beside = {after, folded_at(tokens, index - 1), folded_at(tokens, index - 2)}
    return not beside.isdisjoint(lexicon["page"])
