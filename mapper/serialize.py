"""Records to plain dicts of JSON values and back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from mapper.errors import RowError
from mapper.records import Claim, Evidence
from mapper.taxonomy import event_types

T = TypeVar("T")


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
    if line.get("event_type") not in event_types():
        raise RowError(f"event_type {line.get('event_type')!r} is none of {', '.join(event_types())}")
    fields = {name: value for name, value in line.items() if name != "evidence"}
    words = line.get("evidence")
    return from_dict(Claim, fields), None if words is None else from_dict(Evidence, words)
