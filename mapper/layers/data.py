"""Incidents in the order of a page, and the numbered positions where they are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain, repeat
from math import cos, hypot, radians
from statistics import median

from gazetteer.place import Place
from gazetteer.sources import theatre
from mapper.errors import ArgumentError
from mapper.layers.labels import importance, is_labelled
from mapper.layers.quotes import named_doer
from mapper.layers.spots import Spot, SpotKey, spot_at, spot_key
from mapper.records import Claim, Coverage, Evidence, Incident, Location

Sides = list[tuple[str, ...]]
NO_EVIDENCE = Evidence(quote="", language="")
WIDE = ("region", "country")
MOST, FAR, LEAST_DEGREES = 0.75, 3, 0.5


@dataclass(frozen=True, kw_only=True)
class MapData:
    """Everything a page shows, in the order it shows it."""

    incidents: tuple[Incident, ...]
    evidence: Mapping[str, Evidence] = field(repr=False)
    """Words and source by claim id."""
    spots: tuple[Spot, ...]
    numbers: Mapping[SpotKey, int] = field(repr=False)
    """Index into ``spots`` of each position."""
    coverage: Coverage | None = None
    lines: tuple[Place, ...] = ()
    """Schematic lines of the theatre, to be drawn dashed."""
    labels: tuple[Place, ...] = ()
    """Places to name on the backdrop, most important first."""
    coarsened_km: float = 0.0
    """How far positions were rounded before; 0 for not at all."""

    @cached_property
    def placed(self) -> tuple[tuple[int, ...], ...]:
        """For each incident the spots where it is drawn, each once."""
        same: dict[tuple[int, ...], tuple[int, ...]] = {}
        found = (self._spots_of(incident.locations) for incident in self.incidents)
        return tuple(same.setdefault(spots, spots) for spots in found)

    @cached_property
    def sides(self) -> tuple[Sides, Sides]:
        """For each incident whose claims it rests on, and whom they name as doers; "" where none is named."""
        same: dict[tuple[str, ...], tuple[str, ...]] = {}
        speaking, acting = [], []
        for incident in self.incidents:
            voices = tuple([claim.claimant_side for claim in incident.claims])
            actors = tuple(map(named_doer, incident.claims))
            speaking.append(same.setdefault(voices, voices))
            acting.append(same.setdefault(actors, actors))
        return speaking, acting

    def spot_of(self, location: Location) -> int:
        return self.numbers[spot_key(location)]

    def spots_of(self, locations: Iterable[Location]) -> list[int]:
        return list(map(self.numbers.__getitem__, map(spot_key, locations)))

    def _spots_of(self, locations: Sequence[Location]) -> tuple[int, ...]:
        if len(locations) == 1:
            return (self.spot_of(locations[0]),)
        return tuple(dict.fromkeys(self.spots_of(locations)))

    def words(self, claim: Claim) -> Evidence:
        return self.evidence.get(claim.id, NO_EVIDENCE)

    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of where nearly all incidents are; None where nothing is drawn.

        A far capital where a statement was made must not shrink the theatre to a
        dot. Countries and regions count only where there is nothing nearer to a point.
        """
        return self._bounds

    @cached_property
    def _bounds(self) -> tuple[float, float, float, float] | None:
        drawn = Counter(chain.from_iterable(self.placed))
        spots = [number for number in drawn if self.spots[number].level not in WIDE] or list(drawn)
        if not spots:
            return None
        points = ((self.spots[number].lon, self.spots[number].lat) for number in spots)
        near = _without_far(list(chain(*map(repeat, points, (drawn[number] for number in spots)))))
        lons, lats = zip(*set(near), strict=True)
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
    it the bundled theatres do. Raises ArgumentError where an id stands twice.
    """
    told = list(incidents)
    if twice := next((name for name, count in Counter(one.id for one in told).items() if count > 1), ""):
        raise ArgumentError(f"two incidents have the id {twice!r}, by which a page links to them")
    places = {place.id: place for place in (bundled_places() if backdrop is None else backdrop)}
    ordered = sorted(told, key=lambda item: (item.date_from or date.max, item.event_type, item.id))
    numbers: dict[SpotKey, int] = {}
    spots = [spot_at(location, places.get(location.place_id)) for location in _distinct(ordered, numbers)]
    return MapData(
        incidents=tuple(ordered),
        evidence=evidence,
        spots=tuple(spots),
        numbers=numbers,
        coverage=coverage,
        lines=tuple(place for place in places.values() if place.line),
        labels=tuple(sorted(filter(is_labelled, places.values()), key=importance)),
    )


def bundled_places() -> Iterator[Place]:
    """The places of every theatre that comes with the package."""
    for folder in theatre.bundled():
        yield from theatre.load(folder).places


def _distinct(incidents: Iterable[Incident], numbers: dict[SpotKey, int]) -> Iterator[Location]:
    """Each distinct position once, in order of appearance; ``numbers`` takes its number."""
    told = chain.from_iterable(
        (incident.locations, *[claim.locations for claim in incident.claims]) for incident in incidents
    )
    # Most claims of an incident share the record itself.
    records = {id(location): location for location in chain.from_iterable(told)}.values()
    for key, location in zip(map(spot_key, records), records, strict=True):
        if key not in numbers:
            numbers[key] = len(numbers)
            yield location
