"""Words of a text with their readings: small words cut off, forms looked up, set phrases joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from mapper.language.arabic.forms import cuts, stems
from mapper.language.arabic.lexicon import lexicon
from mapper.language.arabic.tokens import TOKEN, fold_token
from mapper.language.base import NO_SENSES, Reading, Senses, Word

_Phrases = dict[str, tuple[tuple[tuple[str, ...], Reading], ...]]
_NOMINAL = frozenset({"by", "to", "like", "the"})


def read_words(text: str) -> Iterator[Word]:
    """Every token as a word; a set phrase is a reading of its first word, and its other words have none."""
    found = list(TOKEN.finditer(text))
    written = [match[0] for match in found]
    folded = [fold_token(token) for token in written]
    covered = 0
    for index, match in enumerate(found):
        if index < covered:
            senses = NO_SENSES
        else:
            senses, phrases = _look_up(folded[index])
            if phrases:
                senses = _opened(folded, index, phrases) or senses
            covered = index + senses.longest
        start, end = match.span()
        yield Word(index, start, end, written[index], folded[index], senses)


def _opened(folded: list[str], index: int, phrases: _Phrases) -> Senses | None:
    """The readings of a word with those of the phrases that it opens here; None where it opens none."""
    second = _bare(folded[index + 1]) if index + 1 < len(folded) else ""
    known = phrases.get(second)
    if known is None:
        return None
    there = tuple(place for place, (rest, _) in enumerate(known) if _follows(folded, index + 2, rest))
    return _with_phrases(folded[index], second, there) if there else None


@lru_cache(maxsize=65536)
def _with_phrases(word: str, second: str, there: tuple[int, ...]) -> Senses:
    single, phrases = _look_up(word)
    readings = [phrases[second][place][1] for place in there]
    return Senses.of((*sorted(readings, key=lambda reading: -reading.length), *single.readings))


def _follows(folded: list[str], start: int, rest: tuple[str, ...]) -> bool:
    """Whether the words stand there, with or without the article."""
    if start + len(rest) > len(folded):
        return False
    return all(_bare(folded[start + n]) == word for n, word in enumerate(rest))


@lru_cache(maxsize=65536)
def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


@lru_cache(maxsize=65536)
def _look_up(word: str) -> tuple[Senses, _Phrases]:
    """Readings of one folded word, and by their second word the phrases that may begin with it."""
    if not word or not word[0].isalpha():
        return NO_SENSES, {}
    single: dict[Reading, None] = {}
    phrases: dict[tuple[tuple[str, ...], Reading], None] = {}
    for rest, prefixes in cuts(word):
        for reading in _single(rest, prefixes):
            single.setdefault(reading, None)
        for others, reading in lexicon().phrases.get(rest, ()):
            if _fits(reading, prefixes):
                phrases.setdefault(
                    (others, replace(reading, prefixes=_with_article(reading, rest, prefixes))), None
                )
    whole = [reading for reading in single if reading.kind == "word" and not reading.prefixes]
    # A function word as it stands (بحق, وسط) is not و or ب written onto something else.
    kept = [r for r in single if not r.prefixes] if whole else list(single)
    best = _best(tuple(kept))
    return Senses.of(best) if best else NO_SENSES, _by_second(phrases)


def _by_second(phrases: Iterable[tuple[tuple[str, ...], Reading]]) -> _Phrases:
    found: _Phrases = {}
    for others, reading in phrases:
        second, *rest = map(_bare, others)
        found[second] = (*found.get(second, ()), (tuple(rest), reading))
    return found


def _single(rest: str, prefixes: frozenset[str]) -> Iterator[Reading]:
    for stem, suffix in stems(rest):
        for reading in lexicon().single.get(stem, ()):
            if not _fits(reading, prefixes) or (suffix and (reading.kind == "word" or "the" in prefixes)):
                continue
            if stem != rest and not suffix and reading.form not in ("masdar", "noun"):
                continue
            yield replace(reading, prefixes=_with_article(reading, rest, prefixes), suffix=suffix)


def _with_article(reading: Reading, rest: str, prefixes: frozenset[str]) -> frozenset[str]:
    """A noun listed with its article (الدفاع) has it, although nothing was cut."""
    return prefixes | {"the"} if reading.kind == "noun" and rest.startswith("ال") else prefixes


def _fits(reading: Reading, prefixes: frozenset[str]) -> bool:
    """A verb takes no article and a noun no future; ل before a present is a purpose."""
    if "will" in prefixes:
        return reading.form == "present" and not prefixes & _NOMINAL
    if reading.form == "past":
        return not prefixes & _NOMINAL
    if reading.form == "present":
        return not prefixes & {"by", "like", "the"}
    return not (reading.kind == "word" and "the" in prefixes)


def _best(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Readings with the fewest letters cut, for each kind and value."""
    kept: dict[tuple[str, str, str, str], Reading] = {}
    for reading in readings:
        kept.setdefault((reading.kind, reading.value, reading.form, reading.lemma), reading)
    return tuple(kept.values())
