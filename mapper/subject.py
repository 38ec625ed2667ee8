"""What a map or a plot is made of, from what a person has at hand: a build, a frame, incidents, a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike, fsdecode
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, runtime_checkable

from mapper.errors import ArgumentError
from mapper.frames import COLUMNS, from_frame
from mapper.layers import MapData, layers
from mapper.readers.formats import SUFFIXES
from mapper.records import Claim, Coverage, Evidence, Extraction, Incident, Report
from mapper.writers import load

if TYPE_CHECKING:
    import pandas as pd

Drawable: TypeAlias = "MapData | Told | pd.DataFrame | Incident | Iterable[Incident] | str | PathLike[str]"
"""An incidents frame where it is a frame; a path is that of a table."""
_UNBUILT = (Report, Extraction, Claim)


class Subject(NamedTuple):
    """Incidents, the words of their claims by claim id, and how much of the input they rest on."""

    incidents: tuple[Incident, ...]
    evidence: Mapping[str, Evidence]
    coverage: Coverage | None = None


@runtime_checkable
class Told(Protocol):
    """What has incidents with their words: a Build, or what a map draws."""

    @property
    def incidents(self) -> tuple[Incident, ...]: ...

    @property
    def evidence(self) -> Mapping[str, Evidence]: ...

    @property
    def coverage(self) -> Coverage | None: ...


def subject(given: Drawable) -> Subject:
    """The incidents of a Build, of an incidents frame, of a table's file, or those given as they are.

    Rows of a frame that stand in it twice, alike in every column of ours, are one. Raises ArgumentError for
    what is none of these, and RunError for a table that cannot be read.
    """
    if isinstance(given, str | PathLike):
        return _of_file(Path(fsdecode(given)))
    if hasattr(given, "columns") and hasattr(given, "to_dict"):
        return _of_frame(given)
    if isinstance(given, Told):
        return Subject(tuple(given.incidents), given.evidence, given.coverage)
    if isinstance(given, Incident):
        return Subject((given,), {})
    if isinstance(given, Iterable):
        return _of_incidents(tuple(given))
    raise _refused(given)


def map_data(given: Drawable) -> MapData:
    """What a map draws of anything that ``subject`` takes; what is that already stays as it is."""
    return given if isinstance(given, MapData) else layers(*subject(given))


def _of_file(path: Path) -> Subject:
    if path.is_dir() or path.suffix.lower() in SUFFIXES:
        raise ArgumentError(f"{path}: incidents are built of reports first: mapper.build({str(path)!r})")
    return _of_frame(load(path))


def _of_frame(frame: Any) -> Subject:
    if "incident_id" in frame.columns:
        raise ArgumentError(
            "this is a claims table; give the incidents table, whose rows have the ids in its incident_id"
        )
    # Rows that were put together from two parts of one table, by pd.concat say.
    ours = [column.name for column in COLUMNS if column.name in frame.columns]
    return Subject(*from_frame(frame[~frame.duplicated(ours)] if ours else frame))


def _of_incidents(given: tuple[Any, ...]) -> Subject:
    if odd := next((one for one in given if not isinstance(one, Incident)), None):
        raise _refused(odd)
    return Subject(given, {})


def _refused(given: object) -> ArgumentError:
    what = (
        f"{type(given).__name__} is nothing that shows incidents; give a Build (mapper.build), an incidents "
    )
    way = "frame (mapper.load), the path of a table, or incidents (mapper.merge)"
    built = "; it is built first: mapper.build(...)" if isinstance(given, _UNBUILT) else ""
    return ArgumentError(what + way + built)
