"""Who is said to have fought in an incident, by name, for data sets with a column for each side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mapper.exchange.coded_actors import side_of
from mapper.exchange.coded_rows import known_fields
from mapper.exchange.wording import text
from mapper.records import Coded, Incident
from mapper.sides import sides
from mapper.taxonomy import family

NAMELESS = ("", "other", "outlet")
"""Sides that are no party to anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    name: str
    side: str = ""
    """Its id in sides.csv; empty where we have none."""

    @property
    def is_state(self) -> bool:
        """Whether it is a state: the id of its side is then ISO 3166 alpha-3."""
        return len(self.side) == 3 and self.side.isascii() and self.side.isupper()

    @property
    def is_civilian(self) -> bool:
        return self.name.casefold().startswith(text("civilians").casefold())


def parties(incident: Incident) -> tuple[Party, ...]:
    """At most two, the one that is said to have done it first.

    Where a coded row among its claims names one, those that the row names. Otherwise
    the side that most claims name; a second one for a fight alone, since elsewhere it
    is a second accusation and no party to the event.
    """
    rows = (tuple(_named(claim.coded)) for claim in incident.claims if claim.coded)
    if named := next(filter(None, rows), ()):
        return named
    told = Counter(claim.actor_side for claim in incident.claims if claim.actor_side not in NAMELESS)
    ranked = sorted(told, key=lambda side: (-told[side], side))
    most = 2 if family(incident.event_type) == "ground" else 1
    return tuple(Party(name=label(side), side=side) for side in ranked[:most])


def label(side: str) -> str:
    """The English name of a side; its id where we have none."""
    known = sides().get(side)
    return known.labels["en"] if known else side


def strikes_civilians(incident: Incident) -> bool:
    """Whether a claim that does not deny it says that civilians were the target."""
    return any(claim.target_class == "civilian" and claim.stance != "denies" for claim in incident.claims)


def cell(row: Coded, field: str) -> str:
    """What a coded row has for a field of ours, under whatever name; empty where it has nothing."""
    known, mapped, cells = known_fields(row.dataset).get(field), dict(row.mapped), dict(row.fields)
    names = (mapped[field],) if field in mapped else known.names if known else ()
    return next((cells[name].strip() for name in names if name in cells), "")


def _named(row: Coded) -> Iterator[Party]:
    """Its two sides; what a table of one's own says was struck may be a thing and no side."""
    for field in ("actor", "target"):
        if name := cell(row, field):
            party = Party(name=name, side=side_of(name))
            if field == "actor" or row.dataset != "plain" or party.side or party.is_civilian:
                yield party
