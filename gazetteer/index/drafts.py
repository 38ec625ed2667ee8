"""A span of a text on its way to a hit, and when two places keep company."""

from __future__ import annotations

from dataclasses import dataclass

from gazetteer.index.cues import Cue
from gazetteer.index.names import Entry
from gazetteer.index.scan import Found
from gazetteer.index.senses import Senses
from gazetteer.place import Place, is_nearer

COMPANY_KM = 150.0
_NEARBY_LEVELS = ("settlement", "district", "site", "line")
_HAMLETS = frozenset({"village", "quarter", "camp"})


@dataclass(slots=True)
class Draft:
    """A span on its way to a hit."""

    found: Found
    senses: Senses
    """What it may still mean."""
    cue: Cue | None
    weak: bool
    """Behind a preposition or its like, or in a list that is."""
    listed: bool
    """Stands in a list with the draft before it."""
    surface: str
    kept: tuple[Entry, ...] = ()
    inside: bool = False
    """Behind a preposition that says where something is: في, "in"."""
    struck: bool = False
    """Behind a word for what is hit, taken or besieged."""
    link: str = ""
    """How the name behind it is joined: "inside" or "beside" which it is said to lie, "apart" by a comma."""
    nation: str = ""
    """The country whose adjective stands behind it as towns bear it."""
    quarter: bool = False
    """Behind the noun of a part of a town, which may be called after another one."""
    holder: str = ""
    """The place that the text puts it in, by name."""
    held: frozenset[str] = frozenset()
    """Ids of the places it may mean that lie there."""


def is_certain(draft: Draft) -> bool:
    """Whether a span can hardly mean another place: spelled as in the data, and no city elsewhere."""
    return bool(draft.kept) and draft.found.level != "skeleton" and draft.senses.doubtless


def is_nearby(place: Place) -> bool:
    """Whether a place is small enough for others to lie near it."""
    return place.level in _NEARBY_LEVELS


def is_hamlet(place: Place) -> bool:
    """Whether a place is so small that only reports about its country name it."""
    return place.kind in _HAMLETS


def is_kin(other: Place, place: Place, kin: set[str]) -> bool:
    """Whether two places share a country or a container, or lie near.

    ``kin`` has the ids of the second and of its parents.
    """
    same_country = bool(place.country) and other.country == place.country
    if same_country or other.id in kin or not kin.isdisjoint(other.parents):
        return True
    return is_nearby(other) and is_nearer(other, place, COMPANY_KM)
