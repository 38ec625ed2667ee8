"""The words of the page in each language, and the names of sides and event types."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from mapper.sides import sides
from mapper.taxonomy import event_types

TEXTS_FOLDER = Path(__file__).parent / "texts"
LANGUAGES = tuple(sorted(path.stem for path in TEXTS_FOLDER.glob("*.json")))


@cache
def texts(lang: str) -> dict[str, Any]:
    """The texts of a language. Raises ValueError for a language without a file."""
    if lang not in LANGUAGES:
        raise ValueError(f"no texts for language {lang!r}; there are {', '.join(LANGUAGES)}")
    loaded: dict[str, Any] = json.loads((TEXTS_FOLDER / f"{lang}.json").read_text(encoding="utf-8"))
    return loaded


def type_labels(lang: str) -> dict[str, dict[str, str]]:
    """Family and label of each event type."""
    return {
        kind.id: {"family": kind.family, "label": kind.labels.get(lang, kind.labels["en"])}
        for kind in event_types().values()
    }


def side_name(side: str, lang: str) -> str:
    """A side in words; the slug written out where the table of sides does not know it."""
    known = sides().get(side)
    if known:
        return known.labels.get(lang, known.labels["en"])
    return side if side.isupper() else side.replace("-", " ").replace("_", " ").title()
