"""The folium classes: a map that is our page, and the layer alone for any other map."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, Literal

import folium
from branca.element import Element, Figure
from folium.map import Layer
from jinja2 import Template

from mapper.atomic import replacing
from mapper.errors import ArgumentError
from mapper.layers import MapData
from mapper.render import assets, choices
from mapper.render.beside import Beside, clear, folder_beside
from mapper.render.intro import Node
from mapper.render.page import layer_data, page, write_texts
from mapper.render.tiles import Tiles
from mapper.subject import Drawable, map_data, subject


class IncidentLayer(Layer):
    """The incidents as a layer for any ``folium.Map``; a click opens the evidence in a popup.

    Scripts and styles of the layer are written into the page; what the map
    itself loads is the map's own affair.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.incidentLayer({{ this.packed }});"
        "{{ this.get_name() }}.addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(
        self, data: Drawable, *, name: str = "Incidents", lang: str = "en", show: bool = True
    ) -> None:
        super().__init__(name=name, overlay=True, control=True, show=show)
        self._name = "IncidentLayer"
        self.data, self.lang = map_data(data), choices.language(lang)

    @property
    def packed(self) -> str:
        return json.dumps(layer_data(self.data, self.lang))

    def render(self, **kwargs: Any) -> str:
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise TypeError("an IncidentLayer is drawn on a folium.Map: add_to(map) first")
        header = figure.header
        header.add_child(_Inline("style", assets.style(*assets.LAYER_STYLES)), name="incident_layer_style")
        header.add_child(_Inline("script", assets.script(assets.LAYER_MODULES)), name="incident_layer_script")
        super().render(**kwargs)  # type: ignore[no-untyped-call]  # folium leaves it so
        return ""

    def _get_self_bounds(self) -> list[list[float | None]]:
        bounds = self.data.bounds()
        if bounds is None:
            return [[None, None], [None, None]]
        west, south, east, north = bounds
        return [[south, west], [north, east]]


class IncidentMap(folium.Map):
    """The page of incidents as a ``folium.Map``.

    ``save(path)`` writes one file that opens from disk and loads nothing;
    ``html()`` gives it as text, and a notebook shows the same. Put into another
    figure, it behaves as a plain folium map with the layer on it. It is made of what
    ``mapper.subject`` takes: a build, an incidents frame, incidents, the file of a table.

    The options are those of the command line. ``intro`` is Markdown, or the ``Path`` of a file of it;
    ``lang`` the language the page opens in; ``names`` "both", "written" or a side ("AZE"); ``coarsen`` the
    width in km of a grid to which every position is rounded; ``tiles`` the name of online tiles
    ("OpenStreetMap.Mapnik"). Raises ArgumentError for what is none of these.

    >>> import mapper
    >>> built = mapper.build("reports/", published="2020-10-12")              # doctest: +SKIP
    >>> mapper.IncidentMap(built, title="Autumn").save("map.html")            # doctest: +SKIP
    """

    def __init__(
        self,
        data: Drawable,
        *,
        title: str = "",
        lang: str = "en",
        intro: str | PathLike[str] | Sequence[Node] = "",
        tiles: str | Tiles | None = None,
        names: str = choices.BOTH,
        coarsen: float | None = None,
    ) -> None:
        self.title, self.lang = title, choices.language(lang)
        self.intro, self.tiles = choices.introduction(intro), choices.tiles_below(tiles)
        self.names, km = choices.names_of_places(names), choices.grid_km(coarsen)
        drawn = _drawn(data, self.names, km)
        super().__init__(tiles=None, prefer_canvas=True)
        self.data = drawn
        self.add_child(IncidentLayer(drawn, lang=lang))
        _Page().add_child(self)

    def html(self) -> str:
        """The page as text; the same data give the same text."""
        return "".join(self._pieces())

    def _pieces(self, beside: Beside | None = None) -> Iterator[str]:
        return page(
            self.data,
            title=self.title,
            intro=self.intro,
            lang=self.lang,
            tiles=self.tiles,
            names="" if self.names == choices.BOTH else self.names,
            beside=beside,
        )

    def save(
        self,
        outfile: str | bytes | Path | BinaryIO,
        close_file: bool = True,
        *,
        texts: Literal["inside", "separate"] = "inside",
        **kwargs: Any,
    ) -> None:
        """Writes the page; a file that stood at the path stays whole until the new one is complete.

        With ``texts="separate"`` the words of the reports go into a folder beside the page, and each part
        of them is opened when it is needed: for pages too large for mail. Raises WriteError.
        """
        if texts not in ("inside", "separate"):
            raise ValueError(f"texts are 'inside' or 'separate', not {texts!r}")
        if isinstance(outfile, str | bytes | Path):
            self._write(Path(os.fsdecode(outfile)), separate=texts == "separate")
        elif texts == "separate":
            raise ValueError("texts go into a folder beside a page that has a path")
        else:
            super().save(outfile, close_file=close_file, **kwargs)

    def _write(self, path: Path, *, separate: bool) -> None:
        folder = folder_beside(path)
        beside = write_texts(self.data, folder) if separate else None
        with replacing(path) as new, new.open("wb") as file:
            file.writelines(piece.encode() for piece in self._pieces(beside))
        # Only now: until the page was renamed, the old one needed the old texts.
        clear(folder, beside.names if beside else ())


def _drawn(given: Drawable, names: str, km: float) -> MapData:
    """What is drawn already keeps the names and the grid it was made with."""
    if isinstance(given, MapData):
        if km:
            raise ArgumentError("coarsen rounds a build, a frame or incidents, not what is drawn already")
        return given
    if names == choices.BOTH and not km:
        return map_data(given)
    return choices.drawn(*subject(given), names=names, coarsen=km)


class _Page(Figure):
    """The figure of an IncidentMap: rendering it gives our page in place of folium's."""

    def render(self, **kwargs: Any) -> str:
        (incident_map,) = (child for child in self._children.values() if isinstance(child, IncidentMap))
        return incident_map.html()


class _Inline(Element):
    """A script or style written into the header; its text is no template."""

    _template = Template("<{{ this.tag }}>{{ this.text }}</{{ this.tag }}>")

    def __init__(self, tag: str, text: str) -> None:
        super().__init__()
        self.tag, self.text = tag, text
