"""The cold part: the claims with their words and sources, in chunks of rows that are opened alone.

A chunk is made by columns: what costs Python time is one attribute a field and claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

import numpy as np

from mapper.layers import MapData, actor_inferred, direction, quote_marks, written_span
from mapper.records import Claim, Count, Evidence, Incident, web_address
from mapper.render.block import Column, Strings, block, whole
from mapper.render.columns import DEGREES, NOT_TOLD, day_column

MOST_ROWS = 512
MOST_CLAIMS = 1024
"""A chunk is closed when it holds so many, to be opened within a blink."""
TEXTS: dict[str, Callable[[Claim], str]] = {
    "stance": attrgetter("stance"),
    "claimant": attrgetter("claimant"),
    "side": attrgetter("claimant_side"),
    "via": attrgetter("via"),
    "type": attrgetter("event_type"),
    "actor": attrgetter("actor_side"),
    "target": attrgetter("target"),
    "targetClass": attrgetter("target_class"),
    "time": attrgetter("time_text"),
    "weapon": attrgetter("weapon"),
}
SOURCE = attrgetter("outlet", "url", "report_title", "path", "language", "published")
"""What the claims of one report have in common."""


def chunk_starts(data: MapData) -> list[int]:
    """The first row of each chunk."""
    firsts, claims = [0], 0
    for row, incident in enumerate(data.incidents):
        full = row - firsts[-1] == MOST_ROWS or claims + len(incident.claims) > MOST_CLAIMS
        if full and row > firsts[-1]:
            firsts.append(row)
            claims = 0
        claims += len(incident.claims)
    return firsts


def chunks(data: MapData, firsts: Sequence[int]) -> Iterator[bytes]:
    """The chunks in order, each as a block with a table of texts of its own."""
    for first, end in zip(firsts, [*firsts[1:], len(data.incidents)], strict=True):
        yield chunk(data, data.incidents[first:end])


def chunk(data: MapData, incidents: Sequence[Incident]) -> bytes:
    claims = [claim for incident in incidents for claim in incident.claims]
    evidence = list(map(data.words, claims))
    strings = Strings()
    columns = {"claimCount": whole([len(incident.claims) for incident in incidents])}
    for name, text_of in TEXTS.items():
        columns[name] = strings.codes(list(map(text_of, claims)))
    columns["casualtyClass"] = strings.codes([claim.casualty_class or "" for claim in claims])
    columns |= _days(incidents, claims) | _figures(claims)
    columns |= _marks(claims, evidence, strings) | _places(data, claims, evidence, strings)
    columns |= _equipment(claims, strings) | _lists("why", [item.trace for item in incidents], strings)
    columns |= _spans(claims, evidence) | _sources(claims, evidence, strings)
    columns["ownId"] = whole([not _named_after_report(claim) for claim in claims])
    quotes, columns["quote"] = _quotes(evidence)
    # Ids and quotes are hardly ever the same twice; beside each other they pack better than among the rest.
    texts = {"strings": strings.table(), "quotes": quotes, "ids": list(map(_tail, claims))}
    told = {name: column for name, column in columns.items() if column.any()}
    return block({"rows": len(incidents), "digits": DEGREES}, told, texts)


def _quotes(evidence: Sequence[Evidence]) -> tuple[list[str], Column]:
    """The distinct quotes and the number of each claim's; of as many as claims, each has its own."""
    every = [words.quote for words in evidence]
    numbers = {quote: number for number, quote in enumerate(dict.fromkeys(every))}
    if len(numbers) == len(every):
        return every, whole([0] * len(every))
    return list(numbers), whole(list(map(numbers.__getitem__, every)))


def _spans(claims: Sequence[Claim], evidence: Sequence[Evidence]) -> dict[str, Column]:
    """Where each claim begins in its report, and by how much it is longer than its quote: by nothing."""
    over = [claim.end - claim.start - len(words.quote) for claim, words in zip(claims, evidence, strict=True)]
    return {"start": whole([claim.start for claim in claims]), "over": whole(over)}


