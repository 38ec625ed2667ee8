"""Places and matches as JSON and as lines of text."""

from __future__ import annotations

import json
from collections.abc import Sequence

from gazetteer.errors import DataError
from gazetteer.place import Candidate, Match, Place, PlaceName

_MOST_OTHERS = 3
"""Other candidates that a line names; --json has them all."""


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def fault_record(fault: DataError) -> dict[str, object]:
    where = {"file": str(fault.path), "line": fault.line, "column": fault.column, "key": fault.key}
    return {**where, "problem": fault.problem}


def match_record(match: Match) -> dict[str, object]:
    place = match.place
    return {
        "id": place.id,
        "name": place.name,
        "level": place.level,
        "kind": place.kind,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": match.radius_km,
        "country": place.country,
        "unsure": match.unsure,
        "match": match.level,
        "matched_name": match.name,
        "score": match.score,
        "reasons": list(match.reasons),
        "others": [_other_record(other) for other in match.others],
        "online": _is_online(match.place),
    }


def _other_record(other: Candidate) -> dict[str, object]:
    place = other.place
    return {"id": place.id, "name": place.name, "country": place.country, "score": other.score}


def match_line(match: Match) -> str:
    place = match.place
    where = f"{place.lat:.4f},{place.lon:.4f} ±{match.radius_km:g} km"
    how = f"online {match.score:.2f}" if _is_online(place) else f"{match.level} {match.score:.2f}"
    return "\t".join((place.id, place.name, place.kind, where, how, match.name, _doubt(match)))


def _doubt(match: Match) -> str:
    """Whether the place is surely meant, and what else may be."""
    if not match.unsure:
        return "sure"
    others = ", ".join(other.place.id for other in match.others[:_MOST_OTHERS])
    return f"unsure: or {others}" if others else f"unsure: {match.reasons[-1]}"


def _is_online(place: Place) -> bool:
    return place.id.startswith("osm:")


def place_text(place: Place, names: Sequence[PlaceName]) -> str:
    facts = [
        ("id", place.id),
        ("name", place.name),
        ("kind", f"{place.kind} ({place.level})"),
        ("point", f"{place.lat:.4f},{place.lon:.4f} ±{place.radius_km:g} km"),
        ("country", place.country),
        ("inside", ", ".join(place.parents)),
        ("same name", ", ".join(place.same_name)),
        ("existed", place.period),
        ("source", place.source),
        ("note", place.note),
    ]
    lines = [f"{label}: {value}" for label, value in facts if value]
    for name in names:
        marks = [name.language, name.side, name.evidence, "needs a place noun" if name.needs_cue else ""]
        lines.append(f"  {name.text}  [{', '.join(mark for mark in marks if mark)}]")
    return "\n".join(lines)
