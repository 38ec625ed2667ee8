"""Why claims stand together: each incident with its claims, their words and the reasons of its links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mapper.explain.printed import Shown, isolated, say
from mapper.records import Claim, Evidence, Incident

_WORDS = 120
"""Characters shown of a claim's words."""


def explain_merging(incidents: Iterable[Incident], evidence: Mapping[str, Evidence]) -> Iterator[str]:
    """The lines of incidents that more than one claim tells, without line ends; the others are counted."""
    alone = 0
    for incident in incidents:
        if len(incident.claims) == 1:
            alone += 1
        else:
            yield from _incident(incident, evidence)
    yield say("merging_alone", number=alone)


def _incident(incident: Incident, evidence: Mapping[str, Evidence]) -> Iterator[Shown]:
    yield say("merging_incident", title=incident.title)
    days = say("merging_days", first=_day(incident.date_from), last=_day(incident.date_to))
    yield say("merging_head", id=incident.id, days=days, status=incident.status)
    for claim in incident.claims:
        yield _claim(claim, evidence.get(claim.id))
    for reason in incident.trace:
        yield say("merging_reason", reason=reason)
    yield Shown("")


def _claim(claim: Claim, words: Evidence | None) -> Shown:
    quote = words.quote if words else ""
    return say(
        "merging_claim",
        side=claim.claimant_side,
        stance=claim.stance,
        kind=claim.event_type,
        source=(words.outlet or words.path if words else "") or claim.report_id,
        words=isolated(quote if len(quote) <= _WORDS else f"{quote[:_WORDS]}…"),
    )


def _day(day: object) -> str:
    return str(day or "?")
