"""What one statement of harm says."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.records import CasualtyClass, Count

from .casualty_words import Harm


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtySpan:
    """One statement of harm: token indexes, both included."""

    first: int
    last: int
    kind: Harm
    count: Count | None
    """None where the words give no number ("a number of injured")."""
    cls: CasualtyClass = "unknown"
    cumulative: bool = False
    """A running total, not this event."""
    cue: str = ""
    """The word that makes it a total."""
    shared: Count | None = None
    """One number for killed and injured together (مقتل وإصابة 9); ``count`` is None then."""
    listed: bool = False
    """It goes on with the list of the span before it (مقتل 3 جنود ومدنيين اثنين)."""
