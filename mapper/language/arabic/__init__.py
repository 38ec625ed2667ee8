"""Arabic: how its reports are cut into words and sentences, and what their words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapper.language.base import Language

CODE = "ar"
NAME = "Arabic"


def load() -> Language:
    from mapper.language.arabic.pack import Arabic

    return Arabic()
