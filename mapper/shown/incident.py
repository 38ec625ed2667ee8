"""An incident and its claims, without words and with them; and what a set of reports came to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gazetteer.markup import Markup, card, folded, joined, note, remark, table, text, words
from mapper.explain import values
from mapper.records import Casualties, Claim, Coverage, Evidence, Incident
from mapper.shown.claim import claim_card, claim_told
from mapper.shown.quote import printed
from mapper.shown.wording import say

_MOST_INCIDENTS = 10
_MOST_NAMES = 30


def incident_card(incident: Incident) -> Markup:
    """An incident by itself: its claims, whose words stand in their reports."""
    told = [folded(_line(claim), claim_card(claim)) for claim in incident.claims]
    return card(words(incident.title), _head(incident), *told)


def incident_told(incident: Incident, evidence: Mapping[str, Evidence]) -> Markup:
    """An incident with the words of its claims."""
    told = [folded(_line(claim), claim_told(claim, evidence.get(claim.id))) for claim in incident.claims]
    return joined([_head(incident), *told], by="")


def build_card(incidents: Sequence[Incident], evidence: Mapping[str, Evidence], coverage: Coverage) -> Markup:
    """How much was read, and the first incidents with the words of their claims."""
    shown = incidents[:_MOST_INCIDENTS]
    told = [folded(_title(incident), incident_told(incident, evidence)) for incident in shown]
    left = len(incidents) - len(shown)
    head = say("build", incidents=len(incidents), reports=coverage.reports)
    return card(head, _coverage(coverage), *told, note(say("more", number=left)) if left else "")


def _title(incident: Incident) -> Markup:
    days = _days(incident.date_from, incident.date_to)
    return joined(filter(None, [words(incident.title), days, text(incident.status)]), by=" · ")


def _coverage(coverage: Coverage) -> Markup:
    counts = [
        (say("build_without"), coverage.without_claims or ""),
        (say("build_undated"), coverage.without_date or ""),
        (say("build_duplicates"), coverage.duplicates or ""),
    ]
    names = [
        (say("build_unread"), _names(coverage.unread)),
        (say("build_unresolved"), _names(coverage.unresolved)),
    ]
    return table([*counts, *names])


def _names(names: Sequence[str]) -> Markup:
    kept = joined(map(words, names[:_MOST_NAMES]))
    return joined([kept, f" … ({len(names):,})"], by="") if len(names) > _MOST_NAMES else kept


def _head(incident: Incident) -> Markup:
    why = joined((remark(reason) for reason in incident.trace), by="; ")
    return table([*_rows(incident), (say("why"), why)])


def _rows(incident: Incident) -> Iterator[tuple[object, object]]:
    yield say("status"), incident.status
    yield say("days"), _days(incident.date_from, incident.date_to)
    places = [_place(place.name, place.radius_km) for place in incident.locations]
    yield say("places"), joined(places, by="; ") or say("no_place")
    yield say("killed"), _figures(incident.killed)
    yield say("injured"), _figures(incident.injured)
    yield say("outlets"), joined(map(words, incident.outlets))
    number = len(incident.claims)
    yield say("claims", number=number) if number != 1 else say("one_claim"), _stances(incident)


def _place(name: str, radius_km: float) -> Markup:
    return joined([words(name), f" ± {radius_km:g} km"], by="")


def _days(first: date | None, last: date | None) -> str:
    return " – ".join(dict.fromkeys(str(day) for day in (first, last) if day))


def _figures(told: Casualties | None) -> Markup | str:
    if told is None:
        return ""
    if told.low == told.high:
        return say("figure", low=told.low)
    return say("figures", low=told.low, high=told.high, best=told.best)


def _stances(incident: Incident) -> Markup:
    told = dict.fromkeys((claim.claimant_side, claim.stance) for claim in incident.claims)
    return joined((joined([printed(values.side(side)), stance], by=" ") for side, stance in told), by="; ")


def _line(claim: Claim) -> Markup:
    who = printed(values.speaker(claim))
    return joined([joined([who, claim.stance], by=" "), printed(values.event(claim))], by=": ")
