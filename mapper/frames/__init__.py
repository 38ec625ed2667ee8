"""Incidents and their claims as tables, and back; what stands in each column."""

from mapper.frames.claims import checked_claims, claims_from
from mapper.frames.columns import CLAIM_COLUMNS, COLUMNS, Column
from mapper.frames.faults import Faults
from mapper.frames.incidents import (
    COVERAGE,
    CRS,
    VERSION,
    checked,
    claims_frame,
    claims_of,
    from_frame,
    to_frame,
)

__all__ = [
    "CLAIM_COLUMNS",
    "COLUMNS",
    "COVERAGE",
    "CRS",
    "VERSION",
    "Column",
    "Faults",
    "checked",
    "checked_claims",
    "claims_frame",
    "claims_from",
    "claims_of",
    "from_frame",
    "to_frame",
]
