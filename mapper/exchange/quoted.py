"""The annotation forms of a table: its reports, as far as the words of their claims are known.

A table holds the words of each claim and where they stand, but not the report
around them. So a form made from it has the claims and incidents of a report, and
of its place names those that stand in these words.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from gazetteer.place import Match, Place
from mapper.exchange.annotation import ACROSS, across, annotation, claim_names, form_name
from mapper.exchange.wording import text
from mapper.records import Claim, Evidence, Extraction, Incident, Location, Mention, Report

_UNKNOWN = "\0"
"""Stands for each letter of a report that no claim quotes."""
LONGEST_REPORT = 10_000_000
"""In letters, many times a book: where words are said to stand further, the offset is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A form for each report of a table, and the incidents that several reports tell."""

    files: dict[str, Any]
    """By file name: ``<report file name>.json``, and ``incidents.json``."""
    left_out: dict[str, int]
    """Why claims stand in no form, in words, and how many."""


def quoted(incidents: Sequence[Incident], evidence: Mapping[str, Evidence]) -> Quoted:
    """The annotation form of each report that claims quote.

    Reports of one file name, and one that is named as the list of incidents across
    reports is, are told apart by their ids.
    """
    left_out: Counter[str] = Counter()
    told: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in {claim.id: claim for incident in incidents for claim in incident.claims}.values():
        if reason := _misfit(claim, evidence.get(claim.id)):
            left_out[reason] += 1
        else:
            told[claim.report_id][claim.id] = claim
    spoken, docs = _by_report(incidents), _docs(told, evidence)
    names: dict[str, str] = {}
    files: dict[str, Any] = {ACROSS: []}
    for report_id in sorted(told):
        extraction = _extraction(report_id, docs[report_id], tuple(told[report_id].values()), evidence)
        form = annotation(extraction, _only(spoken[report_id], told[report_id]))
        files[form_name(form["doc"])] = form
        names |= claim_names(extraction.claims, doc=form["doc"])
    files[ACROSS] = list(across(incidents, names))
    return Quoted(files=files, left_out=dict(left_out))


def _misfit(claim: Claim, words: Evidence | None) -> str:
    if claim.coded:
        return text("a_coded_row")
    whole = words is not None and claim.start >= 0 and len(words.quote) == claim.end - claim.start
    if not whole:
        return text("no_words")
    return text("too_far") if claim.end > LONGEST_REPORT else ""


def _by_report(incidents: Iterable[Incident]) -> Mapping[str, list[Incident]]:
    found: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        for report_id in dict.fromkeys(claim.report_id for claim in incident.claims):
            found[report_id].append(incident)
    return found


def _only(incidents: Iterable[Incident], claims: Mapping[str, Claim]) -> Iterator[Incident]:
    """The incidents that these claims speak of, without the claims of others."""
    for incident in incidents:
        if kept := tuple(claim for claim in incident.claims if claim.id in claims):
            yield replace(incident, claims=kept)


def _extraction(
    report_id: str, doc: str, claims: tuple[Claim, ...], evidence: Mapping[str, Evidence]
) -> Extraction:
    words = evidence[claims[0].id]
    report = Report(
        id=report_id,
        text=_text(claims, evidence),
        language=words.language,
        title=words.report_title,
        outlet=words.outlet,
        url=words.url,
        published=words.published,
        path=doc,
    )
    return Extraction(report=report, mentions=tuple(_mentions(claims, report.text)), claims=claims)


def _docs(told: Mapping[str, Mapping[str, Claim]], evidence: Mapping[str, Evidence]) -> dict[str, str]:
    """What the form of each report calls it: its file name, with its id behind where others have the name."""
    plain = {
        report_id: _file_name(evidence[next(iter(claims))].path, report_id)
        for report_id, claims in told.items()
    }
    held = Counter([ACROSS.casefold(), *(form_name(doc).casefold() for doc in plain.values())])
    return {
        report_id: doc if held[form_name(doc).casefold()] == 1 else _with_id(doc, report_id)
        for report_id, doc in plain.items()
    }


def _with_id(doc: str, report_id: str) -> str:
    """Hashed, for an id of a table may be any text."""
    path = PurePath(doc)
    digest = hashlib.sha256(report_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{path.stem}-{digest}{path.suffix}"


def _file_name(*candidates: str) -> str:
    """The first that can name a file; a table may come from anywhere, so never one of another folder."""
    names = [PurePath(candidate).name for candidate in candidates]
    return next((name for name in names if name.isprintable() and name.strip(".")), "report")


def _text(claims: Iterable[Claim], evidence: Mapping[str, Evidence]) -> str:
    """The report with every quote where it stood."""
    parts, position = [], 0
    for claim in sorted(claims, key=lambda claim: (claim.start, -claim.end, claim.id)):
        if claim.end > position:
            # Of words that several claims quote, those of the first are kept.
            parts.append(_UNKNOWN * (claim.start - position))
            parts.append(evidence[claim.id].quote[max(position - claim.start, 0) :])
            position = claim.end
    return "".join(parts)


def _mentions(claims: Iterable[Claim], words: str) -> Iterator[Mention]:
    """The place names in the quotes, in reading order, each once."""
    named = {
        (place.start, place.end, place.place_id): place
        for claim in claims
        for place in claim.locations
        if place.start is not None and place.end is not None
    }
    for (start, end, _), place in sorted(named.items(), key=lambda item: item[0]):
        surface = words[start:end] if start >= 0 else ""
        if surface and len(surface) == end - start and _UNKNOWN not in surface:
            yield _mention(place, start, end, surface)


def _mention(location: Location, start: int, end: int, surface: str) -> Mention:
    place = Place(
        id=location.place_id,
        name=location.name,
        level=location.level,
        kind=location.level,
        lat=location.lat,
        lon=location.lon,
        radius_km=location.radius_km,
    )
    match = Match(place=place, level="exact", score=1.0, name=location.name)
    return Mention(start=start, end=end, surface=surface, match=match)
