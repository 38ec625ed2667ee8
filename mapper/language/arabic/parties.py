"""Named actors, monitors, agencies and holders of office, with the side they speak or fight for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from gazetteer.fold import fold
from gazetteer.table import Row, read_table
from mapper.language.classes import side

PARTIES_FILE = Path(__file__).parent / "data" / "parties.csv"
KINDS = (
    "army",
    "ministry",
    "group",
    "monitor",
    "agency",
    "media",
    "office",
    "person",
    "government",
    "organisation",
)
CONFLICTS = ("karabakh", "palestine", "lebanon", "syria", "yemen", "sudan", "libya", "ukraine", "iraq")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor under one of its names; ``valid_from`` and ``valid_to`` are included."""

    label: str
    side: str
    kind: str
    conflict: str
    """Where the name has this meaning; empty for everywhere."""
    valid_from: date | None
    valid_to: date | None
    local: bool = False
    """A bare name (الجيش, the army) that says nothing outside its own conflict."""
    needs_head: bool = False
    """A common word too (فتح, "opened") unless a noun such as حركة or قناة stands before it."""

    def held_on(self, day: date) -> bool:
        """Whether the name had this meaning on that day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@cache
def parties() -> dict[str, tuple[Party, ...]]:
    """Who is meant by each folded name (words joined by one space), in the order of the file.

    Only the names' own article is there; the caller cuts proclitics (و ف ب ك ل).

    >>> [party.side for party in parties()[fold("قوات الدعم السريع")]]   # Rapid Support Forces
    ['rsf']
    """
    columns = [
        "names",
        "local",
        "needs_head",
        "label_en",
        "side",
        "kind",
        "conflict",
        "valid_from",
        "valid_to",
        "note",
    ]
    named: dict[str, list[Party]] = {}
    for row in read_table(PARTIES_FILE, required=columns, optional=()):
        for form, party in _bearers(row).items():
            named.setdefault(form, []).append(party)
    return {name: tuple(found) for name, found in named.items()}


def party_named(name: str, *, day: date | None = None, conflicts: Collection[str] = ()) -> Party | None:
    """The likeliest bearer of a folded name on that day in these conflicts; None if there is none.

    A bearer of a known conflict comes first, then one of every conflict, then
    any other that bore the name on the day, in the order of the file. A local
    name has bearers in its own conflict only.
    """
    candidates = [
        party
        for party in parties().get(name, ())
        if (day is None or party.held_on(day)) and (party.conflict in conflicts or not party.local)
    ]
    return min(candidates, key=lambda party: _distance(party, conflicts), default=None)


def conflicts_of(names: Iterable[str]) -> set[str]:
    """The conflicts that folded names found in a report point to: those with a single meaning."""
    bearers = [parties().get(name, ()) for name in names]
    return {found[0].conflict for found in bearers if len({party.conflict for party in found}) == 1} - {""}


def _distance(party: Party, conflicts: Collection[str]) -> int:
    if party.conflict in conflicts:
        return 0
    return 1 if not party.conflict else 2


def _bearers(row: Row) -> dict[str, Party]:
    party = _party(row)
    local, unsure = row.parts("local"), row.parts("needs_head")
    return {
        form: replace(party, local=name in local, needs_head=name in unsure)
        for name in row.parts("names")
        for form in _forms(name)
    }


def _party(row: Row) -> Party:
    conflict = row.choice("conflict", CONFLICTS) if row.text("conflict") else ""
    return Party(
        label=row.required("label_en"),
        side=side(row, "side"),
        kind=row.choice("kind", KINDS),
        conflict=conflict,
        valid_from=_day(row, "valid_from"),
        valid_to=_day(row, "valid_to"),
    )


def _day(row: Row, column: str) -> date | None:
    text = row.text(column)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise row.fault(column, f"{text!r} is not a day; write it as 2020-10-09") from None


def _forms(name: str) -> set[str]:
    """The name folded, and its oblique plural (الحوثيون, الحوثيين)."""
    nominative = fold(name).replace(".", " . ").split()
    oblique = [
        word[:-2] + "ين" if word.startswith("ال") and word.endswith("يون") else word for word in nominative
    ]
    return {" ".join(nominative), " ".join(oblique)}
