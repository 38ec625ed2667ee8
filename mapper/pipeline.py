"""The stages in their order: reports to extractions, extractions to incidents with their evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import PurePath
from typing import TYPE_CHECKING

from gazetteer.fold import fold, visible
from mapper import language
from mapper.claims import claims
from mapper.errors import ItemError, LanguageError
from mapper.mentions import mentions
from mapper.merge import merge
from mapper.records import Claim, Coverage, Evidence, Extraction, Incident, Mention, Report
from mapper.segment import segment

if TYPE_CHECKING:
    import geopandas as gpd

    from gazetteer.lookup import Gazetteer


_LONG_ENOUGH = 200
"""Letters of a text that no two reports share by chance; shorter ones say that details will follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a set of reports came to."""

    incidents: tuple[Incident, ...]
    evidence: dict[str, Evidence]
    """The words of each claim, by claim id."""
    coverage: Coverage

    def frame(self) -> gpd.GeoDataFrame:
        """The incidents as a GeoDataFrame, EPSG:4326."""
        from mapper.frames import to_frame

        return to_frame(self.incidents, self.evidence, coverage=self.coverage)

    def __repr__(self) -> str:
        return f"Build({len(self.incidents)} incidents of {self.coverage.reports} reports)"

    def _repr_html_(self) -> str:
        from mapper.shown import build_card

        return build_card(self.incidents, self.evidence, self.coverage)


def _refuse_path(reports: object) -> None:
    if isinstance(reports, str | PathLike):
        raise TypeError(f"{str(reports)!r} is no report; read it first: mapper.read({str(reports)!r})")


def _raise(error: ItemError) -> None:
    raise error


def extract(
    reports: Iterable[Report],
    *,
    gazetteer: Gazetteer | None = None,
    on_error: Callable[[ItemError], None] = _raise,
) -> Iterator[Extraction]:
    """What is found in each report, one report at a time.

    Without a ``gazetteer`` the bundled one is used: theatres, countries, cities.
    A report in a language there are no rules for goes to ``on_error`` and is left out.
    Raises TypeError for a path, which ``mapper.read`` makes reports of.
    """
    _refuse_path(reports)
    if gazetteer is None:
        from gazetteer.lookup import Gazetteer

        gazetteer = Gazetteer.default()
    for report in reports:
        try:
            pack = language.load(report.language)
        except LanguageError as error:
            on_error(LanguageError(f"{report.path or report.id}: {error}"))
            continue
        sentences = segment(report, pack)
        places = mentions(report, sentences, gazetteer, pack)
        yield Extraction(
            report=report,
            sentences=sentences,
            mentions=places,
            claims=claims(report, sentences, places, pack),
            unplaced=_unplaced(report, places, gazetteer),
        )


def _unplaced(report: Report, places: tuple[Mention, ...], gazetteer: Gazetteer) -> tuple[str, ...]:
    spans = ((mention.start, mention.end) for mention in places)
    return tuple(surface for _, _, surface in gazetteer.unplaced(visible(report.text), spans))


def build(
    reports: Iterable[Report],
    *,
    gazetteer: Gazetteer | None = None,
    coded: Iterable[tuple[Claim, Evidence]] = (),
    unread: Iterable[str] = (),
    on_error: Callable[[ItemError], None] = _raise,
    on_report: Callable[[Extraction], None] = lambda _: None,
) -> Build:
    """All stages over all reports. The same text is read once, however it is spaced, vowelled or titled.

    ``coded`` are claims of coded data sets with their words, to stand beside those of
    the reports and merge with them. ``unread`` may grow while ``reports`` is
    read; it is looked at afterwards.
    """
    _refuse_path(reports)
    collector = _Collector()
    for extraction in extract(collector.distinct(reports), gazetteer=gazetteer, on_error=on_error):
        collector.add(extraction)
        on_report(extraction)
    for claim, words in coded:
        collector.add_coded(claim, words)
    return Build(
        incidents=tuple(merge(collector.claims, outlets=collector.outlets)),
        evidence=collector.evidence,
        coverage=collector.coverage(unread),
    )


def evidence_of(claim: Claim, extraction: Extraction) -> Evidence:
    """The words a claim stands on."""
    report = extraction.report
    return Evidence(
        quote=report.text[claim.start : claim.end],
        report_title=report.title or _title(extraction),
        outlet=report.outlet,
        url=report.url,
        published=report.published,
        language=report.language,
        path=PurePath(report.path).name,
    )


def _title(extraction: Extraction) -> str:
    """The sentence that is the report's title, or else its first that is no page furniture."""
    text = extraction.report.text
    words = [s for s in extraction.sentences if s.kind not in ("furniture", "dateline", "caption", "foreign")]
    first = next((s for s in words if s.kind == "title"), words[0] if words else None)
    return text[first.start : first.end] if first else ""


def _same_text(report: Report) -> set[str]:
    """What two copies of a report share: the text, spelling and spaces aside, and that below its title."""
    whole = "".join(fold(report.text).split())
    body = whole.removeprefix("".join(fold(report.title).split()))
    copies = {whole, body} if len(body) >= _LONG_ENOUGH else {whole}
    return {hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in copies}


class Copies:
    """Tells reports with the text of an earlier one, however it is spaced, vowelled or titled."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self.count = 0

    def is_copy(self, report: Report) -> bool:
        """Whether an earlier call had the same text; a report that is none is remembered."""
        keys = _same_text(report)
        if not keys.isdisjoint(self._seen):
            self.count += 1
            return True
        self._seen |= keys
        return False


class _Collector:
    """What a run keeps of its reports: claims, their words, and counts."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.evidence: dict[str, Evidence] = {}
        self.outlets: dict[str, str] = {}
        self._unresolved: set[str] = set()
        self._copies = Copies()
        self._reports = self._without_claims = self._without_date = 0

    def distinct(self, reports: Iterable[Report]) -> Iterator[Report]:
        for report in reports:
            self._reports += 1
            if not self._copies.is_copy(report):
                yield report

    def add(self, extraction: Extraction) -> None:
        report = extraction.report
        self.outlets[report.id] = report.outlet
        self.claims += extraction.claims
        self.evidence |= {claim.id: evidence_of(claim, extraction) for claim in extraction.claims}
        self._unresolved |= {mention.surface for mention in extraction.mentions if mention.match.unsure}
        self._unresolved |= set(extraction.unplaced)
        self._without_claims += not extraction.claims
        self._without_date += report.published is None

    def add_coded(self, claim: Claim, words: Evidence) -> None:
        self.claims.append(claim)
        self.evidence[claim.id] = words
        self.outlets[claim.report_id] = words.outlet

    def coverage(self, unread: Iterable[str]) -> Coverage:
        return Coverage(
            reports=self._reports,
            without_claims=self._without_claims,
            without_date=self._without_date,
            duplicates=self._copies.count,
            unread=tuple(unread),
            unresolved=tuple(sorted(self._unresolved)),
        )
