"""A row of the UCDP Georeferenced Event Dataset as a claim (UCDP GED Codebook 24.1; releases 17.1 to 25.1).

The two sides of a dyad are its parties and not attacker and attacked: only of
one-sided violence does the data set say who did it.
"""

from __future__ import annotations

from dataclasses import replace

from mapper.exchange.coded_actors import side_of, side_of_sources
from mapper.exchange.coded_claims import (
    BASIS,
    coded_claim,
    coded_trace,
    data_sets,
    evidence,
    place,
    placing,
    row_key,
)
from mapper.exchange.coded_events import event_of
from mapper.exchange.coded_rows import CodedRow
from mapper.exchange.coded_values import code, count, days, joined, listed, number, one_line, parsed_day
from mapper.reasons import place_text
from mapper.records import CasualtyClass, Claim, Count, Evidence, Location

DATASET = data_sets()["ucdp"]


def claim(row: CodedRow) -> tuple[Claim, Evidence]:
    """The claim of a row, and its words. Raises RowError."""
    event = event_of(row, DATASET.id, "kind")
    row_id = code(row, "id")
    words = row.text("source_article") or row.text("headline")
    start, end = days(row)
    speakers = listed(row.text("source")) or listed(row.text("outlet"))
    killed = _killed(row)
    return coded_claim(
        row,
        DATASET,
        row_id=row_id,
        key=row_key(DATASET.id, row_id),
        words=words,
        claimant=joined(speakers, "; ") or DATASET.label,
        claimant_side=side_of_sources(speakers),
        via=DATASET.label if speakers else "",
        event_type=event.event_type,
        actor_side=side_of(row.text("actor")) if event.has_doer else "",
        target=one_line(row.text("target")) if event.has_doer else "",
        target_class="civilian" if event.has_doer else "unknown",
        locations=(_place(row),),
        date_from=start,
        date_to=end,
        date_basis=BASIS,
        killed=killed,
        casualty_class=_class(row) if killed else None,
        trace=coded_trace("type_of_violence", code(row, "kind")),
    ), _evidence(row, words)


def _evidence(row: CodedRow, words: str) -> Evidence:
    dates = [found for part in listed(row.text("published")) if (found := parsed_day(part))]
    return evidence(
        row,
        words,
        report_title=one_line(row.text("dyad")) or f"{row.text('actor')} - {row.text('target')}",
        outlet=joined(listed(row.text("outlet")), "; ") or DATASET.label,
        published=max(dates, default=None),
        language=DATASET.language,
    )


def _place(row: CodedRow) -> Location:
    placed = placing(row, DATASET.id, "place_precision")
    names = (row.text(field) for field in ("place", "district", "province", "country"))
    reason = place_text(
        "coded",
        dataset=DATASET.label,
        column="where_prec",
        code=code(row, "place_precision"),
        meaning=placed.meaning["en"],
    )
    return place(row, one_line(next(filter(None, names), "")), placed, reason)


def _killed(row: CodedRow) -> Count | None:
    """The range of the estimate, open where no highest is given; none where the data set counts nobody.

    In some rows of the data set ``best`` lies outside of ``low`` and ``high``: they stay as they are.
    """
    told = count(row, "killed")
    if told is None or not (told.low or told.high):
        return None
    return told if row.text("killed_high") else replace(told, high=None)


def _class(row: CodedRow) -> CasualtyClass:
    civilians = number(row, "deaths_civilians") or 0
    others = [number(row, field) or 0 for field in ("deaths_a", "deaths_b")]
    if number(row, "deaths_unknown") or (civilians and any(others)):
        return "unknown"
    if civilians:
        return "civilian"
    return "military" if any(others) else "unknown"
