"""What to draw and to list: incidents and their evidence as plain records, without folium."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, hypot, radians
from statistics import median

from gazetteer.place import Level, Place
from gazetteer.sources import theatre
from mapper.records import INFERRED, Claim, Coverage, Evidence, Incident, Location, Relation
from mapper.taxonomy import family

NO_EVIDENCE = Evidence(quote="", language="")
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
WIDE = ("region", "country")
MOST, FAR, LEAST_DEGREES = 0.75, 3, 0.5
MARKS = {
    "event_type": "event",
    "trigger": "event",
    "claimant": "speaker",
    "speaker": "speaker",
    "location": "place",
    "locations": "place",
    "place": "place",
    "killed": "number",
    "injured": "number",
}
"""Which words of a quote are marked as what, by the field of ``Trace`` that they filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A position on the map with its doubt: a point and its disc, or a line."""

    place_id: str
    name: str
    names: tuple[tuple[str, str], ...] = ()
    """(language, name) where the gazetteer knows the place."""
    lat: float
    lon: float
    radius_km: float
    relation: Relation = "at"
    level: Level = "settlement"
    line: tuple[tuple[float, float], ...] = ()
    """(lon, lat) pairs of a place that is a line; empty for points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a quote: plain, or the words that say event, place, speaker or number."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place of a claim: as written in the report ("" where unknown) and as matched."""

    written: str
    spot: int
    unsure: bool = False
    others: tuple[str, ...] = ()
    """What else the name may mean."""
    reasons: tuple[str, ...] = ()
    """Why this place, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim with its words, as the evidence panel shows it."""

    claim: Claim
    evidence: Evidence
    quote: tuple[Part, ...]
    places: tuple[Named, ...]

    @property
    def direction(self) -> str:
        """``dir`` of the quote; the browser decides where the language does not."""
        return "rtl" if self.evidence.language.split("-")[0] in RIGHT_TO_LEFT else "auto"

    @property
    def actor_inferred(self) -> bool:
        """Whether the words name no doer, and the actor follows from the rest of the report."""
        return any(t.field == "actor_side" and t.rule.startswith(INFERRED) for t in self.claim.trace)

    @property
    def url(self) -> str:
        """The report's address; empty unless it is http or https."""
        return self.evidence.link


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident: a line of the list and, where it has spots, a symbol on the map."""

    incident: Incident
    family: str
    spots: tuple[int, ...]
    """Indices into ``MapData.spots``; empty for an incident without a place."""
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapData:
    """Everything a page shows, in the order it shows it."""

    rows: tuple[Row, ...]
    spots: tuple[Spot, ...]
    coverage: Coverage | None = None
    lines: tuple[Place, ...] = ()
    """Schematic lines of the theatre, to be drawn dashed."""
    labels: tuple[Place, ...] = ()
    """Places to name on the backdrop, most important first."""

    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of where nearly all incidents are; None where nothing is drawn.

        A far capital where a statement was made must not shrink the theatre to a
        dot. Countries and regions count only where there is nothing nearer to a point.
        """
        drawn = [self.spots[number] for row in self.rows for number in row.spots]
        spots = [spot for spot in drawn if spot.level not in WIDE] or drawn
        if not spots:
            return None
        near = _without_far([(spot.lon, spot.lat) for spot in spots])
        lons, lats = zip(*near, strict=True)
        return (min(lons), min(lats), max(lons), max(lats))


