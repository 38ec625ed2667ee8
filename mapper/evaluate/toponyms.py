"""Scoring the named places of a document: found, used as places, sites of events, and where they are put."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gazetteer.place import haversine_km
from mapper.evaluate.forms import Form, Toponym
from mapper.evaluate.matching import match_spans, overlap
from mapper.evaluate.ratio import NOTHING, Ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Distances:
    """How far from the gold's points the matched places were put."""

    km: tuple[float, ...] = ()
    unresolved: int = 0
    """Matched, but without a point."""

    def __add__(self, other: Distances) -> Distances:
        return Distances(km=self.km + other.km, unresolved=self.unresolved + other.unresolved)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToponymTally:
    """Counts of one document or of several."""

    literal: Ratio = NOTHING
    associative: int = 0
    """Found as places, but the gold says that a government, an army or a people is meant."""
    event_site: Ratio = NOTHING
    says_sites: bool = False
    """Whether what was found says of any toponym if it is the site of an event."""
    all: Distances = Distances()
    without_countries: Distances = Distances()
    beyond_radius: Distances = Distances()
    """How far outside the gold's place."""

    def __add__(self, other: ToponymTally) -> ToponymTally:
        return ToponymTally(
            literal=self.literal + other.literal,
            associative=self.associative + other.associative,
            event_site=self.event_site + other.event_site,
            says_sites=self.says_sites or other.says_sites,
            all=self.all + other.all,
            without_countries=self.without_countries + other.without_countries,
            beyond_radius=self.beyond_radius + other.beyond_radius,
        )


def toponyms(gold: Form, found: Form) -> ToponymTally:
    """Score the toponyms of one document."""
    wanted = [toponym for toponym in gold.toponyms if toponym.literal]
    others = [toponym for toponym in gold.toponyms if not toponym.literal]
    placed = [toponym for toponym in found.toponyms if toponym.literal]
    matches = match_spans(_spans(wanted), _spans(placed))
    unmatched = _left(placed, matches)
    pairs = [(wanted[i], placed[j]) for i, j in matches.items()]
    return ToponymTally(
        literal=Ratio.of(len(matches), gold=len(wanted), found=len(placed)),
        associative=sum(_touches(toponym, others) for toponym in unmatched),
        event_site=_event_sites(wanted, placed),
        says_sites=any(toponym.event_site is not None for toponym in found.toponyms),
        all=_distances(pairs),
        without_countries=_distances([pair for pair in pairs if pair[0].kind != "country"]),
        beyond_radius=_distances(pairs, beyond_radius=True),
    )


def _event_sites(wanted: Sequence[Toponym], placed: Sequence[Toponym]) -> Ratio:
    """A region or city that holds a site may be marked as one or not: that is neither right nor wrong."""
    sites = [toponym for toponym in wanted if toponym.event_site]
    around = [toponym for toponym in wanted if not toponym.event_site and _holds_any(toponym, sites)]
    marked = [toponym for toponym in placed if toponym.event_site]
    matches = match_spans(_spans(sites), _spans(marked))
    ignored = sum(_touches(toponym, around) for toponym in _left(marked, matches))
    return Ratio.of(len(matches), gold=len(sites), found=len(marked) - ignored)


def _left(found: Sequence[Toponym], matches: Mapping[int, int]) -> list[Toponym]:
    """Those that match nothing."""
    matched = set(matches.values())
    return [toponym for j, toponym in enumerate(found) if j not in matched]


def _holds_any(toponym: Toponym, sites: Sequence[Toponym]) -> bool:
    points = [site.point for site in sites if site.point]
    return toponym.point is not None and any(
        haversine_km(toponym.point, point) <= toponym.radius_km for point in points
    )


def _distances(pairs: Sequence[tuple[Toponym, Toponym]], *, beyond_radius: bool = False) -> Distances:
    km, unresolved = [], 0
    for wanted, placed in pairs:
        if wanted.point and placed.point:
            apart = haversine_km(wanted.point, placed.point)
            km.append(max(0.0, apart - wanted.radius_km) if beyond_radius else apart)
        else:
            unresolved += 1
    return Distances(km=tuple(km), unresolved=unresolved)


def _touches(toponym: Toponym, others: Sequence[Toponym]) -> bool:
    return any(overlap(toponym.span, other.span) for other in others)


def _spans(toponyms: Sequence[Toponym]) -> list[tuple[int, int]]:
    return [toponym.span for toponym in toponyms]
