"""The folium classes: a map that is our page, and the layer alone for any other map."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, BinaryIO

import folium
from branca.element import Element, Figure
from folium.map import Layer
from jinja2 import Template

from mapper.atomic import write_text
from mapper.layers import MapData
from mapper.render import assets
from mapper.render.columns import cold
from mapper.render.pack import pack
from mapper.render.page import layer_data, page


class IncidentLayer(Layer):
    """The incidents as a layer for any ``folium.Map``; a click opens the evidence in a popup.

    Scripts and styles of the layer are written into the page; what the map
    itself loads is the map's own affair.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.incidentLayer({{ this.hot }}, {{ this.cold }});"
        "{{ this.get_name() }}.addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(
        self, data: MapData, *, name: str = "Incidents", lang: str = "en", show: bool = True
    ) -> None:
        super().__init__(name=name, overlay=True, control=True, show=show)
        self._name = "IncidentLayer"
        self.data, self.lang = data, lang

    @property
    def hot(self) -> str:
        return json.dumps(pack(layer_data(self.data, self.lang)))

    @property
    def cold(self) -> str:
        return json.dumps(pack(cold(self.data)))

    def render(self, **kwargs: Any) -> str:
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise TypeError("an IncidentLayer is drawn on a folium.Map: add_to(map) first")
        header = figure.header
        header.add_child(_Inline("style", assets.style("evidence")), name="incident_layer_style")
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
    figure, it behaves as a plain folium map with the layer on it.
    """

    def __init__(self, data: MapData, *, title: str = "", lang: str = "en", intro: str = "") -> None:
        if not isinstance(data, MapData):
            raise TypeError(
                f"an IncidentMap takes what mapper.layers.layers() gives, not a {type(data).__name__}"
            )
        super().__init__(tiles=None, prefer_canvas=True)
        self.data, self.title, self.lang, self.intro = data, title, lang, intro
        self.add_child(IncidentLayer(data, lang=lang))
        _Page().add_child(self)

    def html(self) -> str:
        """The page as text; the same data give the same text."""
        return page(self.data, title=self.title, intro=self.intro, lang=self.lang)

    def save(self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **kwargs: Any) -> None:
        """Writes the page; a file that stood at the path stays whole until the new one is complete.

        Raises WriteError.
        """
        if isinstance(outfile, str | bytes | Path):
            write_text(Path(os.fsdecode(outfile)), self.html())
        else:
            super().save(outfile, close_file=close_file, **kwargs)


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
