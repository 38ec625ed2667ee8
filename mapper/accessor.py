"""``frame.incidents``: what a person does with an incidents table in a notebook.

pandas knows it once a frame of ours was made, or ``mapper.accessor`` was imported.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pandas as pd

from mapper.errors import ArgumentError
from mapper.frames import COLUMNS, claims_of
from mapper.frames.columns import Column, parted
from mapper.frames.quiet import loud
from mapper.sides import side_of
from mapper.subject import Subject, subject

if TYPE_CHECKING:
    import folium
    from matplotlib.axes import Axes

    from mapper.render import IncidentMap

Frame = TypeVar("Frame", bound=pd.DataFrame)
_OURS = {column.name: column for column in COLUMNS}
_SIDES = ("asserted_by", "denied_by", "acknowledged_by")
_READ = (
    *("title", "status", "date_from", "date_to", "places", "radius_km"),
    *(*_SIDES, "killed_low", "killed_best", "killed_high", "outlets", "claim_count"),
)
"""Columns that a person reads beside a point; the others are for programs."""
_BY_NAME = ("column", "tooltip", "popup")
"""Options of ``explore`` that name columns."""
_BRACE = str.maketrans({"{": "&#123;", "}": "&#125;"})


@pd.api.extensions.register_dataframe_accessor("incidents")
class Incidents(Generic[Frame]):
    """What can be asked of an incidents table, or of any part of one."""

    def __init__(self, frame: Frame) -> None:
        """Raises AttributeError for a frame that lacks columns of an incidents table."""
        missing = [name for name in _OURS if name not in frame.columns]
        if missing:
            raise AttributeError(_refusal(frame, missing))
        self._frame = frame

    def map(self, **options: Any) -> IncidentMap:
        """The incidents as the page of ``mapper.IncidentMap``, which has the same options: title, lang, ...

        >>> import mapper
        >>> frame = mapper.load("incidents.parquet")                          # doctest: +SKIP
        >>> frame.incidents.contested().incidents.map(title="Contested")      # doctest: +SKIP
        """
        from mapper.render import IncidentMap

        return IncidentMap(self._frame, **options)

    def timeline(self, **options: Any) -> Axes:
        """When they happened, as ``mapper.plots.timeline`` draws it, which has the same options."""
        from mapper.plots import timeline

        return timeline(self._frame, **options)

    def claims(self) -> pd.DataFrame:
        """Their claims, one row a claim in an incident, with its words: ``mapper.frames.CLAIM_COLUMNS``."""
        told = self._subject()
        return claims_of(told.incidents, told.evidence)

    def contested(self) -> Frame:
        """Those that one side asserts and another denies."""
        return self._frame[self._frame["status"] == "contested"]

    def by_side(self, side: str | None = None) -> Frame | pd.DataFrame:
        """Those that a side speaks of; without a side, how many each side asserts, denies and acknowledges.

        A side is told by its id ("ARM", "rsf") or by its label in any language of the page, in any case.
        Raises ArgumentError for what is no side.

        >>> import mapper
        >>> told = ["قصفت القوات الأرمينية مدينة كنجة.",      # "Armenian forces shelled the city of Ganja."
        ...         "نفى الجيش الأرمني قصف مدينة كنجة."]      # "The Armenian army denied ..."
        >>> built = mapper.build(told, published="2020-10-12")
        >>> built.frame().incidents.by_side().loc["ARM"].tolist()
        [0, 1, 0]
        """
        told = {name: self._frame[name].map(_names) for name in _SIDES}
        if side is None:
            counts = {name: cells.explode().value_counts() for name, cells in told.items()}
            return pd.DataFrame(counts).fillna(0).astype(int).rename_axis("side").sort_index()
        speaks, asked = pd.Series(False, index=self._frame.index), self._side(side, told.values())
        for cells in told.values():
            speaks |= cells.map(lambda names: asked in names).astype(bool)
        return self._frame[speaks]

    def _side(self, given: str, told: Iterable[pd.Series[Any]]) -> str:
        """The id of a side of the table of sides, or one that only this table has."""
        here = sorted({name for cells in told for names in cells for name in names})
        if given in here:
            return given
        if (known := side_of(given)) is None:
            there = f"in this table speak {', '.join(here)}" if here else "in this table nobody speaks"
            raise ArgumentError(f"{given!r} is no side; {there} (by_side() counts them)")
        return known

    def explore(self, **options: Any) -> folium.Map:
        """A map of the points by ``GeoDataFrame.explore``, which has the same options; every text is escaped.

        The columns that a person reads stand beside the points, the colours are those of the page. Incidents
        without a place are left out. Leaflet and the tiles are loaded from their servers, as folium does.
        Raises NoMatplotlib where the extra ``notebook`` is not installed.
        """
        import folium

        from mapper.plots.paper import INSTALL, NoMatplotlib
        from mapper.render.symbols import symbols

        placed: Any = self._frame[self._frame["lat"].notna()].reset_index(drop=True)
        if placed.empty:
            return options.get("m") or folium.Map(tiles=options.get("tiles", "OpenStreetMap"))
        frame = _escaped(placed)
        statuses = {name: look["colour"] for name, look in symbols()["status"].items()}
        known = [name for name in statuses if (frame["status"] == name).any()]
        shown = [name for name in _READ if not _is_empty(frame[name])]
        usual: dict[str, Any] = {"tooltip": shown or False}
        if "column" not in options and known:
            usual |= {"column": "status", "categories": known, "cmap": [statuses[name] for name in known]}
            usual |= {"marker_kwds": {"radius": 6}}
        asked = {name: _asked(value) if name in _BY_NAME else value for name, value in options.items()}
        try:
            drawn: folium.Map = frame.explore(**(usual | asked))
        except ImportError:
            raise NoMatplotlib(f"explore() needs matplotlib and mapclassify: {INSTALL}") from None
        return drawn

    def _subject(self) -> Subject:
        return subject(self._frame)


def _names(cell: object) -> list[str]:
    return list(parted(loud(cell))) if isinstance(cell, str) else []


def _is_empty(cells: pd.Series[Any]) -> bool:
    return bool((cells.isna() | (cells.astype(str) == "")).all())


def _asked(names: Any) -> Any:
    """Names of columns that a person asks for, as the escaped frame has them."""
    if isinstance(names, str):
        return _text(names)
    return [_asked(name) for name in names] if isinstance(names, list | tuple) else names


def _escaped(frame: Any) -> Any:
    """The frame without the columns that only programs read, in which no name and no cell is markup."""
    kept = [name for name in frame.columns if name not in _OURS or _OURS[name].form != "json"]
    shown = frame[kept]
    for name in kept:
        if name != shown.active_geometry_name:
            shown = shown.assign(**{name: _shown(shown[name], _OURS.get(name))})
    return shown.rename(
        columns={name: _text(str(name)) for name in kept if name != shown.active_geometry_name}
    )


def _shown(cells: pd.Series[Any], column: Column | None) -> pd.Series[Any]:
    if cells.dtype.kind == "M":
        days: pd.Series[Any] = cells.dt.strftime("%Y-%m-%d")
        return days
    if cells.dtype.kind in "biuf":
        return cells
    quiet = column is not None
    return cells.map(
        lambda cell: _text(loud(cell) if quiet else cell) if isinstance(cell, str) else _plain(cell)
    )


def _plain(cell: Any) -> str | None:
    return None if pd.api.types.is_scalar(cell) and pd.isna(cell) else _text(str(cell))


def _text(text: str) -> str:
    """Text as HTML has it; braces too, since folium runs the categories of a legend as a template."""
    return html.escape(text).translate(_BRACE)


def _refusal(frame: pd.DataFrame, missing: list[str]) -> str:
    if "incident_id" in frame.columns:
        return "this is a claims table; `.incidents` belongs to the incidents table that it was made from"
    if len(missing) == len(_OURS):
        return "this is no incidents table; mapper.load() gives one, and so does the frame() of a build"
    if missing == ["claims"]:
        return (
            "the claims are not in this table: geopandas reads one layer of a .gpkg, and they are another; "
            "read the file with mapper.load(path), and of a table choose rows, keep the column 'claims'"
        )
    lacks = ", ".join(map(repr, missing))
    several = "s" if len(missing) > 1 else ""
    return f"the incidents table lacks the column{several} {lacks}; choose rows and keep the columns"
