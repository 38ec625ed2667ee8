"""The reasons of places and merging in the languages of the page.

Records keep a reason as a sentence in English, made from a text with gaps. A page has those texts and what
they are in its languages: it finds the text that a sentence was made from, and fills its own with the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from gazetteer.reasons import Wording, kind_names, reasons
from mapper.exchange.coded_claims import data_sets
from mapper.exchange.precision import placings
from mapper.layers import MapData
from mapper.merge.tables import affinities, all_texts
from mapper.reasons import place_texts
from mapper.taxonomy import event_types

ENGLISH = "en"
MOST_SEARCHED = 5_000
"""Incidents whose reasons are looked through for the texts they need; a larger page gets every text."""
_GAP = re.compile(r"\{\w+\}")


def needed(data: MapData) -> Sequence[Wording]:
    """The texts that the reasons of a page are made of, and no more than a few others."""
    if len(data.incidents) > MOST_SEARCHED:
        return reason_texts()
    told = "\n".join(dict.fromkeys(_told(data)))
    return [text for text in reason_texts() if _may_stand_in(told, text[ENGLISH])]


@cache
def reason_texts() -> tuple[Wording, ...]:
    """Every text that a reason may be made of, each once, those with most letters of their own first."""
    tables = (reasons(), kind_names(), all_texts(), place_texts())
    texts = [text for table in tables for text in table.values()]
    texts += [affinity.reason for affinity in affinities().values()]
    texts += [placed.meaning for one in data_sets().values() for placed in placings(one.id).values()]
    texts += [kind.labels for kind in event_types().values()]
    distinct = {text[ENGLISH]: text for text in texts}
    return tuple(sorted(distinct.values(), key=lambda text: -len(_GAP.sub("", text[ENGLISH]))))


def _told(data: MapData) -> Iterator[str]:
    for incident in data.incidents:
        yield from incident.trace
        for claim in incident.claims:
            for location in claim.locations:
                yield from location.reasons
                yield from location.others


def _may_stand_in(told: str, text: str) -> bool:
    if _GAP.search(text):
        return all(piece in told for piece in _GAP.split(text))
    return text in told and re.search(rf"\b{re.escape(text)}\b", told) is not None
