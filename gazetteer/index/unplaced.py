"""Names behind a place noun that are in no gazetteer, so that a run can say what it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from gazetteer.fold import proclitics
from gazetteer.index.cues import Cue, cues
from gazetteer.index.evidence import demonyms
from gazetteer.index.name_words import name_words
from gazetteer.index.names import fold_word
from gazetteer.index.remembered import Remembered
from gazetteer.index.scan import Words, read
from gazetteer.index.spans import Spans
from gazetteer.index.world import common_words

_MIN_NAME = 3
_MIN_LISTED = 4
"""Letters of a name in a list that has no article; shorter words are sooner verbs (وقتل, "and he killed")."""
_LONGEST_VERB = 5
"""Letters of words in ya or ta that are sooner verbs: a town that lies, that holds (تقع, تضم)."""
_ARTICLE = "ال"
_TOWNS = frozenset({"settlement", "district"})
_PAIR = 2
_COMMA = re.compile(r"\s*[،,]\s*")

Span = tuple[int, int, str]
"""Start, end and surface."""


def unplaced(text: str, taken: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """Start, end and surface of each name behind a place noun outside the spans taken, in reading order.

    Rather one too few than one too many: adjectives (the border town), verbs and everyday words are left out.
    """
    spans, (words, _) = Spans(taken), read(text)
    found = {span[0]: span for span in (*_single(text), *_listed(text, words, spans))}
    yield from (found[start] for start in sorted(found) if not spans.meets(*found[start][:2]))


def named(words: Words, surfaces: Sequence[str]) -> Iterator[int]:
    """Numbers of the words behind a noun of towns or districts that may be names of other tongues."""
    return (
        number
        for number in _behind(words, surfaces)
        if _MAY_BE_NAME[surfaces[number]] and _NOUN[surfaces[number - 1]] in _town_nouns()
    )


def _behind(words: Words, surfaces: Sequence[str]) -> Iterator[int]:
    """Numbers of the words that a place noun in the singular governs."""
    last = len(words) - 1
    nouns = [number for number, noun in enumerate(map(_NOUN.__getitem__, surfaces)) if noun]
    return (number + 1 for number in nouns if number < last and _is_next(words, number))


@lru_cache(maxsize=1)
def _plurals(text: str) -> list[tuple[int, str]]:
    """Numbers of the place nouns in the plural, with the noun; kept, because a text is asked about again."""
    _, surfaces = read(text)
    return [(number, noun) for number, noun in enumerate(map(_PLURAL.__getitem__, surfaces)) if noun]


def _is_next(words: Words, number: int) -> bool:
    """Whether a mere space stands behind a word."""
    return words[number + 1].start() - words[number].end() == 1


@lru_cache(maxsize=1)
def _single(text: str) -> tuple[Span, ...]:
    """The names behind a noun in the singular, known or not; kept, because a text is asked about again."""
    return tuple(_behind_one(text, *read(text)))


def _behind_one(text: str, words: Words, surfaces: Sequence[str]) -> Iterator[Span]:
    for number in _behind(words, surfaces):
        noun = _NOUN[surfaces[number - 1]]
        free = noun in _town_nouns() or noun in _quarter_nouns()
        last = _last_of_name(words, number, free=free)
        if last is not None:
            start, end = words[number].start(), words[last].end()
            yield start, end, text[start:end]


def _last_of_name(words: Words, number: int, *, free: bool) -> int | None:
    """The number of the last word of a name that begins with a word; None where none does.

    A name is of two words if the first is like أبو "father of". ``free``: may be without the article.
    """
    word = words[number][0]
    key = fold_word(word)
    if key in name_words("first_of_two"):
        second = number + 1
        goes_on = second < len(words) and _is_next(words, number) and _may_be_second(words[second][0])
        return second if goes_on else None
    if key.startswith(_ARTICLE):
        return number if _MAY_BE_ARABIC[word] else None
    return number if free and _MAY_BE_NAME[word] else None


def _listed(text: str, words: Words, spans: Spans) -> Iterator[Span]:
    """The names behind a noun in the plural, if one of them is known or the noun says that they are two."""
    last = len(words) - 1
    for number, noun in _plurals(text):
        if number < last and _is_next(words, number):
            dual = noun.endswith(name_words("dual_ending"))
            known, names = _list(text, words, number + 1, spans, dual=dual)
            if known or _are_names(names, dual=dual):
                yield from names


def _are_names(names: list[Span], *, dual: bool) -> bool:
    """Whether words in a list are names though none is known: two of towns, or two without the article,
    which an adjective or a part of the country (قرى الجنوب والساحل) would have.
    """
    return sum(dual or not surface.startswith(_ARTICLE) for _, _, surface in names) >= _PAIR


def _list(text: str, words: Words, first: int, spans: Spans, *, dual: bool) -> tuple[bool, list[Span]]:
    """Whether a list that begins with a word is one of names, and those of it that nobody knows.

    ``dual``: the noun before it says that two names follow, whatever stands behind them.
    """
    known, names, number = False, list[Span](), first
    while True:
        start = words[number].start() + (number > first and words[number][0].startswith("و"))
        last: int | None
        if spans.meets(*words[number].span()):
            known, last = True, _last_taken(words, number, spans)
        else:
            last = _last_of_item(words, number, bare=start > words[number].start())
            bare = number > first and start == words[number].start()
            if last is None or not (dual or (_is_followed(words, last) if bare else _may_end(words, last))):
                return known, names
            names.append((start, words[last].end(), text[start : words[last].end()]))
        known = known or (number > first and _leads_inside(words, last))
        if not _is_followed(words, last) or (dual and len(names) == _PAIR):
            return known, names
        number = last + 1


def _last_taken(words: Words, number: int, spans: Spans) -> int:
    """The last word of the known name that a word begins."""
    last = number
    while last + 1 < len(words) and _is_next(words, last):
        following = words[last + 1]
        if following[0].startswith("و") or not spans.meets(*following.span()):
            break
        last += 1
    return last


def _last_of_item(words: Words, number: int, *, bare: bool) -> int | None:
    """The last word of a name in a list; ``bare``: behind the "and" that its first word begins with."""
    word = words[number][0][1:] if bare else words[number][0]
    key = fold_word(word)
    if any(key[skip:] in cues() for skip in range(proclitics(key) + 1)):
        return None
    if key in name_words("first_of_two"):
        second = number + 1
        return second if second < len(words) and _may_be_second(words[second][0]) else None
    if key.startswith(_ARTICLE):
        return number if _MAY_BE_ARABIC[word] else None
    if len(key) < _MIN_LISTED or (bare and key.endswith(name_words("verb_ending_of_she"))):
        return None
    return number if _MAY_BE_NAME[word] else None


def _is_joint(words: Words, last: int) -> bool:
    """Whether a list goes on behind a word: with a comma, or a word in waw "and"."""
    text, start, end = words[last].string, words[last].end(), words[last + 1].start()
    return bool(_COMMA.fullmatch(text, start, end)) or (
        end - start == 1 and words[last + 1][0].startswith("و") and len(words[last + 1][0]) > _MIN_NAME
    )


def _leads_inside(words: Words, last: int) -> bool:
    """Whether the place that holds those of a list follows: أحياء كذا وكذا بمدينة, "in the city of"."""
    if last + 1 >= len(words) or not _is_next(words, last):
        return False
    key = fold_word(words[last + 1][0])
    return key[:1] in name_words("inside") and key[1:] in _nouns(False)


def _is_followed(words: Words, last: int) -> bool:
    """Whether the list goes on; it never ends with a name behind a mere comma."""
    return last + 1 < len(words) and _is_joint(words, last)


def _may_end(words: Words, last: int) -> bool:
    """Whether a name of a list may end with a word: the list, the sentence or a preposition follows.

    Any other word says that it was sooner a verb: وأصاب ثلاثة, "and hit three".
    """
    if last + 1 >= len(words) or _is_followed(words, last) or not _is_next(words, last):
        return True
    following = fold_word(words[last + 1][0])
    return any(following[skip:] in cues() for skip in range(proclitics(following) + 1))


def _noun(word: str) -> str:
    """The strong place noun in the singular that a word is, without the article; empty if none."""
    return _cue_among(word, plural=False)


def _plural(word: str) -> str:
    return _cue_among(word, plural=True)


def _cue_among(word: str, *, plural: bool) -> str:
    folded = fold_word(word)
    nouns = _nouns(plural)
    return next((folded[skip:] for skip in range(proclitics(folded) + 1) if folded[skip:] in nouns), "")


@lru_cache(maxsize=2)
def _nouns(plural: bool) -> frozenset[str]:
    strong = (cue for cue in cues().values() if not (cue.weak or cue.after) and cue.plural == plural)
    return frozenset(cue.word for cue in strong if _is_of_unit(cue) and not cue.word.startswith(_ARTICLE))


def _is_of_unit(cue: Cue) -> bool:
    """Whether a noun is of towns, districts or sites, and of nothing else that may lie anywhere."""
    return bool(cue.levels) and cue.levels <= _TOWNS | {"site"}


@lru_cache(maxsize=1)
def _town_nouns() -> frozenset[str]:
    return frozenset(word for word in _nouns(False) if cues()[word].levels <= _TOWNS)


@lru_cache(maxsize=1)
def _quarter_nouns() -> frozenset[str]:
    return frozenset(word for word in _nouns(False) if "quarter" in cues()[word].kinds)


def _may_be_name(word: str) -> bool:
    """Whether a word without the article may be a name: no adjective, verb or everyday word."""
    key = fold_word(word)
    bare = key.removeprefix(_ARTICLE)
    if len(bare) < _MIN_NAME or bare.endswith(name_words("adjective_ending")) or not bare.isalpha():
        return False
    known = common_words()
    if key[0] in "يت" and len(key) <= _LONGEST_VERB:
        return False
    return not (key in demonyms() or key in cues() or key in known or bare in known)


def _may_be_arabic(word: str) -> bool:
    """Whether a word with the article may be a name: an adjective of an indefinite noun would have none."""
    key = fold_word(word)
    bare = key.removeprefix(_ARTICLE)
    if len(bare) < _MIN_NAME or not bare.isalpha() or key in cues() or key in demonyms():
        return False
    return "never" not in (common_words().get(key), common_words().get(bare)) and key not in name_words(
        "no_name"
    )


def _may_be_second(word: str) -> bool:
    """Whether a word may be the second of a name: no preposition, place noun or everyday adjective."""
    key = fold_word(word)
    return (
        len(key) >= _MIN_NAME and key.isalpha() and key not in cues() and common_words().get(key) != "never"
    )


_NOUN = Remembered(_noun, most=50_000)
_PLURAL = Remembered(_plural, most=50_000)
_MAY_BE_NAME = Remembered(_may_be_name, most=50_000)
_MAY_BE_ARABIC = Remembered(_may_be_arabic, most=50_000)