def _without_far(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points but for those much farther from their median than three quarters of them are."""
    x, y = median(lon for lon, _ in points), median(lat for _, lat in points)
    away = [hypot((lon - x) * cos(radians(y)), lat - y) for lon, lat in points]
    usual = sorted(away)[int(MOST * (len(away) - 1))]
    limit = FAR * max(usual, LEAST_DEGREES)
    return [point for point, distance in zip(points, away, strict=True) if distance <= limit]


def layers(
    incidents: Iterable[Incident],
    evidence: Mapping[str, Evidence],
    coverage: Coverage | None = None,
    *,
    backdrop: Iterable[Place] | None = None,
) -> MapData:
    """What to draw of the incidents, ordered by date, those without a date last.

    ``evidence`` holds words and source by claim id; a claim without is shown
    without a quote. ``backdrop`` are places of a gazetteer: they give the names in
    other languages, the labels around the data and the schematic lines; without
    it the bundled theatres do.
    """
    places = {place.id: place for place in (bundled_places() if backdrop is None else backdrop)}
    spots = _Spots(places)
    ordered = sorted(incidents, key=lambda item: (item.date_from or date.max, item.event_type, item.id))
    rows = tuple(_row(incident, evidence, spots) for incident in ordered)
    return MapData(
        rows=rows,
        spots=tuple(spots.found.values()),
        coverage=coverage,
        lines=tuple(place for place in places.values() if place.line),
        labels=tuple(sorted((place for place in places.values() if _labelled(place)), key=_importance)),
    )


def bundled_places() -> Iterator[Place]:
    """The places of every theatre that comes with the package."""
    for folder in theatre.bundled():
        yield from theatre.load(folder).places


class _Spots:
    """Numbers each distinct position once, in order of appearance."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._numbers: dict[tuple[str, float, float, float, str], int] = {}
        self.found: dict[int, Spot] = {}

    def number(self, location: Location) -> int:
        key = (location.place_id, location.lat, location.lon, location.radius_km, location.relation)
        number = self._numbers.setdefault(key, len(self._numbers))
        if number not in self.found:
            self.found[number] = _spot(location, self._places.get(location.place_id))
        return number


def _spot(location: Location, place: Place | None) -> Spot:
    return Spot(
        place_id=location.place_id,
        name=location.name,
        names=names_of(place) if place else (),
        lat=location.lat,
        lon=location.lon,
        radius_km=location.radius_km,
        relation=location.relation,
        level=location.level,
        line=place.line if place else (),
    )


def names_of(place: Place) -> tuple[tuple[str, str], ...]:
    """(language, name) of a place; where sides differ, one name of each side stands beside the other."""
    by_language: dict[str, dict[str, str]] = {}
    for name in place.names:
        if name.language and not name.needs_cue:
            by_language.setdefault(name.language, {}).setdefault(name.side, name.text)
    return tuple((tag, " / ".join(dict.fromkeys(sides.values()))) for tag, sides in by_language.items())


def _labelled(place: Place) -> bool:
    """Countries are named by the basemap, and every lesser place would only be in the way."""
    return not place.line and place.level == "settlement"


def _importance(place: Place) -> tuple[int, int, str]:
    kinds = ("city", "town")
    rank = kinds.index(place.kind) if place.kind in kinds else len(kinds)
    return rank, -(place.population or 0), place.id


def _row(incident: Incident, evidence: Mapping[str, Evidence], spots: _Spots) -> Row:
    return Row(
        incident=incident,
        family=family(incident.event_type),
        spots=tuple(dict.fromkeys(spots.number(location) for location in incident.locations)),
        claims=tuple(
            _claim_view(claim, evidence.get(claim.id, NO_EVIDENCE), spots) for claim in incident.claims
        ),
    )


def _claim_view(claim: Claim, evidence: Evidence, spots: _Spots) -> ClaimView:
    return ClaimView(
        claim=claim,
        evidence=evidence,
        quote=quote_parts(claim, evidence.quote),
        places=tuple(_named(claim, location, evidence.quote, spots) for location in claim.locations),
    )


def _named(claim: Claim, location: Location, quote: str, spots: _Spots) -> Named:
    written = ""
    if location.start is not None and location.end is not None and _fits(claim, quote):
        low, high = location.start - claim.start, location.end - claim.start
        written = quote[low:high] if 0 <= low < high <= len(quote) else ""
    return Named(
        written=written,
        spot=spots.number(location),
        unsure=location.unsure,
        others=location.others,
        reasons=location.reasons,
    )


def _fits(claim: Claim, quote: str) -> bool:
    """Offsets of a claim can be trusted in its quote only while the lengths agree."""
    return len(quote) == claim.end - claim.start


def quote_parts(claim: Claim, quote: str) -> tuple[Part, ...]:
    """The quote cut at its marks; joined again, the parts give the quote.

    Where marks overlap, the one that starts first is kept.
    """
    parts, position = [], 0
    for start, end, mark in _marks(claim) if _fits(claim, quote) else ():
        if position <= start < end <= len(quote):
            parts += [Part(text=quote[position:start]), Part(text=quote[start:end], mark=mark)]
            position = end
    parts.append(Part(text=quote[position:]))
    return tuple(part for part in parts if part.text)


def _marks(claim: Claim) -> Sequence[tuple[int, int, str]]:
    """Marked spans, counted from the start of the claim, in order."""
    spans = [(trace.start, trace.end, MARKS[trace.field]) for trace in claim.trace if trace.field in MARKS]
    spans += [
        (location.start, location.end, "place")
        for location in claim.locations
        if location.start is not None and location.end is not None
    ]
    return sorted((start - claim.start, end - claim.start, mark) for start, end, mark in set(spans))
