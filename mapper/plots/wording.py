"""The words of the plots: those of the page, and the few that only plots say (``data/plot_texts.csv``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gazetteer.table import once, read_table
from mapper.errors import ArgumentError
from mapper.render.texts import LANGUAGES, side_name, texts

if TYPE_CHECKING:
    from mapper.layers import Spot

TEXTS_FILE = Path(__file__).parents[1] / "data" / "plot_texts.csv"
_DAYS = {"day": "MMMd", "week": "MMMd", "month": "yMMM", "year": "y"}
"""How the first day of a bar is written, as a skeleton of Unicode CLDR."""
_JOINERS = "\u200c\u200d"
"""Not seen themselves; Persian and Urdu names need them between letters."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one language: texts, counts, days, sides, places."""

    lang: str

    @property
    def right_to_left(self) -> bool:
        return bool(texts(self.lang)["dir"] == "rtl")

    def say(self, key: str, **values: object) -> str:
        """A text of the plots, or else of the page."""
        text = _own(self.lang).get(key) or texts(self.lang)[key]
        return str(text).format(**values)

    def count(self, key: str, number: int) -> str:
        """A number with its noun, as the grammar has it."""
        from babel import Locale

        forms = texts(self.lang)[key]
        form = forms.get(Locale.parse(self.lang).plural_form(number), forms["other"])
        return str(form).format(n=self.number(number))

    def number(self, number: float) -> str:
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self.lang)

    def day(self, day: date, unit: str) -> str:
        from babel.dates import format_skeleton

        return format_skeleton(_DAYS[unit], day, locale=self.lang)

    def side(self, side: str) -> str:
        if not side:
            return self.say("actor_none")
        return self.say("outlet_voice") if side == "outlet" else legible(side_name(side, self.lang))

    def places(self, spots: Sequence[Spot]) -> list[str]:
        """Places as the page names them, with one name of each side; a town and its district told apart."""
        names = [dict(spot.names).get(self.lang, spot.name) for spot in spots]
        several = {name for name, times in Counter(names).items() if times > 1}
        return [
            f"{name} ({self.say(f'level_{spot.level}')})" if name in several else name
            for name, spot in zip(names, spots, strict=True)
        ]


def legible(text: str) -> str:
    """A text without what no font can show: control signs, and marks that turn the order of letters."""
    return "".join(letter if letter.isprintable() or letter in _JOINERS else " " for letter in text)


def words(lang: str) -> Words:
    """The words of a language. Raises ArgumentError for one that the page does not speak."""
    if lang not in LANGUAGES:
        raise ArgumentError(f"no texts for language {lang!r}; there are {', '.join(LANGUAGES)}")
    return Words(lang)


@cache
def _own(lang: str) -> dict[str, str]:
    return {key: told[lang] for key, told in read_texts(TEXTS_FILE).items()}


def read_texts(path: Path) -> dict[str, dict[str, str]]:
    """The texts of a file by key and language. Raises DataError."""
    rows = once(read_table(path, required=("key", *LANGUAGES), optional=()), "key")
    return {row.required("key"): {lang: row.required(lang) for lang in LANGUAGES} for row in rows}
