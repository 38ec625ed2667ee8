"""Spelling folded away: one form for all ways of writing the same letters, offsets kept.

Two keys. ``fold`` removes what never tells two words apart (marks, hamza
carriers, Persian letters, case). ``skeleton`` keeps only the consonants that
every transliteration of a foreign name agrees on; it is much coarser.

The Arabic rules follow Unicode (NFKC presentation forms, combining marks) and
the custom of Arabic search engines: hamza carriers, final ya and ta marbuta
are written in too many ways to tell words apart.
"""

from __future__ import annotations

import re
import unicodedata

# Letters written in several ways for one; the right side is the form we keep.
_SAME = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي",
    "ة": "ه", "ۃ": "ه", "ھ": "ه", "ہ": "ه", "ە": "ه", "ۀ": "ه",
    "ک": "ك", "ڪ": "ك", "ڤ": "ف", "ۆ": "و", "ۇ": "و", "پ": "ب", "چ": "ج", "ژ": "ز", "گ": "غ",
    "ə": "e", "ı": "i", "ґ": "г",
}  # fmt: skip
_DROPPED = {"ء", "ـ", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad",
            "\u061c", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}  # fmt: skip

_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_COMBINED = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
_HIDDEN = re.compile(f"[{_INVISIBLE}]+")
_HIDDEN_WITHIN = re.compile(f"(?<=[^\\W\\d_]|[{_COMBINED}])[{_INVISIBLE}]+(?=[^\\W\\d_]|[{_COMBINED}])")

# Skeleton classes of Arabic letters; a letter that is not here is a vowel or silent.
CLASSES = {letter: code for code, letters in {
    "k": "جغكق", "h": "هحخ", "t": "تط", "d": "دض", "s": "سصث", "z": "زذظ", "S": "ش",
    "b": "ب", "v": "ف", "l": "ل", "m": "م", "n": "ن", "r": "ر",
}.items() for letter in letters}  # fmt: skip
# Two letters for one foreign sound: dj; dz and ts.
_PAIRS = (("دج", "ج"), ("دز", "ز"), ("تس", "ز"))
# Waw beside another vowel letter, or first, is the consonant v (خوجاوند = خوجافند, Khojavend); but a
# foreign name's first vowel is written او or يو (أوجار, Ujar; يوخاري, Yukhari).
CONSONANT_WAW = re.compile(r"^و(?!$)|(?<=.[اي])و|(?<=و)و|و(?=ا)")
_DOUBLED = re.compile(r"(.)\1+")
ARABIC = re.compile(r"[\u0620-\u064a]")
"""A letter of a folded text in Arabic script."""
_NOT_LETTERS = re.compile(r"[\W_]+")
# Conjunction and preposition written onto a word.
_PROCLITICS = re.compile(r"[وف]?[بلك]?")


class _Kept(dict[int, int | None]):
    """Letters by code point that ``str.translate`` keeps or makes others; all that are not here go."""

    def __missing__(self, code: int) -> None:
        return None


_ARABIC_ONLY = _Kept({code: code for code in range(0x620, 0x64B)})
_CLASS_OF = _Kept({ord(letter): ord(code) for letter, code in CLASSES.items()})


class _Folding(dict[int, str]):
    """The folded form of a character by its code point: one character, several (ligatures), or none.

    Filled as characters are met; ``str.translate`` then folds at the speed of C.
    """

    def __missing__(self, code: int) -> str:
        once = unicodedata.normalize("NFKD", chr(code)).casefold()
        folded = self[code] = "".join(map(_fold_part, unicodedata.normalize("NFKD", once)))
        return folded


def _fold_part(part: str) -> str:
    if part in _DROPPED or unicodedata.combining(part):
        return ""
    if part.isdecimal():
        return str(unicodedata.decimal(part))
    return _SAME.get(part, part)


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text with spelling variants folded away; unequal in length to ``text``.

    >>> fold("أَذْرَبَيْجَان") == fold("اذربيجان")   # Azerbaijan, with and without vowel marks
    True
    """
    return text.translate(_FOLDING)


def visible(text: str) -> str:
    """The text, equally long, with its invisible marks made spaces, or tatweel within a word.

    >>> visible("خان \u200fيونس") == "خان  يونس" and visible("می\u200cرود") == "میـرود"
    True
    """
    if _HIDDEN.search(text) is None:
        return text
    joined = _HIDDEN_WITHIN.sub(lambda found: "ـ" * len(found[0]), text)
    return _HIDDEN.sub(lambda found: " " * len(found[0]), joined)


def lookup_key(text: str) -> str:
    """The folded letters and digits of a text: what names are looked up by, however their words are cut.

    >>> lookup_key("قره_باغ") == lookup_key("قره باغ") == lookup_key("قرهباغ")   # Karabakh
    True
    """
    return _NOT_LETTERS.sub("", fold(text))


def proclitics(folded: str) -> int:
    """How many letters at the start of a folded word may be a conjunction and a preposition.

    >>> proclitics(fold("وبكر")), proclitics(fold("باكو"))   # "and in Kr"; "in Aku"
    (2, 1)
    """
    found = _PROCLITICS.match(folded)
    return found.end() if found else 0


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index in ``text`` it came from.

    The list has one more entry, ``len(text)``, so that ends of spans map too.
    """
    out: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text):
        for part in _FOLDING[ord(char)]:
            out.append(part)
            offsets.append(index)
    offsets.append(len(text))
    return "".join(out), offsets


def skeleton(folded: str) -> str:
    """The consonants of a folded Arabic spelling of a foreign name, by classes; empty for other scripts.

    Spaces and punctuation count for nothing. Where "ch" is written تش it is
    read as j here; ``skeletons`` also gives the reading as sh.

    >>> skeleton(fold("كلبجار")) == skeleton(fold("كالباجار"))   # Kalbajar
    True
    """
    return _skeleton(folded.replace("تش", "ج"))


def skeletons(folded: str) -> tuple[str, ...]:
    """Every skeleton that the spelling may stand for, the likeliest first.

    >>> skeleton(fold("لاشين")) in skeletons(fold("لاتشين"))   # Lachin
    True
    """
    first = skeleton(folded)
    if "تش" not in folded:
        return (first,) if first else ()
    return (first, _skeleton(folded.replace("تش", "ش")))


def _skeleton(folded: str) -> str:
    letters = folded.translate(_ARABIC_ONLY)
    for pair, one in _PAIRS:
        letters = letters.replace(pair, one)
    # Final h stands for a vowel (كنجه, Ganja); doubled letters are a matter of taste.
    letters = CONSONANT_WAW.sub("ف", letters.removesuffix("ه"))
    key = _DOUBLED.sub(r"\1", letters.translate(_CLASS_OF))
    if key.endswith("t"):
        key = key[:-1] + "d"
    return "A" + key if letters[:1] in ("ا", "ي", "ع") else key
