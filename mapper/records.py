"""The records that pass between the stages: frozen, keyword-only, change by ``replace()``.

Offsets are Unicode code points into ``Report.text``. Coordinates are WGS84
degrees, always named ``lat`` and ``lon``; distances are kilometres; dates are
``datetime.date``. A value that is not known is None or empty, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from gazetteer.place import Level, Match
from gazetteer.record import Record

Span = tuple[int, int]
EARTH_GIRTH_KM = 40_075
Stance = Literal["asserts", "denies", "acknowledges"]
Use = Literal["literal", "associative"]
Relation = Literal["at", "near", "direction", "between", "along", "area"]
Status = Literal["contested", "acknowledged", "corroborated", "one-sided", "denied"]
STATUSES: tuple[Status, ...] = get_args(Status)
TargetClass = Literal["civilian", "military", "infrastructure", "unknown"]
CasualtyClass = Literal["civilian", "military", "unknown"]
SentenceKind = Literal["title", "heading", "body", "caption", "dateline", "foreign", "furniture"]


class _Shown(Record):
    """What a notebook shows as ``mapper.shown`` says."""

    __slots__ = ()
    SHOWN_BY = "mapper.shown"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Report(_Shown):
    """One news report, its text unchanged."""

    id: str
    """From the hash of the text, so that the same text is the same report."""
    text: str
    language: str = "ar"
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None
    path: str = ""
    sha256: str = ""
    """Of the bytes of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a report and what part of the page it is."""

    start: int
    end: int
    kind: SentenceKind = "body"
    paragraph: int = 0
    """Number of its paragraph in the report, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A named place in the text, without the proclitics written onto it."""

    start: int
    end: int
    surface: str
    use: Use = "literal"
    """"associative" where a state, army, people or agency is meant by the name."""
    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a claim puts its event."""

    place_id: str
    name: str
    lat: float
    lon: float
    radius_km: float
    relation: Relation = "at"
    level: Level = "settlement"
    start: int | None = None
    end: int | None = None
    """The words of the report that name the place; None for a place from coded data."""
    unsure: bool = False
    """True where the report does not decide which place is meant."""
    others: tuple[str, ...] = ()
    """What else the name may mean where that is open: "Tripoli, LB"."""
    other_points: tuple[tuple[float, float], ...] = ()
    """(lon, lat) of each of ``others``; empty where they are not known."""
    reasons: tuple[str, ...] = ()
    """Why this place, in words."""

    def __post_init__(self) -> None:
        """Raise ValueError for a point that is on no map."""
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180 and 0 <= self.radius_km < EARTH_GIRTH_KM):
            where = f"lat {self.lat}, lon {self.lon}, radius {self.radius_km} km"
            raise ValueError(f"{self.name}: {where} is no place on Earth")
        for lon, lat in self.other_points:
            if not (-90 <= lat <= 90 and -180 <= lon <= 180):
                raise ValueError(f"{self.name}: other_points: lat {lat}, lon {lon} is no place on Earth")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people as told: exact where low equals high; high None for "at least"."""

    low: int
    high: int | None
    best: int | None = None
    """The likeliest figure, where a coded data set gives one between the two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    item: str
    count: int | None = None


INFERRED = "inferred"
"""Begins the rules of a trace that fill a field which the clause's own words leave open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Which rule filled a field, and from which words."""

    field: str
    rule: str
    start: int
    end: int


CODED_PLACE = "coded:"
"""Begins the id of a place that only a row of a coded data set gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """The row of a coded data set that a claim stands for, kept so that it can go out as it came in."""

    dataset: str
    """"ucdp-ged", "acled" or "plain"."""
    row_id: str
    """Id of the row in the data set."""
    fields: tuple[tuple[str, str], ...] = ()
    """Every column and its value as written in the source, in the source's order."""
    mapped: tuple[tuple[str, str], ...] = ()
    """(our name of a field, column) for each column that its user named."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Claim(_Shown):
    """One statement that an event took place, or did not."""

    id: str
    report_id: str
    start: int
    end: int
    also: tuple[Span, ...] = ()
    """Further spans that repeat it."""
    claimant: str = ""
    """As named in the text; the outlet's name, or empty, where nobody is quoted."""
    claimant_side: str = "outlet"
    """ISO 3166 alpha-3, a slug ("hezbollah"), "other", or "outlet"."""
    via: str = ""
    stance: Stance = "asserts"
    event_type: str
    actor_side: str = ""
    """Who is said to have done it; empty where nobody is named."""
    target: str = ""
    target_class: TargetClass = "unknown"
    locations: tuple[Location, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    date_basis: str = ""
    """How the dates were found: "weekday", "relative", "explicit", "published", ...; empty for none."""
    time_text: str = ""
    killed: Count | None = None
    injured: Count | None = None
    casualty_class: CasualtyClass | None = None
    cumulative: bool = False
    """A running total, never to be added up; it joins an event only where it is told as that one's toll."""
    equipment: tuple[Equipment, ...] = ()
    weapon: str = ""
    score: float = 1.0
    coded: Coded | None = None
    """Where it comes from a coded data set and not from the text of a report."""
    trace: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """What the claims of an incident say of a number: the lowest, the best supported, the highest."""

    low: int
    best: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Incident(_Shown):
    """What claims of one or more reports speak of; never more certain than they are."""

    id: str
    event_type: str
    title: str
    status: Status
    claims: tuple[Claim, ...]
    locations: tuple[Location, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    killed: Casualties | None = None
    injured: Casualties | None = None
    outlets: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()
    """Why these claims stand together, in words."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Extraction(_Shown):
    """A report and everything found in it."""

    report: Report
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    unplaced: tuple[str, ...] = ()
    """Names that the text calls a town, a village, ... and no gazetteer knows, as written."""


def web_address(url: str) -> str:
    """The address if a page may link to it: http or https; empty otherwise."""
    return url if url.lower().startswith(("http://", "https://")) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a page or a table shows of a claim beside its fields: its words and where they stand."""

    quote: str
    """The text of the report from ``claim.start`` to ``claim.end``, unchanged."""
    report_title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None
    language: str = "ar"
    path: str = ""
    """File name of the report, never its folder."""

    @property
    def link(self) -> str:
        """The address that a page may link to; empty unless it is http or https."""
        return web_address(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of the input the claims rest on."""

    reports: int = 0
    without_claims: int = 0
    without_date: int = 0
    duplicates: int = 0
    unread: tuple[str, ...] = ()
    """One line for each input that could not be read, with its reason."""
    unresolved: tuple[str, ...] = ()
    """Names of places that were seen and not placed, as written."""
