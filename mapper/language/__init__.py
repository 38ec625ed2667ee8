"""Languages: what differs between them, as data behind one interface."""

from __future__ import annotations

from functools import cache

from mapper.errors import LanguageError
from mapper.language.base import Kind, Language, Name, Number, Reading, Time, Toll, Word

__all__ = ["Kind", "Language", "Name", "Number", "Reading", "Time", "Toll", "Word", "load"]


@cache
def load(code: str) -> Language:
    """The language of a BCP 47 code; region and script after the first hyphen do not matter.

    Raises LanguageError for a language that is not there yet.
    """
    if code.split("-")[0].lower() == "ar":
        from mapper.language.arabic.pack import Arabic

        return Arabic()
    raise LanguageError(f"language {code!r}: there are no rules for it yet; known is ar (Arabic)")
