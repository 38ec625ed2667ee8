"""Languages: what differs between them, as data behind one interface."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from mapper.errors import LanguageError
from mapper.language.base import Kind, Language, Name, Number, Reading, Time, Toll, Word
from mapper.records import Report

__all__ = [
    "Kind",
    "Language",
    "Name",
    "Number",
    "Reading",
    "Time",
    "Toll",
    "Word",
    "check_letters",
    "known",
    "load",
]


@cache
def load(code: str) -> Language:
    """The language of a BCP 47 code; region and script after the first hyphen do not matter.

    Raises LanguageError for a language that is not there yet.
    """
    folder = _folders().get(code.split("-")[0].lower())
    if folder is None:
        there = ", ".join(f"{tag} ({name})" for tag, name in _names().items())
        raise LanguageError(f"language {code!r}: there are no rules for it yet; known: {there}")
    language: Language = folder.load()
    return language


def check_letters(report: Report) -> None:
    """Raise LanguageError where the text of a report has not one letter of its language."""
    language = load(report.language)
    if not any(unicodedata.name(char, "").startswith(language.script) for char in report.text):
        raise LanguageError(
            f"there is not one letter of {_names()[language.code]} in it; say which language it is in, "
            "with --language or in the manifest"
        )


def known() -> tuple[str, ...]:
    """Codes of the languages there are rules for: every folder beside this file is one."""
    return tuple(_folders())


def _names() -> dict[str, str]:
    return {code: folder.NAME for code, folder in _folders().items()}


@cache
def _folders() -> dict[str, ModuleType]:
    folders = [
        import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__) if module.ispkg
    ]
    return {folder.CODE: folder for folder in folders}
