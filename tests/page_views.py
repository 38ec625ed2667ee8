"""What a page is to say of each incident, put together claim by claim and without columns."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.layers import MapData, quote_marks, written_span
from mapper.records import Claim, Evidence, Incident, Location


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim with its words."""

    claim: Claim
    evidence: Evidence
    quote: tuple[Part, ...]
    places: tuple[Named, ...]

    @property
    def url(self) -> str:
        return self.evidence.link


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident: a line of the list and, where it has spots, a symbol on the map."""

    incident: Incident
    spots: tuple[int, ...]
    claims: tuple[ClaimView, ...]


def rows(data: MapData) -> list[Row]:
    """The incidents of a page in its order."""
    return [
        Row(incident=incident, spots=spots, claims=tuple(_view(claim, data) for claim in incident.claims))
        for incident, spots in zip(data.incidents, data.placed, strict=True)
    ]


def quote_parts(claim: Claim, quote: str) -> tuple[Part, ...]:
    """The quote cut at its marks; joined again, the parts give the quote."""
    parts, position = [], 0
    for start, end, mark in quote_marks(claim, quote):
        parts += [Part(text=quote[position:start]), Part(text=quote[start:end], mark=mark)]
        position = end
    parts.append(Part(text=quote[position:]))
    return tuple(part for part in parts if part.text)


def _view(claim: Claim, data: MapData) -> ClaimView:
    words = data.words(claim)
    return ClaimView(
        claim=claim,
        evidence=words,
        quote=quote_parts(claim, words.quote),
        places=tuple(_named(claim, location, words.quote, data) for location in claim.locations),
    )


def _named(claim: Claim, location: Location, quote: str, data: MapData) -> Named:
    written = quote[slice(*written_span(claim, location, quote))]
    return Named(written=written, spot=data.spot_of(location))
