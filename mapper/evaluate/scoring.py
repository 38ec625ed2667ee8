"""Scoring a folder of annotations against a folder of gold, document by document and over all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from mapper.evaluate import incidents as grouping
from mapper.evaluate.claims import ClaimTally, claims, match_claims
from mapper.evaluate.folding import is_known
from mapper.evaluate.forms import Folder, Form
from mapper.evaluate.incidents import IncidentTally
from mapper.evaluate.toponyms import ToponymTally, toponyms


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Everything counted in one document or in several; tallies add up."""

    documents: int = 0
    toponyms: ToponymTally = field(default_factory=ToponymTally)
    claims: ClaimTally = field(default_factory=ClaimTally)
    incidents: IncidentTally = field(default_factory=IncidentTally)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            documents=self.documents + other.documents,
            toponyms=self.toponyms + other.toponyms,
            claims=self.claims + other.claims,
            incidents=self.incidents + other.incidents,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What came out."""

    documents: Mapping[str, Tally]
    across: IncidentTally | None
    """Incidents over all documents together; None where the gold lists none across documents."""
    missing: tuple[str, ...] = ()
    """Documents of the gold that were not annotated."""
    without_gold: tuple[str, ...] = ()
    """Documents that were annotated and have no gold."""
    unknown_types: tuple[str, ...] = ()
    """Event types that the form does not know; they match nothing but themselves."""

    @property
    def all(self) -> Tally:
        return total(self.documents.values())


def total(tallies: Iterable[Tally]) -> Tally:
    """Counts of several documents together."""
    return sum(tallies, Tally())


def score(found: Folder, gold: Folder) -> Score:
    """Score what was found in a set of documents; a missing document counts as one with nothing in it."""
    compared = {
        document: _compared(document, form, found.forms.get(document) or _by_ids(form, document, found))
        for document, form in gold.forms.items()
    }
    return Score(
        documents={document: one.tally for document, one in compared.items()},
        across=_across(gold, found, compared.values()),
        missing=tuple(sorted(gold.forms.keys() - found.forms.keys() - _named_across(found))),
        without_gold=tuple(sorted(found.forms.keys() - gold.forms.keys())),
        unknown_types=_unknown_types(found, gold),
    )


class _Compared(NamedTuple):
    """One document, scored, and its incidents by names of claims that both annotations share."""

    tally: Tally
    wanted: grouping.Incidents
    made: grouping.Incidents
    names: Mapping[str, str]
    """The shared name of each found claim by the name it has in its own annotation."""


def _compared(document: str, gold: Form, found: Form) -> _Compared:
    matches = match_claims(gold, found)
    names = grouping.own_names(document, gold)
    others = grouping.found_names(document, found, names, matches)
    wanted, made = grouping.incidents_of(gold, names), grouping.incidents_of(found, others)
    tally = Tally(
        documents=1,
        toponyms=toponyms(gold, found),
        claims=claims(gold, found, matches),
        incidents=grouping.compare(wanted, made),
    )
    own = grouping.own_names(document, found)
    return _Compared(tally, wanted, made, {own[number]: name for number, name in others.items()})


def _by_ids(gold: Form, document: str, found: Folder) -> Form:
    """A document without a form, whose claims stand in the list across documents under the gold's ids."""
    groups = [{id_ for name, id_ in group if name == document} for group in found.across or ()]
    named = set().union(*groups)
    claims = tuple(claim for claim in gold.claims if claim.id in named)
    known = {claim.id for claim in claims}
    return Form(claims=claims, incidents=tuple(frozenset(group & known) for group in groups))


def _named_across(folder: Folder) -> set[str]:
    return {document for group in folder.across or () for document, _ in group}


def _across(gold: Folder, found: Folder, compared: Collection[_Compared]) -> IncidentTally | None:
    if gold.across is None:
        return None
    own = {name: name for one in compared for group in one.wanted for name in group}
    renamed = {name: shared for one in compared for name, shared in one.names.items()}
    return grouping.compare(
        grouping.across((one.wanted for one in compared), grouping.listed(gold, own)),
        grouping.across((one.made for one in compared), grouping.listed(found, renamed)),
    )


def _unknown_types(*folders: Folder) -> tuple[str, ...]:
    types = {
        claim.event_type for folder in folders for form in folder.forms.values() for claim in form.claims
    }
    return tuple(sorted(type_ for type_ in types if type_ and not is_known(type_)))
