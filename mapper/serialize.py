"""Records to plain dicts of JSON values and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from mapper.errors import RowError
from mapper.records import Claim, Evidence
from mapper.taxonomy import event_types

T = TypeVar("T")
MOST_PEOPLE = 100_000_000
"""More than any event ever killed, and than any army had of anything."""
LONGEST_TEXT = 1_000_000_000
"""Characters that no report has."""


@cache
def _converter(*, whole: bool = False) -> Any:
    from cattrs.preconf.json import make_converter

    return make_converter(omit_if_default=not whole, forbid_extra_keys=True)


def to_dict(record: object, *, whole: bool = False) -> dict[str, Any]:
    """A record as a dict that ``json.dumps`` takes; dates as ISO 8601.

    What is at its default is left out, unless the ``whole`` record is asked for.
    """
    plain: dict[str, Any] = _converter(whole=whole).unstructure(record)
    return plain


def from_dict(kind: type[T], plain: Mapping[str, Any]) -> T:
    """The record that ``to_dict`` made the dict from.

    Raises RowError, naming each field that does not fit.
    """
    from cattrs import ClassValidationError, transform_error

    try:
        record: T = _converter().structure(plain, kind)
    except ClassValidationError as error:
        problems = "; ".join(transform_error(error, format_exception=_reason))
        raise RowError(f"not a {kind.__name__.lower()}: {problems}") from None
    return record


def _reason(error: BaseException, kind: type | None) -> str:
    """What is wrong with a value; a record as a whole says so itself."""
    from cattrs.v import format_exception

    return str(error) if kind is None and isinstance(error, ValueError) else format_exception(error, kind)


def claim_line(claim: Claim, evidence: Evidence | None, *, whole: bool = False) -> dict[str, Any]:
    """A claim with its words under "evidence", as tables and JSON lines carry it.

    Tables leave out what is at its default; lines for other programs are ``whole``.
    """
    line = to_dict(claim, whole=whole)
    if evidence is not None:
        line["evidence"] = to_dict(evidence, whole=whole)
    return line


def from_claim_line(line: Any) -> tuple[Claim, Evidence | None]:
    """What ``claim_line`` made. Raises RowError."""
    if not isinstance(line, dict):
        raise RowError("not a claim: expected a JSON object")
    kind, words = line.get("event_type"), line.get("evidence")
    if not isinstance(kind, str) or kind not in event_types():
        raise RowError(f"event_type {kind!r} is none of {', '.join(event_types())}")
    if not isinstance(words, dict | None):
        raise RowError(f"evidence is {words!r}; it is an object or left out")
    claim = from_dict(Claim, {name: value for name, value in line.items() if name != "evidence"})
    if problem := next(_problems(claim), ""):
        raise RowError(problem)
    return claim, None if words is None else from_dict(Evidence, words)


def _problems(claim: Claim) -> Iterator[str]:
    """What no claim can say, though each of its values is of the right kind."""
    if claim.date_from and claim.date_to and claim.date_from > claim.date_to:
        yield f"date_from {claim.date_from} is later than date_to, {claim.date_to}"
    for field, told in (("killed", claim.killed), ("injured", claim.injured)):
        for name, number in (("low", told.low), ("high", told.high), ("best", told.best)) if told else ():
            if number is not None and not 0 <= number <= MOST_PEOPLE:
                yield f"{field}.{name} {number} is outside 0..{MOST_PEOPLE}"
        if told and told.high is not None and told.low > told.high:
            yield f"{field}.low {told.low} is more than {field}.high, {told.high}"
    spans = [(claim.start, claim.end), *claim.also, *((trace.start, trace.end) for trace in claim.trace)]
    spans += [(place.start or 0, place.end or 0) for place in claim.locations]
    for offset in chain.from_iterable(spans):
        if not 0 <= offset <= LONGEST_TEXT:
            yield f"the offset {offset} is outside 0..{LONGEST_TEXT}"
    for item in claim.equipment:
        if item.count is not None and not 0 <= item.count <= MOST_PEOPLE:
            yield f"equipment: the count {item.count} is outside 0..{MOST_PEOPLE}"
    if not 0 <= claim.score <= 1:
        yield f"score {claim.score} is outside 0..1"
