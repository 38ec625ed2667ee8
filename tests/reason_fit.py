"""Which texts of the tables a reason may have been made from, found as the page finds the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gazetteer.reasons import Wording
from mapper.render.reasons import ENGLISH, reason_texts

COUNTED = r"\d+ \w+"
WRITTEN = {
    "km": r"\d+",
    "number": r"\d+",
    "score": r"\d+\.\d\d",
    "claims": COUNTED,
    "reports": COUNTED,
    "voices": COUNTED,
    "days": r"(?:[-\d]+(?: to [-\d]+)?)?",
    "country": "[A-Z]{2}",
    "file": "[^,]+",
}
"""How what stands in a gap is written, where it is not any text."""
TERMS = ("type", "meaning")
"""Gaps that hold another of our texts, one without gaps."""
LABELS = ("label", "other_label")
"""Gaps that hold any other of our texts."""


@lru_cache(maxsize=10_000)
def fitting(text: str) -> tuple[Wording, ...]:
    """Every text that a reason may have been made from."""
    return tuple(wording for wording in reason_texts() if any(_fits(text, wording[ENGLISH])))


def _fits(text: str, template: str) -> Iterator[bool]:
    pattern, gaps = _shape(template)
    found = pattern.fullmatch(text)
    if found is not None:
        yield all(_holds(gap, value) for gap, value in zip(gaps, found.groups(), strict=True))


@lru_cache(maxsize=1_000)
def _shape(template: str) -> tuple[re.Pattern[str], list[str]]:
    parts = re.split(r"\{(\w+)\}", template)
    pattern = "".join(
        f"({WRITTEN.get(part, '.+?')})" if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    )
    return re.compile(pattern), parts[1::2]


def _holds(gap: str, value: str) -> bool:
    if gap == "reasons":
        return all(fitting(one) for one in value.split("; "))
    if gap in TERMS:
        return any(wording[ENGLISH] == value for wording in reason_texts())
    return gap not in LABELS or bool(fitting(value))