def _sources(claims: Sequence[Claim], evidence: Sequence[Evidence], strings: Strings) -> dict[str, Column]:
    """The reports once each, and the number of its report for each claim."""
    keys = [(claim.report_id, SOURCE(words)) for claim, words in zip(claims, evidence, strict=True)]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    names = [name for name, _ in numbers]
    outlets, urls, titles, paths, languages, published = (
        zip(*[source for _, source in numbers], strict=True) if keys else [()] * 6
    )
    return {
        "report": whole(list(map(numbers.__getitem__, keys))),
        "report.id": strings.codes(names),
        "report.outlet": strings.codes(outlets),
        "report.url": strings.codes([web_address(url) for url in urls]),
        "report.title": strings.codes(titles),
        "report.path": strings.codes(paths),
        "report.language": strings.codes(languages),
        "report.dir": strings.codes([direction(language) for language in languages]),
        "report.published": whole(day_column(published)),
    }


def _named_after_report(claim: Claim) -> bool:
    return claim.id.startswith(claim.report_id)


def _tail(claim: Claim) -> str:
    """What the claim's id adds to that of its report."""
    return claim.id[len(claim.report_id) :] if _named_after_report(claim) else claim.id


def _days(incidents: Sequence[Incident], claims: Sequence[Claim]) -> dict[str, Column]:
    """First days counted from that of the incident, last days from the claim's own: small numbers."""
    base = day_column([incident.date_from for incident in incidents])
    first = day_column([claim.date_from for claim in claims])
    last = day_column([claim.date_to or claim.date_from for claim in claims])
    own = np.repeat(base, [len(incident.claims) for incident in incidents])
    return {"from": whole(first - own), "span": whole(last - first)}


def _figures(claims: Sequence[Claim]) -> dict[str, Column]:
    """Counted from one: 0 is a figure that nobody told. The highest counts from the lowest, 0 for open."""
    columns = {}
    for name in ("killed", "injured"):
        told: list[Count | None] = list(map(attrgetter(name), claims))
        columns[f"{name}.low"] = whole([0 if count is None else count.low + 1 for count in told])
        columns[f"{name}.high"] = whole([_above(count) for count in told])
    columns["cumulative"] = whole([claim.cumulative for claim in claims])
    columns["actorInferred"] = whole(list(map(actor_inferred, claims)))
    return columns


def _above(count: Count | None) -> int:
    return 0 if count is None or count.high is None else count.high - count.low + 1


def _marks(claims: Sequence[Claim], evidence: Sequence[Evidence], strings: Strings) -> dict[str, Column]:
    """Which letters of each quote are marked as what."""
    found = list(map(quote_marks, claims, [words.quote for words in evidence]))
    every = [mark for marks in found for mark in marks]
    return {
        "markCount": whole(list(map(len, found))),
        "mark.from": whole([start for start, _, _ in every]),
        "mark.size": whole([end - start for start, end, _ in every]),
        "mark.as": strings.codes([mark for _, _, mark in every]),
    }


def _places(
    data: MapData, claims: Sequence[Claim], evidence: Sequence[Evidence], strings: Strings
) -> dict[str, Column]:
    """Where each claim puts its event, and which letters of its quote say so."""
    places = [location for claim in claims for location in claim.locations]
    spans = [
        written_span(claim, location, words.quote)
        for claim, words in zip(claims, evidence, strict=True)
        for location in claim.locations
    ]
    points = [point for place in places for point in place.other_points]
    return {
        "placeCount": whole([len(claim.locations) for claim in claims]),
        "place.spot": whole(data.spots_of(places)),
        "place.from": whole([start for start, _ in spans]),
        "place.size": whole([end - start for start, end in spans]),
        "place.unsure": whole([place.unsure for place in places]),
        **_lists("place.others", [place.others for place in places], strings),
        **_lists("place.reasons", [place.reasons for place in places], strings),
        "place.pointsCount": whole([len(place.other_points) for place in places]),
        "place.lon": whole([round(lon * DEGREES) for lon, _ in points]),
        "place.lat": whole([round(lat * DEGREES) for _, lat in points]),
    }


def _equipment(claims: Sequence[Claim], strings: Strings) -> dict[str, Column]:
    items = [item for claim in claims for item in claim.equipment]
    return {
        "equipmentCount": whole([len(claim.equipment) for claim in claims]),
        "equipment.item": strings.codes([item.item for item in items]),
        "equipment.count": whole([NOT_TOLD if item.count is None else item.count for item in items]),
    }


def _lists(name: str, lists: Sequence[Sequence[str]], strings: Strings) -> dict[str, Column]:
    """Lists of texts: how many each has, and the texts one after the other."""
    codes = strings.codes([text for texts in lists for text in texts])
    return {f"{name}Count": whole([len(texts) for texts in lists]), name: codes}
