"""Which countries a report is about: named, spoken of by their adjective, or holding its certain places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from pathlib import Path

from gazetteer.fold import fold, proclitics
from gazetteer.index.name_words import name_words
from gazetteer.index.remembered import Remembered
from gazetteer.place import Place
from gazetteer.table import read_table

DEMONYMS = Path(__file__).parent.parent / "data" / "demonyms.csv"
_BEFORE = ("", "ال", "وال", "بال", "لل", "و", "كال", "فال")
_AFTER = ("", "ة", "ين", "ون", "ان", "تين", "تان", "ات")
_ONE_IN = 4
"""Countries that a report speaks of much less than of another are by the way."""
_ATTACKING = ("firing_arm", "forces", "attack")
_ATTACK_REACH = 2
"""How far from an army and its adjective the word for its attack stands."""


def adjectives(words: Iterable[str]) -> dict[int, str]:
    """The countries, ISO 3166 alpha-2, whose adjectives stand among words, by the numbers of these."""
    return {at: country for at, country in enumerate(map(_COUNTRY_OF.__getitem__, words)) if country}


def attackers(words: Sequence[str], nations: Mapping[int, str]) -> Counter[str]:
    """How often each country's adjective tells only whose fire or attack it is: the target may lie elsewhere.

    ``nations`` are the adjectives among the words.

    >>> attackers("قصفت المدفعية الأرمينية".split(), {2: "AM"})   # "Armenian artillery shelled"
    Counter({'AM': 1})
    """
    return Counter([country for at, country in nations.items() if at and _attacks(words, at)])


def _attacks(words: Sequence[str], adjective: int) -> bool:
    noun = adjective - 1
    arm = _ARM_OF[words[noun]]
    if arm != "forces":
        return arm == "firing_arm"
    near = (
        *words[max(noun - _ATTACK_REACH, 0) : noun],
        *words[adjective + 1 : adjective + 1 + _ATTACK_REACH],
    )
    return any(_ARM_OF[word] == "attack" for word in near)


def _arm(word: str) -> str | None:
    """Which of the uses a word has that tell who attacks, proclitics aside."""
    folded = fold(word)
    forms = {folded[skip:] for skip in range(proclitics(folded) + 1)}
    return next((use for use in _ATTACKING if not forms.isdisjoint(name_words(use))), None)


def countries(people: Counter[str], certain: Iterable[Place]) -> frozenset[str]:
    """The countries that a report is about, given its adjectives and the places that it surely names."""
    said = people + Counter(place.country for place in certain if place.country)
    most = max(said.values(), default=0)
    return frozenset(country for country, times in said.items() if times >= 2 and times * _ONE_IN >= most)


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Countries by the folded forms of their adjectives. Raises DataError."""
    forms: dict[str, str] = {}
    for row in read_table(DEMONYMS, required=("alpha2", "words")):
        for word, before, after in product(row.parts("words"), _BEFORE, _AFTER):
            forms[fold(before + word + after)] = row.required("alpha2")
    return forms


_COUNTRY_OF = Remembered(lambda word: demonyms().get(fold(word)), most=100_000)
"""The country whose adjective a word is, if any."""
_ARM_OF = Remembered(_arm, most=100_000)
