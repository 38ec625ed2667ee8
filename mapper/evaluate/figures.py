"""A score as plain figures: for JSON, and as lines for a person to read."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping
from typing import Any

from mapper.evaluate.incidents import IncidentTally
from mapper.evaluate.ratio import Ratio
from mapper.evaluate.scoring import Score, Tally
from mapper.evaluate.toponyms import Distances, ToponymTally

WITHIN_KM = (10, 25, 161)
"""161 km are the 100 miles that scores of toponym resolution are given at."""
Figures = dict[str, Any]
_RATIO = ("P", "R", "F1", "tp", "gold", "pred")
_COLUMN = 43


def figures(score: Score) -> Figures:
    """All of a score: over all documents, and each by itself."""
    across = {"incidents_across_documents": of_incidents(score.across)} if score.across else {}
    return {
        "all": of_tally(score.all) | across,
        "documents": {name: of_tally(tally) for name, tally in score.documents.items()},
        "missing": list(score.missing),
    }


def of_tally(tally: Tally) -> Figures:
    """The figures of one document or of several together."""
    named = tally.toponyms
    return {
        "documents": tally.documents,
        "toponyms_literal": _literal(named),
        "toponyms_event_site": _ratio(named.event_site) if named.says_sites else None,
        "resolution": _resolution(named.all),
        "resolution_without_countries": _resolution(named.without_countries),
        "resolution_error_beyond_place_radius": _resolution(named.beyond_radius),
        "claims": _ratio(tally.claims.found),
        "on_matched_claims": {
            name: {"mean": mean.value, "n": mean.n} for name, mean in tally.claims.fields.items()
        },
        "incidents": of_incidents(tally.incidents),
    }


def of_incidents(tally: IncidentTally) -> Figures:
    return {
        "pairwise": _ratio(tally.pairwise),
        "bcubed": _ratio(tally.bcubed),
        "pairwise_on_matched_claims": _ratio(tally.pairwise_grouping),
        "bcubed_on_matched_claims": _ratio(tally.bcubed_grouping),
    }


def _ratio(ratio: Ratio) -> Figures:
    return {
        "P": ratio.precision,
        "R": ratio.recall,
        "F1": ratio.f1,
        "tp": ratio.right,
        "gold": ratio.gold,
        "pred": ratio.found,
    }


def _literal(named: ToponymTally) -> Figures:
    told = named.literal.found - named.associative
    return _ratio(named.literal) | {
        "false_positives_on_associative_mentions": named.associative,
        "P_ignoring_those": named.literal.right / told if told > 0 else None,
    }


def _resolution(distances: Distances) -> Figures:
    matched = len(distances.km) + distances.unresolved
    within = {limit: sum(km <= limit for km in distances.km) for limit in WITHIN_KM}
    return {
        "matched": matched,
        "unresolved": distances.unresolved,
        **{f"acc@{limit}km": count / matched if matched else None for limit, count in within.items()},
        "median_error_km": statistics.median(distances.km) if distances.km else None,
    }


def lines(values: Mapping[str, Any], *, indent: int = 0) -> Iterator[str]:
    """Figures as indented lines, a block of precision and recall on one line."""
    for name, value in values.items():
        start = f"{' ' * indent}{name}".ljust(_COLUMN) + " "
        if isinstance(value, Mapping) and {"P", "R", "F1"} <= value.keys():
            yield start + _shown_ratio(value)
            yield from lines({k: v for k, v in value.items() if k not in _RATIO}, indent=indent + 2)
        elif isinstance(value, Mapping) and value.keys() == {"mean", "n"}:
            yield f"{start}{_shown(value['mean'])}  (n={value['n']})"
        elif isinstance(value, Mapping):
            yield start.rstrip()
            yield from lines(value, indent=indent + 2)
        else:
            yield start + _shown(value)


def _shown_ratio(ratio: Mapping[str, Any]) -> str:
    parts = " ".join(f"{name} {_shown(ratio[name])}" for name in ("P", "R", "F1"))
    return f"{parts}  (right {ratio['tp']:g}, gold {ratio['gold']:g}, found {ratio['pred']:g})"


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, list):
        return " to ".join(_shown(part) for part in value)
    return f"{value:.3f}" if isinstance(value, float) else str(value)
