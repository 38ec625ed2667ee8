"""Words of a text with their readings: small words cut off, forms looked up, set phrases joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from gazetteer.fold import visible
from gazetteer.index.remembered import Remembered
from mapper.language.arabic.forms import cuts, stems
from mapper.language.arabic.lexicon import lexicon
from mapper.language.arabic.tokens import TOKEN, fold_token
from mapper.language.base import NO_SENSES, Reading, Senses, Word

_Phrases = dict[str, tuple[tuple[tuple[str, ...], Reading], ...]]
_CLOSED_T = "ة"
_NOMINAL = frozenset({"by", "to", "like", "the"})


class _Known(NamedTuple):
    """What is known of a token as written, whatever stands beside it."""

    folded: str
    bare: str
    """Without the article."""
    senses: Senses
    phrases: _Phrases


def read_words(text: str) -> list[Word]:
    """Every token as a word; a set phrase is a reading of its first word, and its other words have none."""
    found = list(TOKEN.finditer(visible(text)))
    written = [match[0] for match in found]
    known = list(map(_KNOWN.__getitem__, written))
    words: list[Word] = []
    covered = 0
    for index, (folded, _, senses, phrases) in enumerate(known):
        if index < covered:
            senses = NO_SENSES
        else:
            if phrases:
                senses = _opened(known, index, phrases) or senses
            covered = index + senses.longest
        start, end = found[index].span()
        words.append(Word(index, start, end, written[index], folded, senses))
    return words


def _opened(known: Sequence[_Known], index: int, phrases: _Phrases) -> Senses | None:
    """The readings of a word with those of the phrases that it opens here; None where it opens none."""
    second = known[index + 1].bare if index + 1 < len(known) else ""
    opened = phrases.get(second)
    if opened is None:
        return None
    there = tuple([place for place, (rest, _) in enumerate(opened) if _follows(known, index + 2, rest)])
    return _with_phrases(known[index].folded, second, there) if there else None


@lru_cache(maxsize=32_768)
def _with_phrases(word: str, second: str, there: tuple[int, ...]) -> Senses:
    single, phrases = _look_up(word)
    readings = [phrases[second][place][1] for place in there]
    return Senses.of((*sorted(readings, key=lambda reading: -reading.length), *single.readings))


def _follows(known: Sequence[_Known], start: int, rest: tuple[str, ...]) -> bool:
    """Whether the words stand there, with or without the article."""
    if not rest:
        return True
    if start + len(rest) > len(known):
        return False
    return all(known[start + n].bare == word for n, word in enumerate(rest))


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


@lru_cache(maxsize=32_768)
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


def _known(written: str) -> _Known:
    folded = fold_token(written)
    senses, phrases = _look_up(folded)
    if folded.endswith("ه") and _CLOSED_T in normalize("NFKC", written):
        senses = _without_pronoun(senses)
    return _Known(folded, _bare(folded), senses, phrases)


def _without_pronoun(senses: Senses) -> Senses:
    """القوة, قوية: what ends in a closed t, as written, has no pronoun at its end (ألقوه, قواه)."""
    kept = tuple([reading for reading in senses.readings if reading.suffix != "he"])
    if len(kept) == len(senses.readings):
        return senses
    return Senses.of(kept) if kept else NO_SENSES


_KNOWN = Remembered(_known, most=65_536)
