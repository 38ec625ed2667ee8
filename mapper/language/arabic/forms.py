"""Forms of Arabic words made from their lemmas: persons, numbers and cases of verbs and nouns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gazetteer.fold import fold

_SUFFIXES = (("هما", "they"), ("ها", "she"), ("هم", "they"), ("هن", "they"), ("نا", "we"), ("ه", "he"))
_PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (start + middle + article, starts + middles + articles)
    for start, starts in (("", ()), ("و", ("and",)), ("ف", ("so",)))
    for middle, middles in (("", ()), ("ب", ("by",)), ("ل", ("to",)), ("ك", ("like",)), ("س", ("will",)))
    for article, articles in (("", ()), ("ال", ("the",)))
)
_CONTRACTED = (("لل", ("to", "the")), ("ولل", ("and", "to", "the")), ("فلل", ("so", "to", "the")))
PREFIXES = tuple((text, frozenset(names)) for text, names in (*_PREFIXES, *_CONTRACTED))
_NAMES = dict(PREFIXES)
_SHORTEST_FIRST = sorted(PREFIXES, key=lambda pair: len(pair[0]))


def past_forms(lemma: str) -> Iterator[tuple[str, str]]:
    """The third persons of a past, and the first person plural, with their number.

    >>> fold("نفت") in {form for form, _ in past_forms("نفى")}   # he denied, she denied
    True
    """
    if " " in lemma:
        yield fold(lemma), ""
        return
    weak = lemma.endswith("ى") or (lemma.endswith("ا") and len(lemma) > 2)
    stem = fold(lemma[:-1]) if weak else fold(lemma)
    yield fold(lemma), ""
    for ending, number in (("ت", ""), ("وا", ""), ("و", ""), ("تا", "dual")):
        yield stem + ending, number
    yield stem + {"ى": "ين", "ا": "ون"}.get(lemma[-1] if weak else "", "ن"), ""
    if weak:
        yield from ((stem + "ا", ""), (stem + "يا", "dual"), (stem + "ينا", "we"))
    else:
        yield from ((stem + "ا", "dual"), (stem + "نا", "we"))


def present_forms(lemma: str) -> Iterator[tuple[str, str]]:
    """The persons of a present: يقصف gives تقصف, نقصف, يقصفون."""
    folded = fold(lemma)
    if " " in lemma or not folded.startswith("ي"):
        yield folded, ""
        return
    weak = folded.endswith("ي") or lemma.endswith("و")
    stem = folded[:-1] if weak else folded
    for first in "يتنا":
        yield first + folded[1:], "we" if first == "ن" else ""
        if weak:
            yield first + stem[1:] + "ا", ""
        for ending, number in (("ون", ""), ("وا", ""), ("ان", "dual")):
            yield first + stem[1:] + ending, number


def noun_forms(lemma: str) -> Iterator[tuple[str, str]]:
    """A noun as listed; a construct dual or plural loses its nun elsewhere (see ``stems``)."""
    yield fold(lemma), ""


def participle_forms(lemma: str) -> Iterator[tuple[str, str]]:
    folded = fold(lemma)
    for ending in ("", "ا", "ه", "ين", "ون", "ان", "تين", "ات"):
        yield folded + ending, "dual" if ending in ("ان", "تين") else ""


def person_forms(lemma: str) -> Iterator[tuple[str, str]]:
    """Those who do something: gender, dual and plurals, also before an owner (لاعبو الفريق)."""
    folded = fold(lemma)
    yield from participle_forms(lemma)
    yield from ((folded + ending, "") for ending in ("و", "ي", "ات"))


def stems(word: str) -> Iterator[tuple[str, str]]:
    """A folded word and what it may be without a pronoun or a case ending, with the pronoun's name."""
    yield word, ""
    for ending, pronoun in _SUFFIXES:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)]
            yield stem, pronoun
            if stem.endswith("ت"):
                yield stem[:-1] + "ه", pronoun
            if stem.endswith(("ي", "و")) and len(stem) > 3:
                yield stem + "ن", pronoun
                # إجلاؤهم, إجلائهم: the hamza of إجلاء takes a seat before a pronoun.
                if stem[-2] == "ا":
                    yield stem[:-1], pronoun
    if word.endswith("ا") and len(word) > 3:
        yield word[:-1], ""
    if word.endswith("ت") and len(word) > 3:
        yield word[:-1] + "ه", ""


@lru_cache(maxsize=32_768)
def cuts(word: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """What may remain of a folded word without the small words written before it, fewest first."""
    return tuple(
        (word[len(prefix) :], names)
        for prefix, names in _SHORTEST_FIRST
        if word.startswith(prefix) and len(word) - len(prefix) >= 2
    )


def prefix_names(written: str) -> frozenset[str]:
    """The small words that folded letters stand for; empty where they are none."""
    return _NAMES.get(written, frozenset())
