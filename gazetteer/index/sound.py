"""How names sound across scripts: skeletons of Latin, Cyrillic, Armenian, Georgian names in Arabic's classes.

A foreign name without an Arabic spelling in the data is reached from its Latin
one: Bakhmut and باخموت have the same consonants. Vowels check what consonants
propose: where the Arabic writes a long vowel, the Latin name must have one like it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from pathlib import Path

from gazetteer import fold as folding
from gazetteer.index.name_words import name_words
from gazetteer.table import read_table

LETTERS = Path(__file__).parent.parent / "data" / "letters.csv"
_MOST = 6
"""Skeletons of one name that are kept: more readings meet too many other names."""

# Latin spellings of consonants, longest first, and the classes of the Arabic letters that write them.
_SOUNDS: dict[str, tuple[str, ...]] = {
    "shch": ("S",), "tsch": ("k", "S"), "dzh": ("k",), "sch": ("S",), "tch": ("k", "S"),
    "ch": ("k", "S"), "sh": ("S",), "zh": ("k", "z"), "kh": ("h",), "gh": ("k",), "dj": ("k",), "dz": ("z",),
    "ts": ("z",), "tz": ("z",), "th": ("t", "s"), "ph": ("v",), "ck": ("k",), "qu": ("k",), "dh": ("z", "d"),
    "b": ("b",), "p": ("b",), "c": ("k",), "d": ("d",), "f": ("v",), "v": ("v",), "w": ("v", ""), "g": ("k",),
    "h": ("h", ""), "j": ("k", ""), "k": ("k",), "q": ("k",), "l": ("l",), "m": ("m",), "n": ("n",),
    "r": ("r",), "s": ("s",), "t": ("t",), "x": ("ks",), "z": ("z",),
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)) + "|[aeiouy]+|.", re.S)
# Names without these need no reading sound by sound: each letter is one consonant, or a vowel.
_NOT_PLAIN = re.compile("|".join(sound for sound in _SOUNDS if len(sound) > 1 or len(_SOUNDS[sound]) > 1))
_PLAIN = {code: _SOUNDS.get(chr(code), ("",))[0] for code in range(128)}
_DOUBLED = re.compile(r"(.)\1+")
_LATIN = re.compile("[a-z]")
_ACCENTED = str.maketrans({"ş": "sh", "š": "sh", "ç": "ch", "č": "ch", "ğ": "gh", "ž": "zh"})
_TURKIC = str.maketrans({"c": "j", "x": "kh", "j": "zh"})
_ARTICLE = re.compile("(A(?:dh|th|sh|[dnrstz]))[ -]")
_VOICED = {**folding.CLASSES, "ا": "a", "ه": "h", "و": "u", "ي": "i", "ع": "a"}
_VOWEL = {"a": "a", "e": "a", "o": "u", "u": "u", "i": "i", "y": "i"}
_LIKE = {"ا": "aoeiuy", "و": "ouy", "ي": "iye"}
"""Latin vowels that a long Arabic one may write; alef at the start stands for any."""


def skeletons(folded: str) -> tuple[str, ...]:
    """Every skeleton that a folded name in any script may stand for, the likeliest first; empty for none.

    >>> set(skeletons("bakhmut")) & set(skeletons("باخموت"))   # Bakhmut
    {'bhmd'}
    """
    if folding.ARABIC.search(folded):
        return folding.skeletons(folded)
    return _latin_skeletons(latin(folded))


def of_name(text: str, language: str = "") -> tuple[str, ...]:
    """Every skeleton of a name as it is written: accents that change a consonant count (Şuşa, Čadak)."""
    text = text.casefold()
    if language in ("az", "tr"):
        text = text.translate(_TURKIC)
    return skeletons(folding.lookup_key(text.translate(_ACCENTED)))


def voiced(folded: str) -> str:
    """A folded name by classes of consonants and of vowels, to tell how near two names of a skeleton are."""
    if folding.ARABIC.search(folded):
        spoken = folded[:-1] + "ا" if folded.endswith("ه") else folded  # كنجه, Ganja
        return "".join(_VOICED.get(letter, "") for letter in spoken)
    plain = latin(folded)
    return "".join(
        _SOUNDS[sound][0] if sound in _SOUNDS else _VOWEL.get(sound[0], "") for sound in _SOUND.findall(plain)
    )


def latin(folded: str) -> str:
    """A folded name in Latin letters; what has none stays as it is."""
    return folded if folded.isascii() else folded.translate(_letters())


@lru_cache(maxsize=1)
def _letters() -> dict[int, str]:
    table = read_table(LETTERS, required=("script", "letters", "latin"))
    return {ord(letter): row.required("latin") for row in table for letter in row.parts("letters")}


def _latin_skeletons(name: str) -> tuple[str, ...]:
    if not _LATIN.search(name) or not name.isascii():
        return ()
    first = "A" if name[0] in "aeiouy" else ""
    if not _NOT_PLAIN.search(name):
        key = first + _ended(_DOUBLED.sub(r"\1", name.translate(_PLAIN)))
        return (key,) if key else ()
    readings = [_SOUNDS[sound] for sound in _SOUND.findall(name) if sound in _SOUNDS]
    # Most names have one or two doubtful sounds; the first readings of all come first.
    found: dict[str, None] = {}
    for count, reading in enumerate(product(*readings)):
        if len(found) >= _MOST or count >= 4 * _MOST:
            break
        found[first + _ended(_DOUBLED.sub(r"\1", "".join(reading)))] = None
    return tuple(key for key in found if key)


def _ended(key: str) -> str:
    return key[:-1] + "d" if key.endswith("t") else key


def may_be_foreign(key: str) -> bool:
    """Whether a folded word is Arabic script, and written as foreign names are."""
    if not folding.ARABIC.match(key) or key.startswith(name_words("native_opening")):
        return False
    return not any(letter in key for letter in name_words("native_letter"))


def with_article(name: str, key: str) -> str:
    """The folded key of a Latin name with the Arabic article as written, not as said (Ash Shihr)."""
    said = _ARTICLE.match(name)
    return "al" + key[len(said[1]) :] if said else key


def vowels_agree(key: str, name: str) -> bool:
    """Whether each long vowel of a folded Arabic spelling has one like it in the folded Latin name.

    >>> vowels_agree("باخموت", "bakhmut"), vowels_agree("باخميت", "bakhmut")
    (True, False)
    """
    plain = latin(name)
    if plain.endswith("ah") and key.endswith(("ه", "ا")):
        plain = plain[:-1]
    wanted, had = _arabic_vowels(key), _latin_vowels(plain)
    return len(wanted) == len(had) and all(map(_fit, wanted, had))


def _arabic_vowels(key: str) -> list[str]:
    """The vowel letters before, between and after the consonants of an Arabic spelling."""
    for pair, one in (("تش", "ج"), ("دج", "ج"), ("دز", "ز"), ("تس", "ز")):
        key = key.replace(pair, one)
    key = re.sub("ه$", "ا", _DOUBLED.sub(r"\1", key))
    return re.split("[^اويع]", folding.CONSONANT_WAW.sub("ف", key))


def _latin_vowels(name: str) -> list[str]:
    """The same of a Latin name."""
    vowels, before = [""], ""
    for sound in _SOUND.findall(name):
        if sound in _SOUNDS:
            vowels += [""] * (sound != before) + [""] * (sound == "x")
            before = sound
        elif _LATIN.match(sound):
            vowels[-1] += sound
            before = ""
    return vowels


def _fit(wanted: str, had: str) -> bool:
    return not wanted or any(letter in _LIKE.get(wanted[0], had) for letter in had)
