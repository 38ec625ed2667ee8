"""Whose side the actors and the sources of coded data sets are on, read from ``data/coded_actors.csv``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from gazetteer.table import read_table
from mapper.exchange.coded_countries import country_code, without_brackets
from mapper.sides import sides

ACTORS_FILE = Path(__file__).parents[1] / "data" / "coded_actors.csv"
UNKNOWN_SOURCE = "other"
_SHORT_NAME = re.compile(r"[^\s:]{2,8}:\s+")
"""ACLED writes "QSD: Syrian Democratic Forces"."""
_COUNTRY = "*"


@lru_cache(maxsize=1 << 12)
def side_of(name: str) -> str:
    """The one side of an actor, or of all actors in a list with commas; empty where it is not known."""
    whole = _known(name)
    if whole or "," not in name:
        return whole
    found = {_known(part) for part in name.split(",")}
    return found.pop() if len(found) == 1 else ""


def side_of_sources(names: Iterable[str]) -> str:
    """The side that all the sources of a row are on; "other" where they differ or are not known."""
    found = {side_of(name) for name in names} or {""}
    return (found.pop() if len(found) == 1 else "") or UNKNOWN_SOURCE


def _known(name: str) -> str:
    if name in sides():
        return name
    plain = without_brackets(name)
    for told in (plain, _SHORT_NAME.sub("", plain, count=1)):
        key = told.casefold()
        if side := _names().get(key) or _state(key):
            return side
    return ""


def _state(key: str) -> str:
    for before, after in _of_states():
        if not (key.startswith(before) and key.endswith(after)):
            continue
        if code := country_code(key[len(before) : len(key) - len(after)]):
            return code
    return ""


@cache
def _table() -> tuple[tuple[str, str], ...]:
    """(name in lower case, side) of every name in the file."""
    found: dict[str, str] = {}
    for row in read_table(ACTORS_FILE, required=("side", "names"), optional=()):
        side = row.required("side")
        if side != _COUNTRY and side not in sides():
            raise row.fault("side", f"{side!r} is not in sides.csv")
        for name in map(str.casefold, row.parts("names")):
            if name in found:
                raise row.fault("names", f"{name!r} stands twice")
            found[name] = side
    return tuple(found.items())


@cache
def _names() -> dict[str, str]:
    return {name: side for name, side in _table() if side != _COUNTRY}


@cache
def _of_states() -> tuple[tuple[str, str], ...]:
    """What stands before and after the name of a country."""
    patterns = (name.partition(_COUNTRY) for name, side in _table() if side == _COUNTRY)
    return tuple((before, after) for before, _, after in patterns)
