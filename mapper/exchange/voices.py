"""Whose word an incident is: its speakers and its reports, for tools that know no claims.

Other tools fold claims into one row. What a row says of them names the speaker
of each, so that nobody takes a claim for a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mapper.exchange.deaths import is_open
from mapper.exchange.parties import NAMELESS, label
from mapper.exchange.wording import text
from mapper.records import Claim, Count, Evidence, Incident


def notes(incident: Incident, evidence: Mapping[str, Evidence]) -> str:
    """Who asserts, denies or admits what, claim by claim, then the figures as told."""
    told = [_note(claim, evidence.get(claim.id)) for claim in incident.claims]
    return " ".join(dict.fromkeys([*told, *_days(incident), *_killed(incident)]))


def speaker(claim: Claim) -> str:
    """Who says it, with the side; the outlet itself where nobody is quoted."""
    side = "" if claim.claimant_side in NAMELESS else label(claim.claimant_side)
    if not claim.claimant or claim.claimant_side == "outlet":
        return side or text("outlet_itself")
    return text("speaker", name=claim.claimant, side=side) if side else claim.claimant


def reports(incident: Incident, evidence: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """The reports of its claims by id, as far as their words are known, in the order of the claims."""
    found: dict[str, Evidence] = {}
    for claim in incident.claims:
        if claim.id in evidence:
            found.setdefault(claim.report_id, evidence[claim.id])
    return found


def misfit(incident: Incident) -> str:
    """Why a data set of events could not hold it, in words; empty where it could."""
    if all(claim.stance == "denies" for claim in incident.claims):
        return text("only_denied")
    if all(claim.cumulative for claim in incident.claims):
        return text("running_total")
    if incident.date_from is None or incident.date_to is None:
        return text("half_dated" if incident.date_from or incident.date_to else "no_date")
    return "" if incident.locations else text("no_place")


def _note(claim: Claim, words: Evidence | None) -> str:
    quote = text("words", quote=" ".join(words.quote.split())) if words and words.quote.strip() else ""
    told = {"speaker": speaker(claim), "source": _source(words), "words": quote}
    return text(claim.stance, **told, figure=_figure(claim.killed))


def _figure(killed: Count | None) -> str:
    if killed is None:
        return ""
    key = {killed.low: "figure", None: "figure_open"}.get(killed.high, "figure_range")
    return text(key, low=killed.low, high=killed.high)


def _source(words: Evidence | None) -> str:
    if words is None or not words.outlet:
        return ""
    if words.published is None:
        return text("source", outlet=words.outlet)
    return text("source_dated", outlet=words.outlet, day=words.published.isoformat())


def _days(incident: Incident) -> Iterator[str]:
    first, last = incident.date_from, incident.date_to
    if first and last and first != last:
        yield text("days", first=first.isoformat(), last=last.isoformat())


def _killed(incident: Incident) -> Iterator[str]:
    figures = incident.killed
    if figures is None:
        return
    if is_open(incident):
        yield text("killed_open", low=figures.low, best=figures.best)
    elif figures.low == figures.high:
        yield text("killed_one", best=figures.best)
    else:
        yield text("killed", low=figures.low, best=figures.best, high=figures.high)
