"""Incidents of any kind that a record allows, for property tests: texts that tables like to break."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from hypothesis import strategies as st

from gazetteer.place import Level
from mapper.records import (
    STATUSES,
    Casualties,
    CasualtyClass,
    Claim,
    Coded,
    Count,
    Coverage,
    Equipment,
    Evidence,
    Incident,
    Location,
    Relation,
    Stance,
    TargetClass,
    Trace,
)
from mapper.taxonomy import event_types

HARD_WORDS = (
    "قُصفت مدينة گنجة، أمس",
    "\u202bالجيش\u202c | \u2067كنجة\u2069",
    '=HYPERLINK("http://example.org","x")',
    "+1-2",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r\nline\rfeed\n",
    "'=quoted",
    "''",
    "a,b;c|d \\| e \\ | f",
    'say "no"',
    " space ",
    "nul\x00inside",
    "\x1asub",
    "null",
    "NaN",
    "NA",
    "None",
    "1e5",
    "2020-10-10",
    "true",
    "[]",
    "<script>alert(1)</script>",
    "😀",
    "\ufeffbom",
)
words = st.one_of(
    st.sampled_from(HARD_WORDS), st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
)
names = words.filter(bool)
ids = st.text("abcdef0123456789-", min_size=1, max_size=8)
offsets = st.integers(0, 10_000)
days = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)))
periods = st.tuples(days, days).map(lambda ends: sorted(ends) if all(ends) else ends)
spans = st.tuples(offsets, offsets)
counts = (
    st.lists(offsets, min_size=3, max_size=3)
    .map(sorted)
    .flatmap(
        lambda told: st.builds(
            Count,
            low=st.just(told[0]),
            best=st.sampled_from([None, told[1]]),
            high=st.sampled_from([None, told[2]]),
        )
    )
)
figures = st.lists(offsets, min_size=3, max_size=3).map(
    lambda told: Casualties(**dict(zip(("low", "best", "high"), sorted(told), strict=True)))
)
locations = st.builds(
    Location,
    place_id=names,
    name=names,
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    radius_km=st.floats(0, 5000),
    relation=st.sampled_from(get_args(Relation)),
    level=st.sampled_from(get_args(Level)),
    start=st.none() | offsets,
    end=st.none() | offsets,
    unsure=st.booleans(),
    others=st.tuples(words),
    other_points=st.just(()) | st.tuples(st.tuples(st.floats(-180, 180), st.floats(-90, 90))),
    reasons=st.tuples(words) | st.just(()),
)
several_places = st.lists(locations, max_size=3).map(tuple)
undated_claims = st.builds(
    Claim,
    id=ids,
    report_id=ids,
    start=offsets,
    end=offsets,
    also=st.lists(spans, max_size=2).map(tuple),
    claimant=words,
    claimant_side=words,
    via=words,
    stance=st.sampled_from(get_args(Stance)),
    event_type=st.sampled_from(sorted(event_types())),
    actor_side=words,
    target=words,
    target_class=st.sampled_from(get_args(TargetClass)),
    locations=several_places,
    date_basis=words,
    time_text=words,
    killed=st.none() | counts,
    injured=st.none() | counts,
    casualty_class=st.none() | st.sampled_from(get_args(CasualtyClass)),
    cumulative=st.booleans(),
    equipment=st.lists(st.builds(Equipment, item=words, count=st.none() | offsets), max_size=2).map(tuple),
    weapon=words,
    score=st.floats(0, 1),
    coded=st.none()
    | st.builds(
        Coded,
        dataset=st.sampled_from(["ucdp-ged", "acled", "plain"]),
        row_id=words,
        fields=st.lists(st.tuples(words, words), max_size=3).map(tuple),
    ),
    trace=st.lists(st.builds(Trace, field=words, rule=words, start=offsets, end=offsets), max_size=2).map(
        tuple
    ),
)
claims = st.builds(
    lambda claim, period: replace(claim, date_from=period[0], date_to=period[1]), undated_claims, periods
)
evidence = st.builds(
    Evidence,
    quote=words,
    report_title=words,
    outlet=words,
    url=words,
    published=days,
    language=st.sampled_from(["ar", "en", "ru", ""]),
    path=words,
)
coverage = st.builds(
    Coverage, reports=offsets, unread=st.lists(words, max_size=2).map(tuple), unresolved=st.tuples(words)
)


@dataclass(frozen=True)
class Sample:
    """What ``to_frame`` takes."""

    incidents: tuple[Incident, ...]
    evidence: dict[str, Evidence]
    coverage: Coverage | None


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    first, last = draw(periods)
    return Incident(
        id=draw(ids),
        event_type=draw(st.sampled_from(sorted(event_types()))),
        title=draw(words),
        status=draw(st.sampled_from(STATUSES)),
        claims=tuple(draw(st.lists(claims, max_size=3, unique_by=lambda claim: claim.id))),
        locations=draw(several_places),
        date_from=first,
        date_to=last,
        killed=draw(st.none() | figures),
        injured=draw(st.none() | figures),
        outlets=tuple(draw(st.lists(names, max_size=3))),
        trace=tuple(draw(st.lists(words, max_size=2))),
    )


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    """Incidents of different ids, the words of most of their claims, and perhaps a coverage."""
    found = tuple(draw(st.lists(incidents(), max_size=4, unique_by=lambda incident: incident.id)))
    told = {claim.id for incident in found for claim in incident.claims}
    with_words = {name for name in sorted(told) if draw(st.integers(0, 4))}
    return Sample(found, {name: draw(evidence) for name in sorted(with_words)}, draw(st.none() | coverage))
