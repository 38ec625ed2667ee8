"""How two claims agree on place, days and doer: what they share, or None where they contradict."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from gazetteer.place import haversine_km
from mapper.merge.tables import Doers, weights
from mapper.records import Location
from mapper.sides import camps, enemies

WIDE = ("region", "country", "line")
"""Levels too wide to tell two events apart."""
_WIDE_KM = 35
"""A district that is wider is a province: a fight somewhere in it is not the fight in one of its towns."""
_TWO = 2
_ALIKE = 0.5
"""Least share of days that two long stretches have in common to be one campaign."""
_TOLERANCE = 0.05
_FAR_RATIO, _FAR_DIFFERENCE = 3, 5


class Spot(NamedTuple):
    """A place as merging looks at it."""

    place_id: str
    name: str
    lon: float
    lat: float
    radius_km: float
    level: str
    exact: bool
    """The place itself and not near, towards or along it."""

    @property
    def wide(self) -> bool:
        return self.level in WIDE or (self.level == "district" and self.radius_km > _WIDE_KM)


_MONTH = range(28, 32)
LAST_DAY = date.max.toordinal()


class Days(NamedTuple):
    """The days of a claim as ordinals, from 0 to LAST_DAY where they are open."""

    first: int
    last: int
    slack: int = 0
    """How many days they may miss on either side."""

    @property
    def open(self) -> bool:
        return not self.first or self.last == LAST_DAY

    @property
    def month(self) -> bool:
        """A whole month of the calendar: some day in it."""
        length = self.last - self.first + 1
        if self.open or not _MONTH[0] <= length <= _MONTH[-1]:
            return False
        first = date.fromordinal(self.first)
        return first.day == 1 and length == monthrange(first.year, first.month)[1]

    @property
    def loose(self) -> bool:
        """Dates that hold for comparing within one report only."""
        return self.open or self.month


class Found(NamedTuple):
    """What two claims share, by its key in the weights and the texts, and what that counts."""

    key: str
    score: float


def spot(location: Location) -> Spot:
    return _spot(
        location.place_id,
        location.name,
        location.lon,
        location.lat,
        location.radius_km,
        location.level,
        location.relation == "at",
    )


@lru_cache(maxsize=65_536)
def _spot(
    place_id: str, name: str, lon: float, lat: float, radius_km: float, level: str, exact: bool
) -> Spot:
    """One object for one place: a crowd of them would keep the garbage collector busy."""
    return Spot(place_id, name, lon, lat, radius_km, level, exact)


@lru_cache(maxsize=65_536)
def places(a: Spot, b: Spot) -> Found | None:
    """Two named places: the same, or one inside the other; towns side by side are two."""
    if a.place_id == b.place_id:
        return _found("place_wide" if a.wide else "place_same")
    if a.wide != b.wide:
        return None
    alike = a.level == b.level and a.exact and b.exact
    reach = min(a.radius_km, b.radius_km) if alike else max(a.radius_km, b.radius_km)
    if a.name == b.name:
        reach = a.radius_km + b.radius_km
    if haversine_km((a.lon, a.lat), (b.lon, b.lat)) > reach:
        return None
    return Found("place_within", weights()["place_wide" if a.wide else "place_within"])


def days(a: Days, b: Days, *, one_report: bool, stages: bool = False) -> Found | None:
    """Two stretches of days; ``stages`` of one event may follow each other by a day."""
    gap = max(a.first, b.first) - min(a.last, b.last)
    if a[:2] == b[:2] and not a.open:
        return Found("days_equal", 1.0)
    if a.loose or b.loose:
        told = a.open == b.open if a.loose and b.loose else True
        return _found("days_open") if one_report and gap <= 0 and told else None
    if gap <= 0:
        least = weights()["days_overlap"]
        return Found("days_overlap", least + (1 - least) * _share(a, b))
    near = gap == 1 and (stages or (not one_report and (a.slack or b.slack)))
    return _found("days_next") if near else None


def campaigns(a: Days, b: Days) -> bool:
    """Two long stretches are one where they share most of their days."""
    return max(a.first, b.first) <= min(a.last, b.last) and _share(a, b) >= _ALIKE


def _share(a: Days, b: Days) -> float:
    common = min(a.last, b.last) - max(a.first, b.first) + 1
    return common / (max(a.last, b.last) - min(a.first, b.first) + 1)


@lru_cache(maxsize=65_536)
def doers(a: frozenset[str], b: frozenset[str], rule: Doers) -> Found | None:
    if not a or not b:
        return _found("doer_open")
    foes = any(enemies(side) & b for side in a)
    if rule == "opposed":
        return _found("doer_foes") if foes else None
    if rule == "parties" and len(a & b) < min(_TWO, len(a | b)):
        return None
    if a == b:
        return Found("doer_same", 1.0)
    if a <= b or b <= a:
        return _found("doer_part")
    if rule == "either" and foes:
        return _found("doer_foes")
    if a & b:
        return _found("doer_shared")
    return _found("doer_allies") if _allied(a, b) else None


def _allied(a: frozenset[str], b: frozenset[str]) -> bool:
    """All of one camp in some conflict."""
    return any((a | b).issubset(camp) for pair in camps() for camp in (pair.first, pair.second))


def numbers(a: frozenset[int], b: frozenset[int]) -> Found | None:
    """Figures of the same thing: one in common, or all far apart; None where they say nothing."""
    if not a or not b:
        return None
    if any(near(x, y) for x in a for y in b):
        return _found("numbers_agree")
    far = all(_far(x, y) for x in a for y in b)
    return _found("numbers_differ") if far else None


def near(a: int, b: int) -> bool:
    """Equal, or as near as rounding brings them: 70 and 79, 500 and 533, but not 71 and 79."""
    apart = abs(a - b)
    return apart <= _TOLERANCE * max(a, b) or any(apart < _grain(figure) for figure in (a, b))


def _grain(figure: int) -> int:
    """What a round figure is rounded to: 10 for 70, 100 for 500, 1 for 79."""
    grain = 1
    while figure and figure % (grain * 10) == 0:
        grain *= 10
    return grain


def _far(a: int, b: int) -> bool:
    low, high = sorted((a, b))
    return high - low > _FAR_DIFFERENCE and high > _FAR_RATIO * low


def _found(key: str) -> Found:
    return Found(key, weights()[key])
