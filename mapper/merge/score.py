"""The score of a link between two nodes, with the reasons it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mapper.merge.agreement import Found, campaigns, days, doers, near, numbers, places
from mapper.merge.node import Node
from mapper.merge.tables import BY_PARTIES, Affinity, affinities, texts, weights

_SIDES = frozenset({"civilian", "military"})
_NO_PARTY = frozenset({"other"})


class Link(NamedTuple):
    """Two nodes that speak of one event."""

    score: float
    first: int
    second: int
    """Numbers of the nodes, the lower first."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was found of two nodes, by what it was looked for in."""

    affinity: Affinity
    place: Found
    days: Found
    doer: Found
    extras: tuple[Found, ...]

    def score(self) -> float:
        weight = weights()
        total = (
            weight["weight_kind"] * self.affinity.score
            + weight["weight_place"] * self.place.score
            + weight["weight_days"] * self.days.score
            + weight["weight_doer"] * self.doer.score
        )
        return round(total + sum(extra.score for extra in self.extras), 4)


def score(a: Node, b: Node) -> float | None:
    """How well two nodes go together; None where they cannot be one event or the score is too low."""
    judged = _judged(a, b)
    if judged is None:
        return None
    value = judged.score()
    return value if value >= weights()["least"] else None


def reasons(a: Node, b: Node) -> str:
    """Why two linked nodes go together, in words."""
    judged = _judged(a, b)
    return "; ".join(_words(judged, a, b)) if judged else ""


def _judged(a: Node, b: Node) -> _Judged | None:
    affinity = affinities().get((a.kind, b.kind))
    if affinity is None or _two_rows(a, b) or _own_denial(a, b):
        return None
    one_report = not a.reports.isdisjoint(b.reports)
    if not _scopes_meet(a, b, one_report=one_report):
        return None
    if affinity.reach == "speaker" and not (one_report and a.voices & b.voices):
        return None
    doer = doers(a.doers, b.doers, affinity.doers)
    if doer is None:
        return None
    if affinity.reach == "speaker" and a.kind != b.kind and (a.spot is None) != (b.spot is None):
        return None
    place = _place(a, b, affinity, one_report=one_report)
    if place is None or not _in_scope(a, b, doer):
        return None
    time = days(a.days, b.days, one_report=one_report, stages=affinity.reach == "stages")
    if time is None or not _wide_enough(a, b, affinity, doer, one_report=one_report):
        return None
    return _Judged(affinity, place, time, doer, tuple(_extras(a, b, one_report=one_report)))


def _scopes_meet(a: Node, b: Node, *, one_report: bool) -> bool:
    """The toll of one event goes with that event, unless its figure is that of another or of many."""
    if "toll" in (a.scope, b.scope) and {a.scope, b.scope} <= {"", "toll"}:
        told = [numbers(a.figures[name], b.figures[name]) for name in a.figures]
        return not any(found is not None and found.key == "numbers_differ" for found in told)
    return a.scope == b.scope or (one_report and a.days.open and b.days.open)


def _two_rows(a: Node, b: Node) -> bool:
    """A data set codes each event once: two rows of it are two events."""
    return a.row is not None and b.row is not None and a.row[0] == b.row[0] and a.row != b.row


def _own_denial(a: Node, b: Node) -> bool:
    """Nobody denies what they say themselves."""
    return a.kind == b.kind and _denies_itself(a, b)


def _denies_itself(a: Node, b: Node) -> bool:
    """One side asserts and denies; two of no party, called by different names, are not one side."""
    if a.denies == b.denies or a.voices != b.voices:
        return False
    return a.voices != _NO_PARTY or not _speakers(a).isdisjoint(_speakers(b))


def _speakers(node: Node) -> set[str]:
    return {part.claim.claimant for part in node.parts}


def _place(a: Node, b: Node, affinity: Affinity, *, one_report: bool) -> Found | None:
    if a.spot is not None and b.spot is not None:
        found = places(a.spot, b.spot)
        if found is None and affinity.reach in ("parties", "stages") and _partners(a, b):
            return Found("place_missing", weights()["place_missing"])
        return found
    if a.scope == "total" and a.days.first == b.days.first:
        return Found("place_missing", weights()["place_missing"])
    by_parties = affinity.reach in BY_PARTIES and _partners(a, b)
    if affinity.reach == "theatre" and not one_report:
        by_parties = by_parties and all(node.spot is None or node.wide for node in (a, b))
    return Found("place_missing", weights()["place_missing"]) if one_report or by_parties else None


def _partners(a: Node, b: Node) -> bool:
    """Doers on both sides, or sides of one war where a claim names none.

    Without a place they are what tells one war from another.
    """
    if a.doers and b.doers:
        return True
    return bool(a.parties and b.parties) and doers(a.parties, b.parties, "either") is not None


def _in_scope(a: Node, b: Node, doer: Found) -> bool:
    """Running totals are one only with the same figure, campaigns only over the same time."""
    if "total" in (a.scope, b.scope):
        told = [(x, y) for name in a.figures for x in a.figures[name] for y in b.figures[name]]
        return a.kind == b.kind and any(near(x, y) for x, y in told)
    if a.scope == b.scope == "long":
        alike = campaigns(a.days, b.days) or (a.days.open and b.days.open)
        return a.kind == b.kind and alike and doer.key != "doer_allies"
    return True


def _wide_enough(a: Node, b: Node, affinity: Affinity, doer: Found, *, one_report: bool) -> bool:
    """In a whole region only claims of one report meet freely; others need one type and one doer."""
    if not (a.wide and b.wide) or one_report or affinity.reach in BY_PARTIES or a.scope == "total":
        return True
    fighting = affinity.doers == "either" and doer.key == "doer_part"
    return (a.kind == b.kind and doer.key in ("doer_same", "doer_open")) or fighting


def _extras(a: Node, b: Node, *, one_report: bool) -> Iterator[Found]:
    told = [found for name in a.figures if (found := numbers(a.figures[name], b.figures[name]))]
    if told:
        yield max(told, key=lambda found: found.score)
    if not a.words.isdisjoint(b.words):
        yield Found("target_agrees", weights()["target_agrees"])
    if len(a.classes) == len(b.classes) == 1 and a.classes | b.classes == _SIDES:
        yield Found("class_differs", weights()["class_differs"])
    if _denies_itself(a, b):
        yield Found("own_denial", weights()["own_denial"])
    if one_report:
        yield Found("one_report", weights()["one_report"])


def _words(judged: _Judged, a: Node, b: Node) -> Iterator[str]:
    said = {
        "place": a.spot.name if a.spot else "",
        "first": a.spot.name if a.spot else "",
        "second": b.spot.name if b.spot else "",
        "days": _common_days(a, b),
        "sides": ", ".join(sorted(a.doers | b.doers)),
    }
    yield judged.affinity.reason["en"]
    for found in (judged.place, judged.days, judged.doer, *judged.extras):
        yield texts()[found.key].format(**said)


def _common_days(a: Node, b: Node) -> str:
    first, last = max(a.days.first, b.days.first), min(a.days.last, b.days.last)
    if not first or first > last:
        return ""
    if first == last:
        return date.fromordinal(first).isoformat()
    return f"{date.fromordinal(first)} to {date.fromordinal(last)}"
