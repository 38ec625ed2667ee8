"""Why a place is meant, in words: ``data/reasons.csv``, and how any such table of texts with gaps is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from string import Formatter

from gazetteer.table import Row, once, read_table

LANGUAGES = ("en", "ar", "fr", "ru")
REASONS_FILE = Path(__file__).parent / "data" / "reasons.csv"
KIND_NAMES_FILE = Path(__file__).parent / "data" / "kind_names.csv"

Wording = Mapping[str, str]
"""One text by language; its {gaps} have the same names in each."""


def reason(key: str, **values: object) -> str:
    """A reason as records keep it, in English."""
    return reasons()[key]["en"].format(**values)


@lru_cache(maxsize=1)
def reasons() -> Mapping[str, Wording]:
    """Every reason of the gazetteer by key. Raises DataError."""
    return wordings(REASONS_FILE)


@lru_cache(maxsize=1)
def kind_names() -> Mapping[str, Wording]:
    """What the kinds of places are called, by kind. Raises DataError."""
    rows = read_table(KIND_NAMES_FILE, required=("kind", *LANGUAGES[1:]), optional=())
    return {row.required("kind"): wording(row, "kind") for row in once(rows, "kind")}


def wordings(path: Path) -> dict[str, Wording]:
    """The texts of a table by key. Raises DataError where a gap is missing in a language."""
    rows = read_table(path, required=("key", *LANGUAGES), optional=())
    return {row.required("key"): wording(row) for row in once(rows, "key")}


def wording(row: Row, english: str = "en") -> Wording:
    """The text of a row in every language; ``english`` is the column of the English one. Raises DataError."""
    texts = {lang: row.required(english if lang == "en" else lang) for lang in LANGUAGES}
    wanted = _gaps(row, english, texts["en"])
    for lang, text in texts.items():
        if _gaps(row, lang, text) != wanted:
            told = " ".join(f"{{{gap}}}" for gap in wanted) or "none"
            raise row.fault(lang, f"its gaps differ from those of the English text: {told}")
    return texts


def _gaps(row: Row, column: str, text: str) -> list[str]:
    try:
        return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError as error:
        raise row.fault(column, f"{text!r} cannot be filled in: {error}") from None
