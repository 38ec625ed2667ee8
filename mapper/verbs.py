"""The verbs a person types: each takes what is at hand, and gives what can be looked at, counted and shown.

The stages below them are streams for sets of any size: ``mapper.readers.read``, ``mapper.pipeline.extract``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.errors import ArgumentError, ItemError, OnBadRow
from mapper.merge import merge as merge_claims
from mapper.records import Claim, Evidence, Extraction, Incident, Report

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from gazetteer.lookup import Gazetteer
    from mapper.pipeline import Build
    from mapper.subject import Told

OnError = Callable[[ItemError], None]
Pathlike = str | PathLike[str]
_PAGES = (".html", ".htm")
_NO_WORDS = Evidence(quote="", language="")


def read(
    source: Any,
    *,
    published: date | str | None = None,
    outlet: str = "",
    language: str = "ar",
    on_error: OnError | None = None,
    on_note: Callable[[str], None] = lambda _: None,
) -> list[Report]:
    """The reports of a file, a folder, a text, a row, a frame, an open file, or a list of these.

    A file is a text, a saved web page or JSON lines; a folder may have a ``manifest.csv``. A pandas frame, or
    a row as a dict, has the fields of a Report as columns: ``text``, and if you like ``published``,
    ``outlet``, ``language``, ``title``, ``url``. A string is a path, unless it can be none: it has several
    lines, or reads as a sentence with its full stop. ``published``, ``outlet`` and ``language`` hold where
    nothing else tells them. What cannot be read is raised as ReadError; with ``on_error`` it is left out,
    and ``on_error`` (``print``, say) is told of it.

    >>> import mapper
    >>> [report] = mapper.read("نفى الجيش قصف مدينة كنجة.", published="2020-10-12")  # "denied shelling Ganja"
    >>> report.published.year, report.language
    (2020, 'ar')
    """
    given = _Given(source, published=published, outlet=outlet, language=language)
    return list(given.reports(on_error or given.refuse, on_note))


def extract(
    source: Any,
    *,
    gazetteer: Gazetteer | Pathlike | Sequence[Pathlike] | None = None,
    published: date | str | None = None,
    outlet: str = "",
    language: str = "ar",
    on_error: OnError | None = None,
) -> list[Extraction]:
    """What is found in each report of anything that ``read`` takes: sentences, places, claims.

    ``gazetteer`` are places of yours beside the bundled ones: the path of a table, a GeoNames dump or a pack,
    a list of paths, or a ``mapper.Gazetteer``.

    >>> import mapper
    >>> [found] = mapper.extract("نفى الجيش الأرمني قصف مدينة كنجة.")   # "The Armenian army denied ..."
    >>> [(claim.stance, claim.locations[0].name) for claim in found.claims]
    [('denies', 'Ganja')]
    """
    from mapper.pipeline import extract as stage

    places = _gazetteer(gazetteer)
    given = _Given(source, published=published, outlet=outlet, language=language)
    tell = on_error or given.refuse
    return list(stage(given.reports(tell), gazetteer=places, on_error=tell))


def build(
    source: Any,
    *,
    gazetteer: Gazetteer | Pathlike | Sequence[Pathlike] | None = None,
    coded: Any = (),
    published: date | str | None = None,
    outlet: str = "",
    language: str = "ar",
    on_error: OnError | None = None,
) -> Build:
    """Incidents of anything that ``read`` takes, with the words of their claims.

    ``coded`` stands beside the reports: paths of coded data sets (UCDP GED, ACLED, a table of your own), a
    claims table, or claims. ``gazetteer`` is as in ``extract``. What ``on_error`` was told of stands in the
    coverage too.

    >>> import mapper
    >>> built = mapper.build("قصفت القوات الأرمينية مدينة كنجة.", published="2020-10-12")  # "shelled Ganja"
    >>> [(incident.title, incident.status) for incident in built.incidents]
    [('Shelling: Ganja', 'one-sided')]
    """
    from mapper.pipeline import build as stage

    places = _gazetteer(gazetteer)
    unread: list[str] = []
    given = _Given(source, published=published, outlet=outlet, language=language)

    def left_out(error: ItemError) -> None:
        unread.append(str(error))
        (on_error or given.refuse)(error)

    return stage(
        given.reports(left_out),
        gazetteer=places,
        coded=[(claim, words or _NO_WORDS) for claim, words in _coded(coded)],
        unread=unread,
        on_error=left_out,
    )


def merge(
    claims: Iterable[Claim | Extraction] | Extraction | Claim | pd.DataFrame,
    *,
    outlets: Mapping[str, str] | None = None,
) -> list[Incident]:
    """The incidents that claims speak of: claims, extractions, or a claims table, in any order.

    ``outlets`` gives the outlet of each report id, where extractions and tables do not tell it.

    >>> import mapper
    >>> found = mapper.extract(["قصفت القوات الأرمينية مدينة كنجة.",        # "Armenian forces shelled Ganja."
    ...                         "نفى الجيش الأرمني قصف مدينة كنجة."], published="2020-10-12")
    >>> [(incident.title, incident.status) for incident in mapper.merge(found)]
    [('Shelling: Ganja', 'contested')]
    """
    told = list(_claims(claims))
    known = {claim.report_id: outlet for claim, outlet in told if outlet}
    return list(merge_claims([claim for claim, _ in told], outlets={**known, **(outlets or {})}))


def load(
    path: Pathlike, *, on_bad_row: OnBadRow | None = None, on_note: Callable[[str], None] = lambda _: None
) -> gpd.GeoDataFrame:
    """The incidents table of a file that ``save`` wrote: .parquet, .gpkg, .geojson or .csv.

    A row that does not fit is an error that names it; with ``on_bad_row`` such rows are left out, and it is
    told of each. ``on_note`` hears of columns of your own, which stay.

    >>> import mapper
    >>> frame = mapper.load("incidents.parquet")                              # doctest: +SKIP
    >>> frame.incidents.contested()[["title", "date_from"]]                   # doctest: +SKIP
    """
    from mapper.writers import load as stage

    return stage(Path(path), on_bad_row=on_bad_row, on_note=on_note)


def save(subject: gpd.GeoDataFrame | pd.DataFrame | Told | Iterable[Incident], path: Pathlike) -> None:
    """Write a build, an incidents table, a claims table or incidents in the format of the file's ending.

    A table is .parquet, .gpkg, .geojson or .csv; .html is the page with the map.

    >>> import mapper
    >>> mapper.save(mapper.build("reports/"), "incidents.parquet")            # doctest: +SKIP
    """
    from mapper.writers import save as stage

    path = Path(path)
    if path.suffix.lower() in _PAGES:
        from mapper.render import IncidentMap
        from mapper.subject import map_data

        return IncidentMap(map_data(subject)).save(path)
    return stage(_frame_of(subject), path)


def _frame_of(given: Any) -> Any:
    if hasattr(given, "columns"):
        return given
    from mapper.frames import to_frame
    from mapper.subject import subject

    told = subject(given)
    return to_frame(told.incidents, told.evidence, coverage=told.coverage)


@dataclass(frozen=True)
class _Given:
    """A source, and what is told of it besides."""

    source: Any
    published: date | str | None
    outlet: str
    language: str

    def reports(self, on_error: OnError, on_note: Callable[[str], None] = lambda _: None) -> Iterator[Report]:
        from mapper.readers.found import Told as ToldOfReport
        from mapper.readers.given import day_given, reports_of
        from mapper.readers.read import Reader

        told = ToldOfReport(published=day_given(self.published), outlet=self.outlet, language=self.language)
        reader = Reader(told=told, on_error=on_error, on_note=on_note)
        return reports_of(self.source, reader)

    def refuse(self, error: ItemError) -> None:
        """Raise the error; where there is more to read, with the way to go on."""
        one = isinstance(self.source, str | PathLike | Mapping) and not os.path.isdir(str(self.source))
        way = "" if one else " (on_error=print leaves out what cannot be read, and says so)"
        raise type(error)(f"{error}{way}")


def _gazetteer(given: Gazetteer | Pathlike | Sequence[Pathlike] | None) -> Gazetteer | None:
    """The gazetteer given, or the bundled one with these files of places in it."""
    from gazetteer.lookup import Gazetteer

    if given is None or isinstance(given, Gazetteer):
        return given
    files = [given] if isinstance(given, str | PathLike) else given
    if not isinstance(files, list | tuple) or not all(isinstance(one, str | PathLike) for one in files):
        way = "give a path, a list of paths, or a mapper.Gazetteer"
        raise ArgumentError(f"gazetteer={given!r} is no gazetteer; {way}")
    for path in (Path(one) for one in files):
        if not path.exists():
            raise ArgumentError(f"gazetteer={str(path)!r}: there is no such file or folder of places")
    return Gazetteer.default(user_files=[Path(one) for one in files])


def _coded(given: Any) -> Iterator[tuple[Claim, Evidence | None]]:
    from mapper.exchange.coded import read_coded
    from mapper.frames import claims_from

    if isinstance(given, str | PathLike):
        yield from read_coded([Path(given)])
    elif isinstance(given, Claim):
        yield given, None
    elif hasattr(given, "columns"):
        _check_claims_table(given, "give a data set as the path of its file: coded='ged.csv'")
        yield from claims_from(given)
    elif isinstance(given, tuple) and len(given) == 2 and isinstance(given[1], Evidence):
        yield given
    elif isinstance(given, Iterable):
        several = list(given)
        # Together, so that a row that stands in two files is seen.
        yield from read_coded(Path(one) for one in several if isinstance(one, str | PathLike))
        for one in several:
            if not isinstance(one, str | PathLike):
                yield from _coded(one)
    else:
        what = f"coded={type(given).__name__} is no coded data"
        raise ArgumentError(f"{what}; give paths of CSV files, a claims table, or claims")


def _claims(given: Any) -> Iterator[tuple[Claim, str]]:
    """Claims, each with the outlet of its report where that is told."""
    if isinstance(given, Claim):
        yield given, ""
    elif isinstance(given, Extraction):
        yield from ((claim, given.report.outlet) for claim in given.claims)
    elif hasattr(given, "columns"):
        from mapper.frames import claims_from

        _check_claims_table(given, "mapper.merge(mapper.extract(frame)) takes reports")
        yield from ((claim, words.outlet if words else "") for claim, words in claims_from(given))
    elif isinstance(given, Iterable) and not isinstance(given, str):
        for one in given:
            yield from _claims(one)
    else:
        way = "give claims, extractions or a claims table: mapper.merge(mapper.extract(...))"
        raise ArgumentError(f"{type(given).__name__} holds no claims to merge; {way}")


def _check_claims_table(frame: Any, otherwise: str) -> None:
    """Raise ArgumentError for a frame of something else, and say what to give in its place."""
    if "claims" in frame.columns and "incident_id" not in frame.columns:
        raise ArgumentError("this is an incidents table; give its claims: frame.incidents.claims()")
    if "incident_id" not in frame.columns and "report_id" not in frame.columns:
        raise ArgumentError(f"this frame is no claims table; {otherwise}")
