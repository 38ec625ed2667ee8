"""Claims of one or more reports to incidents: what speaks of the same event stands together.

A claim that names several places is looked at place by place: where another
claim speaks of one of them alone the two meet there, and the places nobody
else speaks of stay together as one incident. Merging decides nothing about
truth; the status counts voices.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from mapper.merge.incidents import incident
from mapper.merge.nodes import nodes
from mapper.merge.stages import clusters
from mapper.records import Claim, Incident

__all__ = ["merge"]


def merge(claims: Iterable[Claim], *, outlets: Mapping[str, str] | None = None) -> Iterator[Incident]:
    """The incidents, ordered by date and id; the order of the claims does not matter.

    ``outlets`` gives the outlet of each report id.
    """
    ordered = sorted(claims, key=lambda claim: (claim.report_id, claim.start, claim.end, claim.id))
    with _without_collection():
        told = nodes(ordered)
        found = [incident(told, cluster, outlets or {}) for cluster in clusters(told)]
    yield from sorted(found, key=lambda one: (one.date_from or date.max, one.id))


@contextmanager
def _without_collection() -> Iterator[None]:
    """Merging makes no cycles, and looking for some took more than half of its time on 100,000 claims."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
