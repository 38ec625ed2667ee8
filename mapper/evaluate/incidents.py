"""Scoring incidents: whether claims that speak of one event stand together, within documents and across.

Found claims take the names of the gold's claims that they are matched with.
``grouping`` looks at the matched claims alone: how well were they grouped?
``all`` counts a claim that was not found as missed in all its incidents, and one
that matches nothing as made up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from mapper.evaluate.forms import Folder, Form
from mapper.evaluate.grouping import bcubed, pairwise
from mapper.evaluate.ratio import NOTHING, Ratio

Incidents = list[frozenset[str]]
MADE_UP = "found:"
"""Begins the names of found claims that match nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTally:
    """Counts of one document or of several."""

    pairwise: Ratio = NOTHING
    bcubed: Ratio = NOTHING
    pairwise_grouping: Ratio = NOTHING
    bcubed_grouping: Ratio = NOTHING

    def __add__(self, other: IncidentTally) -> IncidentTally:
        return IncidentTally(
            pairwise=self.pairwise + other.pairwise,
            bcubed=self.bcubed + other.bcubed,
            pairwise_grouping=self.pairwise_grouping + other.pairwise_grouping,
            bcubed_grouping=self.bcubed_grouping + other.bcubed_grouping,
        )


def compare(wanted: Incidents, made: Incidents) -> IncidentTally:
    """Score groups of claims that have the same names on both sides."""
    shared = frozenset().union(*wanted) & frozenset().union(*made)
    grouped = [[group & shared for group in groups if group & shared] for groups in (wanted, made)]
    return IncidentTally(
        pairwise=pairwise(wanted, made),
        bcubed=bcubed(wanted, made),
        pairwise_grouping=pairwise(*grouped),
        bcubed_grouping=bcubed(*grouped),
    )


def incidents_of(form: Form, names: Mapping[int, str]) -> Incidents:
    """The incidents of one document by names of claims; a claim in no incident is one by itself."""
    by_id = {claim.id: names[number] for number, claim in enumerate(form.claims) if claim.id}
    groups = [frozenset(by_id[id_] for id_ in group) for group in form.incidents if group]
    grouped = frozenset().union(*groups)
    return groups + [frozenset({name}) for name in names.values() if name not in grouped]


def own_names(document: str, form: Form) -> dict[int, str]:
    """A name for each claim of an annotation, unlike those of other documents."""
    return {number: _name(document, claim.id or f"#{number}") for number, claim in enumerate(form.claims)}


def found_names(
    document: str, form: Form, gold: Mapping[int, str], matches: Mapping[int, int]
) -> dict[int, str]:
    """Names of found claims: those of the gold's claims they are matched with, others their own."""
    by_found = {j: gold[i] for i, j in matches.items()}
    return {
        number: by_found.get(number, MADE_UP + _name(document, claim.id or f"#{number}"))
        for number, claim in enumerate(form.claims)
    }


def across(groups: Iterable[Incidents], listed: Collection[frozenset[str]]) -> Incidents:
    """All incidents of a set of documents: a listed one stands for those of single documents within it."""
    holding: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for wide in listed:
        for name in wide:
            holding[name].append(wide)

    def is_listed(group: frozenset[str]) -> bool:
        return any(group <= wide for wide in holding.get(min(group), ()))

    return [*listed, *(group for one in groups for group in one if not is_listed(group))]


def listed(folder: Folder, renamed: Mapping[str, str]) -> list[frozenset[str]]:
    """The incidents across documents that a folder lists, by names of claims as scored."""
    names = ([_name(*claim) for claim in group] for group in folder.across or ())
    return [frozenset(renamed.get(name, MADE_UP + name) for name in group) for group in names]


def _name(document: str, id_: str) -> str:
    return f"{document}:{id_}"
