"""How exactly a place and a time are known: the codes of ACLED and UCDP, and our level, radius and days.

Sources: UCDP GED Codebook 24.1 (``where_prec`` 1-7, ``date_prec`` 1-5); ACLED
Codebook 2024 (``geo_precision`` and ``time_precision`` 1-3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import get_args

from gazetteer.place import LEVELS, Level
from gazetteer.reasons import LANGUAGES, Wording, wording
from gazetteer.table import Row, once, read_table
from mapper.records import EARTH_GIRTH_KM, Claim, Incident, Location, Relation

PRECISION_FILE = Path(__file__).parents[1] / "data" / "coded_precision.csv"
EXACT_KM = 15.0
"""A radius up to this is a known place to the code books: a town with its outskirts."""
NEAR_KM = 25.0
"""What UCDP's ``where_prec`` 2 calls near."""
_WEEK, _MONTH = 7, 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What a code of a data set says of its point."""

    level: Level
    relation: Relation
    radius_km: float | None
    """None where the point stands for a country, which is as wide as it is."""
    meaning: Wording


@cache
def placings(dataset: str) -> Mapping[str, Placing]:
    """What each code of precision says, for "ucdp-ged" (``where_prec``) or "acled" (``geo_precision``)."""
    columns = ("dataset", "code", "level", "relation", "radius_km", "meaning", *LANGUAGES[1:])
    rows = read_table(PRECISION_FILE, required=columns, optional=())
    found = {
        (row.required("dataset"), row.required("code")): _placing(row)
        for row in once(rows, "dataset", "code")
    }
    return {code: placed for (of, code), placed in found.items() if of == dataset}


def _placing(row: Row) -> Placing:
    level, relation = row.choice("level", LEVELS), row.choice("relation", get_args(Relation))
    return Placing(
        level=level,  # type: ignore[arg-type]  # one of LEVELS
        relation=relation,  # type: ignore[arg-type]  # one of the relations
        radius_km=row.number("radius_km", low=0.1, high=EARTH_GIRTH_KM) if row.text("radius_km") else None,
        meaning=wording(row, "meaning"),
    )


def acled_days(day: date, code: str) -> tuple[date, date]:
    """First and last day that an ACLED row may mean: the day, the days around it, or its month."""
    if code == "2":
        return day - timedelta(days=3), day + timedelta(days=3)
    if code == "3":
        first = day.replace(day=1)
        return first, (first + timedelta(days=_MONTH)).replace(day=1) - timedelta(days=1)
    return day, day


def ucdp_where_prec(location: Location) -> int:
    """1 exact, 2 near (25 km), 3 district, 4 province, 5 a line or part of a province, 6 country.

    Code 7 (international waters) is never told from a level.
    """
    if location.level == "line" or location.relation == "along":
        return 5
    by_level = {"country": 6, "region": 4, "district": 3}
    if location.level in by_level:
        return by_level[location.level]
    if is_exact(location):
        return 1
    return 2 if location.radius_km <= NEAR_KM else 3


def acled_geo_precision(location: Location) -> int:
    """1 a named town, 2 near one or a small part of a region, 3 a larger region."""
    if location.level in ("region", "country"):
        return 3
    if location.level in ("district", "line") or not is_exact(location):
        return 2 if location.radius_km <= 2 * NEAR_KM else 3
    return 1


def is_exact(location: Location) -> bool:
    """Whether a town or a site itself is meant, and not what lies around it."""
    return location.relation == "at" and location.radius_km <= EXACT_KM and not location.unsure


def ucdp_date_prec(dated: Claim | Incident) -> int | None:
    """1 one day, 2 two to six days, 3 a week, 4 up to a month, 5 longer; None without dates."""
    days = _days(dated)
    if days is None:
        return None
    if days == 1:
        return 1
    if days < _WEEK:
        return 2
    if days == _WEEK:
        return 3
    return 4 if days <= _MONTH else 5


def acled_time_precision(dated: Claim | Incident) -> int | None:
    """1 one day, 2 within a week, 3 within a month or longer; None without dates."""
    days = _days(dated)
    if days is None:
        return None
    if days == 1:
        return 1
    return 2 if days <= _WEEK else 3


def _days(dated: Claim | Incident) -> int | None:
    if dated.date_from is None or dated.date_to is None:
        return None
    return (dated.date_to - dated.date_from).days + 1
