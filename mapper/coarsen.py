"""Positions rounded to a grid, for a page that must not show how near somebody was.

What would lead back to the exact position goes with it: ids of places and of coded rows, ids that are made
of both, distances in reasons, and coordinates that stand in words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import cos, hypot, radians
from typing import Any

from gazetteer.place import Level, Place
from mapper.records import Claim, Evidence, Incident, Location

KM_OF_DEGREE = 111.195
LEAST_COS = 0.01
"""Next to a pole a grid of kilometres has no columns left."""
DIGITS = 5
"""Of a degree; a metre, which is no finer than what a page stores."""
HIDDEN = "•"
"""Stands for a digit that would tell a position: a quote keeps its length, and so its marks."""
_DEGREES = re.compile(r"(?<!\d)(\d{1,3})([.,٫])(\d{2,})")
_AS_WRITTEN = 0.011
"""Degrees by which a number that was cut off after two digits may be off the position it tells."""
_FIGURE = re.compile(r"\d")
_SAID = ("claimant", "via", "target", "time_text", "weapon")
"""Fields of a claim that hold words."""
Point = tuple[float, float]
Points = tuple[Point, ...]


def coarse_point(lat: float, lon: float, km: float) -> Point:
    """(lat, lon) of the middle of the grid's cell, ``km`` wide and high."""
    step = km / KM_OF_DEGREE
    row = max(-90.0, min(90.0, round(lat / step) * step))
    across = step / max(LEAST_COS, cos(radians(row)))
    column = round(lon / across) * across
    if abs(column) > 180:
        column -= across if column > 0 else -across
    return round(row, DIGITS), round(column, DIGITS)


class Coarse:
    """Rounds what is put into it; the same place, and the same row, gets the same new id everywhere.

    An id of the gazetteer or of a data set would lead back to the exact position, so
    places and rows are numbered anew, in order of appearance.
    """

    def __init__(self, km: float) -> None:
        if not km > 0:
            raise ValueError(f"a grid of {km} km has no cells")
        self.km = km
        self._ids: dict[str, str] = {}
        self._rows: dict[str, str] = {}
        self._points: dict[str, Points] = {}
        self._used: set[str] = set()

    def incidents(self, incidents: Iterable[Incident]) -> Iterator[Incident]:
        for incident in incidents:
            points = _points_of(incident)
            for claim in incident.claims:
                self._points[claim.id] = self._points.get(claim.id, ()) + points
            rounded = replace(
                incident,
                title=self._words(incident.title, points),
                locations=tuple(map(self.location, incident.locations)),
                claims=tuple(self._claim(claim, points) for claim in incident.claims),
                outlets=tuple(_covered(outlet, points) for outlet in incident.outlets),
                trace=tuple(self._words(step, points) for step in incident.trace),
            )
            yield replace(rounded, id=self._incident_id(rounded))

    def evidence(self, evidence: Mapping[str, Evidence]) -> dict[str, Evidence]:
        """The words of the claims of the incidents that were rounded before."""
        return {
            self._rows.get(name, name): _without_points(evidence[name], points)
            for name, points in self._points.items()
            if name in evidence
        }

    def places(self, places: Iterable[Place]) -> Iterator[Place]:
        """Places of a gazetteer that incidents are at, for their names; no course of a line is left."""
        for place in places:
            if place.id in self._ids:
                lat, lon = coarse_point(place.lat, place.lon, self.km)
                new = self._ids[place.id]
                yield replace(
                    place, id=new, lat=lat, lon=lon, line=(), level=_level(place.level), same_name=()
                )

    def location(self, location: Location) -> Location:
        lat, lon = coarse_point(location.lat, location.lon, self.km)
        return replace(
            location,
            place_id=self._id(location.place_id),
            name=self._words(location.name, _points_at(location)),
            lat=lat,
            lon=lon,
            radius_km=round(location.radius_km + hypot(self.km, self.km) / 2, 2),
            relation="area" if location.relation == "along" else location.relation,
            level=_level(location.level),
            other_points=tuple(self._other(point) for point in location.other_points),
            # Distances from other places would meet in one point.
            reasons=tuple(reason for reason in location.reasons if not _FIGURE.search(reason)),
        )

    def _claim(self, claim: Claim, points: Points) -> Claim:
        """Without the row of a coded data set, which has the position in its columns."""
        name, report = claim.id, claim.report_id
        if claim.coded is not None:
            name = report = self._rows.setdefault(claim.id, f"row-{len(self._rows) + 1}")
        said: dict[str, Any] = {field: _covered(getattr(claim, field), points) for field in _SAID}
        return replace(
            claim,
            id=name,
            report_id=report,
            locations=tuple(map(self.location, claim.locations)),
            coded=None,
            **said,
        )

    def _incident_id(self, rounded: Incident) -> str:
        """As merging makes it, but of what is left: anybody could try which place gives the id it had."""
        at = (f"{place.lat},{place.lon}" for place in rounded.locations)
        told = "\n".join([*sorted(claim.id for claim in rounded.claims), "", *sorted(at)])
        base = found = "i" + hashlib.sha256(told.encode()).hexdigest()[:12]
        number = 1
        while found in self._used:
            number += 1
            found = f"{base}-{number}"
        self._used.add(found)
        return found

    def _words(self, text: str, points: Points) -> str:
        """A name or title with the rounded position where it has the exact one."""

        def rounded(told: re.Match[str]) -> str:
            for lat, lon in points:
                for exact, coarse in zip((lat, lon), coarse_point(lat, lon, self.km), strict=True):
                    if _tells(told, exact):
                        return f"{abs(coarse):.2f}"
            return told[0]

        return _DEGREES.sub(rounded, text)

    def _other(self, point: Point) -> Point:
        lat, lon = coarse_point(point[1], point[0], self.km)
        return lon, lat

    def _id(self, place_id: str) -> str:
        return self._ids.setdefault(place_id, f"coarse:{len(self._ids) + 1}") if place_id else ""


def _points_at(location: Location) -> Points:
    return ((location.lat, location.lon), *((lat, lon) for lon, lat in location.other_points))


def _points_of(incident: Incident) -> Points:
    """(lat, lon) of every position that an incident or a claim of it has."""
    places = [*incident.locations, *(place for claim in incident.claims for place in claim.locations)]
    return tuple(dict.fromkeys(point for place in places for point in _points_at(place)))


def _tells(told: re.Match[str], exact: float) -> bool:
    """Whether a number says these degrees, as far as it says any."""
    return abs(float(f"{told[1]}.{told[3]}") - abs(exact)) < _AS_WRITTEN


def _without_points(words: Evidence, points: Points) -> Evidence:
    """The words with the digits of these positions covered; an address cannot be covered and is left out."""
    told = {name: getattr(words, name) for name in ("quote", "report_title", "outlet", "path")}
    covered: dict[str, Any] = {name: _covered(text, points) for name, text in told.items()}
    return replace(words, **covered, url=words.url if _covered(words.url, points) == words.url else "")


def _covered(text: str, points: Points) -> str:
    def cover(told: re.Match[str]) -> str:
        if any(_tells(told, exact) for point in points for exact in point):
            return told[1] + told[2] + HIDDEN * len(told[3])
        return told[0]

    return _DEGREES.sub(cover, text)


def _level(level: Level) -> Level:
    return "district" if level in ("line", "site") else level
