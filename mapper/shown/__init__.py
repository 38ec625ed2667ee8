"""Records as a notebook shows them: HTML without script, escaped, each text in its own direction."""

from __future__ import annotations

from gazetteer.markup import Markup
from mapper.records import Claim, Extraction, Incident, Report
from mapper.shown.claim import claim_card
from mapper.shown.incident import build_card, incident_card
from mapper.shown.report import extraction_card, report_card

__all__ = ["build_card", "html"]


def html(record: Report | Claim | Incident | Extraction) -> Markup:
    """A record as HTML. A claim and an incident have no words of their own: an extraction and a build do."""
    match record:
        case Report():
            return report_card(record)
        case Claim():
            return claim_card(record)
        case Incident():
            return incident_card(record)
        case Extraction():
            return extraction_card(record)
