"""What records tell of their places beside the gazetteer's reasons, read from ``data/place_texts.csv``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gazetteer.reasons import Wording, wordings

PLACE_TEXTS_FILE = Path(__file__).parent / "data" / "place_texts.csv"


@cache
def place_texts() -> Mapping[str, Wording]:
    """Every text by key. Raises DataError."""
    return wordings(PLACE_TEXTS_FILE)


def place_text(key: str, **values: object) -> str:
    """A text as records keep it, in English."""
    return place_texts()[key]["en"].format(**values)
