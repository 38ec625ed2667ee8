"""The deaths of incidents, so that rows of a data set can be added up.

A figure told of several places at once stands in every incident that its claim
belongs to. A data set's rows are summed by whoever uses it, so there the figure
is divided between them, as ACLED and UCDP do by hand. It is divided between the
incidents that are given: a table that was filtered before still holds the whole
figure, one that is filtered after only its parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mapper.exchange.wording import text
from mapper.records import Casualties, Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Which of how many parts of its figures an incident holds."""

    number: int = 0
    """From 0."""
    parts: int = 1

    def of(self, figures: Casualties) -> Casualties:
        """The part of each figure."""
        low, best, high = (
            divided(total, self.parts)[self.number] for total in (figures.low, figures.best, figures.high)
        )
        return Casualties(low=low, best=best, high=high)

    def note(self, incident: Incident) -> str:
        """That figures were divided, in words; empty where they were not."""
        return text("shared", parts=self.parts) if incident.killed and self.parts > 1 else ""


def shares(incidents: Iterable[Incident]) -> Mapping[str, Share]:
    """The share of each incident that has figures, by its id.

    The claim that tells a figure of the fewest incidents decides: where it speaks of
    one alone, the figures are that one's own. The order of a table changes nothing.
    """
    told: dict[str, dict[str, int]] = defaultdict(dict)
    figures: dict[str, list[str]] = {}
    for incident in sorted(incidents, key=lambda one: one.id):
        figures[incident.id] = [claim.id for claim in incident.claims if claim.killed is not None]
        for claim_id in figures[incident.id]:
            told[claim_id].setdefault(incident.id, len(told[claim_id]))
    found = {}
    for incident_id, claim_ids in figures.items():
        if claim_ids:
            narrowest = min(claim_ids, key=lambda claim_id: (len(told[claim_id]), claim_id))
            found[incident_id] = Share(number=told[narrowest][incident_id], parts=len(told[narrowest]))
    return found


def is_open(incident: Incident) -> bool:
    """Whether its highest figure is only an "at least", so that nobody has told how many at most."""
    told = [claim.killed for claim in incident.claims if claim.killed and claim.stance != "denies"]
    highest = max((count.high for count in told if count.high is not None), default=-1)
    least = max((count.low for count in told if count.high is None), default=-1)
    return least > highest


def divided(total: int, parts: int) -> list[int]:
    """A number in whole and nearly equal parts, the larger ones first.

    >>> divided(7, 3)
    [3, 2, 2]
    """
    share, rest = divmod(total, parts)
    return [share + (number < rest) for number in range(parts)]
