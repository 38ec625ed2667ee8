"""A row of ACLED's event data as a claim (ACLED Codebook 2024; columns of the export tool of 2025)."""

from __future__ import annotations

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
from mapper.exchange.coded_values import code, day, joined, listed, number, one_line
from mapper.exchange.precision import acled_days
from mapper.reasons import place_text
from mapper.records import Claim, Count, Evidence, Location

DATASET = data_sets()["acled"]
_TIME_CODES = ("1", "2", "3")


def claim(row: CodedRow) -> tuple[Claim, Evidence]:
    """The claim of a row, and its words. Raises RowError.

    No deaths are coded as 0 whether nobody died or nobody said, so that a 0 is no figure here.
    """
    event = event_of(row, DATASET.id, "kind", "broad_kind")
    row_id = row.required("id")
    words = row.text("notes")
    killed = number(row, "killed") or 0
    certainty = _time_precision(row)
    start, end = acled_days(day(row, "date"), certainty)
    sources = listed(row.text("source"))
    return coded_claim(
        row,
        DATASET,
        row_id=row_id,
        key=row_key(DATASET.id, row_id),
        words=words,
        claimant=joined(sources, "; ") or DATASET.label,
        claimant_side=side_of_sources(sources),
        via=DATASET.label if sources else "",
        event_type=event.event_type if killed else event.harmless,
        actor_side=side_of(row.text("actor")) if event.has_doer else "",
        target=one_line(row.text("target")) if event.has_doer else "",
        target_class="civilian" if row.text("civilian_targeting") else "unknown",
        locations=(_place(row),),
        date_from=start,
        date_to=end,
        date_basis=BASIS,
        time_text="" if certainty == "1" else f"{row.text('date')}, time_precision {certainty}",
        killed=Count(low=killed, high=killed) if killed else None,
        casualty_class="unknown" if killed else None,
        trace=coded_trace("sub_event_type", row.text("kind")),
    ), _evidence(row, words, sources)


def _time_precision(row: CodedRow) -> str:
    value = code(row, "date_precision")
    if value not in _TIME_CODES:
        raise row.fault("date_precision", f"{value!r} is none of {', '.join(_TIME_CODES)}")
    return value


def _evidence(row: CodedRow, words: str, sources: tuple[str, ...]) -> Evidence:
    return evidence(
        row,
        words,
        report_title=joined((one_line(row.text("actor")), one_line(row.text("target"))), " - "),
        outlet=joined(sources, "; ") or DATASET.label,
        language=DATASET.language,
    )


def _place(row: CodedRow) -> Location:
    placed = placing(row, DATASET.id, "place_precision")
    reason = place_text(
        "coded",
        dataset=DATASET.label,
        column="geo_precision",
        code=code(row, "place_precision"),
        meaning=placed.meaning["en"],
    )
    return place(row, one_line(row.text("place")), placed, reason)
