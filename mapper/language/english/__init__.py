"""English: a stub of ten triggers that shows how a language is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapper.language.base import Language

CODE = "en"
NAME = "English"


def load() -> Language:
    from mapper.language.english.pack import English

    return English()
